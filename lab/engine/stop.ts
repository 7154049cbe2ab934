import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, removeTree } from '../cache.ts';
import { runCommand, systemPath, tryCommand } from '../command.ts';
import { stateFolder } from '../folders.ts';
import type { Log } from '../progress.ts';
import { poolPrefix } from './address-pool.ts';
import { removeCgroup } from './cgroups.ts';
import { Docker } from './docker.ts';
import { restoreRules } from './firewall.ts';
import { unmountBelow } from './mounts.ts';
import { describeProcess, isAlive, stopProcess, type ProcessRecord } from './processes.ts';
import type { EngineState } from './state.ts';
import { removeStrayPaths } from './stray-paths.ts';
import { restoreSysctls } from './sysctls.ts';

const environment = { PATH: systemPath() };

/** Stops the lab's own engine and reverts its changes, whatever state it is in. */
export async function stopEngine(engine: EngineState, log: Log): Promise<void> {
  await removeContainers(engine, log);
  for (const record of await listOwnProcesses(engine)) {
    log(`stopping ${record.what} (${record.pid})`);
    await stopProcess(record, 30);
  }
  const orphans = await removeCgroup(engine.cgroup);
  if (orphans > 0) log(`stopped ${orphans} processes left in containers`);
  const mounts = await unmountBelow(stateFolder());
  if (mounts > 0) log(`removed ${mounts} mounts`);
  for (const link of await removeLinks(engine)) log(`removed the network ${link}`);
  for (const line of await restoreRules(engine.before.rules, poolPrefix(engine.addressPool))) log(line);
  for (const line of await restoreSysctls(engine.before.sysctls)) log(line);
  await removeStrayPaths(engine.before.paths);
}

async function removeContainers(engine: EngineState, log: Log): Promise<void> {
  const docker = new Docker(engine.socket);
  if ((await docker.readVersion()) === undefined) return;
  const containers = await docker.list(['ps', '--all', '--quiet']);
  if (containers.length > 0) {
    log(`removing ${containers.length} containers`);
    await docker.run(['rm', '--force', '--volumes', ...containers]);
  }
  const networks = await docker.list(['network', 'ls', '--quiet', '--filter', 'type=custom']);
  if (networks.length > 0) await docker.run(['network', 'rm', ...networks]);
}

/** Recorded processes that still run, and those not recorded because of a crash. */
async function listOwnProcesses(engine: EngineState): Promise<ProcessRecord[]> {
  const own: ProcessRecord[] = [];
  for (const record of engine.processes) if (await isAlive(record)) own.push(record);
  // The lab's paths appear only in command lines of its own engine: dockerd, containerd, shims and proxies.
  const folder = stateFolder();
  const marks = [
    `unix://${engine.socket}`,
    join(folder, 'exec', 'containerd', 'containerd.sock'),
    join(folder, 'exec', 'containerd', 'containerd.toml'),
    join(folder, 'exec')
  ];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || own.some(record => record.pid === pid)) continue;
    const args = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (!/^(dockerd|containerd|containerd-shim[\w-]*)$/.test(args[0]?.split('/').at(-1) ?? '')) continue;
    if (!args.some(argument => marks.includes(argument))) continue;
    const record = await describeProcess(pid, args[0]?.split('/').at(-1) ?? 'a process of the engine');
    if (record !== undefined) own.push(record);
  }
  return own;
}

/** Removes bridges created since the engine's start with an address of its pool, and their ports. */
async function removeLinks(engine: EngineState): Promise<string[]> {
  const removed: string[] = [];
  for (const name of await readdir('/sys/class/net')) {
    if (engine.before.links.includes(name) || !/^(docker0|br-[0-9a-f]{12})$/.test(name)) continue;
    const addresses = await runCommand('ip', ['-4', '-oneline', 'address', 'show', 'dev', name], { environment });
    if (!addresses.includes(`inet ${poolPrefix(engine.addressPool)}`)) continue;
    // Connections of a dead node keep its network, and its link to this bridge, alive for minutes.
    const ports = await readdir(`/sys/class/net/${name}/brif`).catch(() => []);
    for (const link of [...ports, name]) await tryCommand('ip', ['link', 'delete', link], { environment });
    removed.push(name);
  }
  return removed;
}

/** Removes the state folder, which contains the engine's data. */
export async function removeState(): Promise<void> {
  const folder = stateFolder();
  if (!(await exists(folder))) return;
  await unmountBelow(folder);
  await removeTree(folder);
}
