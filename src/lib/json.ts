/** Parses JSON; `undefined` if the text is invalid. */
export function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** How much parsing a JSON text would build. */
export interface JsonShape {
  /** Objects, arrays and their elements; not more than the text really has by more than two for each. */
  readonly values: number;
  readonly depth: number;
  /** Characters of the longest text, as written. */
  readonly longest: number;
}

/** The shape of a JSON text, in one pass and without parsing it. */
export function jsonShape(text: string): JsonShape {
  let [values, depth, deepest, longest] = [1, 0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '"': {
        const start = at;
        at += 1;
        while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
        longest = Math.max(longest, at - start - 1);
        break;
      }
      case '{':
      case '[':
        values += 1;
        depth += 1;
        deepest = Math.max(deepest, depth);
        break;
      case '}':
      case ']':
        depth -= 1;
        break;
      case ',':
        values += 1;
        break;
    }
  }
  return { values, depth: deepest, longest };
}
