import { maxRequests } from '../baseline/find.ts';
import type { RequestCount } from '../github/port.ts';
import type { SearchEnd } from '../model/comparison.ts';

/**
 * Requests of one report on several runs. A job's token has 1,000 per hour for the whole repository, of which the jobs
 * that measure use up to 400.
 */
export const maxStageRequests = 500;

/** For one comment: reading the others twice, and writing. */
const ofComment = 10;
/** For the first search on a branch: its runs, history, pushes and artifacts, and a few downloads. */
const ofFirstSearch = 8;
/** For every other search: the artifacts of its key, and the newest, which carries the figures of most earlier runs. */
const ofSearch = 2;

/** Shares the requests of a report among its searches. */
export interface RequestPlan {
  /** Requests that the next search may use. */
  next(): number;
  /** Notes how a search ended. */
  note(ended: SearchEnd | undefined): void;
  /** One sentence on what was left out, if anything. */
  cut(): string | undefined;
}

/** Plans for each run's search on each of `triggers`, and a comment on each. */
export function createRequestPlan(requests: RequestCount, triggers: number, runs: number): RequestPlan {
  const searches = triggers * runs;
  let done = 0;
  let cut = 0;
  let end: number | undefined;
  return {
    next() {
      const comments = ofComment * (triggers - Math.floor(done / runs));
      const available = Math.max(0, requests.limit - requests.sent - comments);
      const least = done % runs === 0 ? ofFirstSearch : ofSearch;
      const share = Math.min(maxRequests, available, Math.max(least, Math.floor(available / (searches - done))));
      end = requests.sent + share;
      return share;
    },
    note(ended) {
      done += 1;
      if (ended?.failed === false && end !== undefined && requests.sent >= end) cut += 1;
      end = undefined;
    },
    cut: () =>
      cut === 0
        ? undefined
        : `${cut} of ${searches} searches for earlier runs were cut short, because this report uses at most ${requests.limit} requests to GitHub.`
  };
}
