import { CancelledError, errorMessage, InputError } from '../model/errors.ts';
import { startLimit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';

/** Agents that have just been restarted answer within seconds, and agree when a rollout is through. */
const patienceSeconds = 60;
const pollSeconds = 2;

/** Looks at Cilium until a look succeeds, for a minute on a normal cluster; says why it waits. Rejects at once with an InputError. */
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
