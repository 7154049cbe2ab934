import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '../folders.ts';
import type { Rules } from './firewall.ts';
import type { ProcessRecord } from './processes.ts';
import type { Sysctls } from './sysctls.ts';

/** What a lab's own engine changed on the machine, written before it is changed. */
export interface EngineState {
  socket: string;
  addressPool: string;
  cgroup: string;
  processes: ProcessRecord[];
  /** What was there before: only what came after is taken away. */
  before: { rules: Rules; sysctls: Sysctls; links: string[]; paths: string[] };
}

/** What `down` and `readLab` know about a lab. */
export interface LabState {
  version: 1;
  /** Undefined where the user's own engine is used. */
  engine: EngineState | undefined;
  /** A Lab, once everything is there. */
  lab: Record<string, unknown> | undefined;
}

function stateFile(): string {
  return join(stateFolder(), 'state.json');
}

/** Reads a state's text; an error says what is wrong with it. */
export function parseState(text: string): LabState {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('version' in value))
    throw new Error('it is not a state of the lab');
  if (value.version !== 1)
    throw new Error(`its version is ${String(value.version)}, not 1: another version of the lab wrote it`);
  const state = value as Partial<LabState>;
  return { version: 1, engine: state.engine, lab: state.lab };
}

/** The state, if a lab was started. */
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
    throw new Error(`${stateFile()} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error
    });
  }
}

/** Replaces the state in one step, so that a crash leaves the old or the new one. */
export async function writeState(state: LabState): Promise<void> {
  await mkdir(stateFolder(), { recursive: true, mode: 0o700 });
  const unfinished = `${stateFile()}.new`;
  await writeFile(unfinished, JSON.stringify(state, undefined, 2), { mode: 0o600 });
  await rename(unfinished, stateFile());
}
