import { metricSchema, type Run, type Sample } from './run.ts';
import { mean, spreadOf } from '../statistics/variance.ts';
import { testNames } from './test.ts';
import { parseScenario } from './scenario.ts';
import { z } from 'zod';

/** Wider than what any machine measures, narrow enough that nothing overflows: 1 Pbit/s is below. */
export const [minValue, maxValue] = [1e-9, 1e15];

/** Which figure is meant. Without a scenario it is the control's. */
export const figureKeySchema = z.strictObject({
  scenario: z
    .string()
    .refine(name => parseScenario(name) !== undefined, 'is no scenario')
    .optional(),
  test: z.enum(testNames),
  metric: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better
});
export type FigureKey = z.infer<typeof figureKeySchema>;

/** One metric of one run; every number is on the metric's own unit except the spread. */
export interface Figure extends FigureKey {
  /** Geometric mean over the rounds, each round's value being the geometric mean of its valid samples. */
  readonly mean: number;
  readonly rounds: number;
  /** Standard deviation (n - 1) of the rounds' natural logarithms; absent with one round. */
  readonly logSd?: number;
}

/** Two figures may be compared when they have the same text here. */
export function keyText({ scenario = 'control', test, metric, unit }: Omit<FigureKey, 'better'>): string {
  return `${scenario} ${test} ${metric} ${unit}`;
}

/** The part of anything that says which figure it is. */
export function keyOf({ scenario, test, metric, unit, better }: FigureKey): FigureKey {
  return { ...(scenario === undefined ? {} : { scenario }), test, metric, unit, better };
}

/**
 * The candidate's figures of a run and those of its control, from valid samples alone. What is not between `minValue`
 * and `maxValue` in every round (0 has no logarithm) is left out; what says nothing of better and worse too.
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

/** The control is the machines' alone, after whichever arm it was measured, unless it was encrypted (docs/proof.md#the-control). */
function counts({ status, arm, path, proof }: Sample): boolean {
  return status === 'valid' && (path === 'host' ? proof?.verdict === 'plaintext' : arm === 'candidate');
}

function scenarioOf({ path, scenario }: Sample): { scenario?: string } {
  return path === 'host' ? {} : { scenario };
}

function logOf(value: number): number {
  return value >= minValue && value <= maxValue ? Math.log(value) : NaN;
}
