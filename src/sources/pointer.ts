import { isMapping, type Values } from '../scenario/values.ts';

/**
 * The value at a dotted path, such as `spec.sources.0.helm.values`. Names may contain dots themselves, as in
 * `data.values.yaml`. `undefined` if there is none.
 */
export function resolvePointer(value: unknown, pointer: string): unknown {
  const found = findPointer(value, pointer);
  return found?.within[found.key];
}

/** The mapping that the end of a dotted path is in, and its key there; `undefined` if there is none. */
export function findPointer(
  value: unknown,
  pointer: string
): { readonly within: Values; readonly key: string } | undefined {
  const parts = pointer.split('.');
  const within = Array.isArray(value) ? { ...(value as unknown[]) } : value;
  if (!isMapping(within)) return undefined;
  for (let length = 1; length <= parts.length; length += 1) {
    const key = parts.slice(0, length).join('.');
    if (!Object.hasOwn(within, key) || within[key] === undefined) continue;
    const found = length === parts.length ? { within, key } : findPointer(within[key], parts.slice(length).join('.'));
    if (found !== undefined) return found;
  }
  return undefined;
}
