import { readFile, stat } from 'node:fs/promises';
import { release } from 'node:os';
import { gunzipSync } from 'node:zlib';

export interface Feature {
  name: string;
  options: readonly string[];
  why: string;
}

/** Without these no cluster of the lab works. */
export const neededFeatures: readonly Feature[] = [
  {
    name: 'BPF',
    options: ['BPF_SYSCALL', 'CGROUP_BPF', 'NET_CLS_BPF', 'NET_CLS_ACT'],
    why: 'Cilium is made of BPF programs'
  },
  { name: 'BTF', options: ['DEBUG_INFO_BTF'], why: 'Cilium reads the types of the kernel from it' },
  { name: 'veth', options: ['VETH'], why: 'pods and nodes are connected by it' },
  { name: 'bridge', options: ['BRIDGE'], why: 'the nodes are connected by it' },
  { name: 'overlayfs', options: ['OVERLAY_FS'], why: 'Docker and containerd keep images with it' },
  {
    name: 'iptables',
    options: [
      'NETFILTER_XT_NAT',
      'NETFILTER_XT_TARGET_MASQUERADE',
      'NETFILTER_XT_MATCH_COMMENT',
      'NETFILTER_XT_MATCH_ADDRTYPE'
    ],
    why: 'Docker and Cilium write rules'
  }
];

/** Without these one of Cilium's modes is refused by its agents. */
export const optionalFeatures: readonly Feature[] = [
  { name: 'VXLAN', options: ['VXLAN'], why: 'routing mode tunnel with VXLAN' },
  { name: 'Geneve', options: ['GENEVE'], why: 'routing mode tunnel with Geneve' },
  { name: 'WireGuard', options: ['WIREGUARD'], why: 'encryption by WireGuard' },
  { name: 'ESP', options: ['INET_ESP', 'XFRM_USER', 'CRYPTO_GCM'], why: 'encryption by IPsec' },
  {
    name: 'TPROXY',
    options: ['NETFILTER_XT_TARGET_TPROXY', 'NETFILTER_XT_MATCH_SOCKET'],
    why: 'encryption by ztunnel'
  },
  { name: 'netem', options: ['NET_SCH_NETEM'], why: 'slowing the network by delay or loss, in tests' }
];

/** The options that a kernel configuration sets, built in or as a module. */
export function parseKernelConfig(text: string): Set<string> {
  const set = new Set<string>();
  for (const match of text.matchAll(/^CONFIG_(\w+)=[ym]$/gm)) if (match[1] !== undefined) set.add(match[1]);
  return set;
}

/** The running kernel's options; undefined where no configuration can be read. */
export async function readKernelOptions(): Promise<Set<string> | undefined> {
  for (const path of ['/proc/config.gz', `/boot/config-${release()}`]) {
    const content = await readFile(path).catch(() => undefined);
    if (content !== undefined)
      return parseKernelConfig((path.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8'));
  }
  return undefined;
}

/** The features of a list that a kernel lacks. */
export function listLackingFeatures(features: readonly Feature[], options: ReadonlySet<string>): Feature[] {
  return features.filter(feature => feature.options.some(option => !options.has(option)));
}

/** Whether the kernel publishes its types, whatever its configuration says. */
export async function hasTypes(): Promise<boolean> {
  return await stat('/sys/kernel/btf/vmlinux').then(
    () => true,
    () => false
  );
}
