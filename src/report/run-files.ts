import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Files } from '../host/ports.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { journalPath, readJournal } from '../results/journal.ts';
import { serializeRun, sortKeys } from '../results/write.ts';
import { renderComment } from './comment.ts';
import { renderBencher, renderBenchmarkAction, renderBenchstat } from './formats.ts';
import { renderPage } from './html/page.ts';
import { renderScenarioDocument, scenarioDocumentName, type RawOutput } from './scenario-document.ts';
import type { ReportContext } from './sections.ts';
import { renderSummary } from './summary.ts';

const rawSchema = z.object({ bursts: z.array(z.object({ stdout: z.string(), stderr: z.string() })) });

/** Writes run.json, the summary and one document per scenario and arm into the output folder. */
export async function writeResults(files: Files, output: string, run: Run): Promise<void> {
  await files.write(`${output}/run.json`, serializeRun(run));
  await writeDocuments(files, output, output, run);
}

/** Writes the same from the journal; nothing if the run has none. */
export async function writeFromJournal(files: Files, output: string): Promise<void> {
  if (!files.exists(journalPath(output))) return;
  await writeResults(files, output, await readJournal(files, output));
}

/** Writes the summary and the documents; reads raw outputs from `source`. */
export async function writeDocuments(files: Files, source: string, output: string, run: Run): Promise<void> {
  await files.write(`${output}/summary.md`, renderSummary(run));
  const raw = new Map<string, readonly RawOutput[]>();
  for (const sample of run.samples) {
    const path = `${source}/${sample.raw}`;
    if (!files.exists(path)) continue;
    const text = gunzipSync(await files.readBytes(path)).toString('utf8');
    raw.set(sample.id, rawSchema.parse(JSON.parse(text)).bursts);
  }
  for (const { name, arm } of run.scenarios) {
    const document = renderScenarioDocument(run, name, sample => raw.get(sample.id), arm);
    await files.write(`${output}/scenarios/${scenarioDocumentName(name, arm)}`, document);
  }
}

const resultFile =
  /^(?:(?:run|comparison|earlier)\.json|journal\.jsonl|(?:summary|comment)\.md|report\.html|(?:formats|raw|scenarios)\/[\w.+-]+)$/;

/** Whether a run writes a file of this name, relative to its output. Whatever else lies in the folder is not uploaded. */
export function isResultFile(path: string): boolean {
  return resultFile.test(path.replaceAll('\\', '/'));
}

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
  const documents: readonly (readonly [string, string | undefined])[] = [
    ['comment.md', renderComment(run, comparison, context)],
    ['report.html', renderPage(run, comparison, context)],
    ['formats/github-action-benchmark-bigger-is-better.json', renderBenchmarkAction(run, 'higher')],
    ['formats/github-action-benchmark-smaller-is-better.json', renderBenchmarkAction(run, 'lower')],
    ['formats/bencher.json', renderBencher(run)],
    ['formats/benchstat-candidate.txt', renderBenchstat(run, 'candidate')],
    ['formats/benchstat-reference.txt', run.reference === undefined ? undefined : renderBenchstat(run, 'reference')]
  ];
  for (const [name, text] of documents) if (text !== undefined) await files.write(`${output}/${name}`, text);
  await files.write(comparisonPath(output), `${JSON.stringify(sortKeys({ ...comparison }), null, 2)}\n`);
}
