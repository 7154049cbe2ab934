import { CanceledError, errorMessage } from '../model/errors.ts';
import type { Outputs } from './ports.ts';

/** Passes on each line only the first time, until `forget` is called. */
export function onlyOnce(say: (line: string) => void): {
  readonly say: (line: string) => void;
  readonly forget: () => void;
} {
  const said = new Set<string>();
  return {
    say: line => {
      if (!said.has(line)) say(line);
      said.add(line);
    },
    forget: () => {
      said.clear();
    }
  };
}

/** Returns a reading, or `undefined` after a warning: a missing description must not cost a measurement. */
export async function orWarn<T>(
  outputs: Pick<Outputs, 'warning'>,
  what: string,
  read: () => Promise<T>
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CanceledError) throw error;
    outputs.warning(`cannot read ${what}: ${errorMessage(error)}`);
    return undefined;
  }
}
