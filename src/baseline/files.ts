import { errorMessage, InputError } from '../errors.ts';
import type { Files } from '../host/ports.ts';
import { safeJson } from '../json.ts';
import { parseRun } from '../results/read.ts';
import { assemble, believe, type Believed, type FoundBaselines, type Refused } from './assemble.ts';
import { asPoolRun, checkBaseline, maxBaselineLength } from './document.ts';
import { figuresOf, isProven, keyOf } from './figures.ts';
import { fingerprintOf, type Fingerprint } from './fingerprint.ts';
import { findFiles } from './glob.ts';
import { labelOf, maxPoolRuns, type PoolRun } from './pool.ts';
import { refuseFingerprint, refuseQuality } from './trust.ts';

/**
 * Reads the earlier runs that paths and globs lead to: run.json files and baseline documents, mixed as they come. The
 * user chose them, so nobody asks where they are from. Throws an InputError for a pattern without any file; a file
 * that is no run, or that may not be compared with, is refused with its reason. `own` is the id of the run that asks: a
 * glob finds it too, and compared with itself it would be as it was.
 */
export async function readBaselineFiles(
  files: Files,
  patterns: readonly string[],
  now: Fingerprint,
  own: string
): Promise<FoundBaselines> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    const found = await findFiles(files, pattern);
    if (found.length === 0) {
      throw new InputError(`baseline: nothing is at "${pattern}"; write the path of a run.json or baseline.json`);
    }
    for (const path of found) paths.add(path);
  }
  const believed = new Map<string, Believed & { readonly path: string }>();
  const refused: Refused[] = [];
  for (const path of [...paths].sort()) {
    const result = await readOne(files, path, now, false);
    if (!('fingerprint' in result)) refused.push(result);
    else if (result.run.id === own) refused.push(refusal(path, 'the run that is compared'));
    else if (believed.has(result.run.id)) refused.push(refusal(path, 'the same run as another file'));
    else believed.set(result.run.id, { ...result, path });
  }
  const all = [...believed.values()].sort(
    (left, right) => Date.parse(right.run.startedAt) - Date.parse(left.run.startedAt)
  );
  for (const { candidate } of all.slice(maxPoolRuns)) {
    refused.push(refusal(candidate.label, `not among the newest ${String(maxPoolRuns)}`));
  }
  const used: Believed[] = [];
  let carried = false;
  for (const one of all.slice(0, maxPoolRuns)) {
    // What the newest carries is enough, and most of a document.
    const whole: Believed | Refused = carried ? one : await readOne(files, one.path, now, true);
    if (!('fingerprint' in whole)) refused.push(whole);
    else {
      used.push({ ...whole, ...without(own, whole) });
      carried ||= whole.carried.length > 0 || whole.anchor.length > 0;
    }
  }
  return assemble('files', used, refused, now, maxPoolRuns);
}

async function readOne(files: Files, path: string, now: Fingerprint, carries: boolean): Promise<Believed | Refused> {
  const text = await files.read(path);
  try {
    // Parsed once: documents are most of the time that a comparison takes.
    const document =
      text.length <= maxBaselineLength && text.includes('"baselineVersion"') ? safeJson(text) : undefined;
    return isBaseline(document)
      ? fromBaseline(carries ? document : { ...document, pool: nothing, anchor: nothing }, path, now)
      : fromRun(text, path, now);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refusal(path, errorMessage(error));
  }
}

const nothing = { metrics: [], runs: [] };

function isBaseline(document: unknown): document is object {
  return typeof document === 'object' && document !== null && 'baselineVersion' in document;
}

function fromBaseline(document: unknown, path: string, now: Fingerprint): Believed | Refused {
  const baseline = checkBaseline(document);
  const reason = refuseQuality(baseline) ?? refuseFingerprint(baseline, now);
  if (reason !== undefined) return refusal(path, reason);
  const candidate = { label: labelled(path, asPoolRun(baseline)), reason: 'named by the input' };
  return believe(baseline, candidate);
}

/** A run's own verdict is not in its document: whoever names it takes it as a measure. */
function fromRun(text: string, path: string, now: Fingerprint): Believed | Refused {
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
    figures: figuresOf(run).map(figure => ({ ...keyOf(figure), value: figure.mean })),
    acknowledged: []
  };
  return {
    candidate: { label: labelled(path, poolRun), used: true, reason: 'named by the input' },
    run: poolRun,
    fingerprint,
    carried: [],
    anchor: []
  };
}

function labelled(path: string, run: PoolRun): string {
  return `${path}: ${labelOf(run)}`;
}

function refusal(path: string, reason: string): Refused {
  return { candidate: { label: path, used: false, reason }, distrusted: false };
}

/** A later run carries this one. */
function without(own: string, { carried, anchor }: Believed): Pick<Believed, 'carried' | 'anchor'> {
  const others = (runs: readonly PoolRun[]): PoolRun[] => runs.filter(({ id }) => id !== own);
  return { carried: others(carried), anchor: others(anchor) };
}
