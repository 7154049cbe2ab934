import { z } from 'zod';
import { defined } from '../lib/defined.ts';
import type { Comparison, Verdict } from '../model/comparison.ts';
import { InputError } from '../model/errors.ts';
import { figureKeySchema, figuresOf, keyOf, keyText, type FigureKey } from '../model/figures.ts';
import { isProven } from '../model/proven.ts';
import { scenarioOf, type Run } from '../model/run.ts';
import { referenceName, type Trend, type TrendRun } from '../model/trend.ts';
import { readForeign } from '../results/foreign.ts';
import { describeIssues } from '../results/read.ts';
import { fields, lossesOf, runFields, short } from './document.ts';
import { logRatios, seriesOf } from '../verdict/series.ts';
import { mean } from '../statistics/variance.ts';
import { fingerprintOf, hashOf } from './fingerprint.ts';

/** Increases when a field is removed or changes meaning. */
const version = 1;
/** Maximum size of a document in characters: 700 runs of 50 metrics with their controls take about 600,000, and ratios 300,000. */
export const maxTrendLength = 1_000_000;
/** Name of the document in its artifact. */
export const trendFile = 'trend.json';
/** Almost three years of nights. */
const maxTrendRuns = 1000;
const [maxMetrics, maxNames, maxValues] = [500, 300, maxTrendRuns];

const { figureValue, text } = fields;
const place = z.int().min(-1).max(maxValues);

/** Runs in columns, so that what stays the same is written once. */
const schema = z
  .strictObject({
    kind: z.literal('cilium-perf-gate trend'),
    version: z.literal(version),
    repository: text.optional(),
    /** Oldest first. */
    runs: z
      .array(
        z.strictObject({
          ...runFields,
          verdict: fields.verdict.optional()
        })
      )
      .max(maxTrendRuns),
    /** Each property of the setups: its values, and for each run the place of its value, or -1. */
    setup: z
      .array(
        z.strictObject({ name: text, values: z.array(text).max(maxValues), runs: z.array(place).max(maxTrendRuns) })
      )
      .max(maxNames),
    /** Each metric: a value for each run, or null, and the runs that its loss was accepted with. */
    metrics: z
      .array(
        z.strictObject({
          ...figureKeySchema.shape,
          values: z.array(figureValue.nullable()).max(maxTrendRuns),
          /** To the pinned reference, for each run, if any of them had one. */
          ratios: z.array(figureValue.nullable()).max(maxTrendRuns).optional(),
          accepted: z.array(z.int().nonnegative().max(maxTrendRuns)).max(maxTrendRuns)
        })
      )
      .max(maxMetrics)
  })
  .refine(
    ({ runs, setup, metrics }) =>
      setup.every(one => one.runs.length === runs.length && one.runs.every(each => each < one.values.length)) &&
      metrics.every(
        ({ values, ratios = values, accepted }) =>
          values.length === runs.length && ratios.length === runs.length && accepted.every(each => each < runs.length)
      ),
    'has columns that do not match `runs`'
  );

/**
 * A run as part of a trend. Unlike a baseline it may have lost something, because a trend without its losses has no
 * changes. `undefined` for a run that is not complete and proven. `comparison` is unknown for a run.json alone.
 */
export function trendRunOf(run: Run, comparison?: Comparison): TrendRun | undefined {
  const fingerprint = fingerprintOf(run);
  const figures = figuresOf(run);
  if (!run.complete || fingerprint === undefined || !isProven(run) || figures.length === 0) return undefined;
  const verdict = comparison?.verdict;
  const { references, ratios } = pinnedIn(run);
  return {
    id: run.id,
    startedAt: run.startedAt,
    ...defined({ runId: run.source?.runId, sha: run.source?.sha, verdict }),
    setup: { ...fingerprint.soft, ...fingerprint.hard, ...references },
    figures: figures.map(figure => ({
      ...keyOf(figure),
      value: short(figure.mean),
      ...defined({ ratio: ratios.get(keyText(figure)) })
    })),
    accepted: comparison?.accepted === true ? lossesOf(comparison) : []
  };
}

/**
 * The candidate's ratios to a reference that stays the same from run to run, by `keyText`, and what that is. A base moves
 * along with the candidate, so that a loss would be in it one run later.
 */
