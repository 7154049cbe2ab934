/**
 * A wrong input, found before anything is changed; exit code 2. The message names the input, what is wrong and what to
 * write instead.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The cluster or one of its components failed; exit code 3. The message quotes the component. */
export class ClusterError extends Error {
  override readonly name: string = 'ClusterError';
}

/** A failure that a retry may avoid: something timed out, was busy or was still starting. */
export class TransientError extends ClusterError {
  override readonly name = 'TransientError';
}

/** A signal stopped the run. */
export class CanceledError extends Error {
  override readonly name = 'CanceledError';
}

/** The error for work that the signal behind `stop` ended. */
export function canceledBy(stop: AbortSignal): CanceledError {
  return new CanceledError(`stopped by ${String(stop.reason)}`);
}

/** The message of anything thrown, followed by the messages of its causes. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${errorMessage(error.cause)}`;
}
