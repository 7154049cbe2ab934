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

/** ` (did you mean vxlan?)`, or nothing if no name is close. */
export function didYouMean(given: string, names: readonly string[]): string {
  const wanted = given.toLowerCase().replaceAll('_', '-');
  const name = closest(wanted, names);
  const isClose = distance(wanted, name) <= Math.max(1, Math.floor(name.length / 3));
  return isClose ? ` (did you mean ${name}?)` : '';
}
