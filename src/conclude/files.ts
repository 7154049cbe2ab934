import { dirname } from 'node:path';
import type { FoundBaselines } from '../baseline/assemble.ts';
import { earlierPath, parseEarlier } from '../baseline/earlier-file.ts';
import { asEarlier, findEarlier, type Earlier } from './earlier-runs.ts';
import { InputError } from '../model/errors.ts';
import { maxReportLength } from '../github/comment.ts';
import type { Host } from '../host/ports.ts';
import type { ComparingOptions } from '../model/options.ts';
import { renderComment } from '../report/comment.ts';
import { writeComparison } from '../report/run-files.ts';
import { runLink, maxRows, type ReportContext } from '../report/sections.ts';
import { renderSeveral } from '../report/matrix-jobs.ts';
import type { Run } from '../model/run.ts';
import { sayVerdict } from './annotations.ts';
import { compareRuns } from '../verdict/compare.ts';
import type { Verdict } from '../model/comparison.ts';
import { byVerdict, verdictsOf } from '../verdict/verdict.ts';

/** A run and its file. */
export interface NamedRun {
  readonly path: string;
  readonly run: Run;
}

/**
 * Compares runs without GitHub and writes the same reports as a job, byte for byte if the input is the same. The
 * reports of a single run go into `output`. Several runs are compared as one family; each gets a numbered folder, and
 * `comment.md` covers all. Returns all verdicts, worst first.
 */
export async function concludeFiles(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  runs: readonly NamedRun[]
): Promise<readonly Verdict[]> {
  const known: (NamedRun & Earlier)[] = [];
  for (const one of runs) known.push({ ...one, ...(await earlierOf(host, comparing, one)) });
  const compared = compareRuns(known, comparing.policy).flatMap((comparison, index) =>
    runs.slice(index, index + 1).map(one => ({
      ...one,
      comparison,
      folder: runs.length === 1 ? output : `${output}/${index + 1}`
    }))
  );
  for (const { path, run, comparison, folder } of compared) {
    await writeComparison(host.files, folder, run, comparison, contextOf(run));
    if (runs.length > 1) host.outputs.info(`${path}, reported in ${folder}:`);
    sayVerdict(host.outputs, run, comparison);
  }
  const [worst, ...better] = compared.toSorted((left, right) => byVerdict(left.comparison, right.comparison));
  if (worst === undefined) throw new Error('there is nothing to compare');
  if (better.length > 0) {
    const reports = [worst, ...better].map(({ path, run, comparison }) => ({
      name: path,
      run,
      comparison,
      render: (limit: number) => renderComment(run, comparison, { ...contextOf(run), limit })
    }));
    await host.files.write(`${output}/comment.md`, renderSeveral(reports, [], maxReportLength));
  }
  return [worst, ...better].flatMap(({ comparison }) => verdictsOf(comparison));
}

/** The files that the user names, else what the run was originally compared with. */
async function earlierOf(host: Host, comparing: ComparingOptions, { path, run }: NamedRun): Promise<Earlier> {
  const own = comparing.baseline === 'none' ? await readEarlier(host, earlierPath(dirname(path)), run) : undefined;
  return own === undefined ? findEarlier(host, comparing, run, undefined) : asEarlier(own);
}

async function readEarlier({ files }: Host, path: string, { id }: Run): Promise<FoundBaselines | undefined> {
  if (!files.exists(path)) return undefined;
  const text = await files.read(path);
  try {
    return parseEarlier(text, id);
  } catch (error) {
    throw new InputError(`${path} is not a saved comparison; delete it, or pass --baseline-files`, {
      cause: error
    });
  }
}

function contextOf(run: Run): ReportContext {
  return {
    limit: maxReportLength,
    links: runLink(run),
    attempt: run.source?.runAttempt ?? 1,
    foreign: false,
    maxRows
  };
}
