import { describe, expect, test } from '@jest/globals';
import { droppedBetween, parseBusySeconds, parseDrops } from '../../src/measure/observe.ts';

describe('reading a node', () => {
  test('counts user, nice, system, irq and softirq time, and neither idle, waiting nor stolen', () => {
    expect(parseBusySeconds('cpu  100 20 30 9999 8888 4 50 7777 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n')).toBeCloseTo(2.04);
  });

  test('refuses a /proc/stat without its first line', () => {
    expect(() => parseBusySeconds('intr 1\n')).toThrow('unreadable /proc/stat');
  });

  test('adds drops of both directions and leaves forwarded packets out', () => {
    const text = JSON.stringify([
      { reason: 0, values: { ingress: { packets: 900, bytes: 1 } }, description: 'Success' },
      { reason: 195, values: { ingress: { packets: 2, bytes: 1 }, egress: { packets: 3, bytes: 1 } } }
    ]);
    expect([...parseDrops(text)]).toEqual([['195', 5]]);
  });

  test('reports only what grew between two readings, by node', () => {
    const reading = (drops: [string, number][]) => ({
      node: 'n',
      agentIdentity: 'a',
      cpuSeconds: 0,
      drops: new Map(drops)
    });
    expect(
      droppedBetween(
        [
          reading([
            ['a', 1],
            ['b', 2]
          ])
        ],
        [
          reading([
            ['a', 4],
            ['b', 2],
            ['c', 1]
          ])
        ]
      )
    ).toEqual([
      { node: 'n', reason: 'a', count: 3 },
      { node: 'n', reason: 'c', count: 1 }
    ]);
  });
});
