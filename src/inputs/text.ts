import { closest, distance } from 'fastest-levenshtein';

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

/** ` (did you mean vxlan?)`, or nothing if no name is meant. `spoken` has other words for some names. */
export function didYouMean(
  given: string,
  names: readonly string[],
  spoken: Readonly<Record<string, string>> = {}
): string {
  const wanted = given.toLowerCase().replaceAll('_', '-');
  const name = Object.hasOwn(spoken, wanted) ? spoken[wanted] : meantName(wanted, names);
  return name === undefined ? '' : ` (did you mean ${name}?)`;
}

/** The name that a word misspells or shortens; `undefined` if there is none, or if it could be several. */
export function meantName(word: string, names: readonly string[]): string | undefined {
  const name = closest(word, names);
  if (distance(word, name) <= Math.max(1, Math.floor(name.length / 3))) return name;
  const longer = names.filter(each => each.split(/[-+]/).some(part => part.startsWith(word)) || each.startsWith(word));
  return word.length > 1 && longer.length === 1 ? longer[0] : undefined;
}
