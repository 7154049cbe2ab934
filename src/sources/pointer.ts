import { isMapping } from '../scenario/values.ts';

/**
 * The value at a dotted path, such as `spec.sources.0.helm.values`. Names may contain dots themselves, as in
 * `data.values.yaml`. `undefined` if there is none.
 */
export function resolvePointer(value: unknown, pointer: string): unknown {
  const parts = pointer.split('.');
  const node = Array.isArray(value) ? { ...(value as unknown[]) } : value;
  if (!isMapping(node)) return undefined;
  for (let length = 1; length <= parts.length; length += 1) {
    const key = parts.slice(0, length).join('.');
    if (!Object.hasOwn(node, key)) continue;
    const found = length === parts.length ? node[key] : resolvePointer(node[key], parts.slice(length).join('.'));
    if (found !== undefined) return found;
  }
  return undefined;
}
