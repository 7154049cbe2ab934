import { join } from 'node:path';
import { ClusterError } from '../errors.ts';
import type { Host } from '../host/ports.ts';
import { restore, type Connect, type FollowedBy } from './restore.ts';
import { saveUndo, type Undo } from './state.ts';

/** What a run that lives has to undo. */
export interface Undoing {
  /** Of the run's own kubeconfig and values files. */
  readonly workFolder: string;
  /** To be called before a thing is made: whoever comes after a killed run removes what is remembered. */
  readonly remember: (more: Partial<Undo>) => Promise<void>;
  /**
   * Writes the results and removes what was made. Throws a ClusterError for what could not be removed, unless a worse error
   * is on its way: then it is said only.
   */
  readonly finish: (failure?: string) => Promise<void>;
}

/** Keeps account of what a run makes, from nothing on. `output` is absolute. */
export function startUndoing(
  host: Host,
  connect: Connect,
  runId: string,
  output: string,
  followedBy: FollowedBy
): Undoing {
  const workFolder = join(host.state.folder, runId);
  const { timeScale } = host.clock;
  let undo: Undo = { runId, pid: process.pid, output, timeScale, workFolder, namespaces: [], secrets: [] };
  return {
    workFolder,
    remember: async more => {
      undo = { ...undo, ...more };
      await saveUndo(host.state, undo);
    },
    finish: async failure => {
      const left = await host.outputs.group('Clean up', () => restore(host, connect, undo, undefined, followedBy));
      if (left.length === 0) return;
      if (failure === undefined) throw new ClusterError(left.join('\n'));
      for (const line of left) host.outputs.error(line);
    }
  };
}
