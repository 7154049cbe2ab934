import { join } from 'node:path';
import { isAlive, type ProcessRecord } from '../engine/processes.ts';
import { vmFolder } from '../folders.ts';
import { parseVersioned, readStateFile, writeStateFile } from '../state-file.ts';
import type { Links } from './links.ts';

/** What a test needs to use the VM's cluster. */
export interface VmCluster {
  readonly kubeconfig: string;
  readonly context: string;
  readonly chart: string;
  readonly valuesFile: string;
  readonly testImage: string;
  readonly witnessImage: string;
  readonly ciliumVersion: string;
  /** Folder of helm and kubectl. */
  readonly binFolder: string;
  readonly hasZtunnel: boolean;
}

/** What was started on this machine, recorded before or as soon as it is there. */
export interface VmState {
  readonly version: 1;
  readonly links: Links;
  readonly processes: ProcessRecord[];
  /** Undefined until the nodes have registered. */
  readonly cluster: VmCluster | undefined;
}

function stateFile(): string {
  return join(vmFolder(), 'state.json');
}

export async function readVmState(): Promise<VmState | undefined> {
  return await readStateFile(stateFile(), text => parseVersioned(text) as VmState);
}

export async function writeVmState(state: VmState): Promise<void> {
  await writeStateFile(stateFile(), state);
}

/** The cluster in the running VM, if any. */
export async function readVm(): Promise<VmCluster | undefined> {
  const state = await readVmState();
  const alive = await Promise.all((state?.processes ?? []).map(isAlive));
  return alive.every(Boolean) ? state?.cluster : undefined;
}
