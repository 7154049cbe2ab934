import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { add, both, type Case, encrypt, goodCase, judge, times } from './world.ts';

const packetModes = fc.constantFrom('wireguard' as const, 'ipsec' as const);
const tests = fc.constantFrom(
  ...(['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream', 'tcp-connect'] as const)
);
const sides = fc.constantFrom(...both);
const directions = fc.constantFrom('sent' as const, 'received' as const);

function verdict(made: Case): string {
  return judge(made).proof.verdict;
}

/** The gain of each node's counters in one direction, times `factor`. */
function scale(made: Case, side: (typeof both)[number], direction: 'sent' | 'received', factor: number): void {
  const [first, last] = [made.before.nodes[side], made.after.nodes[side]];
  const { wireguard } = last;
  const earlier = first.wireguard?.[direction];
  if (wireguard && earlier) wireguard[direction] = add(earlier, times(gainOf(earlier, wireguard[direction]), factor));
  for (const [index, state] of last.states.entries()) {
    const before = first.states[index];
    if (before && state.mark.includes(direction === 'sent' ? 'e00/' : 'd00/'))
      Object.assign(state, add(before, times(gainOf(before, state), factor)));
  }
}

/**
 * Also encrypts other small packets, at one rate before and during the sample: a share of the direction's packets or
 * bytes.
 */
function addBackground(made: Case, way: 'forward' | 'backward', share: number): void {
  const [side, direction] = way === 'forward' ? (['client', 'sent'] as const) : (['server', 'sent'] as const);
  const moved = gainOf(made.before.pods[side][direction], made.after.pods[side][direction]);
  const packets = Math.round(share * (way === 'forward' && moved.bytes > 1e9 ? moved.bytes / 150 : moved.packets));
  const perSample = { packets, bytes: 150 * packets };
  const none = { packets: 0, bytes: 0 };
  const both = (counter: Counted): readonly [Counted, Counted] =>
    way === 'forward' ? [counter, none] : [none, counter];
  encrypt(made, ...both(perSample));
  if (made.idle) encrypt({ ...made, after: made.idle.after }, ...both(times(perSample, 6 / 10)));
}

interface Counted {
  packets: number;
  bytes: number;
}

function gainOf(before: Counted, after: Counted): Counted {
  return { packets: after.packets - before.packets, bytes: after.bytes - before.bytes };
}

