import { describe, expect, test } from '@jest/globals';
import { seededRandom, type Random } from '../../src/plan/plan.ts';
import { compareRounds } from '../../src/statistics/compare-rounds.ts';
import { designFor } from '../../src/statistics/design.ts';
import {
  ASSUMED_NOISE,
  detectableChange,
  differenceSd,
  expectedDetectable,
  finalLevel
} from '../../src/statistics/detectable-change.ts';
import { lossLevel, toleranceOf } from '../../src/statistics/outcome.ts';
import { moderatedDegreesOfFreedom } from '../../src/statistics/variance.ts';

const tolerance = toleranceOf('higher', 10);

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Share of simulated comparisons in which the shifted one of `family` metrics ends as changed, including early stops.
 */
function power(rounds: number, family: number, shift: number, sd: number, simulations: number): number {
  const random = seededRandom(`${rounds} ${family}`);
  const design = designFor(rounds);
  let found = 0;
  for (let simulation = 0; simulation < simulations; simulation += 1) {
    const differences = Array.from({ length: family }, (_, index) =>
      Array.from({ length: rounds }, () => (index === 0 ? -shift : 0) + sd * normal(random))
    );
    for (const look of design.looks) {
      const metrics = differences.map((all, index) => ({
        ...{ id: String(index), group: String(index), better: 'higher' as const, tolerance, gated: true },
        differences: all.slice(0, look)
      }));
      const { metrics: results, stop } = compareRounds(metrics, design, { rounds: look, ended: false });
      if (stop === undefined) continue;
      if (results[0]?.outcome === 'regression') found += 1;
      break;
    }
  }
  return found / simulations;
}

describe('what a plan can detect', () => {
  test.each([
    [12, 4],
    [12, 8],
    [5, 2],
    [7, 4]
  ])('with %i rounds of %i metrics is found in about nine of ten simulated comparisons', (rounds, family) => {
    const sd = 0.1;
    const shift = expectedDetectable(designFor(rounds), family, tolerance, sd) ?? NaN;
    const found = power(rounds, family, shift, sd, 300);
    expect(found).toBeGreaterThan(0.82);
    expect(found).toBeLessThan(0.97);
  });

  test('of a single metric with the fewest rounds rests on its own noise', () => {
    const design = designFor(3);
    const alone = detectableChange(
      0.05 / Math.sqrt(3),
      2,
      finalLevel(design, lossLevel(design.alpha), 1),
      tolerance,
      design.power
    );
    expect(expectedDetectable(design, 1, tolerance, 0.05)).toBeCloseTo(alone, 10);
  });

  test('metrics borrow degrees of freedom from each other, up to a limit', () => {
    expect([1, 2, 4, 8].map(count => moderatedDegreesOfFreedom(count, 6))).toEqual([6 + 0, 6 + 1, 6 + 3, 6 + 4]);
    expect(moderatedDegreesOfFreedom(4, 0.5)).toBe(0.5 + 1.5);
  });

  test('is undefined if the noise cannot be estimated', () => {
    expect(expectedDetectable(designFor(2), 4, tolerance, 0.05)).toBeUndefined();
    expect(expectedDetectable(designFor(7), 0, tolerance, 0.05)).toBeUndefined();
  });

  test('depends on both parts of the noise, and more samples per block reduce only one', () => {
    expect(differenceSd({ within: 0.05, between: 0 }, 2)).toBeCloseTo(0.05, 10);
    expect(differenceSd({ within: 0, between: 0.02 }, 2)).toBeCloseTo(
      differenceSd({ within: 0, between: 0.02 }, 9),
      10
    );
    expect(differenceSd(ASSUMED_NOISE, 2)).toBeCloseTo(Math.sqrt(0.05 ** 2 + 2 * 0.02 ** 2), 10);
  });
});
