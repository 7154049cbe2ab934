import { describe, expect, test } from '@jest/globals';
import type { Proof, Sighting, Sightings } from '../../src/proof/contract.ts';
import { captureCommands, judgeSample, judgeSighting, readSighting, standsByWitness } from '../../src/proof/index.ts';
import { build, bulkOnWire, type Case, encrypt, goodCase, path, times } from './world.ts';

/** What tcpdump 4.99 prints when it ends. */
function ended(captured: number, dropped = 0): string {
  const packets = (count: number): string => `${count} packet${count === 1 ? '' : 's'}`;
  return [
    'tcpdump: data link type LINUX_SLL2',
    'listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 128 bytes',
    `${packets(captured)} captured`,
    `${packets(captured + dropped)} received by filter`,
    `${packets(dropped)} dropped by kernel`
  ].join('\n');
}

const clearLine = 'eth0  Out IP 10.244.0.21.36632 > 10.244.1.135.5201: Flags [.], length 1398';
const nothingClear: Sighting = { ok: true, clear: 0, sealed: 10 };
const someClear: Sighting = { ok: true, clear: 533, sealed: 10, first: clearLine };
const gone: Sighting = { ok: false, why: 'ErrImagePull' };

describe('what the witness looks for', () => {
  test('is traffic leaving one side on any device but those of Cilium, with any encapsulation', () => {
    const { clear, sealed } = captureCommands('client', path, '1\n4\n10\n');
    expect(clear.slice(0, -1)).toEqual(['tcpdump', '-Z', 'root', '-i', 'any', '-nn', '-t', '-s', '128', '-c', '1000']);
    expect(clear.at(-1)).toBe(
      'outbound and not ifindex 1 and not ifindex 4 and not ifindex 10 and ' +
        '(((ip src host 10.244.0.21 and ip dst host 10.244.1.135) and not tcp port 15008) or ' +
        '((udp[42:4] = 0x0af40015 and udp[46:4] = 0x0af40187) and ' +
        'not (udp[39] = 6 and (udp[50:2] = 15008 or udp[52:2] = 15008))))'
    );
    expect(sealed.at(-1)).toBe(
      'outbound and not ifindex 1 and not ifindex 4 and not ifindex 10 and ' +
        '(((udp port 51871 or ip proto 50 or udp[39] = 50) and (ip dst host 172.31.0.3 or ip dst host 10.244.1.11)) or ' +
        '((ip src host 10.244.0.21 and ip dst host 10.244.1.135) and tcp port 15008) or ' +
        '((udp[42:4] = 0x0af40015 and udp[46:4] = 0x0af40187) and ' +
        '(udp[39] = 6 and (udp[50:2] = 15008 or udp[52:2] = 15008))))'
    );
  });

  test('is reversed on the other node', () => {
    expect(captureCommands('server', path, '1').clear.at(-1)).toContain(
      'ip src host 10.244.1.135 and ip dst host 10.244.0.21'
    );
  });

  test('is undefined if the devices are unknown, or the addresses are not IPv4', () => {
    expect(() => captureCommands('client', path, 'cat: not found\n')).toThrow('cannot be read');
    const six = { ...path, podIps: { client: 'fd00::21', server: 'fd00::87' } };
    expect(() => captureCommands('client', six, '1')).toThrow('supports only IPv4, not fd00::21');
  });
});

describe('what the witness saw', () => {
  test('is the count of both captures, with the first plaintext packet', () => {
    const clear = { stdout: `${clearLine}\nmore\n`, stderr: ended(2) };
    expect(readSighting({ clear, sealed: { stdout: 'x\n', stderr: ended(1) } })).toEqual({
      ok: true,
      clear: 2,
      first: clearLine,
      sealed: 1
    });
  });

  test('is unknown if a capture ended without its counts, or lost packets', () => {
    const good = { stdout: '', stderr: ended(0) };
    const cut = { stdout: '', stderr: 'listening on any' };
    expect(readSighting({ clear: cut, sealed: good })).toEqual({
      ok: false,
      why: 'tcpdump did not report its counts: listening on any'
    });
    expect(readSighting({ clear: good, sealed: cut }).ok).toBe(false);
    for (const dropped of [1, 17])
      expect(readSighting({ clear: { stdout: '', stderr: ended(0, dropped) }, sealed: good })).toEqual({
        ok: false,
        why: `tcpdump lost ${dropped} packets`
      });
    expect(readSighting({ clear: { stdout: '', stderr: ended(3, 7) }, sealed: good })).toMatchObject({ clear: 3 });
  });

  test('is plaintext with a single readable packet, and unproven without any packets', () => {
    expect(judgeSighting(nothingClear, 'node a').verdict).toBe('encrypted');
    expect(judgeSighting({ ...someClear, clear: 1 }, 'node a')).toEqual({
      verdict: 'plaintext',
      reason: `1 packets between the test pods left node a in plaintext (the first: ${clearLine})`
    });
    expect(judgeSighting({ ok: true, clear: 1000, sealed: 0 }, 'node a').reason).toMatch(/^at least 1000 packets/);
    expect(judgeSighting({ ok: true, clear: 0, sealed: 0 }, 'node a').verdict).toBe('unproven');
    expect(judgeSighting(gone, 'node a')).toEqual({ verdict: 'unproven', reason: 'ErrImagePull' });
  });

  test('suffices only if both nodes saw encrypted packets and no plaintext', () => {
    expect(standsByWitness({ client: nothingClear, server: nothingClear })).toBe(true);
    expect(standsByWitness(undefined)).toBe(false);
    for (const other of [gone, someClear, { ok: true, clear: 0, sealed: 0 } as const]) {
      expect(standsByWitness({ client: nothingClear, server: other })).toBe(false);
      expect(standsByWitness({ client: other, server: nothingClear })).toBe(false);
    }
  });
});

