import { gunzipSync } from 'node:zlib';
import type { Files } from '../host/ports.ts';
import type { Scenario } from '../model/scenario.ts';

/** Facts about a kernel that an unprivileged process can read. `undefined` if unreadable. */
export interface Kernel {
  /** As `uname -r` prints it. */
  readonly release: string;
  /** Options of its configuration, without `CONFIG_`; unset options are absent. */
  readonly options: ReadonlyMap<string, 'y' | 'm'> | undefined;
  /** Installed modules, loaded or not (modules.dep). */
  readonly installed: ReadonlySet<string> | undefined;
  /** Loaded modules. */
  readonly loaded: ReadonlySet<string>;
}

/** A kernel feature's option, and its module if it can be one. */
export interface KernelPart {
  readonly option: string;
  readonly module?: string;
}

/** A feature that needs parts of the kernel. */
export interface KernelFeature {
  readonly name: string;
  readonly parts: readonly KernelPart[];
}

/** Reads facts about the running kernel. Loads and tries nothing, so it needs no privileges. */
export async function readKernel(files: Pick<Files, 'read' | 'readBytes'>): Promise<Kernel> {
  const read = (path: string): Promise<string | undefined> => files.read(path).catch(() => undefined);
  const release = (await read('/proc/sys/kernel/osrelease'))?.trim() ?? '';
  const [options, installed, loaded] = await Promise.all([
    readOptions(files, release),
    read(`/lib/modules/${release}/modules.dep`),
    read('/proc/modules')
  ]);
  return {
    release,
    options,
    installed: installed === undefined ? undefined : moduleFiles(installed),
    loaded: new Set((loaded ?? '').split('\n').map(line => line.split(' ')[0] ?? ''))
  };
}

/**
 * Whether a kernel certainly lacks a part. An unloaded module does not count as missing, because the kernel loads it
 * when needed. Whatever else goes wrong, such as a module that may not be loaded, Cilium's agents report it.
 */
function lacks({ options, installed, loaded }: Kernel, { option, module }: KernelPart): boolean {
  const setting = options?.get(option);
  if (options === undefined || setting === 'y') return false;
  if (module === undefined) return setting === undefined;
  // A module can be built separately from the kernel, so its configuration counts last.
  if (loaded.has(module)) return false;
  return installed === undefined ? setting === undefined : !installed.has(module);
}

/** Parts of a feature that a kernel certainly lacks. */
export function lackingParts(kernel: Kernel, { parts }: KernelFeature): readonly KernelPart[] {
  return parts.filter(part => lacks(kernel, part));
}

/** Options set in a kernel configuration, built in (`y`) or as a module (`m`). */
export function parseKernelConfig(text: string): ReadonlyMap<string, 'y' | 'm'> {
  return new Map([...text.matchAll(/^CONFIG_(\w+)=([ym])$/gm)].map(match => [match[1] ?? '', match[2] as 'y' | 'm']));
}

/** From the kernel's own copy of its configuration, else from where distributions store it. */
async function readOptions(files: Pick<Files, 'readBytes'>, release: string): Promise<Kernel['options']> {
  for (const path of ['/proc/config.gz', `/boot/config-${release}`, `/lib/modules/${release}/config`]) {
    const bytes = await files.readBytes(path).catch(() => undefined);
    if (bytes === undefined) continue;
    return parseKernelConfig(Buffer.from(path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  }
  return undefined;
}

/** Module names from lines such as `kernel/drivers/net/vxlan/vxlan.ko.zst: kernel/net/ipv4/udp_tunnel.ko.zst`. */
function moduleFiles(text: string): ReadonlySet<string> {
  const names = text.split('\n').flatMap(line => {
    const file = line.split(':', 1)[0]?.split('/').at(-1) ?? '';
    return /^([^.]+)\.ko(?:\.\w+)?$/.exec(file)?.[1] ?? [];
  });
  return new Set(names.map(name => name.replaceAll('-', '_')));
}

/** Kernel features for Cilium's routing and encryption modes (the same options as in Cilium's system requirements). */
export const modeFeatures = {
  vxlan: { name: 'VXLAN', parts: [{ option: 'VXLAN', module: 'vxlan' }] },
  geneve: { name: 'Geneve', parts: [{ option: 'GENEVE', module: 'geneve' }] },
  wireguard: { name: 'WireGuard', parts: [{ option: 'WIREGUARD', module: 'wireguard' }] },
  ipsec: {
    name: 'IPsec',
    parts: [
      { option: 'XFRM_USER', module: 'xfrm_user' },
      // Also selects the ciphers and modes that Cilium's keys use.
      { option: 'INET_ESP', module: 'esp4' }
    ]
  }
} as const satisfies Record<string, KernelFeature>;

/** Why a scenario cannot work on a kernel; `undefined` unless that is certain. */
export function kernelLack(kernel: Kernel, scenario: Scenario): string | undefined {
  const sentences = Object.entries(modeFeatures)
    .filter(([mode]) => mode === scenario.routing || mode === scenario.encryption)
    .map(([, feature]) => describeLack(kernel, feature))
    .filter(sentence => sentence !== undefined);
  return sentences.length === 0 ? undefined : sentences.join('; ');
}

function describeLack(kernel: Kernel, feature: KernelFeature): string | undefined {
  const lacking = lackingParts(kernel, feature);
  if (lacking.length === 0) return undefined;
  const modules = lacking.flatMap(({ module }) => module ?? []).join(', ');
  const options = lacking.map(({ option }) => `CONFIG_${option}`).join(', ');
  const built = lacking.every(({ option }) => kernel.options?.get(option) === 'm');
  return built
    ? `the kernel ${kernel.release} has ${feature.name} only as a module (${modules}), which is not installed (Ubuntu package linux-modules-extra-${kernel.release})`
    : `the kernel ${kernel.release} has no ${feature.name} (${options})`;
}
