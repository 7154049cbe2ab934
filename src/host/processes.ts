import { readFile, readdir } from 'node:fs/promises';
import { getExecOutput } from '@actions/exec';
import { CancelledError, ClusterError } from '../errors.ts';
import type { Processes } from './ports.ts';

/** Commands by @actions/exec, quiet: what they print reaches the log through `onLine`. */
export function createProcesses(stop: AbortSignal): Processes {
  return {
    async run(command, args, options = {}) {
      throwIfStopped(stop);
      const onAbort = (): void => void terminateChildren();
      stop.addEventListener('abort', onAbort, { once: true });
      try {
        const onLine = options.onLine ?? ((): void => undefined);
        const result = await getExecOutput(command, [...args], {
          silent: true,
          ignoreReturnCode: true,
          env: { ...definedEnvironment(), ...options.environment },
          listeners: { stdline: onLine, errline: onLine }
        });
        throwIfStopped(stop);
        return result;
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        throw new ClusterError(`cannot run ${command}`, { cause: error });
      } finally {
        stop.removeEventListener('abort', onAbort);
      }
    }
  };
}

function throwIfStopped(stop: AbortSignal): void {
  if (stop.aborted) throw new CancelledError(`stopped by ${String(stop.reason)}`);
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/**
 * Tells every command that this process started to end. @actions/exec gives no handle to its child, so the children
 * are taken from the kernel's own list (proc(5), /proc/pid/task/tid/children). Only Linux has it; elsewhere the terminal
 * signals its whole process group.
 */
async function terminateChildren(): Promise<void> {
  const tasks = '/proc/self/task';
  for (const task of await readdir(tasks).catch(() => [])) {
    const children = await readFile(`${tasks}/${task}/children`, 'utf8').catch(() => '');
    for (const pid of children.trim().split(/\s+/).filter(Boolean)) {
      try {
        process.kill(Number(pid), 'SIGTERM');
      } catch {
        // It ended between the listing and now.
      }
    }
  }
}
