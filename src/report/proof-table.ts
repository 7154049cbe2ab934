import type { Sample } from '../results/run.ts';
import { formatDecimal } from './figures.ts';
import { escapeMarkdown, table } from './markdown.ts';
import { testTitles } from './titles.ts';

/** The evidence around every sample of a scenario, as a table: what was counted, against what, and what that says. */
export function renderProofs(samples: readonly Sample[]): string {
  const proven = samples.filter(sample => sample.proof !== undefined);
  if (proven.length === 0) return 'No sample came far enough to be judged.';
  const body = proven.map(({ round, path, test, attempt, proof }) => [
    String(round),
    path === 'host' ? 'control' : 'pod',
    `${testTitles[test]}${attempt === 1 ? '' : ' (retry)'}`,
    proof?.verdict ?? '',
    (proof?.coverage ?? [])
      .map(({ side, direction, unit, share }) => `${side} ${direction} ${unit}: ${formatDecimal(share * 100, 1)} %`)
      .join('; ') || '-',
    escapeMarkdown([proof?.reason ?? '', ...(proof?.faults ?? [])].join('; '))
  ]);
  return table(['Round', 'Path', 'Test', 'Traffic was', 'Covered by the counters', 'Because'], body);
}
