import { mkdir, rename, rmdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ciliumModule, ciliumVersion } from '../cilium-version.ts';
import { runCommand } from '../command.ts';
import { labFolder } from '../folders.ts';
import type { Go } from '../go.ts';
import { versions } from '../versions.ts';

const module = 'github.com/cilium/cilium';

/** Cilium's packages and the names of their programs, by target image or folder. */
export const ciliumPrograms = {
  agent: {
    daemon: 'cilium-agent',
    'cilium-dbg': 'cilium-dbg',
    'cilium-health': 'cilium-health',
    'cilium-health/responder': 'cilium-health-responder',
    'tools/mount': 'cilium-mount',
    'tools/sysctlfix': 'cilium-sysctlfix'
  },
  plugin: { 'plugins/cilium-cni': 'cilium-cni' },
  operator: { operator: 'cilium-operator-generic' }
} as const;

/** The names by which the single Kubernetes program is called. */
export const kubernetesPrograms = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kubeadm',
  'kubectl',
  'etcd'
] as const;

async function build(
  go: Go,
  folder: string,
  flags: readonly string[],
  output: string,
  packages: readonly string[]
): Promise<void> {
  await runCommand(go.program, ['build', ...flags, '-o', output, ...packages], {
    folder: join(labFolder, folder),
    environment: go.environment
  });
}

/** Builds all Kubernetes programs as one, which acts by the name it is called with. */
export async function buildKubernetes(go: Go, target: string): Promise<void> {
  const [major = '', minor = ''] = versions.kubernetes.split('.');
  // kubeadm and Cilium read the version set here.
  const stamps = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap(name => [
    `-X ${name}.gitVersion=v${versions.kubernetes}`,
    `-X ${name}.gitMajor=${major}`,
    `-X ${name}.gitMinor=${minor}`,
    `-X ${name}.gitTreeState=clean`
  ]);
  await build(go, 'kubernetes', ['-ldflags', ['-s', '-w', ...stamps].join(' ')], join(target, 'kubernetes'), ['.']);
  for (const name of kubernetesPrograms) await symlink('kubernetes', join(target, name));
}

/** Builds Cilium's programs together, so that shared code is compiled once. */
export async function buildCilium(go: Go, target: string): Promise<void> {
  // `cilium-dbg version` and the operator split this at spaces and expect a revision and a date.
  const version = `${ciliumVersion()} lab 1970-01-01T00:00:00+00:00`;
  const flags = [
    '-tags',
    'osusergo,ipam_provider_operator',
    '-ldflags',
    `-s -w -X '${module}/pkg/version.ciliumVersion=${version}'`
  ];
  const programs: Readonly<Record<string, string>> = {
    ...ciliumPrograms.agent,
    ...ciliumPrograms.plugin,
    ...ciliumPrograms.operator
  };
  const built = join(target, 'built');
  await mkdir(built, { recursive: true });
  await build(
    go,
    ciliumModule(),
    flags,
    `${built}/`,
    Object.keys(programs).map(path => `${module}/${path}`)
  );
  for (const [path, name] of Object.entries(programs))
    await rename(join(built, path.slice(path.lastIndexOf('/') + 1)), join(target, name));
  await rmdir(built);
}

/** Builds the pod sandbox's program and the runc wrapper. */
export async function buildNodePrograms(go: Go, target: string): Promise<void> {
  await build(go, 'node', ['-ldflags', '-s -w'], `${target}/`, ['./pause', './runc']);
}
