import { describe, expect, test } from '@jest/globals';
import type { BlockProof, BlockReading, Snapshot } from '../../src/proof/contract.ts';
import type { Counter } from '../../src/proof/counters.ts';
import { proofs, reasonAgainstBlock } from '../../src/proof/index.ts';
import type { TestName } from '../../src/model/test.ts';
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
  return { ...reading, agents: { client: place('client'), server: place('server') } };
}

/** A block whose measured peers account for a share of the gain of both nodes' links. */
function block(share: number, changes: Partial<Peer> = {}, info = debuginfo): BlockProof | undefined {
  const made = goodCase('wireguard');
  const moved = { packets: 1_000, bytes: 1_000_000 };
  made.after = structuredClone(made.before);
  encrypt(made, moved, moved);
  const texts = (bytes: number): Record<'client' | 'server', string> => {
    const peer = { 'transfer-rx': bytes, 'transfer-tx': bytes, 'last-handshake-time': handshake, ...changes };
    return {
      client: info([
        { endpoint: '172.31.0.9:51871', ...peer },
        { endpoint: '172.31.0.3:51871', ...peer }
      ]),
      server: info([{ endpoint: '172.31.0.2:51871', ...peer }])
    };
  };
  return proofs.wireguard.block?.judge(
    withPeers(build(made.before), texts(5_000)),
    withPeers(build(made.after), texts(5_000 + share * moved.bytes)),
    made.path,
    ['tcp-throughput'],
    undefined
  );
}

type Bytes = Record<'sent' | 'received', number>;

/**
 * Traffic of the client's node with the measured peer, with a third node and without a peer, from the start of the
 * background to the end of the block.
 */
interface Shared {
  readonly tests: readonly TestName[];
  /** During the 14 s of the block. */
  readonly peer: Bytes;
  /** Other peers' traffic per second: in the 8 s before the block, and during it. */
  readonly othersBefore: number;
  readonly others: number;
  /** The peers could not be read at the start of the background. */
  readonly unread?: true;
}

/** A block on nodes with other encrypted traffic; mirrored on the server's node. */
function sharedBlock({ tests, peer, othersBefore, others, unread }: Shared): BlockProof | undefined {
  const made = goodCase('wireguard');
  const back: Bytes = { sent: peer.received, received: peer.sent };
  const of = (bytes: Bytes, more: number): Record<'sent' | 'received', Counter> => ({
    sent: { packets: 1, bytes: bytes.sent + more },
    received: { packets: 1, bytes: bytes.received + more }
  });
  const none = { sent: 0, received: 0 };
  const reading = (seconds: number, done: 0 | 1, more: number): Snapshot => {
    const moment = structuredClone(made.before);
    moment.seconds = seconds;
    for (const [side, bytes] of [
      ['client', peer],
      ['server', back]
    ] as const) {
      const link = moment.nodes[side].wireguard;
      if (link) Object.assign(link, of(done === 0 ? none : bytes, more));
    }
    const text = (endpoint: string, bytes: Bytes): string =>
      debuginfo([
        {
          endpoint,
          'transfer-rx': done * bytes.received,
          'transfer-tx': done * bytes.sent,
          'last-handshake-time': handshake
        }
      ]);
    return {
      ...build(moment),
      ...withPeers(build(moment), { client: text('172.31.0.3:51871', peer), server: text('172.31.0.2:51871', back) })
    };
  };
  const before = unread ? build({ ...made.before, seconds: 100 }) : reading(100, 0, 0);
  const start = reading(108, 0, 8 * othersBefore);
  const end = reading(122, 1, 8 * othersBefore + 14 * others);
  return proofs.wireguard.block?.judge(start, end, made.path, tests, { before, after: start });
}

/** 2 Gbit/s for 10 s: the payload with its headers, and 19,000 acknowledgments. */
const twoGigabits: Bytes = { sent: 2_655_000_000, received: 19_000 * 84 };
/** 400 packets per second. */
const otherRate = 400 * 125;

