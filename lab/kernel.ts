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

/** Features that every cluster of the lab requires. */
export const neededFeatures: readonly Feature[] = [
  {
    name: 'BPF',
    parts: [part('BPF_SYSCALL'), part('CGROUP_BPF'), part('NET_CLS_BPF', 'cls_bpf'), part('NET_CLS_ACT')],
    why: "Cilium's datapath consists of BPF programs"
  },
  { name: 'BTF', parts: [part('DEBUG_INFO_BTF')], why: 'Cilium reads kernel types from it' },
  { name: 'veth', parts: [part('VETH', 'veth')], why: 'it connects pods and nodes' },
  { name: 'bridge', parts: [part('BRIDGE', 'bridge')], why: 'it connects the nodes' },
  { name: 'overlayfs', parts: [part('OVERLAY_FS', 'overlay')], why: 'Docker and containerd store images with it' },
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

/** Features that a single Cilium mode requires. */
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

/** The running kernel; undefined if it does not expose its configuration. */
export async function readRunningKernel(): Promise<Kernel | undefined> {
  const kernel = await readKernel(createFiles());
  return kernel.options === undefined ? undefined : kernel;
}

/** Features that a kernel lacks. */
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
