import type { BaselineCandidate, BaselineRecord, SearchEnd } from '../model/comparison.ts';
import { asPoolRun, expand, type Baseline } from './document.ts';
import { compareFingerprints, type Fingerprint } from './fingerprint.ts';
import { labelOf, newestFirst, type PoolRun } from './pool.ts';

/** What was found to compare with, and the account of what was looked at. */
export interface FoundBaselines {
  readonly record: BaselineRecord;
  /** Newest first. */
  readonly pool: readonly PoolRun[];
  readonly anchor: readonly PoolRun[];
}

/** An earlier run that is believed. */
export interface Believed {
  readonly candidate: BaselineCandidate;
  readonly run: PoolRun;
  readonly fingerprint: Fingerprint;
  /** What it carries of runs before it. */
  readonly carried: readonly PoolRun[];
  readonly anchor: readonly PoolRun[];
}

/** An earlier run that is not. */
export interface Refused {
  readonly candidate: BaselineCandidate;
  /** Not to be believed at second hand either; otherwise only its artifact is lost. */
  readonly distrusted: boolean;
  readonly runId?: number;
}

/** A baseline document that may be compared with. */
export function believe(baseline: Baseline, candidate: Omit<BaselineCandidate, 'used'>): Believed {
  return {
    candidate: { ...candidate, used: true },
    run: asPoolRun(baseline),
    fingerprint: baseline.fingerprint,
    carried: expand(baseline.pool),
    anchor: expand(baseline.anchor)
  };
}

/**
 * The pool of the believed runs and of those that the newest of them carries, for runs whose own artifacts are gone.
 * `now` is the fingerprint of the run that asks, `ended` why not all there are were looked at.
 */
export function assemble(
  source: string,
  believed: readonly Believed[],
  refused: readonly Refused[],
  now: Fingerprint,
  limit: number,
  ended?: SearchEnd
): FoundBaselines {
  const used = [...believed].sort((left, right) => Date.parse(right.run.startedAt) - Date.parse(left.run.startedAt));
  const carrier = used.find(({ carried, anchor }) => carried.length > 0 || anchor.length > 0);
  const known = new Set(used.map(({ run }) => run.id));
  const distrusted = new Set(refused.filter(one => one.distrusted).map(one => one.runId));
  const carried = newestFirst(carrier?.carried ?? [])
    .filter(run => !known.has(run.id) && !(run.runId !== undefined && distrusted.has(run.runId)))
    .slice(0, Math.max(0, limit - used.length));
  const replaced = new Set(carried.map(run => run.runId).filter(id => id !== undefined));
  const newest = used[0];
  return {
    record: {
      source,
      candidates: [
        ...used.map(({ candidate }) => candidate),
        ...carried.map(run => ({
          label: labelOf(run),
          used: true,
          reason: `its own artifact is gone; figures carried by ${carrier?.candidate.label ?? ''}`
        })),
        ...refused.filter(({ runId }) => runId === undefined || !replaced.has(runId)).map(({ candidate }) => candidate)
      ],
      ...(ended === undefined ? {} : { ended }),
      differences: newest === undefined ? [] : compareFingerprints(now, newest.fingerprint).soft
    },
    pool: newestFirst([...used.map(({ run }) => run), ...carried]),
    anchor: carrier?.anchor ?? []
  };
}
