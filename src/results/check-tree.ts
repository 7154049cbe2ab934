/** Far more than any chart's values need, far less than what would exhaust the stack. */
const maxDepth = 64;

/**
 * Finds what JSON can carry and no run does, also where the schema takes any value: numbers beyond what a double
 * holds (1e999), the name `__proto__`, endless nesting. Returns the complaint with its path, or `undefined`.
 */
export function findBadNode(value: unknown, path = '', depth = 0): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return `${place(path)}: a number too large to hold`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === maxDepth) return `${place(path)}: nested deeper than ${String(maxDepth)} levels`;
  for (const [key, child] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}${path === '' ? '' : '.'}${key.slice(0, 60)}`;
    if (key === '__proto__') return `${place(at)}: a name that no run uses`;
    const bad = findBadNode(child, at, depth + 1);
    if (bad !== undefined) return bad;
  }
  return undefined;
}

function place(path: string): string {
  return path === '' ? 'the document' : path;
}
