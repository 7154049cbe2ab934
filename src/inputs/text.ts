/** Longest part of a value shown in a message: enough to recognize it, short enough for one annotation. */
const longestQuote = 120;

/** A value for a message: in double quotes, with newlines and control characters escaped. */
export function quote(value: string): string {
  return JSON.stringify(value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value);
}

/** `a, b or c`. */
export function either(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);
}

/** Wraps a paragraph into lines of at most `width` characters. A longer word gets its own line. */
export function wrap(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** The known name closest to a mistyped one; `undefined` if none is close. */
function nearest(given: string, names: readonly string[]): string | undefined {
  const wanted = given.toLowerCase().replaceAll('_', '-');
  const [best] = names
    .map(name => ({ name, distance: editDistance(wanted, name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

/** ` (did you mean vxlan?)`, or nothing if no name is close. */
export function didYouMean(given: string, names: readonly string[], prefix = ''): string {
  const name = nearest(given, names);
  return name === undefined ? '' : ` (did you mean ${prefix}${name}?)`;
}

/** Levenshtein distance: insertions, deletions and replacements of one character. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
