import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom, shuffle, type Random } from '../../src/plan/plan.ts';
import {
  compareRounds,
  isLook,
  type PairedMetric,
  type PairedResult,
  type RoundsComparison
} from '../../src/statistics/compare-rounds.ts';
import { detectableChange } from '../../src/statistics/detectable-change.ts';
import { defaultDesign, designFor, type Design } from '../../src/statistics/design.ts';
import { marginOf } from '../../src/statistics/outcome.ts';

const oneLook: Design = { ...defaultDesign, looks: [7], futility: 0 };

function metric(id: string, differences: readonly number[], changes: Partial<PairedMetric> = {}): PairedMetric {
  return { id, group: id, better: 'higher', margin: marginOf('higher', 5), gated: true, differences, ...changes };
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function noisy(random: Random, rounds: number, shift = 0, sd = 0.0574): number[] {
  return Array.from({ length: rounds }, () => shift + sd * normal(random));
}

function atEnd(metrics: readonly PairedMetric[], design = oneLook, rounds = 7): RoundsComparison {
  return compareRounds(metrics, design, { rounds, ended: true });
}

function only(comparison: RoundsComparison): PairedResult {
  const [first] = comparison.metrics;
  if (first === undefined) throw new Error('no metric');
  return first;
}

const anyMetrics = fc
  .array(
    fc.record({
      sd: fc.double({ min: 0.002, max: 0.2, noNaN: true }),
      shift: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      better: fc.constantFrom('higher' as const, 'lower' as const),
      gated: fc.boolean(),
      group: fc.constantFrom('a', 'b')
    }),
    { minLength: 1, maxLength: 8 }
  )
  .chain(shapes =>
    fc.string().map(seed => {
      const random = seededRandom(seed);
      return shapes.map(({ sd, shift, ...rest }, index) =>
        metric(`metric ${index}`, noisy(random, 7, shift, sd), rest)
      );
    })
  );

describe('one metric, one look', () => {
  // R: t.test(extra ~ group, data = sleep, paired = TRUE), Student's sleep data: t = -4.0621, df = 9, p-value = 0.002833,
  // 95 percent confidence interval -2.4598858 -0.7001142.
  const sleep = [-1.2, -2.4, -1.3, -1.3, 0, -1, -1.8, -0.8, -4.6, -1.4];
  const figures = only(atEnd([metric('sleep', sleep)], { ...oneLook, looks: [10] }, 10)).figures;

  test('is the paired t-test of R', () => {
    expect(figures?.p).toBeCloseTo(0.002833, 6);
    expect(figures?.degreesOfFreedom).toBe(9);
    expect(figures?.interval.low).toBeCloseTo(-2.4598858, 3);
    expect(figures?.interval.high).toBeCloseTo(-0.7001142, 3);
    expect(figures?.interval.confidence).toBeCloseTo(0.95, 12);
    expect(figures?.adjustedP).toBeCloseTo(0.002833, 4);
  });
});

describe('outcomes', () => {
  const around = (center: number, spread: number): number[] =>
    [-1, 1, -0.5, 0.5, 0, -0.7, 0.7].map(x => center + spread * x);

  test.each([
    ['a clear loss of throughput', around(-0.1, 0.02), 'higher', 'regression'],
    ['a clear gain of throughput', around(0.1, 0.02), 'higher', 'improvement'],
    ['a clear gain of latency', around(0.1, 0.02), 'lower', 'regression'],
    ['a clear loss of latency', around(-0.1, 0.02), 'lower', 'improvement'],
    ['a real loss within the margin', around(-0.02, 0.005), 'higher', 'equivalent'],
    ['nothing', around(0, 0.02), 'higher', 'equivalent'],
    ['nothing, but noise', around(0, 0.2), 'higher', 'inconclusive'],
    ['a large loss, but noise', around(-0.1, 0.3), 'higher', 'inconclusive'],
    ['a real loss that may or may not pass the margin', around(-0.045, 0.02), 'higher', 'inconclusive']
  ] as const)('%s', (_, differences, better, outcome) => {
    expect(only(atEnd([metric('m', differences, { better })])).outcome).toBe(outcome);
  });

  test('equivalent comes with the 90 % interval of two one-sided tests, not widened for the number of metrics', () => {
    const differences = [0.004, -0.006, 0.011, -0.009, 0.002, 0.007, -0.013];
    // Alone in its pool: the mean -0.00057 +- t(0.05, 6) s / sqrt(7), by scipy 1.17.1.
    const interval = only(
      atEnd([metric('m', differences), metric('n', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], { gated: false })])
    ).figures?.interval;
    expect(interval?.confidence).toBeCloseTo(0.9, 12);
    expect(interval?.low).toBeCloseTo(-0.000571428571 - 0.006525994303, 5);
    expect(interval?.high).toBeCloseTo(-0.000571428571 + 0.006525994303, 5);
    const family = atEnd(['m', 'n', 'o'].map(id => metric(id, differences))).metrics;
    expect(family.map(({ figures }) => figures?.interval.confidence)).toEqual([0.9, 0.9, 0.9]);
  });

  test('rounds needed are the first that detect two margins, with the degrees of freedom they add', () => {
    const [difference, margin] = [around(0, 0.15), marginOf('higher', 5)];
    const figures = only(atEnd([metric('m', difference)])).figures;
    const seen = (rounds: number): number =>
      detectableChange((figures?.sd ?? NaN) / Math.sqrt(rounds), rounds - 1, 0.05, margin, 0.9);
    const needed = figures?.needed ?? NaN;
    expect(seen(needed)).toBeLessThanOrEqual(2 * margin);
    expect(seen(needed - 1)).toBeGreaterThan(2 * margin);
    expect(figures?.detectable).toBeCloseTo(seen(7), 4);
  });

  test('too few differences are inconclusive, do not break the others, and still count in the family', () => {
    const full = metric('full', around(-0.1, 0.02));
    const { metrics, stop } = atEnd([metric('short', [0.1, 0.2]), full]);
    expect(metrics.map(({ outcome }) => outcome)).toEqual(['inconclusive', 'regression']);
    expect(metrics[0]?.figures).toBeUndefined();
    expect(metrics[1]?.figures?.interval.confidence).toBeCloseTo(0.975, 12);
    expect(stop?.kind).toBe('regression');
  });

  test('three differences are enough', () => {
    const { metrics } = compareRounds([metric('m', [-0.1, -0.11, -0.12])], designFor(3), { rounds: 3, ended: false });
    expect(metrics[0]).toMatchObject({ outcome: 'regression', figures: { degreesOfFreedom: 2 } });
  });

  test('metrics of other runs widen the intervals of gated metrics only', () => {
    const metrics = [metric('gated', around(-0.1, 0.02)), metric('shown', around(-0.1, 0.02), { gated: false })];
    const adjusted = compareRounds(metrics, oneLook, { rounds: 7, ended: false }, [1, 1]).metrics;
    const alone = compareRounds(metrics, oneLook, { rounds: 7, ended: false }).metrics;
    const [gated, shown] = alone.map(({ figures }) => figures?.adjustedP ?? NaN);
    expect(adjusted.map(({ figures }) => figures?.adjustedP)).toEqual([3 * (gated ?? NaN), shown]);
  });

  test('equal differences do not mean certainty beyond the resolution of a tool', () => {
    const result = only(atEnd([metric('m', [0, 0, 0, 0, 0, 0, 0])]));
    expect(result.outcome).toBe('equivalent');
    expect(result.figures?.p).toBe(1);
    expect(result.figures?.sd).toBe(1e-4);
  });

  test('ungated metrics neither widen gated intervals nor share their noise', () => {
    const gated = metric('gated', around(-0.1, 0.02));
    const shown = [0, 1, 2, 3, 4].map(index =>
      metric(`shown ${index}`, around(0, 0.5 + index), { gated: false, group: 'gated' })
    );
    expect(atEnd([gated, ...shown]).metrics[0]).toEqual(atEnd([gated]).metrics[0]);
  });
});