function pinnedIn(run: Run) {
  const { reference } = run;
  const ratios = new Map<string, number>();
  if (reference === undefined || reference.source === 'base') return { references: {}, ratios };
  for (const series of seriesOf(run).usable) {
    const logs = logRatios(series.rounds);
    if (logs.length > 0) ratios.set(keyText(series), short(Math.exp(mean(logs))));
  }
  const references = run.plan.scenarios.flatMap(scenario => {
    const name = scenarioOf(run, scenario, 'reference');
    const found = run.scenarios.find(one => one.arm === 'reference' && one.name === name);
    if (found === undefined) return [];
    // The address of the API server differs from cluster to cluster.
    const values = Object.entries(found.values).filter(([key]) => !['k8sServiceHost', 'k8sServicePort'].includes(key));
    const mode = name === scenario ? '' : ` in ${name}`;
    return [
      [
        referenceName(scenario),
        `Cilium ${reference.chartVersion}${mode}, values ${hashOf(Object.fromEntries(values))}`.slice(0, 300)
      ]
    ];
  });
  return { references: Object.fromEntries(references) as Record<string, string>, ratios };
}

/** A trend with further runs, oldest first. A run that is in it already is replaced. */
export function extendTrend(trend: Trend, runs: readonly TrendRun[]): Trend {
  const all = new Map([...trend.runs, ...runs].map(run => [run.id, run]));
  return {
    ...trend,
    runs: [...all.values()].sort((left, right) => Date.parse(left.startedAt) - Date.parse(right.startedAt))
  };
}

/** The text of a trend, within the size that can be read. The oldest runs are dropped if needed. */
export function serializeTrend(trend: Trend): string {
  for (let runs = trend.runs.slice(-maxTrendRuns); ;) {
    const document = `${JSON.stringify(toColumns({ ...trend, runs }))}\n`;
    if (document.length <= maxTrendLength || runs.length === 0) return document;
    const share = maxTrendLength / document.length;
    runs = runs.slice(Math.ceil(runs.length * (1 - 0.98 * share)));
  }
}

/** Parses a trend from any source; throws an InputError that explains what is wrong. */
export function parseTrend(document: string): Trend {
  const { repository, runs, setup, metrics } = readForeign('the trend', document, maxTrendLength, value => {
    const result = schema.safeParse(value);
    if (!result.success) throw new InputError(`the trend cannot be read:\n${describeIssues(result.error)}`);
    return result.data;
  });
  const keys = metrics.map(keyOf);
  return {
    ...defined({ repository }),
    runs: runs.map((run, index) => ({
      ...run,
      setup: Object.fromEntries(
        setup.flatMap(({ name, values, runs: places }) => {
          const value = values[places[index] ?? -1];
          return value === undefined ? [] : [[name, value]];
        })
      ),
      figures: metrics.flatMap(({ values, ratios }, metric): TrendRun['figures'] => {
        const [key, value] = [keys[metric], values[index] ?? null];
        if (key === undefined || value === null) return [];
        return [{ ...key, value, ...defined({ ratio: ratios?.[index] ?? undefined }) }];
      }),
      accepted: metrics.flatMap(({ accepted }, metric): FigureKey[] =>
        accepted.includes(index) ? keys.slice(metric, metric + 1) : []
      )
    }))
  };
}

function toColumns({ repository, runs }: Trend): z.input<typeof schema> {
  const names = new Set(runs.flatMap(({ setup }) => Object.keys(setup)));
  const keys = new Map(
    runs.flatMap(({ figures, accepted }) => [...figures, ...accepted]).map(key => [keyText(key), keyOf(key)])
  );
  const tables = runs.map(({ figures }) => new Map(figures.map(figure => [keyText(figure), figure])));
  const acceptances = runs.map(({ accepted }) => new Set(accepted.map(keyText)));
  return {
    kind: 'cilium-perf-gate trend',
    version,
    ...defined({ repository }),
    runs: runs.map(({ id: name, startedAt, runId, sha: commit, verdict }) => ({
      ...{ id: name, startedAt },
      ...defined({ runId, sha: commit, verdict: storedVerdict(verdict) })
    })),
    setup: [...names].map(name => {
      const values = [...new Set(runs.flatMap(({ setup }) => setup[name] ?? []))];
      const places = new Map(values.map((value, index) => [value, index]));
      return {
        name,
        values,
        runs: runs.map(({ setup }) => {
          const own = setup[name];
          return own === undefined ? -1 : (places.get(own) ?? -1);
        })
      };
    }),
    metrics: [...keys].map(([key, metric]) => {
      const ratios = tables.map(table => table.get(key)?.ratio ?? null);
      return {
        ...metric,
        values: tables.map(table => table.get(key)?.value ?? null),
        ...(ratios.some(ratio => ratio !== null) ? { ratios } : {}),
        accepted: acceptances.flatMap((accepted, index) => (accepted.has(key) ? [index] : []))
      };
    })
  };
}

/** A run in which nothing was measured has no place in a trend. */
function storedVerdict(verdict: Verdict | undefined): z.input<typeof fields.verdict> | undefined {
  return verdict === 'unchanged' ? undefined : verdict;
}
