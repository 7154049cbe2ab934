import { CanceledError } from '../model/errors.ts';
import { standsByWitness } from '../proof/index.ts';
import type { InvalidReason, Sample } from '../model/run.ts';
import type { TestName } from '../model/test.ts';

/** A failed sample is retried once, on new pods. */
const limit = 2;

/** Steps for taking a block's samples on pods `P`. */
export interface Steps<P> {
  /** Creates new pods and their first proof reading. Rejects if their path does not become steady. */
  readonly renew: () => Promise<P>;
  readonly take: (pods: P, test: TestName, which: Pick<Sample, 'repeat' | 'attempt'>) => Promise<Sample>;
  /** Why the block's proof since these pods were created does not support the samples of `tests` on them. */
  readonly reasonAgainstBlock: (pods: P, tests: readonly TestName[]) => Promise<InvalidReason | undefined>;
  readonly record: (sample: Sample) => Promise<void>;
}

/**
 * Takes one sample for each listed test. Samples on the same pods share one block proof, because an agent restart
 * that made new pods necessary may have reset the counters. Samples that their proof does not support are recorded
 * again as invalid, also if the block is aborted. Returns a reason if no pods have a valid proof.
 */
export async function takeAll<P>(
  tests: readonly TestName[],
  first: P,
  { renew, take, reasonAgainstBlock, record }: Steps<P>
): Promise<InvalidReason | undefined> {
  let pods: P | undefined = first;
  /** Valid samples on the current pods. */
  let valid: Sample[] = [];
  /** For each proof, the reason against its samples. */
  const outcomes: (InvalidReason | undefined)[] = [];
  const prove = async (on: P): Promise<void> => {
    const reason = await reasonAgainstBlock(
      on,
      valid.map(({ test }) => test)
    );
    // Samples that the second witness confirmed do not depend on the block's counters.
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
        // The failure may persist in the pods: a running tool, an open connection.
        const old: P = pods;
        pods = undefined;
        if (valid.length > 0) await prove(old);
        valid = [];
      }
    }
  } catch (error) {
    if (pods !== undefined && !(error instanceof CanceledError)) await prove(pods);
    throw error;
  }
  if (pods !== undefined) await prove(pods);
  return outcomes.includes(undefined) ? undefined : outcomes.at(-1);
}
