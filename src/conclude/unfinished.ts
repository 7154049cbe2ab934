import { conclude, type Conclusion } from './job.ts';
import type { Job } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { ComparingOptions } from '../model/options.ts';
import { journalPath, readJournal } from '../results/journal.ts';
import { comparisonPath, writeResults } from '../report/run-files.ts';

/**
 * Uploads and comments the incomplete run of this job if it was stopped before it concluded. Does nothing if the main
 * step concluded or never started.
 */
export async function concludeUnfinished(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  job: Job
): Promise<Conclusion | undefined> {
  const { files } = host;
  if (!files.exists(journalPath(output)) || files.exists(comparisonPath(output))) return undefined;
  const run = await readJournal(files, output);
  const { runId, runAttempt, job: name } = job.source;
  // A persistent workspace still contains other jobs' journals.
  if (run.source?.runId !== runId || run.source.runAttempt !== runAttempt || run.source.job !== name) return undefined;
  await writeResults(files, output, run);
  return conclude(host, comparing, output, run, job);
}
