import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// What dockerd, and in the nodes systemd, the kubelet and the Cilium agent, set for the whole machine.
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

/** The values that a cluster might change. */
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

/** Puts back what differs; gives what it changed or could not change. */
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
        ? `${name} is ${value} again`
        : `${name} stays ${now[name]}, it was ${value}: the kernel takes that back only at its next start`
    );
  }
  return done;
}
