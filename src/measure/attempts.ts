import { CancelledError } from '../model/errors.ts';
import { standsByWitness } from '../proof/index.ts';
import type { InvalidReason, Sample } from '../model/run.ts';
import type { TestName } from '../model/test.ts';

/** A failed sample is tried once more, on new pods. */
const limit = 2;

/** How a block's samples are taken, on pods `P` whose path is steady. */
export interface Steps<P> {
  /** New pods on a steady path, with the start of what proves the samples on them; rejects when it does not become steady. */
  readonly renew: () => Promise<P>;
  readonly take: (pods: P, test: TestName, which: Pick<Sample, 'repeat' | 'attempt'>) => Promise<Sample>;
  /** Why the block's own proof, from the start of these pods to now, does not carry the samples of `tests` on them. */
  readonly reasonAgainstBlock: (pods: P, tests: readonly TestName[]) => Promise<InvalidReason | undefined>;
  readonly record: (sample: Sample) => Promise<void>;
}

/**
 * Takes a sample of each test, as often as it is listed. The samples on the same pods stand or fall together, by a proof of
 * their own: what made new pods necessary, such as an agent's restart, may have ended the counters of the ones before. Those
 * that it does not carry are recorded again as invalid; also when the block cannot go on, because what was measured until
 * then needs that proof as well. Gives the reason when no pods' samples are carried.
 */
export async function takeAll<P>(
  tests: readonly TestName[],
  first: P,
  { renew, take, reasonAgainstBlock, record }: Steps<P>
): Promise<InvalidReason | undefined> {
  let pods: P | undefined = first;
  /** Taken on these pods. */
  let valid: Sample[] = [];
  /** What each proof says against the samples that it is for. */
  const outcomes: (InvalidReason | undefined)[] = [];
  const prove = async (on: P): Promise<void> => {
    const reason = await reasonAgainstBlock(
      on,
      valid.map(({ test }) => test)
    );
    // What the second witness saw stands for itself: such samples do not rest on the block's counters alone.
    const counted = valid.filter(({ proof }) => !standsByWitness(proof?.witness));
    const carried = reason === undefined || (valid.length > 0 && counted.length === 0);
    outcomes.push(carried ? undefined : reason);
    if (!carried) for (const sample of counted) await record({ ...sample, status: 'invalid', reason });
  };
  try {
    const repeats = new Map<TestName, number>();
    for (const test of tests) {
      const repeat = (repeats.get(test) ?? 0) + 1;
      repeats.set(test, repeat);
      for (let attempt = 1; attempt <= limit; attempt++) {
        pods ??= await renew();
        const sample = await take(pods, test, { repeat, attempt });
        if (sample.status === 'valid') {
          valid.push(sample);
          break;
        }
        // Whatever failed may live on in the pods: a tool that still runs, a connection that still sends.
        const old: P = pods;
        pods = undefined;
        if (valid.length > 0) await prove(old);
        valid = [];
      }
    }
  } catch (error) {
    if (pods !== undefined && !(error instanceof CancelledError)) await prove(pods);
    throw error;
  }
  if (pods !== undefined) await prove(pods);
  return outcomes.includes(undefined) ? undefined : outcomes.at(-1);
}
