import { chmod, copyFile, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../cache.ts';
import { buildDebian, runInside } from './debian.ts';

const packages = [
  ...['systemd', 'dbus', 'containerd', 'runc', 'containernetworking-plugins'],
  ...[
    'conntrack',
    'iptables',
    'nftables',
    'iproute2',
    'ethtool',
    'util-linux',
    'mount',
    'kmod',
    'ipset',
    'socat',
    'ebtables'
  ],
  ...['pigz', 'e2fsprogs', 'bash', 'ca-certificates', 'curl', 'jq', 'procps', 'tcpdump']
];

// Pruned like in kind's Dockerfile: these folders determine what systemd starts at boot.
const bootFolders: readonly (readonly [string, RegExp])[] = [
  ['lib/systemd/system/sysinit.target.wants', /^systemd-tmpfiles-setup\.service$/],
  ['lib/systemd/system/multi-user.target.wants', /./],
  ['lib/systemd/system/local-fs.target.wants', /./],
  ['lib/systemd/system/sockets.target.wants', /udev|initctl/],
  ['lib/systemd/system/basic.target.wants', /./]
];

const enabledUnits = ['kubelet.service', 'containerd.service', 'undo-mount-hacks.service'];

// A cluster with a StorageClass needs no provisioner as long as nothing claims storage.
const storageManifest = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: standard
  annotations:
    storageclass.kubernetes.io/is-default-class: "true"
provisioner: kubernetes.io/no-provisioner
volumeBindingMode: WaitForFirstConsumer
`;

/** Builds a node without Kubernetes: Debian, systemd, containerd, and what kind adds to every node. */
export async function buildNodeRoot(
  folder: string,
  mirror: string,
  kindModule: string,
  nodePrograms: string
): Promise<void> {
  await buildDebian(folder, { mirror, packages, components: ['main'] });
  await copyKindFiles(join(kindModule, 'images/base/files'), folder);
  await pruneBoot(folder);
  await adaptToMachine(folder);
  await installRuntime(folder, nodePrograms);
  await mkdir(join(folder, 'kind/manifests'), { recursive: true });
  await writeFile(join(folder, 'kind/manifests/default-storage.yaml'), storageManifest);
  // kind reads it even if the cluster's configuration disables it.
  await writeFile(join(folder, 'kind/manifests/default-cni.yaml'), '');
}

async function copyKindFiles(source: string, folder: string): Promise<void> {
  await cp(source, folder, { recursive: true, force: true });
  // Files in the Go module cache are read-only and not executable.
  for (const name of await readdir(source, { recursive: true, withFileTypes: true })) {
    const path = join(name.parentPath, name.name).replace(source, folder);
    await chmod(path, name.isDirectory() || /\/bin\/[^/]+$/.test(path) ? 0o755 : 0o644);
  }
}

async function pruneBoot(folder: string): Promise<void> {
  for (const [path, pattern] of bootFolders) {
    for (const name of await readdir(join(folder, path)).catch(() => [])) {
      if (pattern.test(name)) await rm(join(folder, path, name), { recursive: true });
    }
  }
  const units = join(folder, 'etc/systemd/system');
  for (const name of await readdir(units)) {
    if (name.endsWith('.wants')) await rm(join(units, name), { recursive: true });
  }
  await mkdir(join(units, 'multi-user.target.wants'));
  for (const unit of enabledUnits)
    await symlink(`/etc/systemd/system/${unit}`, join(units, 'multi-user.target.wants', unit));
  // It would register formats with the kernel, which all containers share.
  await symlink('/dev/null', join(units, 'systemd-binfmt.service'));
  await writeFile(join(folder, 'etc/systemd/journald.conf'), '[Journal]\nReadKMsg=no\n');
  if (!(await exists(join(folder, 'sbin/init')))) await symlink('/usr/lib/systemd/systemd', join(folder, 'sbin/init'));
  await rm(join(folder, 'etc/machine-id'), { force: true });
  await writeFile(join(folder, 'etc/machine-id'), '');
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${path} is not as this version of kind had it: nothing to change`);
  await writeFile(path, after);
}

/**
 * Adapts what kind's files do but some machines do not allow: raising limits, lowering OOM scores, mounting every
 * cgroup controller.
 */
async function adaptToMachine(folder: string): Promise<void> {
  await edit(join(folder, 'etc/systemd/system/containerd.service'), text =>
    text.replaceAll(/^(OOMScoreAdjust|Limit\w+)=.*\n/gm, '')
  );
  await edit(join(folder, 'etc/containerd/config.toml'), text =>
    text.replace('restrict_oom_score_adj = false', 'restrict_oom_score_adj = true')
  );
  await edit(join(folder, 'usr/local/bin/entrypoint'), hideUnmountedControllers);
}

/**
 * systemd mounts each controller listed in /proc/cgroups. On cgroup v1, those of hierarchy 0 are not mounted on the
 * host, and mounting them here would change the host's hierarchies.
 */
export function hideUnmountedControllers(entrypoint: string): string {
  const addition = `hide_unmounted_controllers() {
  if [[ -f /sys/fs/cgroup/cgroup.controllers ]] || ! awk '!/^#/ && $2 == 0 {found=1} END {exit !found}' /proc/cgroups; then
    return
  fi
  awk '/^#/ || $2 != 0' /proc/cgroups > /kind/mounted-cgroups
  mount --bind /kind/mounted-cgroups /proc/cgroups
}

`;
  const start = /^# validate state$/m;
  const call = /^fix_cgroup$/m;
  if (!start.test(entrypoint) || !call.test(entrypoint)) return entrypoint;
  return entrypoint
    .replace(start, () => `${addition}# validate state`)
    .replace(call, 'fix_cgroup\nhide_unmounted_controllers');
}

async function installRuntime(folder: string, nodePrograms: string): Promise<void> {
  const local = join(folder, 'usr/local');
  for (const name of ['containerd', 'ctr', 'containerd-shim-runc-v2'])
    await symlink(`/usr/bin/${name}`, join(local, 'bin', name));
  await mkdir(join(local, 'sbin'), { recursive: true });
  await copyFile(join(nodePrograms, 'runc'), join(local, 'sbin/runc'));
  await chmod(join(local, 'sbin/runc'), 0o755);
  const plugins = join(folder, 'opt/cni/bin');
  await mkdir(plugins, { recursive: true });
  for (const name of ['host-local', 'loopback', 'portmap', 'ptp'])
    await copyFile(join(folder, 'usr/lib/cni', name), join(plugins, name));
  await mkdir(join(folder, 'etc/kubernetes/manifests'), { recursive: true });
  const specification = JSON.parse(await runInside(folder, 'ctr', ['oci', 'spec'])) as ContainerSpecification;
  specification.hooks ??= {};
  specification.hooks.createContainer = [
    ...(specification.hooks.createContainer ?? []),
    { path: '/kind/bin/mount-product-files.sh' }
  ];
  delete specification.process.rlimits;
  await writeFile(join(folder, 'etc/containerd/cri-base.json'), JSON.stringify(specification, undefined, 2));
}

interface ContainerSpecification {
  process: { rlimits?: unknown };
  hooks?: { createContainer?: { path: string }[] };
}
