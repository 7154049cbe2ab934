import { homedir } from 'node:os';
import { join } from 'node:path';

function userFolder(variable: string, fallback: string): string {
  const set = process.env[variable];
  return set === undefined || set === '' ? join(homedir(), fallback) : set;
}

/** Where this folder is, to find the files that belong to the lab. */
export const labFolder = import.meta.dirname;

/** Built things, which survive `down`. */
export function cacheFolder(): string {
  return join(userFolder('XDG_CACHE_HOME', '.cache'), 'cilium-perf-gate', 'lab');
}

/** What runs now; `down` removes it. LAB_STATE moves it, for a second lab beside the first. */
export function stateFolder(): string {
  const chosen = process.env['LAB_STATE'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return join(userFolder('XDG_STATE_HOME', join('.local', 'state')), 'cilium-perf-gate', 'lab');
}
