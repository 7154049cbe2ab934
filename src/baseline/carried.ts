import type { Refused, Trusted } from './assemble.ts';
import { labelOf, newestFirst, type PoolRun } from './pool.ts';

/** What of a baseline's carried figures still counts. */
export interface CheckedCarried {
  readonly trusted: readonly Trusted[];
  /** With the runs whose carried figures do not count. */
  readonly refused: readonly Refused[];
}

/**
 * Checks the figures that the newest baseline carries from other runs, so that deleting a run or its artifact revokes
 * its figures everywhere. `room` is how many runs of the pool are needed beside the trusted ones. `refuse` tells why a
 * run does not count.
 */
export async function checkCarried(
  trusted: readonly Trusted[],
  refused: readonly Refused[],
  room: number,
  refuse: (run: PoolRun) => Promise<string | undefined>
): Promise<CheckedCarried> {
  const [carrier] = newestFirst(trusted.map(one => ({ ...one, startedAt: one.run.startedAt }))).filter(
    ({ carried, anchor }) => carried.length > 0 || anchor.length > 0
  );
  if (carrier === undefined) return { trusted, refused };
  const known = new Set(trusted.map(({ run }) => run.id));
  const all = new Map(refused.map((one, index) => [one.runId ?? `file ${index}`, one]));
  const answers = new Map<string, boolean>();
  const counts = async (run: PoolRun): Promise<boolean> => {
    if (known.has(run.id)) return true;
    const answer = answers.get(run.id);
    if (answer !== undefined) return answer;
    const shown = run.runId === undefined ? undefined : all.get(run.runId);
    const reason = shown?.distrusted === true ? shown.candidate.reason : await refuse(run);
    answers.set(run.id, reason === undefined);
    if (reason !== undefined) {
      const candidate = { label: labelOf(run), ...shown?.candidate, used: false, reason };
      all.set(run.runId ?? run.id, { ...shown, candidate, distrusted: true });
    }
    return reason === undefined;
  };
  const carried: PoolRun[] = [];
  for (const run of newestFirst(carrier.carried)) {
    if (carried.length === room) break;
    if (!known.has(run.id) && (await counts(run))) carried.push(run);
  }
  const anchor: PoolRun[] = [];
  for (const run of carrier.anchor) if (await counts(run)) anchor.push(run);
  return {
    trusted: trusted.map(one =>
      one.run === carrier.run ? { ...one, carried, anchor } : { ...one, carried: [], anchor: [] }
    ),
    refused: [...all.values()]
  };
}
