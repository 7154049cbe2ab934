import { keyText } from '../model/figures.ts';
import type { TrendEvent, TrendReport } from '../model/trend.ts';

/**
 * The changes of a trend, grouped by cause: changes in the same direction belong together if their spans from the first run
 * to the one they were found in overlap. A loss never hides a gain. Newest first.
 */
export function eventsOf({ trend, metrics }: TrendReport): TrendEvent[] {
  const all = metrics
    .flatMap(({ metric, changes }) => changes.map(change => ({ metric, change })))
    .sort((left, right) => left.change.first - right.change.first);
  const idOf = ({ metric, change }: (typeof all)[number]): string =>
    `${keyText(metric)} ${trend.runs[change.first]?.id ?? ''}`;
  const groups: { end: number; changes: (typeof all)[number][] }[] = [];
  for (const one of all) {
    const { first, detected, isLoss } = one.change;
    const group = groups.find(({ end, changes }) => changes[0]?.change.isLoss === isLoss && first <= end);
    if (group === undefined) groups.push({ end: detected, changes: [one] });
    else {
      group.changes.push(one);
      group.end = Math.max(group.end, detected);
    }
  }
  return groups
    .flatMap(({ changes }): TrendEvent[] => {
      const [found] = changes.toSorted((left, right) => left.change.detected - right.change.detected);
      if (found === undefined) return [];
      const { before, first, detected, isLoss, happened } = found.change;
      const states = changes.map(({ change }) => change.state);
      const own = changes.filter(({ change }) => change.cause === 'unknown');
      return [
        {
          id: idOf(found),
          ids: changes.map(idOf),
          ...{ isLoss, before, first, detected, happened },
          cause: own.length === 0 ? 'machines' : 'unknown',
          state: states.find(state => state === 'lasting') ?? states.find(state => state === 'accepted') ?? 'gone',
          changes: changes.toSorted((left, right) => size(right) - size(left))
        }
      ];
    })
    .reverse();
}

function size({ change }: TrendEvent['changes'][number]): number {
  return Math.abs(Math.log(change.change.estimate));
}

/** Losses that last, that nobody accepted and that the machines do not explain. */
export function openLosses(events: readonly TrendEvent[]): TrendEvent[] {
  return events.filter(({ isLoss, cause, state }) => isLoss && cause === 'unknown' && state === 'lasting');
}
