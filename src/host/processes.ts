import { getExecOutput } from '@actions/exec';
import { readFile, readdir } from 'node:fs/promises';
import { CanceledError, canceledBy, ClusterError, errorMessage } from '../model/errors.ts';
import { missingProgram } from '../model/programs.ts';
import { cleanProcesses } from './foreign.ts';
import type { Processes } from './ports.ts';

/** Whether a local process is alive. EPERM means that it is, but belongs to another user. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * An AbortSignal for the first SIGINT or SIGTERM. A runner sends SIGINT, after 7.5 s SIGTERM, and 2.5 s later SIGKILL
 * (docs/rules.md#stopping-a-run), so the second signal must not end the process: listeners have 5 s to flush.
 */
export function listenForSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      controller.abort(name);
    });
  }
  return controller.signal;
}

/** Runs commands with @actions/exec. Their output reaches the log only through `onLine`. */
export function createProcesses(stop: AbortSignal): Processes {
  return cleanProcesses({
    async run(command, args, options = {}) {
      throwIfStopped(stop);
      const onAbort = (): void => void terminateChildren();
      stop.addEventListener('abort', onAbort, { once: true });
      try {
        const onLine = options.onLine ?? ((): void => undefined);
        const result = await getExecOutput(command, [...args], {
          silent: true,
          ignoreReturnCode: true,
          env: { ...environmentOfChildren(process.env), ...options.environment },
          listeners: { stdline: onLine, errline: onLine }
        });
        throwIfStopped(stop);
        return result;
      } catch (error) {
        if (error instanceof CanceledError) throw error;
        if (isMissing(error)) throw new ClusterError(missingProgram(command));
        throw new ClusterError(`cannot run ${command}`, { cause: error });
      } finally {
        stop.removeEventListener('abort', onAbort);
      }
    }
  });
}

/** Whether @actions/io, pinned in package-lock.json, found no such program. */
function isMissing(error: unknown): boolean {
  return errorMessage(error).startsWith('Unable to locate executable file');
}

function throwIfStopped(stop: AbortSignal): void {
  if (stop.aborted) throw canceledBy(stop);
}

/**
 * What the runner gives an action and no other program needs: inputs such as `INPUT_GITHUB-TOKEN`, its state, the tokens of
 * the artifact and cache services, and the files through which a program sets outputs and variables of the job. kubelogin
 * and az need `ACTIONS_ID_TOKEN_REQUEST_…`.
 */
const ofTheAction = /^(?:INPUT_|STATE_|ACTIONS_(?!ID_TOKEN_)|GITHUB_(?:OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$)/i;

/** The environment of commands that this program starts. */
export function environmentOfChildren(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(own).flatMap(([name, value]): [string, string][] =>
    value === undefined || ofTheAction.test(name) ? [] : [[name, value]]
  );
  return Object.fromEntries(entries);
}

/**
 * Signals every command that this process started. @actions/exec does not expose its children, so they are read from
 * the kernel (proc(5), /proc/pid/task/tid/children). On systems other than Linux, the terminal signals the whole
 * process group.
 */
async function terminateChildren(): Promise<void> {
  const tasks = '/proc/self/task';
  for (const task of await readdir(tasks).catch(() => [])) {
    const children = await readFile(`${tasks}/${task}/children`, 'utf8').catch(() => '');
    for (const pid of children.trim().split(/\s+/).filter(Boolean)) {
      try {
        process.kill(Number(pid), 'SIGTERM');
      } catch {
        // It ended in the meantime.
      }
    }
  }
}
