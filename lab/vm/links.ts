import { runCommand, systemPath, tryCommand } from '../command.ts';
import { prefixLength } from './addresses.ts';

/** Names of the VM's network interfaces on this machine. */
export interface Links {
  readonly bridge: string;
  readonly tap: string;
}

const environment = { PATH: systemPath() };

/** Names at most 15 characters long, different for each process that starts a VM. */
export function nameLinks(pid: number): Links {
  return { bridge: `labvm-${pid}`, tap: `labtap-${pid}` };
}

/** Creates the bridge between this machine and the VM. The VM has no other network. */
export async function createLinks({ bridge, tap }: Links, address: string): Promise<void> {
  const ip = async (...args: string[]): Promise<string> => await runCommand('ip', args, { environment });
  await ip('link', 'add', bridge, 'type', 'bridge');
  await ip('address', 'add', `${address}/${prefixLength}`, 'dev', bridge);
  await ip('link', 'set', bridge, 'up');
  await ip('tuntap', 'add', tap, 'mode', 'tap');
  await ip('link', 'set', tap, 'master', bridge, 'up');
}

/** Removes what createLinks created, also if it failed halfway; returns the names. The route goes with the bridge. */
export async function removeLinks({ bridge, tap }: Links): Promise<string[]> {
  const removed: string[] = [];
  for (const link of [tap, bridge])
    if ((await tryCommand('ip', ['link', 'delete', link], { environment })).code === 0) removed.push(link);
  return removed;
}
