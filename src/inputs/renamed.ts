/** Inputs that had another name, and what to write now. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['margin-throughput', 'tolerance-throughput'],
  ['margin-latency', 'tolerance-latency']
]);

/** What to write instead of an input's old name: `tolerance-latency with twice the value`. Flags keep their dashes. */
export function currentName(given: string): string | undefined {
  const dashes = given.startsWith('--') ? '--' : '';
  const name = renamed.get(given.slice(dashes.length));
  return name === undefined ? undefined : `${dashes}${name} with twice the value`;
}