describe('a block of WireGuard', () => {
  test('is proven if the measured peer accounts for 90 % of the link', () => {
    expect(block(1)).toMatchObject({ verdict: 'proven' });
    expect(block(0.9)).toMatchObject({
      verdict: 'proven',
      notes: expect.arrayContaining([
        "The measured peer accounts for 90.0 % of what cilium_wg0 of the client's node sent."
      ])
    });
    expect(block(0.899)).toMatchObject({
      verdict: 'unproven',
      reason: expect.stringMatching(/accounts for 89.9 % .* 90.0 % are needed: use two nodes/)
    });
  });

  test.each(['0001-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', ''])(
    'is not proven when the peer has never completed a handshake (%s)',
    time => {
      const proof = block(1, { 'last-handshake-time': time });
      expect(proof).toMatchObject({
        verdict: 'unproven',
        reason: "the measured peer of the client's node has never completed a handshake"
      });
      expect(proof && reasonAgainstBlock(proof)).toMatchObject({ kind: 'unproven' });
    }
  );

  test('is not proven without the measured peer, or if its counters decreased', () => {
    expect(block(1, { endpoint: '172.31.0.9:51871' })?.reason).toBe(
      "cilium_wg0 of the client's node has no peer 172.31.0.3"
    );
    expect(block(-0.001)?.reason).toBe("the measured peer's counters of the client's node decreased");
  });

  test('is not proven by the peers of another interface, nor without any', () => {
    const foreign: typeof debuginfo = peers => debuginfo(peers).replace('cilium_wg0', 'wg0');
    for (const info of [foreign, () => '{"encryption": {}}'])
      expect(block(1, {}, info)).toMatchObject({
        verdict: 'unproven',
        reason: "the agent of the client's node has no cilium_wg0"
      });
  });

  test("needs the peers' counts before the background only if others had traffic", () => {
    const alone = { tests: ['tcp-throughput'], peer: twoGigabits, othersBefore: 0, others: 0, unread: true } as const;
    expect(sharedBlock(alone)).toMatchObject({ verdict: 'proven' });
    expect(sharedBlock({ ...alone, othersBefore: otherRate, others: otherRate })).toMatchObject({
      verdict: 'unproven',
      reason: "wireguard-peers of the client's node was not read"
    });
  });

  test('is proven despite other nodes with the same rate before it', () => {
    const shared = {
      tests: ['tcp-throughput'],
      peer: twoGigabits,
      othersBefore: otherRate,
      others: otherRate
    } as const;
    expect(sharedBlock(shared)).toMatchObject({
      verdict: 'proven',
      notes: expect.arrayContaining([
        "the measured peer accounts for 100.0 % of what cilium_wg0 of the client's node received, not counting other peers' earlier traffic."
      ])
    });
    // The rate of such traffic is never exactly constant.
    expect(sharedBlock({ ...shared, others: otherRate * 1.2 })).toMatchObject({ verdict: 'proven' });
    expect(sharedBlock({ ...shared, others: otherRate * 1.3 })?.reason).toMatch(/accounts for 88\.\d % .* received/);
  });

  test('is not proven if more traffic goes to another node than before', () => {
    const shared = { tests: ['tcp-throughput'], peer: twoGigabits, othersBefore: 0, others: otherRate } as const;
    expect(sharedBlock(shared)).toMatchObject({
      verdict: 'unproven',
      reason: expect.stringContaining("accounts for 69.5 % of what cilium_wg0 of the client's node received")
    });
    const payload = { ...shared, othersBefore: otherRate, others: 30_000_000 };
    expect(sharedBlock(payload)?.reason).toContain("of what cilium_wg0 of the client's node sent");
  });

  test('is not proven if all traffic went to another node, however busy it was before', () => {
    const wrong = { tests: ['tcp-throughput'], peer: { sent: 0, received: 0 } } as const;
    const nothing =
      "the measured peer accounts for none of what cilium_wg0 of the client's node sent in the whole block";
    expect(sharedBlock({ ...wrong, othersBefore: 190_000_000, others: 190_000_000 })?.reason).toBe(nothing);
    expect(sharedBlock({ ...wrong, othersBefore: 0, others: 190_000_000 })?.reason).toBe(nothing);
  });

  test('is judged only in the directions that decide its samples', () => {
    const shared = { peer: { sent: 2_655_000_000, received: 3_000 }, othersBefore: otherRate, others: otherRate * 1.1 };
    expect(sharedBlock({ ...shared, tests: ['udp-throughput'] })).toMatchObject({ verdict: 'proven' });
    expect(sharedBlock({ ...shared, tests: ['udp-throughput', 'tcp-throughput'] })?.reason).toContain('received');
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
      path,
      ['tcp-throughput'],
      undefined
    );
    expect(proof).toMatchObject({ verdict: 'proven' });
  });

  test('recorded within one node is not proven: the link carried nothing', () => {
    const { before, after, path } = recording('fault-wg-same-node');
    const texts = {
      client: `{"encryption": ${recordedText('fault-wg-same-node/client.after.debuginfo-encryption.json')}}`,
      server: `{"encryption": ${recordedText('fault-wg-same-node/server.after.debuginfo-encryption.json')}}`
    };
    const proof = proofs.wireguard.block?.judge(
      withPeers(before, texts),
      withPeers(after, texts),
      path,
      ['tcp-throughput'],
      undefined
    );
    expect(proof?.reason).toBe(
      "the measured peer accounts for none of what cilium_wg0 of the client's node sent in the whole block"
    );
  });
});

describe('a block of ztunnel', () => {
  const of = (text: string): BlockReading => {
    const place = { identity: 'same', address: '', sections: { enrollment: { ok: true, text } as const } };
    return { seconds: 0, hosts: { client: place, server: place }, agents: { client: place, server: place } };
  };
  const enrolled = recordedText('vxlan+ztunnel/client.statedb.json');
  const judge = (start: string, end: string): BlockProof | undefined =>
    proofs.ztunnel.block?.judge(of(start), of(end), goodCase('ztunnel').path, ['tcp-throughput'], undefined);

  test('is proven while the namespace is enrolled', () => {
    expect(judge(enrolled, enrolled)).toMatchObject({ verdict: 'proven' });
  });

  test('is proven if the namespace is unenrolled after the last sample, whose own counters show its traffic', () => {
    expect(judge(enrolled, '{}')?.verdict).toBe('proven');
  });

  test('is not proven if the namespace was not enrolled, or not yet', () => {
    expect(judge('{}', enrolled)?.reason).toBe("namespace perf is not enrolled on the client's node");
    expect(judge(enrolled.replace('"Name": "perf"', '"Name": "web"'), enrolled)?.reason).toBe(
      "namespace perf is not enrolled on the client's node"
    );
    const failed = enrolled.replace('"kind": "Done"', '"kind": "Error", "error": "no netns"');
    expect(judge(failed, enrolled)?.reason).toBe("namespace perf is Error on the client's node: no netns");
  });
});
