import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram, runCommand, systemPath } from '../command.ts';
import { stateFolder } from '../folders.ts';
import { installMissingPrograms } from '../packages.ts';
import type { Log } from '../progress.ts';
import { chooseAddressPool } from './address-pool.ts';
import { Docker } from './docker.ts';
import { saveRules } from './firewall.ts';
import { describeProcess, isAlive, startDetached } from './processes.ts';
import { readState, writeState, type EngineState, type LabState } from './state.ts';
import { removeState, stopEngine } from './stop.ts';
import { listStrayPaths } from './stray-paths.ts';
import { readSysctls } from './sysctls.ts';

/** Socket of the lab's own engine. Socket paths are limited to 107 bytes. */
function socketPath(): string {
  return join(stateFolder(), 'docker.sock');
}

/** Returns a running engine: the lab's own, else the user's, else a newly started one. */
export async function ensureEngine(runc: string, log: Log): Promise<Docker> {
  let state = await readState();
  if (state?.engine !== undefined) {
    const docker = new Docker(state.engine.socket);
    if ((await docker.readVersion()) !== undefined) return docker;
    log("the lab's own engine no longer answers: cleaning up after it");
    await stopEngine(state.engine, log);
    await removeState();
    state = undefined;
  }
  const own = process.env['LAB_ENGINE'] === 'own';
  const answers = async (): Promise<boolean> => !own && (await new Docker(undefined).readVersion()) !== undefined;
  // With systemd, installing Docker also starts an engine, which is then used.
  if (!(await answers())) await installMissingPrograms('engine', log);
  if (!(await answers())) return await startEngine(runc, log);
  const docker = new Docker(undefined);
  log(`using the running Docker engine ${(await docker.readVersion()) ?? ''}`);
  if (state === undefined) await writeState({ version: 1, engine: undefined, lab: undefined });
  return docker;
}

async function startEngine(runc: string, log: Log): Promise<Docker> {
  if (process.getuid?.() !== 0)
    throw new Error('no Docker engine answers, and only root can start one: start Docker, or run this as root');
  const socket = socketPath();
  if (Buffer.byteLength(socket) > 107)
    throw new Error(`the socket path ${socket} is too long: set LAB_STATE to a shorter path`);
  const engine: EngineState = {
    socket,
    addressPool: chooseAddressPool(
      await runCommand('ip', ['-4', 'route', 'show', 'table', 'all'], { environment: { PATH: systemPath() } })
    ),
    cgroup: `cilium-perf-gate-lab-${process.pid}`,
    processes: [],
    before: {
      rules: await saveRules(),
      sysctls: await readSysctls(),
      links: await readdir('/sys/class/net'),
      paths: await listStrayPaths()
    }
  };
  const state: LabState = { version: 1, engine, lab: undefined };
  await writeState(state);
  log(`starting a Docker engine of the lab's own (networks from ${engine.addressPool})`);
  const pid = await launch(engine, runc);
  const recorded = await describeProcess(pid, 'dockerd');
  if (recorded !== undefined) engine.processes.push(recorded);
  await writeState(state);
  const docker = new Docker(socket);
  for (let attempt = 0; attempt < 300; attempt++) {
    if ((await docker.readVersion()) !== undefined) {
      await recordContainerd(engine);
      await writeState(state);
      return docker;
    }
    if (recorded === undefined || !(await isAlive(recorded))) break;
    await sleep(200);
  }
  const output = await readFile(logPath(), 'utf8').catch(() => '');
  throw new Error(
    `cannot start dockerd:\n${output.trim().split('\n').slice(-10).join('\n')}\n(full output: ${logPath()})`
  );
}

function logPath(): string {
  return join(stateFolder(), 'dockerd.log');
}

async function launch(engine: EngineState, runc: string): Promise<number> {
  const dockerd = findProgram('dockerd');
  if (dockerd === undefined) throw new Error("cannot find dockerd: install Debian's docker.io");
  const folder = stateFolder();
  // An empty configuration, to ignore the machine's own.
  await writeFile(join(folder, 'daemon.json'), '{}\n');
  const args = [
    ...['--config-file', join(folder, 'daemon.json'), '--host', `unix://${engine.socket}`],
    ...[
      '--data-root',
      join(folder, 'data'),
      '--exec-root',
      join(folder, 'exec'),
      '--pidfile',
      join(folder, 'dockerd.pid')
    ],
    // kind creates its own network, so the default bridge is not needed.
    ...['--bridge', 'none', '--default-address-pool', `base=${engine.addressPool},size=24`],
    ...['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', `/${engine.cgroup}`],
    ...['--add-runtime', `lab=${runc}`, '--default-runtime', 'lab', '--log-level', 'warn']
  ];
  return await startDetached(dockerd, args, logPath());
}

async function recordContainerd(engine: EngineState): Promise<void> {
  const pid = Number(
    await readFile(join(stateFolder(), 'exec', 'containerd', 'containerd.pid'), 'utf8').catch(() => '')
  );
  const record = pid > 0 ? await describeProcess(pid, 'containerd') : undefined;
  if (record !== undefined) engine.processes.push(record);
}

/** Loads the node image into an engine if it is missing. */
export async function loadNodeImage(docker: Docker, name: string, archive: string): Promise<void> {
  if (await docker.hasImage(name)) return;
  await docker.run(['load', '--quiet', '--input', archive]);
}
