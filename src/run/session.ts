import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { BaseSource } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { Run } from '../model/run.ts';
import { startUndoing, type Connect, type Undoing } from '../restore/restore.ts';

/** What a run needs from outside besides its options. */
export interface RunDependencies {
  readonly host: Host;
  readonly connect: Connect;
  /** Where on GitHub the run is made. */
  readonly source: Run['source'];
  /** The commit that a run on GitHub is measured against. */
  readonly base: BaseSource | undefined;
  /** Called with what a run had measured that failed, or could not be cleaned up, before its error is thrown on. */
  readonly onFailed: (run: Run) => Promise<void>;
}

/** A run that has a name, and an account of what it makes. */
export interface Session extends RunDependencies {
  readonly id: string;
  /** Absolute path of the results. */
  readonly output: string;
  readonly undoing: Undoing;
}

/** Names a run and starts the account of what it makes; `output` is the path that the inputs give. */
export function startSession(dependencies: RunDependencies, output: string): Session {
  const { host, connect, source } = dependencies;
  const id = `cpg-${randomUUID().slice(0, 8)}`;
  const folder = resolve(output);
  // An action has a post step, which sees the end of what takes minutes.
  const undoing = startUndoing(host, connect, id, folder, source === undefined ? 'nothing' : 'post-step');
  return { ...dependencies, id, output: folder, undoing };
}
