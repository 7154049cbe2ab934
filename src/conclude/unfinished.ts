import { conclude, type Conclusion } from './job.ts';
import type { Job } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { ComparingOptions } from '../model/options.ts';
import { comparisonPath } from '../report/comparison-files.ts';
import { journalPath, readJournal } from '../results/journal.ts';
import { writeResults } from '../report/run-files.ts';

/**
 * Concludes what this very job began to measure in a folder and was stopped before it could say what it means: the
 * incomplete run is uploaded and commented as such. Does nothing when the main step came that far, or never began.
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
  // A runner that keeps its workspace still has the journals of other jobs.
  if (run.source?.runId !== runId || run.source.runAttempt !== runAttempt || run.source.job !== name) return undefined;
  await writeResults(files, output, run);
  return conclude(host, comparing, output, run, job);
}
