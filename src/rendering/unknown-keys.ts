import { closest, distance } from 'fastest-levenshtein';
import type { ChartContent } from '../cilium/helm.ts';
import { isMapping, type Values } from '../scenario/values.ts';

/** A key of the values that the chart's own values do not have. */
export interface UnknownKey {
  readonly path: readonly string[];
  /** Dotted path of the key that was probably meant. */
  readonly nearest: string | undefined;
}

/**
 * The topmost keys of the user's values that are not in the chart's, not even as a comment. A
 * mapping that is empty by default accepts anything, and so does `global`. A template can still read such a key, so only
 * rendering without it shows whether it does anything.
 */
export function unknownKeys(
  values: Values,
  { values: defaults, valuesText }: Pick<ChartContent, 'values' | 'valuesText'>
): readonly UnknownKey[] {
  const chart = { defaults, commented: commentedKeys(valuesText) };
  return unknownIn(values, defaults, [], chart);
}

interface ChartKeys {
  readonly defaults: Values;
  /** By depth: optional keys, which the chart documents in comments. */
  readonly commented: ReadonlyMap<number, ReadonlySet<string>>;
}

function unknownIn(values: Values, defaults: Values, path: readonly string[], chart: ChartKeys): UnknownKey[] {
  const optional = chart.commented.get(path.length);
  return Object.entries(values).flatMap(([key, value]): UnknownKey[] => {
    if (value === undefined || optional?.has(key) === true || (path.length === 0 && key === 'global')) return [];
    if (!Object.hasOwn(defaults, key))
      return [{ path: [...path, key], nearest: nearestTo(key, defaults, path, chart) }];
    const known = defaults[key];
    const isOpen = !isMapping(known) || Object.keys(known).length === 0;
    return isMapping(value) && !isOpen ? unknownIn(value, known, [...path, key], chart) : [];
  });
}

/** Keys in comments such as `  # devices: ""`, by the depth that their indentation means. */
function commentedKeys(chartValues: string): ChartKeys['commented'] {
  const found = [...chartValues.matchAll(/^( *)# ?([A-Za-z][\w-]*):/gm)];
  const byDepth = Map.groupBy(found, ([, indent = '']) => indent.length / 2);
  return new Map([...byDepth].map(([depth, matches]) => [depth, new Set(matches.map(([, , key = '']) => key))]));
}

/** A key beside it that is spelled almost alike, or else one of the same name elsewhere. */
function nearestTo(
  key: string,
  siblings: Values,
  path: readonly string[],
  { defaults }: ChartKeys
): string | undefined {
  const word = key.toLowerCase();
  const byWord = new Map(Object.keys(siblings).map(name => [name.toLowerCase(), name]));
  const beside = byWord.size === 0 ? undefined : closest(word, [...byWord.keys()]);
  if (beside !== undefined && distance(word, beside) <= Math.max(2, Math.floor(key.length / 4))) {
    return [...path, byWord.get(beside)].join('.');
  }
  return pathsOf(defaults, [])
    .filter(known => known.at(-1)?.toLowerCase() === word)
    .toSorted((left, right) => left.length - right.length)[0]
    ?.join('.');
}

function pathsOf(values: Values, path: readonly string[]): (readonly string[])[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const own = [...path, key];
    return [own, ...(isMapping(value) ? pathsOf(value, own) : [])];
  });
}
