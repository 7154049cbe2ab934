import type { Values } from './values.ts';

/** Values files as Helm reads them: mappings are merged, later files win, and `null` takes a key away. */
export function mergeValues(files: readonly Values[]): Values {
  return files.reduce<Values>(merged, {});
}

function merged(below: Values, above: Values): Values {
  const result: Values = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const earlier = result[key];
    // A mapping may itself hold nulls, so it is merged even where nothing is below it.
    result[key] = isMapping(value) ? merged(isMapping(earlier) ? earlier : {}, value) : (value ?? undefined);
  }
  return result;
}

/** The value at a path of keys written with dots, `undefined` when there is none. */
export function valueAt(values: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (isMapping(node) ? node[key] : undefined), values);
}

/** Whether a template's `if` would take the value for true. */
export function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isMapping(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Whether a value is a mapping of further values. */
export function isMapping(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
