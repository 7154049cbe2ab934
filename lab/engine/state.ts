import { join } from 'node:path';
import { stateFolder } from '../folders.ts';
import { parseVersioned, readStateFile, writeStateFile } from '../state-file.ts';
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
  const state: Partial<LabState> = parseVersioned(text);
  return { version: 1, engine: state.engine, lab: state.lab };
}

/** The saved state, if any. */
export async function readState(): Promise<LabState | undefined> {
  return await readStateFile(stateFile(), parseState);
}

/** Saves the state. */
export async function writeState(state: LabState): Promise<void> {
  await writeStateFile(stateFile(), state);
}
