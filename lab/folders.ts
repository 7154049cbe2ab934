import { homedir } from 'node:os';
import { join } from 'node:path';

function userFolder(variable: string, fallback: string): string {
  const set = process.env[variable];
  return set === undefined || set === '' ? join(homedir(), fallback) : set;
}

/** Path of this folder, for finding the lab's files. */
export const labFolder = import.meta.dirname;

/** Cache of everything built; kept by `down`. */
export function cacheFolder(): string {
  return join(userFolder('XDG_CACHE_HOME', '.cache'), 'cilium-perf-gate', 'lab');
}

/** State of the running lab; `down` removes it. Set LAB_STATE for a second lab. */
export function stateFolder(): string {
  const chosen = process.env['LAB_STATE'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return join(userFolder('XDG_STATE_HOME', join('.local', 'state')), 'cilium-perf-gate', 'lab');
}

/** State of the running VM, apart from the engine's, because each is started and removed without the other. */
export function vmFolder(): string {
  return `${stateFolder()}-vm`;
}
