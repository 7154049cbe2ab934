import type { Arm, Metric, Run } from '../../model/run.ts';
import { collectSeries, type RoundSeries } from './figures.ts';

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
      return value === undefined ? [] : [`${value * scaleOf(series.unit).factor} ${unitOf(series)}`];
    });
    return [name, '1', ...figures].join(' ');
  });
}

/** benchstat compares by unit alone, so the unit's name includes the metric. */
function unitOf({ metric, unit }: RoundSeries): string {
  return `${word(metric)}-${scaleOf(unit).name}`;
}

/** benchstat picks an SI prefix for `sec` but does not know `us`. */
function scaleOf(unit: Metric['unit']): { readonly name: string; readonly factor: number } {
  return unit === 'us' ? { name: 'sec', factor: 1e-6 } : { name: unit, factor: 1 };
}

/** Replaces characters that would end a benchmark name or split it. */
function word(text: string): string {
  return text.replace(/[^\w+.-]/g, '_');
}
