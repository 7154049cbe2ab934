import { symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findProgram, runCommand, tryCommand } from '../command.ts';
import { cacheFolder } from '../folders.ts';
import { compareVersions, type Go } from '../go.ts';
import { versions } from '../versions.ts';

/** A program that is compiled unless this machine has it. */
export interface Tool {
  name: 'kind' | 'helm';
  module: string;
  /** What the linker writes into it. */
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
    // Older versions write a containerd configuration that this node image does not read.
    accepts: version => compareVersions(version, '0.30.0') >= 0
  },
  {
    name: 'helm',
    module: `helm.sh/helm/v3/cmd/helm@v${versions.helm}`,
    // Without it, helm knows only its minor version.
    stamp: `-X helm.sh/helm/v3/internal/version.version=v${versions.helm}`,
    asks: ['version', '--short'],
    accepts: version => version.startsWith('3.') && compareVersions(version, '3.14.0') >= 0
  }
];

async function findTool(tool: Tool): Promise<string | undefined> {
  // If the lab is used by hand, its own tools are on PATH; they do not count as this machine's.
  const path = findProgram(tool.name, folder => folder.startsWith(cacheFolder()));
  if (path === undefined) return undefined;
  const version = /(\d+\.\d+\.\d+)/.exec((await tryCommand(path, tool.asks)).stdout)?.[1];
  return version !== undefined && tool.accepts(version) ? path : undefined;
}

/** Tools that are missing on this machine or have an unsuitable version. */
export async function listMissingTools(): Promise<Tool[]> {
  const found = await Promise.all(tools.map(findTool));
  return tools.filter((_, index) => found[index] === undefined);
}

/** Path of a tool: in the folder of compiled tools, or on this machine. */
export async function locateTool(name: Tool['name'], compiled: readonly string[], folder: string): Promise<string> {
  const tool = tools.find(candidate => candidate.name === name);
  const found = compiled.includes(name) || tool === undefined ? undefined : await findTool(tool);
  return found ?? join(folder, name);
}

/** Compiles tools as their own modules do, and adds kubectl. */
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
  // Relative, because both are entries of the same cache.
  await symlink(join('..', basename(kubernetesFolder), 'kubectl'), join(target, 'kubectl'));
}
