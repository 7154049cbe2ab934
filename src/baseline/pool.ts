import { defined } from '../lib/defined.ts';
import type { EarlierFigure } from '../model/comparison.ts';
import { keyText, type FigureKey } from '../model/figures.ts';

/** Maximum number of runs in a pool (docs/rules.md#history). */
export const maxPoolRuns = 30;
/** Minimum number of runs in an anchor. */
const minAnchorRuns = 5;

/** A value of an earlier run. */
export interface PoolFigure extends FigureKey {
  readonly value: number;
}

/** The part of an earlier run that later baselines carry on. */
export interface PoolRun {
  readonly id: string;
  readonly startedAt: string;
  /** Number of the workflow run, if it was one. */
  readonly runId?: number | undefined;
  readonly sha?: string | undefined;
  /** Version of Cilium; unknown for runs of early baselines. */
  readonly cilium?: string | undefined;
  readonly figures: readonly PoolFigure[];
  /** Metrics whose loss was accepted with this run; older runs are no longer a reference for them. */
  readonly acknowledged: readonly FigureKey[];
}

/** For people: `run 1234 of 2026-11-20, 1a2b3c4`. */
export function labelOf({ id, runId, startedAt, sha }: Pick<PoolRun, 'id' | 'runId' | 'startedAt' | 'sha'>): string {
  const commit = sha === undefined ? '' : `, ${sha.slice(0, 7)}`;
  return `run ${runId === undefined ? id : String(runId)} of ${startedAt.slice(0, 10)}${commit}`;
}

export function newestFirst<T extends { readonly startedAt: string }>(runs: readonly T[]): T[] {
  return [...runs].sort((left, right) => Date.parse(right.startedAt) - Date.parse(left.startedAt));
}

/**
 * Earlier values of every metric by its `keyText`, newest first. After an accepted loss, a metric's history starts at
 * the run it was accepted with.
 */
export function earlierFigures(pool: readonly PoolRun[]): ReadonlyMap<string, readonly EarlierFigure[]> {
  const series = new Map<string, EarlierFigure[]>();
  const closed = new Set<string>();
  for (const run of newestFirst(pool)) {
    const label = labelOf(run);
    const { runId, cilium } = run;
    for (const figure of run.figures) {
      const key = keyText(figure);
      if (closed.has(key)) continue;
      const earlier = { label, startedAt: run.startedAt, value: figure.value, ...defined({ runId, cilium }) };
      const found = series.get(key);
      if (found === undefined) series.set(key, [earlier]);
      else found.push(earlier);
    }
    for (const key of run.acknowledged) closed.add(keyText(key));
  }
  return series;
}

/**
 * The older runs used to detect a slow decline, which a moving pool would follow. Chosen per metric: an existing anchor
 * stays, without one the oldest five of a pool of ten become it, and an accepted loss ends it.
 */
export function nextAnchor(anchor: readonly PoolRun[], pool: readonly PoolRun[]): PoolRun[] {
  const accepted = newestFirst(pool);
  const before = figureRuns(anchor, accepted);
  const candidates = figureRuns(pool, accepted);
  const kept = new Map<PoolRun, PoolFigure[]>();
  for (const key of new Set([...before.keys(), ...candidates.keys()])) {
    const old = before.get(key) ?? [];
    const young = candidates.get(key) ?? [];
    const chosen =
      old.length >= minAnchorRuns ? old : young.length >= 2 * minAnchorRuns ? young.slice(-minAnchorRuns) : [];
    for (const { run, figure } of chosen) kept.set(run, [...(kept.get(run) ?? []), figure]);
  }
  return newestFirst([...kept].map(([run, figures]) => ({ ...run, figures, acknowledged: [] })));
}

/** Runs of every metric since its last accepted loss, newest first. */
function figureRuns(
  runs: readonly PoolRun[],
  accepted: readonly PoolRun[]
): Map<string, { run: PoolRun; figure: PoolFigure }[]> {
  const since = new Map<string, number>();
  for (const { acknowledged, startedAt } of accepted) {
    for (const key of acknowledged) {
      const text = keyText(key);
      since.set(text, Math.max(since.get(text) ?? 0, Date.parse(startedAt)));
    }
  }
  const series = new Map<string, { run: PoolRun; figure: PoolFigure }[]>();
  for (const run of newestFirst(runs)) {
    for (const figure of run.figures) {
      const key = keyText(figure);
      if (Date.parse(run.startedAt) < (since.get(key) ?? 0)) continue;
      const found = series.get(key);
      if (found === undefined) series.set(key, [{ run, figure }]);
      else found.push({ run, figure });
    }
  }
  return series;
}