describe('pooling', () => {
  const random = seededRandom('pools');
  const kinds = (count: number, group: (index: number) => string): PairedMetric[] =>
    Array.from({ length: count }, (_, index) => metric(`m${index}`, noisy(random, 7), { group: group(index) }));

  test('four kinds of one scenario share a pool, a kind over four scenarios has its own', () => {
    expect(atEnd(kinds(4, String)).pools.map(({ ids }) => ids.length)).toEqual([4]);
    expect(atEnd(kinds(4, index => String(index % 2))).pools.map(({ ids }) => ids.length)).toEqual([4]);
    expect(atEnd(kinds(8, index => String(index % 2))).pools.map(({ ids }) => ids.length)).toEqual([4, 4]);
  });

  test('reports how well the variances agree', () => {
    const [pool] = atEnd([0.01, 0.01, 0.01, 5].map((sd, i) => metric(String(i), noisy(random, 7, 0, sd)))).pools;
    expect(pool?.priorDegreesOfFreedom).toBeLessThan(2);
  });
});

describe('looks', () => {
  const seed = seededRandom('looks');
  const quiet = (rounds: number, shift: number): number[] => noisy(seed, rounds, shift, 0.01);

  test('a clear regression stops at the first one, an unclear comparison goes on', () => {
    const loss = compareRounds([metric('m', quiet(4, -0.2))], defaultDesign, { rounds: 4, ended: false });
    expect(loss.stop).toEqual({ kind: 'regression', reason: 'regression found after round 4: m' });
    const unclear = compareRounds([metric('m', [-0.09, -0.01, -0.1, -0.02])], defaultDesign, {
      rounds: 4,
      ended: false
    });
    expect(unclear.stop).toBeUndefined();
  });

  test('an improvement goes on until the other metrics are decided', () => {
    const noise = [-0.09, -0.01, -0.1, -0.02];
    const improvement = metric('better', quiet(4, 0.2));
    const progress = { rounds: 4, ended: false };
    expect(compareRounds([improvement, metric('open', noise)], defaultDesign, progress).stop).toBeUndefined();
    expect(compareRounds([improvement, metric('same', quiet(4, 0))], defaultDesign, progress).stop?.kind).toBe(
      'decided'
    );
  });

  test('stops sooner if many are judged together, because less can be found', () => {
    const differences = [1, -1, 0.5, -0.5].map(noise => -0.055 + 0.04 * noise);
    const progress = { rounds: 4, ended: false };
    const stop = (others: number): string | undefined =>
      compareRounds(
        [metric('m', differences)],
        defaultDesign,
        progress,
        Array.from({ length: others }, () => 1)
      ).stop?.kind;
    expect(stop(0)).toBeUndefined();
    expect(stop(100)).toBe('futile');
  });

  test('excessive noise around zero stops the run, unless the design forbids it', () => {
    const hopeless = [metric('m', [0.03, -0.03, 0.02, -0.02]), metric('n', [0.3, -0.3, 0.2, -0.2])];
    const progress = { rounds: 4, ended: false };
    expect(compareRounds(hopeless, defaultDesign, progress).stop?.kind).toBe('futile');
    expect(compareRounds(hopeless, { ...defaultDesign, futility: 0 }, progress).stop).toBeUndefined();
    // A pass is unlikely here, but a regression or an improvement is possible.
    const leaning = [0.14, 0, 0.13, 0.01];
    const noise = metric('n', [0.1, -0.1, 0.09, -0.09]);
    for (const sign of [1, -1]) {
      const differences = leaning.map(difference => sign * difference);
      expect(compareRounds([metric('m', differences), noise], defaultDesign, progress).stop).toBeUndefined();
    }
    // A change is unlikely here, but every metric may still turn out equivalent.
    const hopeful = [metric('m', [0.04, -0.03, 0.02, -0.02])];
    expect(compareRounds(hopeful, defaultDesign, progress).metrics[0]?.outcome).toBe('inconclusive');
    expect(compareRounds(hopeful, defaultDesign, progress).stop).toBeUndefined();
  });

  test('the last planned round and an early end are the last look', () => {
    const data = [-0.09, -0.01, -0.1, -0.02, 0.05];
    const ended = compareRounds([metric('m', data)], defaultDesign, { rounds: 5, ended: true });
    expect(ended.stop).toEqual({ kind: 'last look', reason: 'all 5 rounds are compared' });
    const full = compareRounds([metric('m', [...data, 0, 0])], defaultDesign, { rounds: 7, ended: false });
    expect(full.stop?.kind).toBe('last look');
  });

  test('an early end spends the remaining alpha', () => {
    const data = [metric('m', [-0.09, -0.01, -0.1, -0.02, 0.01])];
    const width = (ended: boolean): number => {
      const interval = only(compareRounds(data, defaultDesign, { rounds: 5, ended })).figures?.interval;
      return (interval?.high ?? NaN) - (interval?.low ?? NaN);
    };
    expect(width(true)).toBeLessThan(0.9 * width(false));
  });

  test('looks in between, beyond the end, or at invalid numbers are rejected', () => {
    const at =
      (rounds: number, data: readonly PairedMetric[], design = defaultDesign) =>
      (): RoundsComparison =>
        compareRounds(data, design, { rounds, ended: false });
    expect(at(3, [])).toThrow('round 3 is not a look of this design (4, 5, 6, 7)');
    expect(at(8, [])).toThrow('round 8 lies after the planned end, 7');
    expect(at(4, [metric('m', [NaN])])).toThrow('m: a difference is not finite');
    expect(at(4, [metric('m', [], { margin: 0 })])).toThrow('m: its margin must be above 0');
    expect(at(4, [metric('m', [1, 2, 3, 4, 5])])).toThrow('m: more differences than finished rounds');
    expect(at(4, [metric('m', []), metric('m', [])])).toThrow('two metrics have the same id');
    expect(isLook(defaultDesign, 5)).toBe(true);
    expect(isLook(defaultDesign, 3)).toBe(false);
  });

  test.each([
    [1, [1]],
    [4, [4]],
    [5, [4, 5]],
    [7, [4, 5, 6, 7]],
    [12, [4, 7, 9, 12]]
  ])('%p rounds have looks after %p', (rounds, looks) => {
    expect(designFor(rounds).looks).toEqual(looks);
  });

  test('half a round cannot be planned', () => {
    expect(() => designFor(2.5)).toThrow(RangeError);
  });
});

