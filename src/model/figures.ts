import { defined } from '../lib/defined.ts';
import { metricSchema, type Run, type Sample } from './run.ts';
import { mean, spreadOf } from '../statistics/variance.ts';
import { testNames } from './test.ts';
import { parseScenario } from './scenario.ts';
import { z } from 'zod';

/** Wider than any real measurement, narrow enough to avoid overflow. 1 Pbit/s is the maximum. */
export const [minValue, maxValue] = [1e-9, 1e15];

/** Identifies a metric; without a scenario it belongs to the control. */
export const figureKeySchema = z.strictObject({
  scenario: z
    .string()
    .refine(name => parseScenario(name) !== undefined, 'is not a known scenario')
    .optional(),
  test: z.enum(testNames),
  metric: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better
});
export type FigureKey = z.infer<typeof figureKeySchema>;

/** One metric of one run. Values use the metric's own unit, except for the spread. */
export interface Figure extends FigureKey {
  /** Geometric mean over the rounds; each round contributes the geometric mean of its valid samples. */
  readonly mean: number;
  readonly rounds: number;
  /** Standard deviation (n - 1) of the rounds' natural logarithms; absent with one round. */
  readonly logSd?: number;
}

/** Two metrics are comparable if this text is equal. */
export function keyText({ scenario = 'control', test, metric, unit }: Omit<FigureKey, 'better'>): string {
  return `${scenario} ${test} ${metric} ${unit}`;
}

/** Picks the identifying fields. */
export function keyOf({ scenario, test, metric, unit, better }: FigureKey): FigureKey {
  return { ...defined({ scenario }), test, metric, unit, better };
}

/**
 * The candidate's metrics and those of the control, from valid samples only. Leaves out metrics without a better
 * direction, and those with a round outside `minValue` to `maxValue` (0 has no logarithm).
 */
export function figuresOf(run: Run): Figure[] {
  const series = new Map<string, { key: FigureKey; rounds: Map<number, number[]> }>();
  for (const sample of run.samples) {
    if (!counts(sample)) continue;
    for (const [metric, { value, unit, better }] of Object.entries(sample.metrics)) {
      if (better === 'none') continue;
      const key = { ...scenarioOf(sample), test: sample.test, metric, unit, better };
      const text = keyText(key);
      const found = series.get(text) ?? { key, rounds: new Map<number, number[]>() };
      const logs = found.rounds.get(sample.round);
      if (logs === undefined) found.rounds.set(sample.round, [logOf(value)]);
      else logs.push(logOf(value));
      series.set(text, found);
    }
  }
  return [...series.values()]
    .flatMap(({ key, rounds }) => {
      const logs = [...rounds.values()].map(mean);
      return logs.every(Number.isFinite) ? [{ key, logs }] : [];
    })
    .map(({ key, logs }) => ({
      ...key,
      mean: Math.exp(mean(logs)),
      rounds: logs.length,
      ...(logs.length > 1 ? { logSd: Math.sqrt(spreadOf(logs).variance) } : {})
    }));
}

/** The control measures the machines, whichever arm it follows, unless it was encrypted (docs/proof.md#the-control). */
function counts({ status, arm, path, proof }: Sample): boolean {
  return status === 'valid' && (path === 'host' ? proof?.verdict === 'plaintext' : arm === 'candidate');
}

function scenarioOf({ path, scenario }: Sample): { scenario?: string } {
  return path === 'host' ? {} : { scenario };
}

function logOf(value: number): number {
  return value >= minValue && value <= maxValue ? Math.log(value) : NaN;
}
