import type { MatrixRowResult, ScenarioResult } from '../results/run.ts';
import { formatDecimal } from './figures.ts';
import { escapeMarkdown, table } from './markdown.ts';

/** A scenario's traffic matrix and what the second witness saw, as Markdown. */
export function renderVerification({ matrix, witness }: Pick<ScenarioResult, 'matrix' | 'witness'>): string {
  if (matrix === undefined) return 'The traffic matrix was not measured.';
  const head = ['From', 'To', 'Node', 'Expected', 'Seen', 'Payload (MB)', 'Because'];
  const body = matrix.map(row => [
    row.source,
    row.destination,
    place(row),
    row.expected === 'recorded' ? '(nothing is promised)' : row.expected,
    row.matches ? row.seen : `**${row.seen}**`,
    formatDecimal(row.bytes / 1e6, 1),
    escapeMarkdown(row.reason)
  ]);
  return [
    table(head, body),
    ...(witness ?? []).map(
      ({ node, seen, reason }) => `Second witness on ${escapeMarkdown(node)}: ${seen} (${escapeMarkdown(reason)}).`
    )
  ].join('\n\n');
}

/** A row's place for people. */
export function place({ placement }: Pick<MatrixRowResult, 'placement'>): string {
  return placement === 'same-node' ? 'same' : 'other';
}
