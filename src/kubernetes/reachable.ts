import { ClusterError, errorMessage, CancelledError } from '../errors.ts';
import { startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import type { Kubernetes } from './port.ts';

/** The upgrade of a managed control plane takes it away for less. */
const limitSeconds = 120;
const pollSeconds = 1;

/** Waits until the API server answers. Rejects with a ClusterError that holds its last words when it does not come back. */
export async function waitForApiServer(kubernetes: Kubernetes, clock: Clock): Promise<void> {
  const limit = startLimit(clock, limitSeconds);
  for (;;) {
    try {
      await kubernetes.version();
      return;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (limit.isOver()) {
        throw new ClusterError(
          `the API server was gone for more than ${String(limit.seconds)} s: ${errorMessage(error)}`
        );
      }
      await clock.sleep(pollSeconds);
    }
  }
}
