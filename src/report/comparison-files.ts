import type { Files } from '../host/ports.ts';
import type { Run } from '../model/run.ts';
import { sortKeys } from '../results/write.ts';
import type { Comparison } from '../model/comparison.ts';
import { renderComment } from './comment.ts';
import { renderBencher } from './formats/bencher.ts';
import { renderBenchstat } from './formats/benchstat.ts';
import { renderBenchmarkAction } from './formats/github-action-benchmark.ts';
import { renderPage } from './html/page.ts';
import type { ReportContext } from './sections.ts';

/** Path of the comparison as JSON. A run without this file has not been concluded. */
export function comparisonPath(output: string): string {
  return `${output}/comparison.json`;
}

/** Writes every format of a comparison: for people, for other tools, and as JSON. */
export async function writeComparison(
  files: Files,
  output: string,
  run: Run,
  comparison: Comparison,
  context: ReportContext
): Promise<void> {
  const higher = renderBenchmarkAction(run, 'higher');
  const lower = renderBenchmarkAction(run, 'lower');
  const documents: readonly (readonly [string, string | undefined])[] = [
    ['comment.md', renderComment(run, comparison, context)],
    ['report.html', renderPage(run, comparison, context)],
    ['formats/github-action-benchmark-bigger-is-better.json', higher],
    ['formats/github-action-benchmark-smaller-is-better.json', lower],
    ['formats/bencher.json', renderBencher(run)],
    ['formats/benchstat-candidate.txt', renderBenchstat(run, 'candidate')],
    ['formats/benchstat-reference.txt', run.reference === undefined ? undefined : renderBenchstat(run, 'reference')]
  ];
  for (const [name, text] of documents) if (text !== undefined) await files.write(`${output}/${name}`, text);
  await files.write(comparisonPath(output), `${JSON.stringify(sortKeys({ ...comparison }), null, 2)}\n`);
}
