import type { BaselineRecord } from '../verdict/comparison.ts';

/** Why not all earlier runs were looked at, as a sentence without its end; nothing where all were. Plain text from outside. */
export function describeSearchEnd({ candidates, ended }: BaselineRecord): string | undefined {
  if (ended === undefined) return undefined;
  const runs = candidates.length === 0 ? 'Earlier runs' : 'Runs further back';
  return `${runs} ${ended.failed ? 'could not be read' : 'were not looked for'}: ${ended.reason}`;
}
