import { TransientError } from '../errors.ts';
import { startLimit } from './limit.ts';
import type { Host } from './ports.ts';

const firstPauseSeconds = 5;
const longestPauseSeconds = 30;

/**
 * Does something again while it fails for reasons that pass, with growing pauses, for so many seconds on a normal cluster.
 * Says each time why it waits; rejects with the last failure when time is up, and at once with every other failure.
 */
export async function tryAgain<T>(
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  limitSeconds: number,
  action: () => Promise<T>
): Promise<T> {
  const limit = startLimit(clock, limitSeconds);
  for (let pause = firstPauseSeconds; ; pause = Math.min(pause * 2, longestPauseSeconds)) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof TransientError) || limit.isOver()) throw error;
      outputs.info(`  trying again in ${String(pause)} s: ${error.message}`);
    }
    await clock.sleep(pause);
  }
}