describe('a sample that the witness watched', () => {
  const judged = (made: Case, witness: Sightings): Proof => {
    const idle = made.idle && { before: build(made.idle.before), after: build(made.idle.after) };
    return judgeSample(made.encryption, build(made.before), build(made.after), made.sample, made.path, idle, witness)
      .proof;
  };
  const both = { client: nothingClear, server: nothingClear };

  /** Another encrypted pair is as busy as ours. */
  function besideOthers(mode: 'wireguard' | 'ipsec'): Case {
    const made = goodCase(mode);
    encrypt(made, bulkOnWire(mode), { packets: 30_000, bytes: 1_980_000 });
    return made;
  }

  test.each(['wireguard', 'ipsec'] as const)('of %s is decided by it where the counters are shared', mode => {
    expect(judged(besideOthers(mode), both)).toMatchObject({
      verdict: 'encrypted',
      shared: true,
      witness: both,
      reason: expect.stringContaining('the second witness saw no plaintext packet leave either node') as unknown
    });
    for (const side of ['client', 'server'] as const) {
      expect(judged(besideOthers(mode), { ...both, [side]: gone })).toMatchObject({
        verdict: 'unproven',
        reason: expect.stringContaining('the second witness cannot decide: ErrImagePull') as unknown
      });
      expect(judged(besideOthers(mode), { ...both, [side]: { ok: true, clear: 0, sealed: 0 } }).verdict).toBe(
        'unproven'
      );
    }
  });

  test('is encrypted if the counters cover it only with the background, whose rate may have changed', () => {
    const made = goodCase('wireguard');
    const others = times(bulkOnWire('wireguard'), 0.2);
    if (made.idle) encrypt({ ...made, after: made.idle.after }, times(others, 0.6), { packets: 0, bytes: 0 });
    expect(judged(made, both)).toMatchObject({ verdict: 'encrypted', shared: true });
    expect(judged(made, { ...both, server: gone }).verdict).toBe('unproven');
  });

  test('is plaintext with a single readable packet, whatever the counters show', () => {
    for (const made of [goodCase('wireguard'), besideOthers('ipsec')])
      for (const side of ['client', 'server'] as const)
        expect(judged(made, { ...both, [side]: { ...someClear, clear: 1 } })).toMatchObject({
          verdict: 'plaintext',
          reason: expect.stringContaining(`1 packets between the test pods left the ${side}'s node`) as unknown
        });
  });

  test('is not encrypted by it alone: the counters must cover what the pods moved', () => {
    const made = besideOthers('wireguard');
    for (const side of ['client', 'server'] as const) made.after.nodes[side] = structuredClone(made.before.nodes[side]);
    encrypt(made, bulkOnWire('wireguard'), { packets: 20_000, bytes: 1_980_000 });
    if (made.idle)
      encrypt({ ...made, after: made.idle.after }, { packets: 0, bytes: 0 }, { packets: 10_000, bytes: 9 });
    expect(judged(made, both)).toMatchObject({ verdict: 'unproven', shared: true });
  });

  test('keeps the verdict of counters that are not shared', () => {
    expect(judged(goodCase('wireguard'), both).verdict).toBe('encrypted');
    expect(judged(goodCase('wireguard'), { client: gone, server: gone }).verdict).toBe('encrypted');
    const restarted = goodCase('wireguard');
    restarted.after.nodes.client.agent = 'another';
    expect(judged(restarted, both).verdict).toBe('unproven');
  });
});
