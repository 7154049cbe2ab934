import { removeTree } from '../cache.ts';
import { isAlive, stopProcess } from '../engine/processes.ts';
import { vmFolder } from '../folders.ts';
import { buildImages } from '../images/build.ts';
import { installMissingPrograms } from '../packages.ts';
import { Progress, type Log } from '../progress.ts';
import { bootVm } from './boot.ts';
import { buildVm } from './build.ts';
import { requireKernelPackage } from './debian-kernel.ts';
import { removeLinks } from './links.ts';
import { readVm, readVmState, type VmCluster } from './vm-state.ts';

/** Returns the cluster in the running VM, or builds and boots one. Its nodes wait for Cilium. */
export async function startVm(log: Log): Promise<VmCluster> {
  const running = await readVm();
  if (running !== undefined) return running;
  await stopVm(log);
  await installMissingPrograms('vm', log);
  const images = await buildImages(log);
  const parts = await buildVm(images, await requireKernelPackage(log), log);
  const phase = { name: 'boot the VM', seconds: 50 };
  return await new Progress(log, [phase]).run(phase.name, async () => await bootVm(images, parts));
}

/** Stops what was started for a VM and removes its links and its state; returns whether there was anything. */
export async function stopVm(log: Log): Promise<boolean> {
  const state = await readVmState();
  if (state === undefined) return false;
  for (const record of [...state.processes].reverse()) {
    if (!(await isAlive(record))) continue;
    log(`stopping ${record.what} (${record.pid})`);
    await stopProcess(record, 30);
  }
  for (const link of await removeLinks(state.links)) log(`removed the network interface ${link}`);
  await removeTree(vmFolder());
  return true;
}
