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
import { tUpperQuantile } from '../../src/statistics/distributions.ts';
import { detectableChange, ASSUMED_NOISE, differenceSd } from '../../src/statistics/detectable-change.ts';
import { defaultDesign, designFor, type Design } from '../../src/statistics/design.ts';
import { lossLevel, toleranceOf } from '../../src/statistics/outcome.ts';

const oneLook: Design = { ...defaultDesign, looks: [7], futility: 0 };

function metric(id: string, differences: readonly number[], changes: Partial<PairedMetric> = {}): PairedMetric {
  return {
    id,
    group: id,
    better: 'higher',
    tolerance: toleranceOf('higher', 10),
    gated: true,
    differences,
    ...changes
  };
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
  // and by scipy 1.17.1: the mean -1.58, its standard error 0.38895872,
  // t.isf(.04, 9) and t.isf(.01, 9) of them above and below.
  const sleep = [-1.2, -2.4, -1.3, -1.3, 0, -1, -1.8, -0.8, -4.6, -1.4];
  const figures = only(atEnd([metric('sleep', sleep)], { ...oneLook, looks: [10] }, 10)).figures;

  test('is the paired t-test of R', () => {
    expect(figures?.p).toBeCloseTo(0.002833, 6);
    expect(figures?.degreesOfFreedom).toBe(9);
    expect(figures?.interval.low).toBeCloseTo(-2.67742289484836, 3);
    expect(figures?.interval.high).toBeCloseTo(-0.812719541774534, 3);
    expect(figures?.interval.confidence).toBeCloseTo(0.95, 12);
    expect(figures?.adjustedP).toBeCloseTo(0.0017705563733651703, 4);
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
    ['a real loss below half the tolerance', around(-0.02, 0.005), 'higher', 'equivalent'],
    ['nothing', around(0, 0.02), 'higher', 'equivalent'],
    ['nothing, but noise', around(0, 0.2), 'higher', 'inconclusive'],
    ['a large loss, but noise', around(-0.1, 0.3), 'higher', 'inconclusive'],
    ['a real loss of about half the tolerance', around(-0.045, 0.02), 'higher', 'tolerable'],
    ['a real increase of about half the tolerance', around(0.045, 0.02), 'lower', 'tolerable'],
    ['a gain that may be large, and is no loss', around(0.045, 0.1), 'higher', 'tolerable'],
    ['a loss that may be the tolerance', around(-0.06, 0.1), 'higher', 'inconclusive']
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

  test('the bounds of a pass rest on the larger of its own and the moderated variance', () => {
    const calm = [0, 0.03, 0.031, 0.029].map((center, index) =>
      metric(String(index), around(center, index === 0 ? 0.04 : 0.02))
    );
    const widthOf = ({ figures }: PairedResult): number => (figures?.interval.high ?? NaN) - (figures?.estimate ?? NaN);
    const [loud, ...quiet] = atEnd(calm).metrics;
    // Its own variance is the larger one; theirs is the one that the loud metric raised.
    expect(loud?.outcome).toBe('equivalent');
    expect(loud === undefined ? NaN : widthOf(loud)).toBeGreaterThan(
      1.05 * tUpperQuantile(0.05, loud?.figures?.degreesOfFreedom ?? NaN) * ((loud?.figures?.sd ?? NaN) / Math.sqrt(7))
    );
    for (const one of quiet)
      expect(widthOf(one)).toBeCloseTo(
        tUpperQuantile(0.05, one.figures?.degreesOfFreedom ?? NaN) * ((one.figures?.sd ?? NaN) / Math.sqrt(7)),
        4
      );
  });

  test('rounds needed are the first that detect a loss of the tolerance, with the degrees of freedom they add', () => {
    const [difference, tolerance] = [around(0, 0.15), toleranceOf('higher', 10)];
    const figures = only(atEnd([metric('m', difference)])).figures;
    const seen = (rounds: number): number =>
      detectableChange((figures?.sd ?? NaN) / Math.sqrt(rounds), rounds - 1, lossLevel(0.05), tolerance, 0.9);
    const needed = figures?.needed ?? NaN;
    expect(seen(needed)).toBeLessThanOrEqual(tolerance);
    expect(seen(needed - 1)).toBeGreaterThan(tolerance);
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

  test('three differences advise, and the fourth gates', () => {
    const differences = [-0.1, -0.11, -0.12, -0.11];
    const after = (rounds: number): RoundsComparison =>
      compareRounds([metric('m', differences.slice(0, rounds))], designFor(rounds), { rounds, ended: false });
    expect(after(3).metrics[0]).toMatchObject({
      outcome: 'regression',
      gates: false,
      figures: { degreesOfFreedom: 2 }
    });
    expect(after(3).stop?.kind).toBe('last look');
    // The bound of three differences may be good, but the run needs a fourth of this metric.
    const good = [metric('m', [0.001, -0.001, 0.002])];
    expect(compareRounds(good, defaultDesign, { rounds: 4, ended: false }).metrics[0]?.outcome).toBe('equivalent');
    expect(compareRounds(good, defaultDesign, { rounds: 4, ended: false }).stop).toBeUndefined();
    expect(after(4).metrics[0]).toMatchObject({ outcome: 'regression', gates: true });
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
    const differences = [1, -1, 0.5, -0.5].map(noise => -0.1 + 0.12 * noise);
    const progress = { rounds: 4, ended: false };
    const stop = (others: number): string | undefined =>
      compareRounds(
        [metric('m', differences)],
        designFor(5),
        progress,
        Array.from({ length: others }, () => 1)
      ).stop?.kind;
    expect(stop(0)).toBeUndefined();
    expect(stop(100)).toBe('futile');
  });

  test('excessive noise around zero stops the run, unless the design forbids it', () => {
    const noise = metric('n', [0.3, -0.3, 0.2, -0.2]);
    const hopeless = [metric('m', [0.03, -0.03, 0.02, -0.02]), noise];
    const progress = { rounds: 4, ended: false };
    const short = designFor(5);
    expect(compareRounds(hopeless, short, progress).stop?.kind).toBe('futile');
    expect(compareRounds(hopeless, { ...short, futility: 0 }, progress).stop).toBeUndefined();
    // A pass is unlikely here, but a regression is possible.
    const leaning = metric('m', [-0.14, 0, -0.13, -0.01]);
    expect(compareRounds([leaning, noise], defaultDesign, progress).stop).toBeUndefined();
    // A gain alone is no reason to go on.
    const gaining = metric('m', [0.14, 0, 0.13, 0.01]);
    expect(compareRounds([gaining, noise], short, progress).stop?.kind).toBe('futile');
    // A regression is unlikely here, but every metric may still turn out tolerable.
    const hopeful = [metric('m', [0.12, -0.1, 0.06, -0.04])];
    expect(compareRounds(hopeful, defaultDesign, progress).metrics[0]?.outcome).toBe('inconclusive');
    expect(compareRounds(hopeful, defaultDesign, progress).stop).toBeUndefined();
  });

  test('a test that one arm does not have ends the run, but not before a regression is found', () => {
    const progress = { rounds: 4, ended: false };
    const missing = metric('missing', []);
    const open = metric('open', [0.05, -0.05, 0.1, -0.09]);
    expect(compareRounds([open, missing], defaultDesign, progress).stop).toBeUndefined();
    expect(compareRounds([open, missing], defaultDesign, { ...progress, undelivered: true }).stop).toEqual({
      kind: 'undelivered',
      reason: 'a test has no valid sample in one arm after round 4'
    });
    const loss = metric('loss', quiet(4, -0.2));
    expect(compareRounds([loss, missing], defaultDesign, { ...progress, undelivered: true }).stop?.kind).toBe(
      'regression'
    );
  });

  test('the last planned round and an early end are the last look', () => {
    const data = [-0.12, 0.02, -0.14, -0.02, 0.05];
    const ended = compareRounds([metric('m', data)], defaultDesign, { rounds: 5, ended: true });
    expect(ended.stop).toEqual({ kind: 'last look', reason: 'all 5 rounds are compared' });
    const full = compareRounds([metric('m', [...data, -0.1, -0.1])], designFor(7), { rounds: 7, ended: false });
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
    expect(at(3, [], designFor(5))).toThrow('round 3 is not a look of this design (4, 5)');
    expect(at(13, [])).toThrow('round 13 lies after the planned end, 12');
    expect(at(4, [metric('m', [NaN])])).toThrow('m: a difference is not finite');
    expect(at(4, [metric('m', [], { tolerance: 0 })])).toThrow('m: its tolerance must be above 0');
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
    [12, [4, 5, 6, 7, 8, 9, 10, 11, 12]],
    [100, [4, 16, 28, 40, 52, 64, 76, 88, 100]]
  ])('%p rounds have looks after %p', (rounds, looks) => {
    expect(designFor(rounds).looks).toEqual(looks);
  });

  test('half a round cannot be planned', () => {
    expect(() => designFor(2.5)).toThrow(RangeError);
  });
});

describe('properties', () => {
  test('swapping the arms and what is better mirrors every result', () => {
    fc.assert(
      fc.property(anyMetrics, metrics => {
        const there = atEnd(metrics).metrics;
        const swapped = metrics.map(each => ({
          ...each,
          better: each.better === 'higher' ? ('lower' as const) : ('higher' as const),
          differences: each.differences.map(d => -d)
        }));
        const back = atEnd(swapped).metrics;
        for (const [index, { outcome, figures }] of there.entries()) {
          const other = back[index];
          expect(other?.outcome).toBe(outcome);
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
          tolerance: each.tolerance * factor,
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
          if (figures === undefined || outcome === 'equivalent' || outcome === 'tolerable') continue;
          const { low, high } = figures.interval;
          expect(low > 0 || high < 0).toBe(figures.adjustedP <= defaultDesign.alpha);
        }
      })
    );
  });
});

describe('the default design on 5 % noise within and 2 % between blocks', () => {
  const simulations = 400;
  const tolerances = [10, 10, 20, 10].map((percent, index) => toleranceOf(index === 2 ? 'lower' : 'higher', percent));
  const sd = differenceSd(ASSUMED_NOISE, 1);
  /** One comparison, look by look, in which the first metric lost a share of its tolerance; time may end it early. */
  function simulate(random: Random, lost: number, last = 12): { outcomes: readonly string[]; rounds: number } {
    const data = tolerances.map((tolerance, index) => noisy(random, 12, index === 0 ? -lost * tolerance : 0, sd));
    for (const rounds of defaultDesign.looks) {
      const metrics = data.map((differences, index) =>
        metric(String(index), differences.slice(0, rounds), {
          better: index === 2 ? 'lower' : 'higher',
          tolerance: tolerances[index] ?? NaN
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
  const share = (flags: readonly boolean[]): number => flags.filter(Boolean).length / simulations;
  const isAlarm = ({ outcomes }: { outcomes: readonly string[] }): boolean =>
    outcomes.some(each => each === 'regression' || each === 'improvement');
  const passes = ({ outcomes }: { outcomes: readonly string[] }): boolean =>
    outcomes.every(each => each !== 'regression' && each !== 'inconclusive');

  test('rarely raises a false alarm, passes without a change, finds a lost tolerance and never passes it', () => {
    const random = seededRandom('calibration');
    const none = Array.from({ length: simulations }, () => simulate(random, 0));
    const lost = Array.from({ length: simulations }, () => simulate(random, 1));
    expect(share(none.map(isAlarm))).toBeLessThan(0.05);
    expect(share(none.map(passes))).toBeGreaterThan(0.93);
    expect(share(lost.map(({ outcomes }) => outcomes[0] === 'regression'))).toBeGreaterThan(0.88);
    expect(share(lost.map(passes))).toBeLessThan(0.06);
    expect(none.reduce((sum, { rounds }) => sum + rounds, 0) / simulations).toBeLessThan(8.5);
  });

  test.each([4, 5, 6])('raises no more false alarms and passes no more losses if time ends it after round %i', last => {
    const random = seededRandom(`budget ${last}`);
    const ended = (lost: number): { outcomes: readonly string[] }[] =>
      Array.from({ length: simulations }, () => simulate(random, lost, last));
    expect(share(ended(0).map(isAlarm))).toBeLessThan(0.05);
    expect(share(ended(1).map(passes))).toBeLessThan(0.07);
  });
});
