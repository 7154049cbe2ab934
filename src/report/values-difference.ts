import { redactValue } from '../redaction/redact.ts';
import type { Run } from '../model/run.ts';
import { blockAnnotation } from '../scenario/values.ts';
import { shorten } from './markdown.ts';

/** Differences between the arms' Helm values, one line each as in a diff. Empty if there are none. */
export interface ValuesDifference {
  /** The scenarios that share this difference. */
  readonly scenarios: readonly string[];
  readonly lines: readonly string[];
}

const lineLength = 300;

/** The arms' Helm value differences, grouped by scenarios with the same difference. */
export function compareValues(run: Run): ValuesDifference[] {
  const differences: { scenarios: string[]; lines: string[] }[] = [];
  for (const { name, arm, values } of run.scenarios) {
    const reference = run.scenarios.find(result => result.name === name && result.arm === 'reference');
    if (arm !== 'candidate' || reference === undefined) continue;
    const lines = diff(flatten(reference.values), flatten(values));
    const same = differences.find(difference => difference.lines.join('\n') === lines.join('\n'));
    if (same === undefined) differences.push({ scenarios: [name], lines });
    else same.scenarios.push(name);
  }
  return differences;
}

function diff(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  // This program adds a unique annotation to each block; it is not a difference.
  const paths = [...new Set([...before.keys(), ...after.keys()])]
    .filter(path => !path.endsWith(blockAnnotation))
    .sort();
  return paths.flatMap(path => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old === now) return [];
    const line = (sign: string, value: string | undefined): string[] =>
      value === undefined ? [] : [shorten(`${sign} ${path}: ${value}`, lineLength)];
    return [...line('-', old), ...line('+', now)];
  });
}

/**
 * Values by dotted path, as in `helm --set`. A list counts as one value, and so does anything below an overlong path.
 */
function flatten(values: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    const isOne = typeof value !== 'object' || value === null || Array.isArray(value) || path.length > lineLength;
    if (isOne || Object.keys(value).length === 0) {
      if (path !== '') flat.set(path, JSON.stringify(value));
      return;
    }
    for (const [key, child] of Object.entries(value))
      walk(child, path === '' ? oneWord(key) : `${path}.${oneWord(key)}`);
  };
  walk(redactValue(values), '');
  return flat;
}

/** A line break in a key would break out of its line in the diff. */
function oneWord(key: string): string {
  return /^[\w/-]+$/.test(key) ? key : JSON.stringify(key);
}
