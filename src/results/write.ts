import { z } from 'zod';
import type { Run } from '../model/run.ts';
import { checkRun } from './check.ts';
import { describeIssues } from './read.ts';

/** Whether the parts of a run agree with each other. Each part was checked when the journal took it. */
const consistentRun = z.custom<Run>().superRefine(checkRun);

/**
 * The text of run.json. A run from the journal is already free of secrets and in order, so equal runs give equal texts.
 * Throws if no reader would accept the run, which is a bug in this program, never a user's mistake.
 */
export function serializeRun(run: Run): string {
  const result = consistentRun.safeParse(run);
  if (!result.success) throw new Error(`the run to be written is not valid:\n${describeIssues(result.error)}`);
  return `${JSON.stringify(run, null, 2)}\n`;
}

/** Sorts everything with free names as it will be read back; ties in a report depend on this order. */
export function inOrder(run: Run): Run {
  return {
    ...run,
    scenarios: run.scenarios.map(scenario => ({ ...scenario, values: sortKeys(scenario.values) })),
    samples: run.samples.map(sample => ({ ...sample, metrics: sortEntries(sample.metrics) }))
  };
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
