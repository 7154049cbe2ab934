import type { State } from '../host/ports.ts';
import { isRunning } from '../host/running.ts';
import { readUndos, type Undo } from './state.ts';

/** Runs whose process is gone and that still have something to undo. */
export async function leftovers(state: State): Promise<readonly Undo[]> {
  return (await readUndos(state)).filter(undo => !isRunning(undo.pid));
}
