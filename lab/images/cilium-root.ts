import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { versions } from '../versions.ts';
import { buildDebian } from './debian.ts';

const packages = [
  // The agent compiles its BPF programs when it starts.
  `clang-${versions.clang}`,
  `llvm-${versions.clang}`,
  ...['bash', 'ca-certificates', 'iproute2', 'iptables', 'ipset', 'kmod', 'procps'],
  // The same image serves the measuring pods.
  ...['curl', 'iperf3', 'iputils-ping', 'jq', 'netperf', 'tcpdump']
];

/** What the Cilium image has beside Cilium. */
export async function buildCiliumRoot(folder: string, mirror: string): Promise<void> {
  // netperf's licence puts it into non-free.
  await buildDebian(folder, { mirror, packages, components: ['main', 'non-free'] });
  for (const name of ['clang', 'llc', 'llvm-objcopy', 'llvm-objdump', 'llvm-strip']) {
    await symlink(`${name}-${versions.clang}`, join(folder, 'usr/bin', name));
  }
}
