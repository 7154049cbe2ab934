import { checkedRunSchema, describeIssues } from './read.ts';
import { redactValue } from './redact.ts';
import type { Run } from './run.ts';

/**
 * The text of run.json: validated, redacted once more, keys in the schema's order and free names sorted, so that equal
 * runs are equal texts. An invalid run is a mistake of this program, never of its user.
 */
export function serializeRun(run: Run): string {
  const result = checkedRunSchema.safeParse(redactValue(run));
  if (!result.success) throw new Error(`the run to be written is not valid:\n${describeIssues(result.error)}`);
  const { scenarios, samples } = result.data;
  const ordered: Run = {
    ...result.data,
    scenarios: scenarios.map(scenario => ({ ...scenario, values: sortKeys(scenario.values) })),
    samples: samples.map(sample => ({ ...sample, metrics: sortEntries(sample.metrics) }))
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** A mapping with its keys in order, on every level. */
export function sortKeys(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sortEntries(values)).map(([key, value]) => [key, sortInside(value)]));
}

function sortInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortInside);
  if (typeof value !== 'object' || value === null) return value;
  return sortKeys({ ...value });
}

function sortEntries<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)));
}
