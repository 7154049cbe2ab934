/**
 * The text of a member's object or array inside a JSON text that may be a part of a document (sed cut it out in the agent);
 * `undefined` when the key does not occur or its value does not end.
 */
export function jsonMember(text: string, key: string): string | undefined {
  const found = new RegExp(`"${key}"\\s*:\\s*(?=[\\[{])`).exec(text);
  if (found === null) return undefined;
  const start = found.index + found[0].length;
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      index = endOfString(text, index);
    } else if (character === '{' || character === '[') {
      depth++;
    } else if (character === '}' || character === ']') {
      depth--;
      if (depth === 0) return text.slice(start, index + 1);
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
