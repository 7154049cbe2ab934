/** A wrong input: found before anything is touched; exit code 2. The message names the input, what is wrong and what to write. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The cluster, or something in it, failed; exit code 3. The message carries the component's own words. */
export class ClusterError extends Error {
  override readonly name: string = 'ClusterError';
}

/** A failure that a later try may not meet: something did not answer in time, was busy, or was starting. */
export class TransientError extends ClusterError {
  override readonly name = 'TransientError';
}

/** The run was stopped by a signal. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** The text of anything thrown, with the texts of its causes. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${errorMessage(error.cause)}`;
}
