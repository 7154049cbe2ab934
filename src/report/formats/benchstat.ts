import type { Arm, Metric, Run } from '../../model/run.ts';
import { collectSeries, type RoundSeries } from './figures.ts';

/**
 * An arm's figures in Go's benchmark format, a line for each round of a scenario and test: `benchstat reference.txt
 * candidate.txt` compares them. There are no configuration lines, because benchstat puts files that differ in one into
 * tables of their own and compares nothing.
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

/** A unit's name holds the metric: benchstat compares by unit alone. */
function unitOf({ metric, unit }: RoundSeries): string {
  return `${word(metric)}-${scaleOf(unit).name}`;
}

/** benchstat writes `sec` with a prefix that fits, and has none for `us`. */
function scaleOf(unit: Metric['unit']): { readonly name: string; readonly factor: number } {
  return unit === 'us' ? { name: 'sec', factor: 1e-6 } : { name: unit === 's' ? 'sec' : unit, factor: 1 };
}

/** A name's part without what would end it or start another. */
function word(text: string): string {
  return text.replace(/[^\w+.-]/g, '_');
}
