import { readFile, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exists } from './cache.ts';
import { readDebianMirror } from './debian-mirror.ts';
import { Docker } from './engine/docker.ts';
import { readState } from './engine/state.ts';
import { cacheFolder, stateFolder } from './folders.ts';
import { checkGo } from './go.ts';
import { hasTypes, listLackingFeatures, neededFeatures, optionalFeatures, readRunningKernel } from './kernel.ts';
import { canInstall, listMissingPrograms, type Purpose } from './packages.ts';
import type { Log } from './progress.ts';

/** `missing` stops the lab, `images` or `engine` installs `gets`, `fine` and `note` only inform. */
export interface Finding {
  kind: 'missing' | 'gets' | 'fine' | 'note';
  text: string;
}

const coldGigabytes = 15;
const warmGigabytes = 5;

/** Checks everything that the lab needs from a machine. */
export async function checkMachine(): Promise<Finding[]> {
  const engine = await checkEngine();
  return [
    ...checkPlatform(),
    ...checkRoot(),
    ...engine,
    ...checkPrograms(engine.every(finding => finding.kind === 'fine') ? ['build'] : ['build', 'engine']),
    ...(await checkGoLanguage()),
    ...(await checkMirror()),
    ...(await checkDisk()),
    ...(await checkKernel()),
    ...(await checkCapabilities())
  ];
}

/** Prints the findings and returns the exit code, which does not depend on the optional VM. */
export async function diagnose(log: Log, vm: readonly Finding[]): Promise<number> {
  const findings = await checkMachine();
  const labels = { missing: 'MISSING', gets: 'will get', fine: 'ok', note: 'note' };
  for (const { kind, text } of findings) log(`${labels[kind].padEnd(8)}  ${text}`);
  const missing = findings.filter(finding => finding.kind === 'missing').length;
  for (const { kind, text } of vm) log(`${labels[kind === 'missing' ? 'note' : kind].padEnd(8)}  VM: ${text}`);
  log(missing === 0 ? 'the lab can run here' : `the lab cannot run here: ${missing} missing`);
  return missing === 0 ? 0 : 1;
}

function checkPlatform(): Finding[] {
  if (process.platform !== 'linux')
    return [
      {
        kind: 'missing',
        text: `Linux: required for containers and BPF, but this is ${process.platform}; use a Linux machine or virtual machine`
      }
    ];
  if (process.arch !== 'x64' && process.arch !== 'arm64')
    return [{ kind: 'missing', text: `processor: must be amd64 or arm64, not ${process.arch}` }];
  return [];
}

/** Whether this process is root. */
export function checkRoot(): Finding[] {
  if (process.getuid?.() === 0) return [{ kind: 'fine', text: 'root' }];
  return [
    {
      kind: 'missing',
      text: 'root: debootstrap, the Docker engine and the VM need it; run this with sudo --preserve-env=PATH,HOME'
    }
  ];
}

async function checkEngine(): Promise<Finding[]> {
  const state = await readState();
  const version = await new Docker(state?.engine?.socket).readVersion();
  if (version !== undefined)
    return [{ kind: 'fine', text: `Docker engine ${version}${state?.engine === undefined ? '' : ", the lab's own"}` }];
  return [
    { kind: 'gets', text: "no Docker engine answers: `engine` starts one of the lab's own, and `down` removes it" }
  ];
}

async function checkGoLanguage(): Promise<Finding[]> {
  const { ok, text } = await checkGo();
  return [{ kind: !ok ? 'missing' : text.includes(':') ? 'gets' : 'fine', text }];
}

/** Whether the programs for these purposes are there, or can be installed. */
export function checkPrograms(purposes: readonly Purpose[]): Finding[] {
  const missing = purposes.flatMap(listMissingPrograms);
  if (missing.length === 0) return [{ kind: 'fine', text: `programs (${purposes.join(', ')})` }];
  return missing.map(({ program, package: name }) =>
    canInstall()
      ? { kind: 'gets', text: `${program}: installed from the Debian package ${name}` }
      : {
          kind: 'missing',
          text: `${program}: required; run: apt-get install --no-install-recommends ${name}`
        }
  );
}

async function checkMirror(): Promise<Finding[]> {
  if ((await readDebianMirror()) !== undefined) return [{ kind: 'fine', text: 'a Debian mirror' }];
  return [
    {
      kind: 'missing',
      text: "Debian mirror: required for the images, but this machine's apt sources contain none; set LAB_DEBIAN_MIRROR to its URL"
    }
  ];
}

async function checkDisk(): Promise<Finding[]> {
  const warm = await exists(cacheFolder());
  const needed = warm ? warmGigabytes : coldGigabytes;
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const folder of [cacheFolder(), stateFolder()]) {
    let there = folder;
    while (!(await exists(there))) there = dirname(there);
    const { bavail, bsize, type, blocks } = await statfs(there);
    const free = Math.floor((bavail * bsize) / 1e9);
    const name = `${type}:${blocks}`;
    if (seen.has(name)) continue;
    seen.add(name);
    if (free >= needed) findings.push({ kind: 'fine', text: `${free} GB free in ${there}` });
    else
      findings.push({
        kind: 'missing',
        text: `disk space: builds and images need ${needed} GB, but ${there} has ${free} GB; free some, or set XDG_CACHE_HOME and LAB_STATE to folders on a larger disk`
      });
  }
  return findings;
}

async function checkKernel(): Promise<Finding[]> {
  const kernel = await readRunningKernel();
  if (kernel === undefined)
    return [
      { kind: 'note', text: 'cannot check kernel features because the kernel does not expose its configuration' }
    ];
  const types = await hasTypes();
  const lacking = listLackingFeatures(neededFeatures, kernel).filter(feature => feature.name !== 'BTF' || !types);
  const missing: Finding[] = lacking.map(({ name, parts, why }) => ({
    kind: 'missing',
    text: `kernel feature ${name}: ${why}; use a kernel with ${parts.map(({ option }) => `CONFIG_${option}`).join(', ')}`
  }));
  const modes: Finding[] = listLackingFeatures(optionalFeatures, kernel).map(({ name, why }) => ({
    kind: 'note',
    text: `this kernel has no ${name}, so no ${why}; everything else works`
  }));
  return [
    ...(missing.length === 0
      ? [{ kind: 'fine', text: 'kernel: BPF, BTF, veth, bridge, overlayfs, iptables' } as const]
      : missing),
    ...modes
  ];
}

async function checkCapabilities(): Promise<Finding[]> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? 'ffffffffffffffff'}`);
  const has = (bit: number): boolean => (bounding & (1n << BigInt(bit))) !== 0n;
  const missing: Finding[] = (
    [
      ['CAP_NET_ADMIN', 12],
      ['CAP_SYS_ADMIN', 21]
    ] as const
  )
    .filter(([, bit]) => !has(bit))
    .map(([name]) => ({
      kind: 'missing',
      text: `${name}: required for mounts and networks of containers, but this process cannot get it; grant it to the container or machine that this runs in`
    }));
  const wrapped: Finding[] = has(24)
    ? []
    : [{ kind: 'note', text: 'no CAP_SYS_RESOURCE: the lab uses a wrapper around runc that does not request it' }];
  return [...missing, ...wrapped];
}
