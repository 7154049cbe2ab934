import { describe, expect, test } from '@jest/globals';
import type { BlockProof, BlockReading } from '../../src/proof/contract.ts';
import { proofs, reasonAgainstBlock } from '../../src/proof/index.ts';
import { recordedText, recording } from './recorded.ts';
import { build, encrypt, goodCase } from './world.ts';

interface Peer {
  endpoint: string;
  'transfer-rx': number;
  'transfer-tx': number;
  'last-handshake-time': string;
}

const handshake = '2026-11-23T00:55:13.774Z';

function debuginfo(peers: readonly Peer[]): string {
  return JSON.stringify({ encryption: { wireguard: { interfaces: [{ name: 'cilium_wg0', peers }] } } });
}

function withPeers(reading: BlockReading, texts: Record<'client' | 'server', string>): BlockReading {
  const place = (side: 'client' | 'server'): BlockReading['agents']['client'] => ({
    ...reading.agents[side],
    sections: { ...reading.agents[side].sections, 'wireguard-peers': { ok: true, text: texts[side] } }
  });
  return { hosts: reading.hosts, agents: { client: place('client'), server: place('server') } };
}

/** A block whose measured peers made up a share of what the links of both nodes gained. */
function block(share: number, changes: Partial<Peer> = {}): BlockProof | undefined {
  const made = goodCase('wireguard');
  const moved = { packets: 1_000, bytes: 1_000_000 };
  made.after = structuredClone(made.before);
  encrypt(made, moved, moved);
  const texts = (bytes: number): Record<'client' | 'server', string> => {
    const peer = { 'transfer-rx': bytes, 'transfer-tx': bytes, 'last-handshake-time': handshake, ...changes };
    return {
      client: debuginfo([
        { endpoint: '172.31.0.9:51871', ...peer },
        { endpoint: '172.31.0.3:51871', ...peer }
      ]),
      server: debuginfo([{ endpoint: '172.31.0.2:51871', ...peer }])
    };
  };
  return proofs.wireguard.block?.judge(
    withPeers(build(made.before), texts(5_000)),
    withPeers(build(made.after), texts(5_000 + share * moved.bytes)),
    made.path
  );
}

describe('a block of WireGuard', () => {
  test('is proven when the measured peer makes up 90 % of what the link gained', () => {
    expect(block(1)).toMatchObject({ verdict: 'proven' });
    expect(block(0.9)).toMatchObject({ verdict: 'proven' });
    expect(block(0.899)).toMatchObject({
      verdict: 'unproven',
      reason: expect.stringMatching(/makes up 89.9 % .* 90.0 % are needed: use two nodes/)
    });
  });

  test.each(['0001-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', ''])(
    'is not proven when the peer has never shaken hands (%s)',
    time => {
      const proof = block(1, { 'last-handshake-time': time });
      expect(proof).toMatchObject({
        verdict: 'unproven',
        reason: "the measured peer of the client's node has never shaken hands"
      });
      expect(proof && reasonAgainstBlock(proof)).toMatchObject({ kind: 'unproven' });
    }
  );

  test('is not proven without the measured peer, or when its counters went back', () => {
    expect(block(1, { endpoint: '172.31.0.9:51871' })?.reason).toBe(
      "cilium_wg0 of the client's node has no peer 172.31.0.3"
    );
    expect(block(-0.001)?.reason).toBe("the measured peer's counters of the client's node went back");
  });

  test.each(['vxlan+wireguard', 'native+wireguard'])('recorded of %s is proven', name => {
    const { before, after, path } = recording(name);
    const texts = (moment: string): Record<'client' | 'server', string> => ({
      client: `{"encryption": ${recordedText(`${name}/client.${moment}.debuginfo-encryption.json`)}}`,
      server: `{"encryption": ${recordedText(`${name}/server.${moment}.debuginfo-encryption.json`)}}`
    });
    const proof = proofs.wireguard.block?.judge(
      withPeers(before, texts('before')),
      withPeers(after, texts('after')),
      path
    );
    expect(proof).toMatchObject({ verdict: 'proven' });
  });

  test('recorded within one node is not proven: the link has nothing', () => {
    const { before, after, path } = recording('fault-wg-same-node');
    const texts = {
      client: `{"encryption": ${recordedText('fault-wg-same-node/client.after.debuginfo-encryption.json')}}`,
      server: `{"encryption": ${recordedText('fault-wg-same-node/server.after.debuginfo-encryption.json')}}`
    };
    expect(proofs.wireguard.block?.judge(withPeers(before, texts), withPeers(after, texts), path).reason).toBe(
      "cilium_wg0 of the client's node has nothing sent in the whole block"
    );
  });
});

describe('a block of ztunnel', () => {
  const of = (text: string): BlockReading => {
    const place = { identity: 'same', address: '', sections: { enrolment: { ok: true, text } as const } };
    return { hosts: { client: place, server: place }, agents: { client: place, server: place } };
  };
  const enrolled = recordedText('vxlan+ztunnel/client.statedb.json');
  const { path } = goodCase('ztunnel');

  test('is proven while the namespace is enrolled', () => {
    expect(proofs.ztunnel.block?.judge(of(enrolled), of(enrolled), path)).toMatchObject({ verdict: 'proven' });
  });

  test('is not proven when it was disenrolled, or is not yet enrolled', () => {
    expect(proofs.ztunnel.block?.judge(of(enrolled), of('{}'), path).reason).toBe(
      "namespace perf is not enrolled on the client's node"
    );
    const failed = enrolled.replace('"kind": "Done"', '"kind": "Error", "error": "no netns"');
    expect(proofs.ztunnel.block?.judge(of(failed), of(enrolled), path).reason).toBe(
      "namespace perf is Error on the client's node: no netns"
    );
  });
});