const mirrored = { regression: 'improvement', improvement: 'regression' } as const;

describe('properties', () => {
  test('swapping the arms mirrors every result', () => {
    fc.assert(
      fc.property(anyMetrics, metrics => {
        const there = atEnd(metrics).metrics;
        const back = atEnd(metrics.map(each => ({ ...each, differences: each.differences.map(d => -d) }))).metrics;
        for (const [index, { outcome, figures }] of there.entries()) {
          const other = back[index];
          expect(other?.outcome).toBe(
            outcome === 'regression' || outcome === 'improvement' ? mirrored[outcome] : outcome
          );
          expect(other?.figures?.estimate).toBeCloseTo(-(figures?.estimate ?? NaN), 12);
          expect(other?.figures?.interval.low).toBeCloseTo(-(figures?.interval.high ?? NaN), 12);
          expect(other?.figures?.adjustedP).toBe(figures?.adjustedP);
        }
      })
    );
  });

  test('rescaling the log unit keeps outcomes and scales the results', () => {
    fc.assert(
      fc.property(anyMetrics, fc.constantFrom(0.5, 2, 4), (metrics, factor) => {
        const scaled = metrics.map(each => ({
          ...each,
          margin: each.margin * factor,
          differences: each.differences.map(d => d * factor)
        }));
        const plain = atEnd(metrics).metrics;
        for (const [index, { outcome, figures }] of atEnd(scaled).metrics.entries()) {
          expect(outcome).toBe(plain[index]?.outcome);
          expect(figures?.detectable).toBeCloseTo((plain[index]?.figures?.detectable ?? NaN) * factor, 9);
          expect(figures?.needed).toBe(plain[index]?.figures?.needed);
        }
      })
    );
  });

  test('the order of rounds and metrics does not matter', () => {
    fc.assert(
      fc.property(anyMetrics, fc.string(), (metrics, seed) => {
        const random = seededRandom(seed);
        const shuffled = shuffle(
          metrics.map(each => ({ ...each, differences: shuffle(each.differences, random) })),
          random
        );
        const other = new Map(atEnd(shuffled).metrics.map(result => [result.id, result]));
        for (const { id, outcome, figures } of atEnd(metrics).metrics) {
          expect(other.get(id)?.outcome).toBe(outcome);
          expect(other.get(id)?.figures?.adjustedP).toBeCloseTo(figures?.adjustedP ?? NaN, 9);
          expect(other.get(id)?.figures?.interval.low).toBeCloseTo(figures?.interval.low ?? NaN, 9);
        }
      })
    );
  });

  test('an adjusted interval excludes zero exactly if the adjusted p-value is at most alpha', () => {
    fc.assert(
      fc.property(anyMetrics, metrics => {
        for (const { outcome, figures } of atEnd(metrics, defaultDesign).metrics) {
          if (figures === undefined || outcome === 'equivalent') continue;
          const { low, high } = figures.interval;
          expect(low > 0 || high < 0).toBe(figures.adjustedP <= defaultDesign.alpha);
        }
      })
    );
  });
});

