import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ciliumVersion } from '../cilium-version.ts';
import { runCommand, systemPath, tryCommand } from '../command.ts';
import { chooseAddressPool } from '../engine/address-pool.ts';
import { describeProcess, isAlive, startDetached } from '../engine/processes.ts';
import { labFolder, vmFolder } from '../folders.ts';
import type { BuiltImages } from '../images/build.ts';
import { describeAddresses, describeGuestSettings, ports, type Addresses } from './addresses.ts';
import type { VmParts } from './build.ts';
import { describeControlPlane } from './control-plane.ts';
import { createLinks, nameLinks } from './links.ts';
import { createPki, type Pki } from './pki.ts';
import { consoleLog, describeQemu } from './qemu.ts';
import { vmImages } from './vm-images.ts';
import { writeVmState, type VmCluster, type VmState } from './vm-state.ts';
import { describeVmValues } from './vm-values.ts';

/** A started program of the VM: its name, which is also that of its log. */
interface Program {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Like a nice value, but for the program's whole session. */
  readonly priority: number;
}

/** For all programs: an emulated processor is slow enough without waiting for other work of this machine. */
const preferred = -12;
/** For the compiler, which the agents wait for, while the VM's processors are busy. */
const urgent = -19;

/** Starts the VM and its control plane, and waits until its nodes have registered. */
export async function bootVm(images: BuiltImages, parts: VmParts): Promise<VmCluster> {
  const folder = vmFolder();
  const routes = await runCommand('ip', ['-4', 'route', 'show', 'table', 'all'], {
    environment: { PATH: systemPath() }
  });
  const addresses = describeAddresses(chooseAddressPool(routes));
  const state: VmState = { version: 1, links: nameLinks(process.pid), processes: [], cluster: undefined };
  await writeVmState(state);
  await createLinks(state.links, addresses.machine);
  const share = await writeShare(folder, addresses);
  const machine = { kernel: parts.kernel, disk: parts.disk, folder, share, tap: state.links.tap };
  const qemu = { name: 'qemu', program: 'qemu-system-x86_64', args: describeQemu(machine) };
  // For the changes to the disk, which are never kept.
  await startProgram({ ...qemu, environment: { TMPDIR: folder }, priority: preferred }, state);
  await startProgram(describeCompileServer(parts, addresses), state);
  const programs = images.parts.kubernetes.folder;
  const pki = await createPki(join(folder, 'cluster'), share, addresses, programs);
  const kubectl = async (...args: string[]): Promise<string> =>
    (await tryCommand(join(programs, 'kubectl'), ['--kubeconfig', pki.admin, ...args])).stdout;
  for (const { name, args } of describeControlPlane(folder, pki, addresses)) {
    await startProgram({ name, program: join(programs, name), args, priority: preferred }, state);
    // The controller manager ends if it does not answer soon.
    if (name === 'kube-apiserver')
      await waitFor(
        state,
        'the API server is not ready',
        async () => (await kubectl('get', '--raw=/readyz')).trim() === 'ok'
      );
  }
  const cluster = await describeVm(folder, images, addresses, pki);
  await waitFor(state, `the nodes did not register; see ${consoleLog(folder)}`, async () => {
    const nodes = await kubectl('get', 'nodes', '--output', 'name');
    return addresses.nodes.every(({ name }) => nodes.includes(`node/${name}\n`));
  });
  await writeVmState({ ...state, cluster });
  return cluster;
}

/** Writes the folder that the VM mounts: what its nodes run. */
async function writeShare(folder: string, addresses: Addresses): Promise<string> {
  const share = join(folder, 'share');
  const guest = join(labFolder, 'vm/guest');
  await mkdir(share, { recursive: true });
  for (const name of await readdir(guest)) await copyFile(join(guest, name), join(share, name));
  await writeFile(join(share, 'settings'), describeGuestSettings(addresses));
  return share;
}

function describeCompileServer({ compiler }: VmParts, { machine }: Addresses): Program {
  const folders = [join(compiler, 'root'), join(compiler, 'kept')];
  return {
    ...{ name: 'compile-server', program: process.execPath, priority: urgent },
    args: [join(labFolder, 'vm/compile-server.ts'), ...folders, machine, String(ports.compileServer)]
  };
}

async function startProgram({ name, program, args, environment, priority }: Program, state: VmState): Promise<void> {
  const pid = await startDetached(program, args, join(vmFolder(), `${name}.log`), environment);
  const record = await describeProcess(pid, name);
  if (record === undefined) throw new Error(await describeEnd(name));
  state.processes.push(record);
  await writeVmState(state);
  // Between sessions, the kernel ignores nice values: each gets the same share. Not every kernel has this file.
  await writeFile(`/proc/${pid}/autogroup`, String(priority)).catch(() => undefined);
}

async function describeVm(folder: string, images: BuiltImages, addresses: Addresses, pki: Pki): Promise<VmCluster> {
  const valuesFile = join(folder, 'values.yaml');
  const hasZtunnel = images.ztunnel !== undefined;
  await writeFile(valuesFile, `${JSON.stringify(describeVmValues(addresses, hasZtunnel), undefined, 2)}\n`);
  return {
    ...{ kubeconfig: pki.admin, context: pki.context, valuesFile, chart: images.chart },
    ...{ testImage: vmImages.test, witnessImage: vmImages.witness, ciliumVersion: ciliumVersion() },
    ...{ binFolder: images.binFolder, hasZtunnel }
  };
}

/** Waits until this is true. Rejects with what is `missing` after 10 minutes, or if a program ends meanwhile. */
async function waitFor(state: VmState, missing: string, done: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 10 * 60_000;
  while (!(await done())) {
    for (const record of state.processes) if (!(await isAlive(record))) throw new Error(await describeEnd(record.what));
    if (Date.now() > until) throw new Error(`after 10 minutes, ${missing}`);
    await sleep(500);
  }
}

async function describeEnd(name: string): Promise<string> {
  const file = join(vmFolder(), `${name}.log`);
  const lines = (await readFile(file, 'utf8')).trim().split('\n').slice(-10).join('\n');
  return `${name} ended:\n${lines}\n(full output: ${file})`;
}
