import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { BaseSource } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import type { Run } from '../model/run.ts';
import { runIdOf } from '../model/run-id.ts';
import type { ShownPlan } from './plan-run.ts';
import { startUndoing, type Connect, type Undoing } from '../restore/restore.ts';

/** What a run needs in addition to its options. */
export interface RunDependencies {
  readonly host: Host;
  readonly connect: Connect;
  /** The GitHub job; absent on the command line. */
  readonly source: Run['source'];
  /** The commit that a run on GitHub is measured against. */
  readonly base: BaseSource | undefined;
  /** Called with the plan if nothing else was asked for. */
  readonly onPlan?: (plan: ShownPlan) => void;
  /** Called while measuring with the run's id and what is known so far. */
  readonly onProgress: (run: string, text: string) => Promise<void>;
  /** Called with what was measured if the run or its cleanup fails, before the error is rethrown. */
  readonly onFailed: (run: Run) => Promise<void>;
}

/** A run with its ID and its record of what to undo. */
export interface Session extends RunDependencies {
  readonly id: string;
  /** Absolute path of the results. */
  readonly output: string;
  readonly undoing: Undoing;
}

/** Starts a run with a new ID. `output` is the path from the inputs. */
export function startSession(dependencies: RunDependencies, output: string): Session {
  const { host, connect, source } = dependencies;
  const id = runIdOf(randomUUID());
  const folder = resolve(output);
  // An action has a post step, which confirms deletions that take minutes.
  const undoing = startUndoing(host, connect, id, folder, source === undefined ? 'nothing' : 'post-step');
  return { ...dependencies, id, output: folder, undoing };
}
