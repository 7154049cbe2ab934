import { gunzipSync } from 'node:zlib';
import type { Files } from '../host/ports.ts';
import type { Scenario } from '../model/scenario.ts';

/** Facts about a kernel that an unprivileged process can read. `undefined` if unreadable. */
export interface Kernel {
  /** As `uname -r` prints it. */
  readonly release: string;
  /** Options of its configuration, without `CONFIG_`; unset options are absent. */
  readonly options: ReadonlyMap<string, 'y' | 'm'> | undefined;
  /** Built-in modules (modules.builtin). */
  readonly builtIn: ReadonlySet<string> | undefined;
  /** Installed modules, loaded or not (modules.dep). */
  readonly installed: ReadonlySet<string> | undefined;
  /** Loaded modules. */
  readonly loaded: ReadonlySet<string>;
  /** Whether loading modules is disabled until reboot (sysctl kernel.modules_disabled). */
  readonly closed: boolean;
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
  const folder = `/lib/modules/${release}`;
  const [options, builtIn, installed, loaded, disabled] = await Promise.all([
    readOptions(files, release),
    read(`${folder}/modules.builtin`),
    read(`${folder}/modules.dep`),
    read('/proc/modules'),
    read('/proc/sys/kernel/modules_disabled')
  ]);
  return {
    release,
    options,
    builtIn: builtIn === undefined ? undefined : moduleFiles(builtIn),
    installed: installed === undefined ? undefined : moduleFiles(installed),
    loaded: new Set((loaded ?? '').split('\n').map(line => line.split(' ')[0] ?? '')),
    closed: disabled?.trim() === '1'
  };
}

/**
 * Whether a kernel certainly lacks a part. An unloaded module does not count as missing, because the kernel loads it
 * when needed; a module that is not installed, or that may not be loaded, does.
 */
function lacks(kernel: Kernel, { option, module }: KernelPart): boolean {
  const { options, builtIn, installed, loaded, closed } = kernel;
  const setting = options?.get(option);
  if (setting === 'y') return false;
  if (module === undefined) return options !== undefined && setting === undefined;
  if (loaded.has(module) || builtIn?.has(module) === true) return false;
  // Only the configuration or the list of built-in modules shows whether it is built in.
  if (options === undefined && builtIn === undefined) return false;
  if (closed) return true;
  // Checked regardless of the configuration, because a module can be built separately.
  if (installed !== undefined) return !installed.has(module);
  return options !== undefined && setting === undefined;
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
  const names = [...text.matchAll(/^[^:\n]*?([^/:\n]+)\.ko(?:\.\w+)?(?::|$)/gm)];
  return new Set(names.map(match => (match[1] ?? '').replaceAll('-', '_')));
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
  if (kernel.closed) {
    return `the kernel ${kernel.release} cannot load ${feature.name} (${modules}) because loading modules is disabled (kernel.modules_disabled)`;
  }
  const built = lacking.every(({ option }) => kernel.options?.get(option) === 'm');
  return built
    ? `the kernel ${kernel.release} has ${feature.name} only as a module (${modules}), which is not installed (Ubuntu package linux-modules-extra-${kernel.release})`
    : `the kernel ${kernel.release} has no ${feature.name} (${options})`;
}
