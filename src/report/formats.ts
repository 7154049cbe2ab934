import { count } from '../lib/count.ts';
import { scenarioOf, type Arm, type Metric, type Run } from '../model/run.ts';
import type { TestName } from '../model/test.ts';
import { overRounds, roundMeans, validSamples } from './quantity.ts';

/**
 * The candidate's results in Bencher Metric Format: one benchmark per scenario and test, one measure per metric,
 * bounded by the smallest and largest round. The name of a measure includes its unit, so that `latency` in microseconds
 * is not confused with Bencher's own measure in nanoseconds.
 */
export function renderBencher(run: Run): string {
  const benchmarks = new Map<string, Record<string, unknown>>();
  for (const series of collectSeries(run, 'candidate')) {
    const { scenario, test, metric, unit, rounds } = series;
    const { mean, min, max } = overRounds(rounds.map(({ value }) => value));
    const bounds = rounds.length > 1 ? { lower_value: min, upper_value: max } : {};
    const name = `${scenario}/${test}`;
    benchmarks.set(name, { ...benchmarks.get(name), [`${metric} (${unit})`]: { value: mean, ...bounds } });
  }
  return `${JSON.stringify(Object.fromEntries(benchmarks), null, 2)}\n`;
}

/**
 * The candidate's results for github-action-benchmark, one file for each of its tools `customBiggerIsBetter` (`higher`)
 * and `customSmallerIsBetter` (`lower`). `undefined` if there are none, because that action fails on an empty list.
 */
export function renderBenchmarkAction(run: Run, better: 'higher' | 'lower'): string | undefined {
  const entries = collectSeries(run, 'candidate')
    .filter(series => series.better === better)
    .map(benchmarkEntry);
  return entries.length === 0 ? undefined : `${JSON.stringify(entries, null, 2)}\n`;
}

function benchmarkEntry(series: RoundSeries): Record<string, string | number> {
  const { scenario, test, metric, rounds } = series;
  const { unit, factor } = chartUnit(series.unit);
  const { mean, min, max } = overRounds(rounds.map(({ value }) => value));
  const figure = (value: number): number => Number((value / factor).toPrecision(12));
  return {
    name: `${scenario} ${test} ${metric}`,
    unit,
    value: figure(mean),
    ...(rounds.length > 1 ? { range: `± ${figure((max - min) / 2)}` } : {}),
    extra: count(rounds.length, 'round')
  };
}

/**
 * The charts show values unscaled, and bit/s would have ten digits. The unit never varies, so that runs stay
 * comparable.
 */
function chartUnit(unit: RoundSeries['unit']): { readonly unit: string; readonly factor: number } {
  return unit === 'bit/s' ? { unit: 'Gbit/s', factor: 1e9 } : { unit, factor: 1 };
}

/**
 * One arm's results in Go's benchmark format, one line per round of a scenario and test, for `benchstat reference.txt
 * candidate.txt`. Configuration lines are left out: benchstat does not compare files whose configuration differs, it
 * puts them into separate tables.
 */
export function renderBenchstat(run: Run, arm: Arm): string {
  const all = collectSeries(run, arm);
  const units = [
    ...new Map(all.filter(({ better }) => better !== 'none').map(series => [unitOf(series), series.better]))
  ];
  const benchmarks = Map.groupBy(
    all,
    ({ scenario, test }) => `BenchmarkCilium/scenario=${word(scenario)}/test=${test}`
  );
  return [
    ...units
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([unit, better]) => `Unit ${unit} better=${better}`),
    ...[...benchmarks].flatMap(([name, ofBenchmark]) => renderRounds(name, ofBenchmark)),
    ''
  ].join('\n');
}

function renderRounds(name: string, all: readonly RoundSeries[]): string[] {
  const rounds = [...new Set(all.flatMap(series => series.rounds.map(({ round }) => round)))].sort((a, b) => a - b);
  return rounds.map(round => {
    const figures = all.flatMap(series => {
      const value = series.rounds.find(figure => figure.round === round)?.value;
      return value === undefined ? [] : [`${value * benchstatUnit(series.unit).factor} ${unitOf(series)}`];
    });
    return [name, '1', ...figures].join(' ');
  });
}

/** benchstat compares by unit alone, so the unit's name includes the metric. */
function unitOf({ metric, unit }: RoundSeries): string {
  return `${word(metric)}-${benchstatUnit(unit).name}`;
}

/** benchstat picks an SI prefix for `sec` but does not know `us`. */
function benchstatUnit(unit: Metric['unit']): { readonly name: string; readonly factor: number } {
  return unit === 'us' ? { name: 'sec', factor: 1e-6 } : { name: unit, factor: 1 };
}

/** Replaces characters that would end a benchmark name or split it. */
function word(text: string): string {
  return text.replace(/[^\w+.-]/g, '_');
}

/** One metric of one scenario, with one value for each round that has a valid sample. */
interface RoundSeries {
  readonly scenario: string;
  readonly test: TestName;
  readonly metric: string;
  readonly unit: Metric['unit'];
  readonly better: Metric['better'];
  readonly rounds: readonly { readonly round: number; readonly value: number }[];
}

/** An arm's pod results in plan order, then by metric name. Each value is the mean of a round's valid samples. */
function collectSeries(run: Run, arm: Arm): RoundSeries[] {
  const scenarios = run.plan.scenarios.map(scenario => scenarioOf(run, scenario, arm));
  return scenarios.flatMap(scenario =>
    run.plan.tests.flatMap(test => {
      const samples = validSamples(run, test, { arm, path: 'pod', scenario });
      const metrics = [...new Set(samples.flatMap(sample => Object.keys(sample.metrics)))].sort();
      return metrics.flatMap(metric => {
        const first = samples.find(sample => Object.hasOwn(sample.metrics, metric))?.metrics[metric];
        if (first === undefined) return [];
        const rounds = roundMeans(samples, metric);
        return [{ scenario, test, metric, unit: first.unit, better: first.better, rounds }];
      });
    })
  );
}
