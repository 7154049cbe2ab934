import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../command.ts';

/** Where the agent writes headers, in its image and in the compiler's root. */
const stateFolderOfAgent = 'run/cilium';

/** Extracts the agent image's compiler with its libraries, and Cilium's BPF sources, where the agent has them. */
export async function buildCompilerRoot(target: string, debian: string, module: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const layer of ['base', 'agent'])
    await runCommand('tar', ['--extract', '--file', join(debian, layer, 'layer.tar'), '--directory', target]);
  await mkdir(join(target, stateFolderOfAgent), { recursive: true });
  await mkdir(join(target, 'var/lib/cilium'), { recursive: true });
  await runCommand('cp', ['-r', '--no-preserve=mode', join(module, 'bpf'), join(target, 'var/lib/cilium/bpf')]);
}
