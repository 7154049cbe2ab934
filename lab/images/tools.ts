import { symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findProgram, runCommand, tryCommand } from '../command.ts';
import { cacheFolder } from '../folders.ts';
import { compareVersions, type Go } from '../go.ts';
import { versions } from '../versions.ts';

/** A program that this machine may have already, else it is compiled. */
export interface Tool {
  name: 'kind' | 'helm';
  module: string;
  /** What the linker has to write into it. */
  stamp: string;
  asks: readonly string[];
  accepts: (version: string) => boolean;
}

const tools: readonly Tool[] = [
  {
    name: 'kind',
    module: `sigs.k8s.io/kind@v${versions.kind}`,
    stamp: '',
    asks: ['version', '--quiet'],
    // Older ones write a containerd configuration that this node image does not read.
    accepts: version => compareVersions(version, '0.30.0') >= 0
  },
  {
    name: 'helm',
    module: `helm.sh/helm/v3/cmd/helm@v${versions.helm}`,
    // Without it helm knows its minor version only.
    stamp: `-X helm.sh/helm/v3/internal/version.version=v${versions.helm}`,
    asks: ['version', '--short'],
    accepts: version => version.startsWith('3.') && compareVersions(version, '3.14.0') >= 0
  }
];

async function findTool(tool: Tool): Promise<string | undefined> {
  // Who uses the lab by hand has its own tools on PATH; they are not this machine's.
  const path = findProgram(tool.name, folder => folder.startsWith(cacheFolder()));
  if (path === undefined) return undefined;
  const version = /(\d+\.\d+\.\d+)/.exec((await tryCommand(path, tool.asks)).stdout)?.[1];
  return version !== undefined && tool.accepts(version) ? path : undefined;
}

/** The tools that this machine lacks, or has in a version that will not do. */
export async function listMissingTools(): Promise<Tool[]> {
  const found = await Promise.all(tools.map(findTool));
  return tools.filter((_, index) => found[index] === undefined);
}

/** Where a tool is: in the folder of those that were compiled, else on this machine. */
export async function locateTool(name: Tool['name'], compiled: readonly string[], folder: string): Promise<string> {
  const tool = tools.find(candidate => candidate.name === name);
  const found = compiled.includes(name) || tool === undefined ? undefined : await findTool(tool);
  return found ?? join(folder, name);
}

/** Compiles tools as their own modules do, and puts kubectl beside them. */
export async function installTools(
  go: Go,
  target: string,
  missing: readonly Tool[],
  kubernetesFolder: string
): Promise<void> {
  for (const { module, stamp } of missing) {
    const environment = { ...go.environment, GOBIN: target };
    await runCommand(go.program, ['install', '-ldflags', `-s -w ${stamp}`, module], { environment });
  }
  // Relative, since both are entries of the same cache.
  await symlink(join('..', basename(kubernetesFolder), 'kubectl'), join(target, 'kubectl'));
}
