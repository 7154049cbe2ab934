import { foreignText } from '../redaction/foreign.ts';

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

/**
 * The message of anything thrown, followed by the messages of its causes. An error of a library or of the system
 * contains words from outside.
 */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return foreignText(String(error));
  const isOurs = error instanceof InputError || error instanceof ClusterError || error instanceof CanceledError;
  const message = isOurs ? error.message : foreignText(error.message);
  // A connection to a name with several addresses fails with no message, and an error for each of the addresses.
  const each: readonly unknown[] = error instanceof AggregateError ? error.errors.slice(0, 2) : [];
  const cause = error.cause === undefined ? '' : errorMessage(error.cause);
  return [message, each.map(errorMessage).join('; '), cause].filter(part => part !== '').join(': ');
}

/** Where an error that nobody expected was thrown, with its message. */
export function errorStack(error: Error): string {
  const { name, message, stack = '' } = error;
  const frames = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : '';
  return `${name}: ${foreignText(message)}${foreignText(frames)}`;
}
