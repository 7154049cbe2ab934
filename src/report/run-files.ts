import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Files } from '../host/ports.ts';
import { renderScenarioDocument, scenarioDocumentName, type RawOutput } from './scenario-document.ts';
import { renderSummary } from './summary.ts';
import type { Run } from '../model/run.ts';
import { journalPath, readJournal } from '../results/journal.ts';
import { serializeRun } from '../results/write.ts';

const rawSchema = z.looseObject({ exitCode: z.int().nullable(), stdout: z.string(), stderr: z.string() });

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
  const raw = new Map<string, RawOutput>();
  for (const sample of run.samples) {
    const path = `${source}/${sample.raw}`;
    if (!files.exists(path)) continue;
    const { exitCode, stdout, stderr } = rawSchema.parse(
      JSON.parse(gunzipSync(await files.readBytes(path)).toString('utf8'))
    );
    raw.set(sample.id, { stdout, stderr, exitCode: exitCode ?? undefined });
  }
  for (const { name, arm } of run.scenarios) {
    const document = renderScenarioDocument(run, name, sample => raw.get(sample.id), arm);
    await files.write(`${output}/scenarios/${scenarioDocumentName(name, arm)}`, document);
  }
}
