import { CancelledError } from '../errors.ts';
import { standsByWitness } from '../proof/index.ts';
import type { InvalidReason, Sample } from '../results/run.ts';
import type { TestName } from '../suite/test.ts';

/** A failed sample is tried once more, on new pods. */
const limit = 2;

/** How a block's samples are taken, on pods `P` whose path is steady. */
export interface Steps<P> {
  /** New pods on a steady path; rejects when it does not become steady. */
  readonly renew: () => Promise<P>;
  readonly take: (pods: P, test: TestName, which: Pick<Sample, 'repeat' | 'attempt'>) => Promise<Sample>;
  /** Why the block's own proof, from its start to now, does not carry its samples. */
  readonly reasonAgainstBlock: (pods: P) => Promise<InvalidReason | undefined>;
  readonly record: (sample: Sample) => Promise<void>;
}

/**
 * Takes a sample of each test, as often as it is listed. Gives the reason when the block's own proof does not carry the valid ones, which it then
 * records again as invalid; also when the block cannot go on, for what was measured until then needs that proof as well.
 */
export async function takeAll<P>(
  tests: readonly TestName[],
  first: P,
  { renew, take, reasonAgainstBlock, record }: Steps<P>
): Promise<InvalidReason | undefined> {
  const valid: Sample[] = [];
  let pods: P | undefined = first;
  const prove = async (): Promise<InvalidReason | undefined> => {
    const reason = await reasonAgainstBlock(pods ?? first);
    if (reason === undefined) return undefined;
    // What the second witness saw stands for itself: such samples do not rest on the block's counters alone.
    const counted = valid.filter(({ proof }) => !standsByWitness(proof?.witness));
    if (valid.length > 0 && counted.length === 0) return undefined;
    for (const sample of counted) await record({ ...sample, status: 'invalid', reason });
    return reason;
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
        pods = undefined;
      }
    }
  } catch (error) {
    if (!(error instanceof CancelledError)) await prove();
    throw error;
  }
  return prove();
}
