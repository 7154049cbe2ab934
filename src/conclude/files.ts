import { dirname } from 'node:path';
import type { FoundBaselines } from '../baseline/assemble.ts';
import { earlierPath, parseEarlier } from '../baseline/earlier-file.ts';
import type { Host } from '../host/ports.ts';
import { InputError } from '../model/errors.ts';
import type { ComparingOptions } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { findEarlier } from './earlier-runs.ts';
import { conclude, ownContext, renderReport, type Compared } from './pipeline.ts';

/** A run and its file. */
export interface NamedRun {
  readonly path: string;
  readonly run: Run;
}

/**
 * Compares runs without GitHub and writes the same reports as a job, byte for byte if the input is the same. The
 * reports of a single run go into `output`. Several runs are compared as one family; each gets a numbered folder, and
 * `comment.md` covers all. Returns the runs, worst first.
 */
export async function concludeFiles(
  host: Host,
  comparing: ComparingOptions,
  output: string,
  runs: readonly NamedRun[]
): Promise<readonly Compared[]> {
  const measured = runs.map(({ path, run }, index) => {
    const folder = runs.length === 1 ? output : `${output}/${index + 1}`;
    return {
      ...{ run, name: path, folder },
      ...(runs.length === 1 ? {} : { logName: `${path}, reported in ${folder}` }),
      findEarlier: () => earlierOf(host, comparing, path, run),
      context: ownContext(run)
    };
  });
  const compared = await conclude(host, comparing.policy, measured);
  if (runs.length > 1) await host.files.write(`${output}/comment.md`, renderReport(compared));
  return compared;
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
