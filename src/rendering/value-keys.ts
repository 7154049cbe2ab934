import { isMapping, type Values } from '../scenario/values.ts';

/** Dotted paths of the values that differ. A list counts as one value. */
export function differingKeys(before: Values, now: Values): readonly string[] {
  const [old, current] = [flatten(before), flatten(now)];
  return [...new Set([...old.keys(), ...current.keys()])].filter(key => old.get(key) !== current.get(key)).sort();
}

/** Whether values set a key, part of it, or what it is part of. */
export function setsKey(values: Values, key: string): boolean {
  return [...flatten(values).keys()].some(path => `${path}.`.startsWith(`${key}.`) || `${key}.`.startsWith(`${path}.`));
}

/** Values that remove keys, as Helm reads `null`. */
export function removalOf(paths: readonly (readonly string[])[]): Values {
  // Without a prototype, because a key can have any name.
  const root = Object.create(null) as Values;
  for (const path of paths) {
    let node = root;
    for (const key of path.slice(0, -1)) {
      const next = isMapping(node[key]) ? node[key] : (Object.create(null) as Values);
      node[key] = next;
      node = next;
    }
    node[path.at(-1) ?? ''] = null;
  }
  return root;
}

function flatten(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (!isMapping(value) || Object.keys(value).length === 0) {
    return new Map(path === '' ? [] : [[path, value === undefined ? 'null' : JSON.stringify(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, child]) => [...flatten(child, path === '' ? key : `${path}.${key}`)])
  );
}
