import { CancelledError, errorMessage } from '../model/errors.ts';
import type { Outputs } from '../host/ports.ts';

/** What a reading gives, or `undefined` with a warning: nothing measured is given up for a description. */
export async function orWarn<T>(
  outputs: Pick<Outputs, 'warning'>,
  what: string,
  read: () => Promise<T>
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    outputs.warning(`${what} cannot be described now: ${errorMessage(error)}`);
    return undefined;
  }
}
