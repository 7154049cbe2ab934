import { checkedRunSchema, describeIssues } from './read.ts';
import { redactValue } from '../redaction/redact.ts';
import type { Run } from '../model/run.ts';

/**
 * The text of run.json: validated, redacted once more, keys in the schema's order and free names sorted, so that equal
 * runs are equal texts. An invalid run is a mistake of this program, never of its user.
 */
export function serializeRun(run: Run): string {
  const result = checkedRunSchema.safeParse(redactRun(run));
  if (!result.success) throw new Error(`the run to be written is not valid:\n${describeIssues(result.error)}`);
  return `${JSON.stringify(inOrder(result.data), null, 2)}\n`;
}

/** A run as it is read again: what has free names is in the order of the names, on which ties in a report depend. */
export function inOrder(run: Run): Run {
  return {
    ...run,
    scenarios: run.scenarios.map(scenario => ({ ...scenario, values: sortKeys(scenario.values) })),
    samples: run.samples.map(sample => ({ ...sample, metrics: sortEntries(sample.metrics) }))
  };
}

/** A run, or what is known of it at its start, without secrets. Names that GitHub gave stay: by them a run is found again. */
export function redactRun(run: Pick<Run, 'source'>): Record<string, unknown> {
  return { ...redactValue(run), ...(run.source === undefined ? {} : { source: run.source }) };
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
