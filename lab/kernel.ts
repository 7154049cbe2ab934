import { stat } from 'node:fs/promises';
import {
  modeFeatures,
  lackingParts,
  readKernel,
  type Kernel,
  type KernelFeature,
  type KernelPart
} from '../src/cluster/kernel.ts';
import { createFiles } from '../src/host/host.ts';

export interface Feature extends KernelFeature {
  why: string;
}

const part = (option: string, module?: string): KernelPart => (module === undefined ? { option } : { option, module });

/** Without these no cluster of the lab works. */
export const neededFeatures: readonly Feature[] = [
  {
    name: 'BPF',
    parts: [part('BPF_SYSCALL'), part('CGROUP_BPF'), part('NET_CLS_BPF', 'cls_bpf'), part('NET_CLS_ACT')],
    why: 'Cilium is made of BPF programs'
  },
  { name: 'BTF', parts: [part('DEBUG_INFO_BTF')], why: 'Cilium reads the types of the kernel from it' },
  { name: 'veth', parts: [part('VETH', 'veth')], why: 'pods and nodes are connected by it' },
  { name: 'bridge', parts: [part('BRIDGE', 'bridge')], why: 'the nodes are connected by it' },
  { name: 'overlayfs', parts: [part('OVERLAY_FS', 'overlay')], why: 'Docker and containerd keep images with it' },
  {
    name: 'iptables',
    parts: [
      part('NETFILTER_XT_NAT', 'xt_nat'),
      part('NETFILTER_XT_TARGET_MASQUERADE', 'xt_MASQUERADE'),
      part('NETFILTER_XT_MATCH_COMMENT', 'xt_comment'),
      part('NETFILTER_XT_MATCH_ADDRTYPE', 'xt_addrtype')
    ],
    why: 'Docker and Cilium write rules'
  }
];

/** Without these one of Cilium's modes is refused by its agents. */
export const optionalFeatures: readonly Feature[] = [
  { ...modeFeatures.vxlan, why: 'routing mode tunnel with VXLAN' },
  { ...modeFeatures.geneve, why: 'routing mode tunnel with Geneve' },
  { ...modeFeatures.wireguard, why: 'encryption by WireGuard' },
  { ...modeFeatures.ipsec, why: 'encryption by IPsec' },
  {
    name: 'TPROXY',
    parts: [part('NETFILTER_XT_TARGET_TPROXY', 'xt_TPROXY'), part('NETFILTER_XT_MATCH_SOCKET', 'xt_socket')],
    why: 'encryption by ztunnel'
  },
  { name: 'netem', parts: [part('NET_SCH_NETEM', 'sch_netem')], why: 'slowing the network by delay or loss, in tests' }
];

/** The running kernel; undefined where it does not tell what it is made of. */
export async function readRunningKernel(): Promise<Kernel | undefined> {
  const kernel = await readKernel(createFiles());
  return kernel.options === undefined ? undefined : kernel;
}

/** The features of a list that a kernel lacks. */
export function listLackingFeatures(features: readonly Feature[], kernel: Kernel): Feature[] {
  return features.filter(feature => lackingParts(kernel, feature).length > 0);
}

/** Whether the kernel publishes its types, whatever its configuration says. */
export async function hasTypes(): Promise<boolean> {
  return await stat('/sys/kernel/btf/vmlinux').then(
    () => true,
    () => false
  );
}
