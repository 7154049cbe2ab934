import { z } from 'zod';
import { defined } from '../lib/defined.ts';
import { InputError } from '../model/errors.ts';
import { findBadNode } from '../results/check.ts';
import { readForeign } from '../results/foreign.ts';
import { isProven } from '../model/proven.ts';
import { describeIssues } from '../results/read.ts';
import { runSchema, type Run } from '../model/run.ts';
import { maxRounds } from '../model/limits.ts';
import type { Comparison, Verdict } from '../model/comparison.ts';
import { figureKeySchema, figuresOf, keyOf, keyText, maxValue, minValue, type FigureKey } from '../model/figures.ts';
import { fingerprintOf, fingerprintSchema } from './fingerprint.ts';
import { maxPoolRuns, newestFirst, nextAnchor, type PoolFigure, type PoolRun } from './pool.ts';

/** Increases when a field is removed or changes meaning. */
const baselineVersion = 1;
/** Maximum size of a baseline document in characters. */
export const maxBaselineLength = 1_000_000;
/** Name of the document in its artifact. */
export const baselineFile = 'baseline.json';

const maxFigures = 2000;
const verdicts = [
  'pass',
  'inconclusive',
  'advisory',
  'no-baseline',
  'regression',
  'invalid',
  'not-encrypted'
] as const satisfies readonly Verdict[];

/** Fields of stored runs. */
export const fields = {
  figureValue: z.number().min(minValue).max(maxValue),
  timestamp: z.iso.datetime(),
  id: z.string().regex(/^[\w.-]{1,64}$/),
  sha: z.string().regex(/^[0-9a-f]{40,64}$/),
  text: z.string().max(300),
  verdict: z.enum(verdicts)
};
const { figureValue, timestamp, id, sha, text } = fields;

/** What identifies a stored run. */
export const runFields = {
  id,
  startedAt: timestamp,
  runId: z.int().positive().optional(),
  sha: sha.optional()
};

const figureSchema = z.strictObject({
  ...figureKeySchema.shape,
  mean: figureValue,
  rounds: z.int().min(1).max(maxRounds),
  logSd: z.number().min(0).max(100).optional()
});

/** Runs in columns: the metrics once, and for each run one value per metric, or null. */
export const compactSchema = z
  .strictObject({
    metrics: z.array(figureKeySchema).max(maxFigures),
    runs: z
      .array(
        z.strictObject({
          ...runFields,
          cilium: text.optional(),
          values: z.array(figureValue.nullable()).max(maxFigures),
          /** Indexes in `metrics` whose loss was accepted with this run. */
          acknowledged: z.array(z.int().nonnegative()).max(maxFigures)
        })
      )
      .max(maxPoolRuns)
  })
  .refine(
    ({ metrics, runs }) =>
      runs.every(
        run => run.values.length === metrics.length && run.acknowledged.every(place => place < metrics.length)
      ),
    'has a run whose columns do not match `metrics`'
  );
type Compact = z.infer<typeof compactSchema>;

/** What a run leaves for later comparisons: the file `baseline.json` in its artifact. */
const baselineSchema = z.strictObject({
  kind: z.literal('cilium-perf-gate baseline'),
  baselineVersion: z.literal(baselineVersion),
  tool: z.strictObject({ name: z.literal('cilium-perf-gate'), version: text }),
  id,
  startedAt: timestamp,
  /** As in run.json; absent if the run was not made on GitHub. */
  source: z
    .strictObject({
      ...runSchema.shape.source.unwrap().shape,
      repository: text,
      sha,
      ref: text,
      event: text,
      workflow: text,
      job: text
    })
    .optional(),
  complete: z.boolean(),
  /** Every valid sample carries the proof its scenario requires. */
  proven: z.boolean(),
  verdict: fields.verdict,
  /** Metrics that got worse, and whether someone accepted that. */
  losses: z.array(z.strictObject({ ...figureKeySchema.shape, acknowledged: z.boolean() })).max(maxFigures),
  fingerprint: fingerprintSchema,
  figures: z.array(figureSchema).max(maxFigures),
  control: z.array(figureSchema).max(maxFigures),
  pool: compactSchema,
  anchor: compactSchema
});
export type Baseline = z.infer<typeof baselineSchema>;

/**
 * Creates the baseline of a run that knows its cluster. `pool` are the earlier runs comparable with it, `anchor` the
 * older ones. Both are carried on in short form, so that nothing depends on how long artifacts are kept.
 */
