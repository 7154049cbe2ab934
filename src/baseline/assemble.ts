import { defined } from '../lib/defined.ts';
import type { BaselineCandidate, BaselineRecord, SearchEnd } from '../model/comparison.ts';
import { asPoolRun, expand, type Baseline } from './document.ts';
import { compareFingerprints, type Fingerprint } from './fingerprint.ts';
import { labelOf, newestFirst, type PoolRun } from './pool.ts';

/** Earlier runs to compare with, and a record of what was considered. */
export interface FoundBaselines {
  readonly record: BaselineRecord;
  /** Newest first. */
  readonly pool: readonly PoolRun[];
  readonly anchor: readonly PoolRun[];
  /** The losses of the run itself were accepted; known only where its comparison was saved. */
  readonly accepted?: true;
}

/** An earlier run that is trusted. */
export interface Trusted {
  readonly candidate: BaselineCandidate;
  readonly run: PoolRun;
  readonly fingerprint: Fingerprint;
  /** Runs before it that it carries. */
  readonly carried: readonly PoolRun[];
  readonly anchor: readonly PoolRun[];
}

/** An earlier run that is rejected. */
export interface Refused {
  readonly candidate: BaselineCandidate;
  /** If true, it is not accepted from another run's records either. If false, only its artifact is missing. */
  readonly distrusted: boolean;
  readonly runId?: number;
}

/** A baseline document to compare with. */
export function believe(baseline: Baseline, candidate: Omit<BaselineCandidate, 'used'>): Trusted {
  return {
    candidate: { ...candidate, used: true },
    run: asPoolRun(baseline),
    fingerprint: baseline.fingerprint,
    carried: expand(baseline.pool),
    anchor: expand(baseline.anchor)
  };
}

/**
 * Combines the trusted runs with those carried by the newest of them, for runs whose own artifacts are gone. `now` is
 * the fingerprint of the current run, `ended` why not all runs were considered.
 */
export function assemble(
  source: string,
  trusted: readonly Trusted[],
  refused: readonly Refused[],
  now: Fingerprint,
  limit: number,
  ended?: SearchEnd
): FoundBaselines {
  const used = [...trusted].sort((left, right) => Date.parse(right.run.startedAt) - Date.parse(left.run.startedAt));
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
          reason: `its own artifact is gone; values taken from ${carrier?.candidate.label ?? ''}`
        })),
        ...refused.filter(({ runId }) => runId === undefined || !replaced.has(runId)).map(({ candidate }) => candidate)
      ],
      ...defined({ ended }),
      differences: newest === undefined ? [] : compareFingerprints(now, newest.fingerprint).soft
    },
    pool: newestFirst([...used.map(({ run }) => run), ...carried]),
    anchor: carrier?.anchor ?? []
  };
}
