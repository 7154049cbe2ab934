import { CancelledError, errorMessage } from '../model/errors.ts';
import type { Outputs } from '../host/ports.ts';

/** Returns a reading, or `undefined` after a warning: a missing description must not cost a measurement. */
export async function orWarn<T>(
  outputs: Pick<Outputs, 'warning'>,
  what: string,
  read: () => Promise<T>
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    outputs.warning(`cannot read ${what}: ${errorMessage(error)}`);
    return undefined;
  }
}
