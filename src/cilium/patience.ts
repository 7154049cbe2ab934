import { CancelledError, errorMessage, InputError } from '../model/errors.ts';
import { startLimit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';

/** Restarted agents answer within seconds, and agree once a rollout is complete. */
const patienceSeconds = 60;
const pollSeconds = 2;

/**
 * Retries a look at Cilium until it succeeds, for up to a minute on a normal cluster, and logs why it waits. An
 * InputError is thrown at once.
 */
export async function patiently<T>(
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  look: () => Promise<T>
): Promise<T> {
  const limit = startLimit(clock, patienceSeconds);
  for (let said = ''; ;) {
    try {
      return await look();
    } catch (error) {
      if (error instanceof InputError || error instanceof CancelledError || limit.isOver()) throw error;
      const why = errorMessage(error);
      if (why !== said) outputs.info(`waiting for Cilium: ${why}`);
      said = why;
      await clock.sleep(pollSeconds);
    }
  }
}
