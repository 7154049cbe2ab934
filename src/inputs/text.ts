/** Longest part of a value that a message repeats: enough to recognise it, short enough for one annotation. */
const longestQuote = 120;

/** A value as messages show it: in double quotes, with line ends and control characters made visible. */
export function quote(value: string): string {
  return JSON.stringify(value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value);
}

/** `a, b or c`. */
export function either(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);
}

/** Breaks a paragraph at spaces into lines of at most `width` characters; a longer word gets a line of its own. */
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

/** The known name that a mistyped one most likely meant; `undefined` when none is near. */
function nearest(given: string, names: readonly string[]): string | undefined {
  const wanted = given.toLowerCase().replaceAll('_', '-');
  const [best] = names
    .map(name => ({ name, distance: editDistance(wanted, name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

/** ` (did you mean vxlan?)`, or nothing when no name is near. */
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
