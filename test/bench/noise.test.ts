import { describe, expect, test } from '@jest/globals';
import { blockSd, explain, nestedComponents, type Observation } from '../../bench/noise/components.ts';
import { seededRandom } from '../../src/plan/plan.ts';
import { mean, spreadOf } from '../../src/statistics/variance.ts';

const random = seededRandom('nested noise');
const normal = (sd = 1): number => sd * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** Standard deviations of rollout, pair, connection and second. */
const sds = [3, 2, 10, 4] as const;

function simulate(rollouts: number, pairs: number, connections: number, seconds: number): Observation[] {
  return range(rollouts).flatMap(rollout => {
    const ofRollout = 50 + normal(sds[0]);
    return range(pairs).flatMap(pair => {
      const ofPair = ofRollout + normal(sds[1]);
      return range(connections).flatMap(connection => {
        const ofConnection = ofPair + normal(sds[2]);
        return range(seconds).map(second => ({
          place: [rollout, pair, connection, second],
          value: ofConnection + normal(sds[3])
        }));
      });
    });
  });
}

describe('variance components of the nested A/A', () => {
  test('by hand: two groups of two', () => {
    const observations = [0, 2, 4, 6].map((value, index) => ({ place: [Math.floor(index / 2), index], value }));
    // The mean squares are 16 and 2, with variances 2 * 16^2 / 3 and 2 * 2^2 / 4; the groups add (16 - 2) / 2.
    expect(nestedComponents(observations)).toEqual([
      { variance: 7, standardError: expect.closeTo(Math.sqrt((512 / 3 + 2) / 4), 9) as unknown, degreesOfFreedom: 1 },
      { variance: 2, standardError: expect.closeTo(Math.sqrt(2), 9) as unknown, degreesOfFreedom: 2 }
    ]);
  });

  test.each([
    ['all samples', 1],
    ['samples, pairs and rollouts that failed', 0.7]
  ])('recovers known components without bias, with honest standard errors: %s', (_, kept) => {
    const runs = range(300).map(() =>
      nestedComponents(
        simulate(8, 3, 5, 2).filter(
          ({ place: [rollout = 0, pair = 0] }) => random() < kept && (kept === 1 || rollout !== 2 || pair === 1)
        )
      )
    );
    for (const [level, sd] of sds.entries()) {
      const found = runs.map(run => run[level]?.variance ?? NaN);
      const errors = runs.map(run => (run[level]?.standardError ?? NaN) ** 2);
      const scatter = Math.sqrt(spreadOf(found).variance);
      expect(Math.abs(mean(found) - sd ** 2)).toBeLessThan((4 * scatter) / Math.sqrt(runs.length));
      expect(Math.sqrt(mean(errors)) / scatter).toBeGreaterThan(0.8);
      expect(Math.sqrt(mean(errors)) / scatter).toBeLessThan(1.25);
    }
  });

  test('a level without repetition is part of the next one', () => {
    const components = nestedComponents(simulate(40, 20, 10, 1));
    expect(components[3]).toEqual({ variance: 0, standardError: NaN, degreesOfFreedom: 0 });
    expect(components[2]?.variance ?? NaN).toBeCloseTo(sds[2] ** 2 + sds[3] ** 2, -1);
  });

  test("predicts the scatter of a block's mean", () => {
    const [rollout, pair, connection, time] = sds.map(sd => sd ** 2) as [number, number, number, number];
    const means = range(4000).map(() => mean(simulate(1, 2, 3, 4).map(({ value }) => value)));
    const predicted = blockSd({ rollout, pair, connection, time }, { pairs: 2, bursts: 3, seconds: 4 });
    expect(Math.sqrt(spreadOf(means).variance) / predicted).toBeCloseTo(1, 1);
  });
});

describe('what a reading explains', () => {
  const groups = (slope: number): (readonly [number, number])[][] =>
    range(400).map(() => {
      const level = normal(100);
      return range(5).map(() => {
        const x = normal();
        return [level + slope * x + normal(2), x + level] as const;
      });
    });

  test('finds the slope and the share within groups, whatever their levels', () => {
    const found = explain(groups(1.5));
    expect(Math.abs(found.slope - 1.5)).toBeLessThan(4 * found.standardError);
    expect(found.share).toBeCloseTo(1.5 ** 2 / (1.5 ** 2 + 2 ** 2), 1);
    expect(found.shrunk).toBeLessThan(found.slope);
    expect(found.shrunk / found.slope).toBeGreaterThan(0.9);
  });

  test('a useless reading explains nothing', () => {
    const found = range(60).map(() => explain(groups(0)));
    expect(Math.abs(mean(found.map(({ share }) => share)))).toBeLessThan(0.005);
    expect(mean(found.map(({ shrunk }) => Math.abs(shrunk)))).toBeLessThan(
      0.6 * mean(found.map(({ slope }) => Math.abs(slope)))
    );
  });
});