describe('the default design on 5 % noise within and 2 % between blocks', () => {
  const simulations = 400;
  const margins = [5, 5, 10, 5].map((percent, index) => marginOf(index === 2 ? 'lower' : 'higher', percent));
  /**
   * One comparison, look by look, with its first metric shifted by this many margins; time may end it after `last`
   * rounds.
   */
  function simulate(random: Random, shiftMargins: number, last = 7): { outcomes: readonly string[]; rounds: number } {
    const data = margins.map((margin, index) => noisy(random, 7, index === 0 ? shiftMargins * margin : 0));
    for (const rounds of defaultDesign.looks) {
      const metrics = data.map((differences, index) =>
        metric(String(index), differences.slice(0, rounds), {
          better: index === 2 ? 'lower' : 'higher',
          margin: margins[index] ?? NaN
        })
      );
      const { metrics: results, stop } = compareRounds(metrics, defaultDesign, { rounds, ended: false });
      if (stop !== undefined) return { outcomes: results.map(({ outcome }) => outcome), rounds };
      if (rounds === last) {
        const ended = compareRounds(metrics, defaultDesign, { rounds, ended: true });
        return { outcomes: ended.metrics.map(({ outcome }) => outcome), rounds };
      }
    }
    throw new Error('never stopped');
  }

  test('rarely raises a false alarm, finds two margins, and stops early', () => {
    const random = seededRandom('calibration');
    const none = Array.from({ length: simulations }, () => simulate(random, 0));
    const shifted = Array.from({ length: simulations }, () => simulate(random, -2));
    const share = (flags: readonly boolean[]): number => flags.filter(Boolean).length / simulations;
    expect(share(none.map(({ outcomes }) => outcomes.some(each => each.endsWith('ion'))))).toBeLessThan(0.05);
    expect(share(shifted.map(({ outcomes }) => outcomes[0] === 'regression'))).toBeGreaterThan(0.87);
    expect(shifted.reduce((sum, { rounds }) => sum + rounds, 0) / simulations).toBeLessThan(5.5);
  });

  test.each([4, 5, 6])('raises no more false alarms if time ends it after round %i', last => {
    const random = seededRandom(`budget ${last}`);
    const none = Array.from({ length: simulations }, () => simulate(random, 0, last));
    const alarms = none.filter(({ outcomes }) => outcomes.some(each => each.endsWith('ion')));
    expect(alarms.length / simulations).toBeLessThan(0.05);
  });
});
