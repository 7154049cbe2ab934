import { TransientError } from '../errors.ts';
import type { Limit } from './limit.ts';
import type { Host } from './ports.ts';

const firstPauseSeconds = 5;
const longestPauseSeconds = 30;

/**
 * Does something again while it fails for reasons that pass, with growing pauses, until the limit is over.
 * Says each time why it waits; rejects with the last failure when another pause would be too long, and at once with every other failure.
 */
export async function tryAgain<T>(
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  limit: Limit,
  action: () => Promise<T>
): Promise<T> {
  for (let pause = firstPauseSeconds; ; pause = Math.min(pause * 2, longestPauseSeconds)) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof TransientError) || limit.left() < pause) throw error;
      outputs.info(`  trying again in ${String(pause)} s: ${error.message}`);
    }
    await clock.sleep(pause);
  }
}
