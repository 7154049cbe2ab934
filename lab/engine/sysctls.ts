import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// Machine-wide settings changed by dockerd and, in the nodes, by systemd, the kubelet and the Cilium agent.
const names = [
  'net/ipv4/ip_forward',
  'net/ipv4/conf/all/forwarding',
  'net/ipv4/conf/default/forwarding',
  'net/ipv6/conf/all/forwarding',
  'net/ipv6/conf/default/forwarding',
  'net/ipv6/conf/all/disable_ipv6',
  'net/ipv6/conf/default/disable_ipv6',
  'net/bridge/bridge-nf-call-iptables',
  'net/bridge/bridge-nf-call-ip6tables',
  'net/core/bpf_jit_enable',
  'fs/file-max',
  'fs/nr_open',
  'fs/protected_fifos',
  'fs/protected_hardlinks',
  'fs/protected_regular',
  'fs/protected_symlinks',
  'kernel/core_pattern',
  'kernel/core_uses_pid',
  'kernel/keys/root_maxbytes',
  'kernel/keys/root_maxkeys',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/pid_max',
  'kernel/sysrq',
  'kernel/timer_migration',
  'kernel/unprivileged_bpf_disabled',
  'vm/overcommit_memory',
  'vm/panic_on_oom'
] as const;

export type Sysctls = Readonly<Record<string, string>>;

/** Values that a cluster may change. */
export async function readSysctls(): Promise<Sysctls> {
  const read = await Promise.all(
    names.map(
      async name =>
        [
          name,
          await readFile(join('/proc/sys', name), 'utf8').then(
            text => text.trim(),
            () => undefined
          )
        ] as const
    )
  );
  return Object.fromEntries(read.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Restores changed values; returns a line for each that it restored or could not restore. */
export async function restoreSysctls(before: Sysctls): Promise<string[]> {
  const now = await readSysctls();
  const done: string[] = [];
  for (const [name, value] of Object.entries(before)) {
    if (now[name] === undefined || now[name] === value) continue;
    const restored = await writeFile(join('/proc/sys', name), value).then(
      () => true,
      () => false
    );
    done.push(
      restored
        ? `restored ${name} to ${value}`
        : `cannot restore ${name} from ${now[name]} to ${value} before the next boot`
    );
  }
  return done;
}