export function createBaseline(
  run: Run,
  comparison: Comparison,
  pool: readonly PoolRun[],
  anchor: readonly PoolRun[]
): Baseline {
  const fingerprint = fingerprintOf(run);
  const { verdict } = comparison;
  if (fingerprint === undefined || verdict === 'unchanged')
    throw new Error('a run without its cluster cannot be a baseline');
  const figures = figuresOf(run).map(figure => ({ ...figure, mean: short(figure.mean) }));
  const acknowledged = comparison.accepted === true;
  const baseline: Baseline = {
    kind: 'cilium-perf-gate baseline',
    baselineVersion,
    tool: run.tool,
    id: run.id,
    startedAt: run.startedAt,
    source: run.source,
    complete: run.complete,
    proven: isProven(run),
    verdict,
    losses: lossesOf(comparison).map(key => ({ ...key, acknowledged })),
    fingerprint,
    figures: figures.filter(figure => figure.scenario !== undefined),
    control: figures.filter(figure => figure.scenario === undefined),
    pool: compact(newestFirst(pool).slice(0, maxPoolRuns)),
    anchor: { metrics: [], runs: [] }
  };
  return { ...baseline, anchor: compact(nextAnchor(anchor, [asPoolRun(baseline), ...pool]).slice(-maxPoolRuns)) };
}

/** The text of a baseline, within the size that can be read. The oldest runs of its pool are dropped if needed. */
export function serializeBaseline(baseline: Baseline): string {
  for (let runs = baseline.pool.runs.length; ; runs -= 1) {
    const pool = { ...baseline.pool, runs: baseline.pool.runs.slice(0, runs) };
    const document = `${JSON.stringify({ ...baseline, pool })}\n`;
    if (document.length <= maxBaselineLength || runs === 0) return document;
  }
}

/** Parses a baseline from any source; throws an InputError that explains what is wrong. */
export function parseBaseline(document: string): Baseline {
  return readForeign('the baseline', document, maxBaselineLength, readBaseline);
}

/** The same for a document that is already parsed. */
export function checkBaseline(value: unknown): Baseline {
  const bad = findBadNode(value);
  if (bad !== undefined) throw new InputError(`the baseline cannot be read: ${bad}`);
  return readBaseline(value);
}

function readBaseline(value: unknown): Baseline {
  const version = z.looseObject({ baselineVersion: z.unknown() }).safeParse(value).data?.baselineVersion;
  if (version !== baselineVersion) {
    const found = JSON.stringify(version ?? null).slice(0, 40);
    throw new InputError(`its baselineVersion is ${found}, but this program reads ${baselineVersion}`);
  }
  const result = baselineSchema.safeParse(value);
  if (!result.success) throw new InputError(`the baseline cannot be read:\n${describeIssues(result.error)}`);
  return result.data;
}

/** A baseline as a run in the pool of later ones. */
export function asPoolRun(baseline: Baseline): PoolRun {
  return {
    id: baseline.id,
    startedAt: baseline.startedAt,
    runId: baseline.source?.runId,
    sha: baseline.source?.sha,
    cilium: baseline.fingerprint.soft['Cilium'],
    figures: [...baseline.figures, ...baseline.control].map(figure => ({ ...keyOf(figure), value: figure.mean })),
    acknowledged: baseline.losses.filter(loss => loss.acknowledged)
  };
}

/** The runs that a baseline carries. */
export function expand({ metrics, runs }: Compact): PoolRun[] {
  const at = (place: number): FigureKey[] => metrics.slice(place, place + 1);
  return runs.map(({ values, acknowledged, ...run }) => ({
    ...run,
    figures: values.flatMap((value, place) => (value === null ? [] : at(place).map(key => ({ ...key, value })))),
    acknowledged: acknowledged.flatMap(at)
  }));
}

/** Metrics that got worse, of those that gate. Advisory ones must not block baselines for good. */
export function lossesOf({ metrics }: Comparison): FigureKey[] {
  return metrics.filter(metric => metric.gated && metric.outcome === 'regression').map(keyOf);
}

/** Runs in the form used in documents, without losing any value. */
export function compact(runs: readonly PoolRun[]): Compact {
  const metrics = new Map<string, FigureKey>();
  for (const { figures, acknowledged } of runs) {
    for (const key of [...figures, ...acknowledged]) metrics.set(keyText(key), keyOf(key));
  }
  const keys = [...metrics.keys()];
  return {
    metrics: [...metrics.values()],
    runs: runs.map(({ id: runName, startedAt, runId, sha: commit, cilium, figures, acknowledged }) => {
      const values = new Map(figures.map((figure: PoolFigure) => [keyText(figure), figure.value]));
      const accepted = new Set(acknowledged.map(keyText));
      return {
        id: runName,
        startedAt,
        ...defined({ runId, sha: commit, cilium }),
        values: keys.map(key => values.get(key) ?? null),
        acknowledged: keys.flatMap((key, place) => (accepted.has(key) ? [place] : []))
      };
    })
  };
}

/** Six digits: a thousandth of the best machine's repeatability, at half the size. */
export function short(value: number): number {
  return Number(value.toPrecision(6));
}
