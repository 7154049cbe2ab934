import type { Sample } from '../model/run.ts';
import { escapeMarkdown, table } from './markdown.ts';
import { formatDecimal } from './quantity.ts';
import { testTitles } from './titles.ts';

/** Longer outputs are shortened. */
const maxLines = 60;
const maxCharacters = 6000;
/** Lines kept at the start and end of a long output that is not JSON. */
const keptLines = 20;

/** A tool's output as shown, and how it was shortened. */
export interface ShownOutput {
  readonly text: string;
  readonly shortened?: string;
}

/** Shortens a long output: keeps the sums in the `end` section of iperf3's JSON, or the start and end of other text. */
export function shortenOutput(output: string): ShownOutput {
  const text = output.trimEnd();
  const lines = text.split('\n');
  if (lines.length <= maxLines && text.length <= maxCharacters) return { text };
  const end = endSection(text);
  if (end !== undefined) {
    return { text: end, shortened: 'shortened to the sums of its `end` section' };
  }
  const left = lines.length - 2 * keptLines;
  if (left <= 0) {
    return {
      text: `${text.slice(0, maxCharacters)}\n...`,
      shortened: `shortened to ${maxCharacters} characters`
    };
  }
  const shown = [...lines.slice(0, keptLines), `... ${left} lines ...`, ...lines.slice(-keptLines)].join('\n');
  if (shown.length > maxCharacters) {
    return {
      text: `${shown.slice(0, maxCharacters)}\n...`,
      shortened: `shortened to ${maxCharacters} characters`
    };
  }
  return { text: shown, shortened: `shortened by ${left} lines` };
}

/** Readers need the sums; single streams remain in the raw file. */
function endSection(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('end' in value)) return undefined;
  const { end } = value;
  if (typeof end !== 'object' || end === null) return undefined;
  const sums = Object.fromEntries(Object.entries(end).filter(([name]) => name !== 'streams'));
  const error = 'error' in value ? { error: value.error } : {};
  return JSON.stringify({ end: sums, ...error }, null, 2);
}

/** The evidence for every sample of a scenario, as a table. */
export function renderProofs(samples: readonly Sample[]): string {
  const proven = samples.filter(sample => sample.proof !== undefined);
  if (proven.length === 0) return 'No sample got far enough to be verified.';
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
  return table(['Round', 'Path', 'Test', 'Traffic (verified)', 'Covered by the counters', 'Evidence'], body);
}
