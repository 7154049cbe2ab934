import type { Host } from '../host/ports.ts';
import type { TimeLeft } from './parts.ts';
import { restore, type Connect, type FollowedBy } from './restore.ts';
import { readUndos, type Undo } from './state.ts';

/** Undoes every run that is selected within the time that is left; gives what is left of them, each with its cure. */
export async function restoreAll(
  host: Host,
  connect: Connect,
  select: (undo: Undo) => boolean,
  timeLeft?: TimeLeft,
  followedBy?: FollowedBy
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const undo of (await readUndos(host.state)).filter(select)) {
    host.outputs.info(`run ${undo.runId}:`);
    left.push(...(await restore(host, connect, undo, timeLeft, followedBy)));
  }
  return left;
}
