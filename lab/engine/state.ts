import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '../folders.ts';
import type { Rules } from './firewall.ts';
import type { ProcessRecord } from './processes.ts';
import type { Sysctls } from './sysctls.ts';

/** What the lab's own engine changes on the machine, recorded before the change. */
export interface EngineState {
  socket: string;
  addressPool: string;
  cgroup: string;
  processes: ProcessRecord[];
  /** Earlier state, which is kept. */
  before: { rules: Rules; sysctls: Sysctls; links: string[]; paths: string[] };
}

/** Saved state of a lab. */
export interface LabState {
  version: 1;
  /** Undefined if the user's own engine is used. */
  engine: EngineState | undefined;
  /** A Lab, once it is ready. */
  lab: Record<string, unknown> | undefined;
}

function stateFile(): string {
  return join(stateFolder(), 'state.json');
}

/** Parses a state. */
export function parseState(text: string): LabState {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('version' in value))
    throw new Error('not a state file of the lab');
  if (value.version !== 1)
    throw new Error(`its version must be 1, not ${String(value.version)}: another version of the lab wrote it`);
  const state = value as Partial<LabState>;
  return { version: 1, engine: state.engine, lab: state.lab };
}

/** The saved state, if any. */
export async function readState(): Promise<LabState | undefined> {
  let text;
  try {
    text = await readFile(stateFile(), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return parseState(text);
  } catch (error) {
    throw new Error(`cannot read ${stateFile()}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error
    });
  }
}

/** Replaces the state atomically, so that a crash leaves either the old or the new one. */
export async function writeState(state: LabState): Promise<void> {
  await mkdir(stateFolder(), { recursive: true, mode: 0o700 });
  const unfinished = `${stateFile()}.new`;
  await writeFile(unfinished, JSON.stringify(state, undefined, 2), { mode: 0o600 });
  await rename(unfinished, stateFile());
}
