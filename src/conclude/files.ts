import { dirname } from 'node:path';
import type { FoundBaselines } from '../baseline/assemble.ts';
import { earlierPath, parseEarlier } from '../baseline/earlier-file.ts';
import { maxReportLength } from '../github/comment.ts';
import type { Host } from '../host/ports.ts';
import { InputError } from '../model/errors.ts';
import type { ComparingOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { findEarlier } from './earlier-runs.ts';
import { areSideBySide, renderSideBySide } from '../report/side-by-side.ts';
import { conclude, ownContext, renderReport, reportOf, type Compared } from './pipeline.ts';

/** A run and its file. */
export interface NamedRun {
  readonly path: string;
  readonly run: Run;
}

/** Compared runs, worst first. If they are described side by side instead, also in the order of their files. */
export interface ConcludedFiles {
  readonly compared: readonly Compared[];
  readonly sideBySide?: readonly Compared[];
}

/**
 * Compares runs without GitHub and writes the same reports as a job, byte for byte if the input is the same. The
 * reports of a single run go into `output`. Several runs are compared as one family; each gets a numbered folder, and
 * `comment.md` covers all. Runs without anything to be compared with are described side by side.
 */
export async function concludeFiles(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  runs: readonly NamedRun[]
): Promise<ConcludedFiles> {
  const measured = runs.map(({ path, run }, index) => {
    const folder = runs.length === 1 ? output : `${output}/${index + 1}`;
    return {
      ...{ run, name: path, folder },
      logName: `${path}, reported in ${folder}`,
      findEarlier: () => earlierOf(host, comparing, path, run),
      context: ownContext(run)
    };
  });
  const compared = await conclude(host, comparing.policy, measured);
  if (runs.length === 1) return { compared };
  const path = `${output}/comment.md`;
  if (comparing.baseline !== 'none' || !areSideBySide(compared)) {
    await host.files.write(path, renderReport(compared));
    return { compared };
  }
  const order = runs.map(({ run }) => run);
  const sideBySide = compared.toSorted((left, right) => order.indexOf(left.run) - order.indexOf(right.run));
  await host.files.write(path, renderSideBySide(sideBySide, compared.map(reportOf), maxReportLength));
  return { compared, sideBySide };
}

/** From the files that the user names, else what the run was originally compared with. */
async function earlierOf(host: Host, comparing: ComparingOptions, path: string, run: Run): Promise<FoundBaselines> {
  const own = comparing.baseline === 'none' ? await readEarlier(host, earlierPath(dirname(path)), run) : undefined;
  return own ?? findEarlier(host, comparing, run, undefined);
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
