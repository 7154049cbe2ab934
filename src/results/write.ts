import { defined } from '../lib/defined.ts';
import { checkedRunSchema, describeIssues } from './read.ts';
import { redactValue } from '../redaction/redact.ts';
import type { Run } from '../model/run.ts';

/**
 * The text of run.json: validated, redacted once more, keys in schema order and free names sorted, so that equal runs
 * give equal texts. An invalid run is a bug in this program, never a user's mistake.
 */
export function serializeRun(run: Run): string {
  const result = checkedRunSchema.safeParse(redactRun(run));
  if (!result.success) throw new Error(`the run to be written is not valid:\n${describeIssues(result.error)}`);
  return `${JSON.stringify(inOrder(result.data), null, 2)}\n`;
}

/** Sorts everything with free names as it will be read back; ties in a report depend on this order. */
export function inOrder(run: Run): Run {
  return {
    ...run,
    scenarios: run.scenarios.map(scenario => ({ ...scenario, values: sortKeys(scenario.values) })),
    samples: run.samples.map(sample => ({ ...sample, metrics: sortEntries(sample.metrics) }))
  };
}

/** A run, or its beginning, without secrets. Names from GitHub stay, because runs are found by them. */
export function redactRun(run: Pick<Run, 'source'>): Record<string, unknown> {
  return { ...redactValue(run), ...defined({ source: run.source }) };
}

/** Sorts the keys of a mapping on every level. */
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