describe('whatever the figures', () => {
  test('a node and direction below its share is never encrypted', () => {
    fc.assert(
      fc.property(
        packetModes,
        tests,
        sides,
        directions,
        fc.double({ min: 0, max: 0.9799, noNaN: true }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        (mode, name, side, direction, share, background) => {
          const made = goodCase(mode, name);
          scale(made, side, direction, share);
          for (const way of ['forward', 'backward'] as const) addBackground(made, way, background);
          return verdict(made) !== 'encrypted';
        }
      )
    );
  });

  test('a small steady background does not make a good sample look bad', () => {
    fc.assert(
      fc.property(packetModes, tests, fc.double({ min: 0, max: 0.09, noNaN: true }), (mode, name, background) => {
        const made = goodCase(mode, name);
        for (const way of ['forward', 'backward'] as const) addBackground(made, way, background);
        return verdict(made) === 'encrypted';
      })
    );
  });

  test('packets below 98 % in a small direction are never encrypted, whatever the bytes', () => {
    fc.assert(
      fc.property(packetModes, fc.nat(9_819), fc.nat(1_000_000_000), sides, (mode, packets, bytes, side) => {
        const made = goodCase(mode, 'tcp-latency');
        made.after.nodes[side] = structuredClone(made.before.nodes[side]);
        const only: Case = { ...made, after: { ...made.after, nodes: { ...made.after.nodes } } };
        const copy = structuredClone(made.after.nodes);
        encrypt(only, { packets, bytes }, { packets, bytes });
        made.after.nodes = { ...copy, [side]: only.after.nodes[side] };
        return verdict(made) !== 'encrypted';
      })
    );
  });

  test('bytes below 98 % of a bulk direction are never encrypted, whatever the packets', () => {
    fc.assert(
      fc.property(packetModes, fc.nat(998_500_000), fc.nat(10_000_000), (mode, bytes, packets) => {
        const made = goodCase(mode);
        for (const side of both) made.after.nodes[side] = structuredClone(made.before.nodes[side]);
        encrypt(made, { packets, bytes }, { packets: 30_000, bytes: 1_980_000 });
        // 98 % of 1 018 960 000 bytes of payload is 998 580 800.
        return verdict(made) !== 'encrypted';
      })
    );
  });

  test('ztunnel is never encrypted below 98 %, or with a single plaintext connection', () => {
    fc.assert(
      fc.property(sides, fc.double({ min: 0, max: 0.97, noNaN: true }), (side, share) => {
        const made = goodCase('ztunnel');
        for (const one of made.after.ztunnels[side][0]?.connections ?? []) one.received = 4_000 + share * 1_000_000_000;
        return verdict(made) !== 'encrypted';
      })
    );
    fc.assert(
      fc.property(sides, fc.integer({ min: 1, max: 1_000 }), fc.string(), (side, opened, text) => {
        const policy = text.replaceAll(/["\\\n]/g, '');
        fc.pre(policy !== 'mutual_tls');
        const made = goodCase('ztunnel');
        const [first] = made.after.ztunnels[side][0]?.connections ?? [];
        if (first) made.after.ztunnels[side][0]?.connections.push({ ...first, policy, opened, received: 0, sent: 0 });
        return verdict(made) !== 'encrypted';
      })
    );
  });

  test('one percent of the packets or more is never plaintext', () => {
    fc.assert(
      fc.property(
        packetModes,
        sides,
        fc.integer({ min: 101, max: 100_000 }),
        fc.boolean(),
        (mode, side, packets, none) => {
          const made = goodCase(mode, 'tcp-latency');
          if (none) made.encryption = 'none';
          const moved = structuredClone(made.before.nodes);
          encrypt(
            { ...made, after: { ...made.after, nodes: moved } },
            { packets, bytes: packets },
            { packets, bytes: packets }
          );
          made.after.nodes = { ...structuredClone(made.before.nodes), [side]: moved[side] };
          return verdict(made) !== 'plaintext';
        }
      )
    );
  });

  test('scaling all counters by the same factor does not change the verdict', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('none' as const, 'wireguard' as const, 'ipsec' as const),
        tests,
        fc.integer({ min: 2, max: 1_000 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (mode, name, factor, share) => {
          const made = goodCase(mode === 'none' ? 'wireguard' : mode, name);
          made.encryption = mode;
          for (const side of both)
            for (const direction of ['sent', 'received'] as const) scale(made, side, direction, share);
          const larger = structuredClone(made);
          larger.sample.receivedBytes *= factor;
          if (larger.sample.transactions !== undefined) larger.sample.transactions *= factor;
          for (const side of both)
            for (const direction of ['sent', 'received'] as const) {
              const [first, last] = [made.before.pods[side][direction], made.after.pods[side][direction]];
              larger.after.pods[side][direction] = add(first, times(gainOf(first, last), factor));
              scale(larger, side, direction, factor);
            }
          return verdict(made) === verdict(larger);
        }
      )
    );
  });

  test('a failed reading is neither encrypted nor plaintext', () => {
    const readings = {
      none: ['hosts client net-dev', 'hosts server net-dev', 'pods server net-dev'],
      wireguard: ['hosts client net-dev', 'hosts server wireguard-index', 'pods client net-dev'],
      ipsec: ['agents client xfrm-state', 'hosts server xfrm-stat', 'pods client net-dev'],
      ztunnel: ['ztunnels client metrics', 'ztunnels server metrics']
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(readings) as (keyof typeof readings)[])),
        tests,
        fc.nat(3),
        fc.constantFrom('before' as const, 'after' as const),
        fc.boolean(),
        (mode, name, index, moment, moved) => {
          const made = goodCase(mode, name);
          if (!moved) made.after = { ...made.after, nodes: structuredClone(made.before.nodes) };
          made[moment].failing = [readings[mode][index % readings[mode].length] ?? ''];
          return verdict(made) === 'unproven';
        }
      )
    );
  });

  test('garbage instead of a section is neither encrypted nor plaintext, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), sides, (garbage, side) => {
        const made = goodCase('none');
        made.after.nodes[side].address = garbage;
        return verdict(made) === 'unproven';
      })
    );
  });
});
