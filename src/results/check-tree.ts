/** Far more than any chart's values need, far less than what would exhaust the stack. */
const maxDepth = 64;

/**
 * Finds what JSON can carry and no run does, also where the schema takes any value: numbers beyond what a double
 * holds (1e999), the name `__proto__`, endless nesting. Returns the complaint with its path, or `undefined`.
 */
export function findBadNode(value: unknown): string | undefined {
  const bad = badBelow(value, 0);
  if (bad === undefined) return undefined;
  // Found from the inside out; only what is bad needs its path.
  const path = bad.path.reverse().map(key => (typeof key === 'number' ? `[${String(key)}]` : `.${key.slice(0, 60)}`));
  const text = path.join('').replace(/^\./, '');
  return `${text === '' ? 'the document' : text}: ${bad.what}`;
}

interface Bad {
  readonly what: string;
  readonly path: (string | number)[];
}

function badBelow(value: unknown, depth: number): Bad | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : { what: 'a number too large to hold', path: [] };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === maxDepth) return { what: `nested deeper than ${String(maxDepth)} levels`, path: [] };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const bad = badBelow(value[index], depth + 1);
      if (bad !== undefined) return within(bad, index);
    }
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__') return { what: 'a name that no run uses', path: [key] };
    const bad = badBelow((value as Record<string, unknown>)[key], depth + 1);
    if (bad !== undefined) return within(bad, key);
  }
  return undefined;
}

function within(bad: Bad, key: string | number): Bad {
  bad.path.push(key);
  return bad;
}
