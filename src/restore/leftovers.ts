import type { State } from '../host/ports.ts';
import { readUndos, type Undo } from './state.ts';

/** Runs whose process is gone and that still have something to undo. */
export async function leftovers(state: State): Promise<readonly Undo[]> {
  return (await readUndos(state)).filter(undo => !isRunning(undo.pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
