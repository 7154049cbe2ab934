import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packLayer, readLayer, writeArchive, type Image } from '../archive.ts';
import { makeScratch, removeTree } from '../cache.ts';
import { runCommand } from '../command.ts';
import { labFolder } from '../folders.ts';
import type { Go } from '../go.ts';
import { packAgent, packOperator } from '../images/cilium-images.ts';
import { defaultPath, describeImages, type ImageParts } from '../images/images.ts';

const prefix = 'localhost/cilium-perf-gate-lab';

/** The images in the VM. The sandbox's name is also in guest/containerd.toml. */
export const vmImages = {
  agent: `${prefix}/vm-agent:1`,
  operator: `${prefix}/vm-operator:1`,
  test: `${prefix}/vm-test:1`,
  witness: `${prefix}/vm-witness:1`,
  ztunnel: `${prefix}/vm-ztunnel:1`,
  sandbox: `${prefix}/pause:1`
} as const;

export interface VmImagesInputs {
  go: Go;
  /** Folders in the cache: Debian's layers, Cilium's programs, the sandbox's program. */
  debian: string;
  cilium: string;
  nodePrograms: string;
  /** Cilium's Go module. */
  module: string;
}

/**
 * Writes an archive of the images that the lab builds, with one difference: the agent's compiler sends its work to this
 * machine.
 */
export async function writeVmImages(target: string, inputs: VmImagesInputs): Promise<void> {
  const own = await makeScratch('vm-layers');
  await packAgent(own, inputs.cilium, inputs.module);
  await packOperator(own, inputs.cilium);
  await packCompiler(join(own, 'compiler'), inputs.go);
  await packSandbox(join(own, 'sandbox'), inputs.nodePrograms);
  const parts = describeImages(own, inputs.debian);
  const image = async (name: string, { folders, config }: ImageParts): Promise<Image> => ({
    names: [name],
    layers: await Promise.all(folders.map(readLayer)),
    config
  });
  const { official } = parts;
  const sandbox = { folders: [join(own, 'sandbox')], config: { Env: [defaultPath], Entrypoint: ['/pause'] } };
  const images = [
    await image(vmImages.agent, { ...official, folders: [...official.folders, join(own, 'compiler')] }),
    await image(vmImages.operator, parts.operator),
    await image(vmImages.test, parts.test),
    await image(vmImages.witness, parts.witness),
    await image(vmImages.sandbox, sandbox)
  ];
  await writeArchive(images, target, await makeScratch('vm-archive'));
  await removeTree(own);
}

async function packCompiler(target: string, go: Go): Promise<void> {
  const folder = await makeScratch('vm-compiler');
  await mkdir(join(folder, 'usr/bin'), { recursive: true });
  const build = ['build', '-ldflags', '-s -w', '-o', join(folder, 'usr/bin/clang'), '.'];
  await runCommand(go.program, build, { folder: join(labFolder, 'vm/clang'), environment: go.environment });
  await packLayer(folder, target);
}

async function packSandbox(target: string, nodePrograms: string): Promise<void> {
  const folder = await makeScratch('vm-sandbox');
  await copyFile(join(nodePrograms, 'pause'), join(folder, 'pause'));
  await chmod(join(folder, 'pause'), 0o755);
  await packLayer(folder, target);
}
