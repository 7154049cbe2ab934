import { count } from '../lib/count.ts';
import { isGood } from '../verdict/verdict.ts';
import type { PairedComparison } from '../verdict/paired.ts';

/** What is known at a look that does not end the run, in sentences. `secondsLeft` is until the last planned round. */
export function describeProgress(
  { results, rounds }: Pick<PairedComparison, 'results' | 'rounds'>,
  plannedRounds: number,
  secondsLeft: number
): string {
  const gated = [...results.values()].filter(result => result.gated);
  const good = gated.filter(({ gates, outcome }) => gates && isGood(outcome)).length;
  return [
    `${rounds} of at most ${count(plannedRounds, 'round')} measured, at most ${Math.ceil(secondsLeft / 60)} minutes left.`,
    `No regression so far; ${good} of ${count(gated.length, 'gated metric')} ${good === 1 ? 'is' : 'are'} within tolerance.`
  ].join(' ');
}
