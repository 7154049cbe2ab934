import type { Files } from '../host/ports.ts';
import { safeJson } from '../lib/json.ts';
import { errorMessage, InputError } from '../model/errors.ts';
import { figuresOf, keyOf } from '../model/figures.ts';
import { isProven } from '../model/proven.ts';
import { maxRunLength, parseRun } from '../results/read.ts';
import { assemble, believe, type Trusted, type FoundBaselines, type Refused } from './assemble.ts';
import { asPoolRun, checkBaseline, maxBaselineLength } from './document.ts';
import { fingerprintOf, type Fingerprint } from './fingerprint.ts';
import { labelOf, maxPoolRuns, type PoolRun } from './pool.ts';
import { refuseFingerprint, refuseQuality } from './trust.ts';

/** The files matching paths and globs, without duplicates. Throws an InputError for a pattern without matches. */
export async function findBaselineFiles(files: Files, patterns: readonly string[]): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    // A path may contain characters that are special in a glob.
    const isPath = files.exists(pattern) && !files.isFolder(pattern);
    const found = isPath ? [pattern] : await files.find(pattern);
    if (found.length === 0) {
      throw new InputError(
        `baseline-files: "${pattern}" matches no file; write the path of a run.json or baseline.json`
      );
    }
    for (const path of found) paths.add(path);
  }
  return [...paths].sort();
}

/**
 * Reads earlier runs from paths and globs: run.json files and baseline documents in any mix. The user chose them, so
 * their origin is not checked. Throws like `findBaselineFiles`; a file that is not a run, or not comparable, is
 * rejected with its reason. `own` is the id of the current run, which a glob may also match and which must not be
 * compared with itself.
 */
export async function readBaselineFiles(
  files: Files,
  patterns: readonly string[],
  now: Fingerprint,
  own: string
): Promise<FoundBaselines> {
  const trusted = new Map<string, Trusted>();
  const refused: Refused[] = [];
  let carried = false;
  for (const path of await newestFirst(files, await findBaselineFiles(files, patterns))) {
    if (trusted.size === maxPoolRuns) {
      refused.push(refusal(path, `not among the newest ${maxPoolRuns} comparable runs`));
      continue;
    }
    // The newest carrier is enough, and what it carries is most of a document.
    const result = await readOne(files, path, now, !carried);
    if (!('fingerprint' in result)) refused.push(result);
    else if (result.run.id === own) refused.push(refusal(path, 'the run being compared'));
    else if (trusted.has(result.run.id)) refused.push(refusal(path, 'the same run as another file'));
    else {
      trusted.set(result.run.id, { ...result, ...without(own, result) });
      carried ||= result.carried.length > 0 || result.anchor.length > 0;
    }
  }
  refused.sort((left, right) => (left.candidate.label < right.candidate.label ? -1 : 1));
  return assemble('files', [...trusted.values()], refused, now, maxPoolRuns);
}

/** One sentence for each matching file that is not an earlier run, regardless of what it would be compared with. */
export async function refusedBaselineFiles(files: Files, patterns: readonly string[]): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const path of await findBaselineFiles(files, patterns)) {
    const text = await files.read(path);
    try {
      const document = baselineIn(text);
      if (document === undefined) parseRun(text);
      else checkBaseline(document);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push(`${path}: ${errorMessage(error)}`);
    }
  }
  return refused;
}

/** Files read at a time. */
const readers = 8;

/**
 * Sorts paths newest first, using only the time in each document: a comparison uses thirty of possibly a thousand runs,
 * and checking a document takes longer than reading it. Documents without a time come first, so that they are checked
 * and rejected with a reason.
 */
async function newestFirst(files: Files, paths: readonly string[]): Promise<readonly string[]> {
  const timed: { readonly path: string; readonly time: number }[] = [];
  for (let index = 0; index < paths.length; index += readers) {
    const some = paths
      .slice(index, index + readers)
      .map(async path => ({ path, time: timeOf(await files.read(path)) }));
    timed.push(...(await Promise.all(some)));
  }
  return timed
    .sort((left, right) => (left.time < right.time ? 1 : left.time > right.time ? -1 : 0))
    .map(one => one.path);
}

function timeOf(text: string): number {
  const document = text.length <= maxRunLength ? safeJson(text) : undefined;
  const startedAt =
    typeof document === 'object' && document !== null && 'startedAt' in document ? document.startedAt : undefined;
  const time = typeof startedAt === 'string' ? Date.parse(startedAt) : NaN;
  return Number.isNaN(time) ? Infinity : time;
}

async function readOne(files: Files, path: string, now: Fingerprint, carries: boolean): Promise<Trusted | Refused> {
  const text = await files.read(path);
  try {
    const document = baselineIn(text);
    return document === undefined
      ? fromRun(text, path, now)
      : fromBaseline(carries ? document : { ...document, pool: nothing, anchor: nothing }, path, now);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refusal(path, errorMessage(error));
  }
}

const nothing = { metrics: [], runs: [] };

function baselineIn(text: string): object | undefined {
  const document = text.length <= maxBaselineLength && text.includes('"baselineVersion"') ? safeJson(text) : undefined;
  return typeof document === 'object' && document !== null && 'baselineVersion' in document ? document : undefined;
}

function fromBaseline(document: unknown, path: string, now: Fingerprint): Trusted | Refused {
  const baseline = checkBaseline(document);
  const reason = refuseQuality(baseline) ?? refuseFingerprint(baseline, now);
  if (reason !== undefined) return refusal(path, reason);
  const candidate = { label: labeled(path, asPoolRun(baseline)), reason: 'named by the input' };
  return believe(baseline, candidate);
}

/** A run document does not contain its verdict; the user who names it decides that it is a valid reference. */
function fromRun(text: string, path: string, now: Fingerprint): Trusted | Refused {
  const run = parseRun(text);
  const fingerprint = fingerprintOf(run);
  if (!run.complete || fingerprint === undefined) return refusal(path, 'incomplete');
  if (!isProven(run)) return refusal(path, 'it has samples without proof');
  const reason = refuseFingerprint({ fingerprint }, now);
  if (reason !== undefined) return refusal(path, reason);
  const poolRun = {
    id: run.id,
    startedAt: run.startedAt,
    runId: run.source?.runId,
    sha: run.source?.sha,
    cilium: run.cilium?.version,
    figures: figuresOf(run).map(figure => ({ ...keyOf(figure), value: figure.mean })),
    acknowledged: []
  };
  return {
    candidate: { label: labeled(path, poolRun), used: true, reason: 'named by the input' },
    run: poolRun,
    fingerprint,
    carried: [],
    anchor: []
  };
}

function labeled(path: string, run: PoolRun): string {
  return `${path}: ${labelOf(run)}`;
}

function refusal(path: string, reason: string): Refused {
  return { candidate: { label: path, used: false, reason }, distrusted: false };
}

/** A later run may carry this one. */
function without(own: string, { carried, anchor }: Trusted): Pick<Trusted, 'carried' | 'anchor'> {
  const others = (runs: readonly PoolRun[]): PoolRun[] => runs.filter(({ id }) => id !== own);
  return { carried: others(carried), anchor: others(anchor) };
}
