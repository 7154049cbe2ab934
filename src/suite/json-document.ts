/** A JSON text's value and the paths of keys that an object has more than once, of which `JSON.parse` keeps the last. */
export interface JsonDocument {
  readonly value: unknown;
  /** "end.sum_sent.bytes"; an array's elements are "[]". */
  readonly duplicates: readonly string[];
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/** Reads a text that is one JSON value and nothing else; `undefined` when it is not. */
export function readJsonDocument(text: string): JsonDocument | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return { value, duplicates: duplicateKeys(text) };
}

interface Level {
  readonly path: string;
  readonly keys: Set<string> | undefined;
  /** The member that is being read: a key, or "[]". */
  member: string;
}

/** Walks the tokens of valid JSON; a string is a key when a colon follows it. */
function duplicateKeys(json: string): string[] {
  const duplicates: string[] = [];
  const levels: Level[] = [];
  let string = '';
  for (const [token] of json.matchAll(tokens)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      const path = level === undefined ? '' : join(level.path, level.member);
      levels.push({ path, keys: token === '{' ? new Set() : undefined, member: '[]' });
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ':' && level?.keys !== undefined) {
      const key = JSON.parse(string) as string;
      if (level.keys.has(key)) duplicates.push(join(level.path, key));
      level.keys.add(key);
      level.member = key;
    } else if (token !== ',') {
      string = token;
    }
  }
  return duplicates;
}

function join(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}
