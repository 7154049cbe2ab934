import { gunzipSync } from 'node:zlib';
import type { Files } from '../host/ports.ts';
import type { Scenario } from '../model/scenario.ts';

/** What one kernel says of itself, as far as an unprivileged process can read it. What cannot be read is `undefined`. */
export interface Kernel {
  /** As `uname -r` prints it. */
  readonly release: string;
  /** Options of its configuration, without `CONFIG_`; those that are not set are absent. */
  readonly options: ReadonlyMap<string, 'y' | 'm'> | undefined;
  /** Modules that were compiled into it (modules.builtin). */
  readonly builtIn: ReadonlySet<string> | undefined;
  /** Modules that are installed for it, loaded or not (modules.dep). */
  readonly installed: ReadonlySet<string> | undefined;
  /** Modules that are loaded now. */
  readonly loaded: ReadonlySet<string>;
  /** It was told to load no further module until it boots again (sysctl kernel.modules_disabled). */
  readonly closed: boolean;
}

/** A part of a kernel: its option, and the module that it can be, if it can be one. */
export interface KernelPart {
  readonly option: string;
  readonly module?: string;
}

/** Something that needs parts of a kernel. */
export interface KernelFeature {
  readonly name: string;
  readonly parts: readonly KernelPart[];
}

/** Reads what the running kernel says. Nothing is loaded or tried, so it needs no rights and changes nothing. */
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
 * Whether a kernel certainly lacks a part. A module that is not loaded is no lack: the kernel loads it by itself when an
 * interface or a state of its kind is made. It is one when there is nothing to load, or nothing may be loaded.
 */
function lacks(kernel: Kernel, { option, module }: KernelPart): boolean {
  const { options, builtIn, installed, loaded, closed } = kernel;
  const setting = options?.get(option);
  if (setting === 'y') return false;
  if (module === undefined) return options !== undefined && setting === undefined;
  if (loaded.has(module) || builtIn?.has(module) === true) return false;
  // Whether it is compiled in is known by the configuration or by the list of such modules.
  if (options === undefined && builtIn === undefined) return false;
  if (closed) return true;
  // Also found where the configuration does not name it: a module can be built apart from its kernel.
  if (installed !== undefined) return !installed.has(module);
  return options !== undefined && setting === undefined;
}

/** The parts of a feature that a kernel certainly lacks. */
export function lackingParts(kernel: Kernel, { parts }: KernelFeature): readonly KernelPart[] {
  return parts.filter(part => lacks(kernel, part));
}

/** The options that a kernel configuration sets, built in (`y`) or as a module (`m`). */
export function parseKernelConfig(text: string): ReadonlyMap<string, 'y' | 'm'> {
  return new Map([...text.matchAll(/^CONFIG_(\w+)=([ym])$/gm)].map(match => [match[1] ?? '', match[2] as 'y' | 'm']));
}

/** The kernel's own copy of its configuration, then where distributions put it. */
async function readOptions(files: Pick<Files, 'readBytes'>, release: string): Promise<Kernel['options']> {
  for (const path of ['/proc/config.gz', `/boot/config-${release}`, `/lib/modules/${release}/config`]) {
    const bytes = await files.readBytes(path).catch(() => undefined);
    if (bytes === undefined) continue;
    return parseKernelConfig(Buffer.from(path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  }
  return undefined;
}

/** Names of modules from lines such as `kernel/drivers/net/vxlan/vxlan.ko.zst: kernel/net/ipv4/udp_tunnel.ko.zst`. */
function moduleFiles(text: string): ReadonlySet<string> {
  const names = [...text.matchAll(/^[^:\n]*?([^/:\n]+)\.ko(?:\.\w+)?(?::|$)/gm)];
  return new Set(names.map(match => (match[1] ?? '').replaceAll('-', '_')));
}

/** What a kernel needs for Cilium's routing and encryption modes (Cilium's system requirements name the same options). */
export const modeFeatures = {
  vxlan: { name: 'VXLAN', parts: [{ option: 'VXLAN', module: 'vxlan' }] },
  geneve: { name: 'Geneve', parts: [{ option: 'GENEVE', module: 'geneve' }] },
  wireguard: { name: 'WireGuard', parts: [{ option: 'WIREGUARD', module: 'wireguard' }] },
  ipsec: {
    name: 'IPsec',
    parts: [
      { option: 'XFRM_USER', module: 'xfrm_user' },
      // It selects the ciphers and modes that Cilium's keys name.
      { option: 'INET_ESP', module: 'esp4' }
    ]
  }
} as const satisfies Record<string, KernelFeature>;

/** Why a scenario cannot work on a kernel, or `undefined` when nothing certain speaks against it. */
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
    return `the kernel ${kernel.release} has not loaded ${feature.name} (${modules}) and was told to load no further module (kernel.modules_disabled)`;
  }
  const built = lacking.every(({ option }) => kernel.options?.get(option) === 'm');
  return built
    ? `the kernel ${kernel.release} has ${feature.name} as a module (${modules}) that is not installed (Ubuntu has it in linux-modules-extra-${kernel.release})`
    : `the kernel ${kernel.release} has no ${feature.name} (${options})`;
}
