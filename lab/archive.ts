import { createHash } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from './cache.ts';
import { runCommand } from './command.ts';
import { goArchitecture } from './go.ts';

/** A tar of files and its SHA-256, by which images refer to it. */
export interface Layer {
  file: string;
  sha256: string;
}

export interface Image {
  names: string[];
  layers: Layer[];
  config: ImageConfig;
}

interface ImageConfig {
  Env?: string[];
  Entrypoint?: string[];
  Cmd?: string[];
  StopSignal?: string;
  WorkingDir?: string;
}

/** Packs a folder into <target>/layer.tar. */
export async function packLayer(folder: string, target: string, paths: readonly string[] = ['.']): Promise<void> {
  await mkdir(target, { recursive: true });
  const file = join(target, 'layer.tar');
  const log = join(target, 'tar.log');
  await runCommand(
    'tar',
    ['--create', '--file', file, '--numeric-owner', '--sort=name', '--format=gnu', '--directory', folder, ...paths],
    { logFile: log }
  );
  await rm(log, { force: true });
  await writeFile(join(target, 'layer.sha256'), await hashFile(file));
}

/** Reads what packLayer wrote. */
export async function readLayer(folder: string): Promise<Layer> {
  return { file: join(folder, 'layer.tar'), sha256: await readFile(join(folder, 'layer.sha256'), 'utf8') };
}

/** The configuration of an image, as stored in its archive. */
export function describeImage(image: Image): string {
  return JSON.stringify({
    architecture: goArchitecture(),
    os: 'linux',
    config: image.config,
    rootfs: { type: 'layers', diff_ids: image.layers.map(({ sha256 }) => `sha256:${sha256}`) },
    history: image.layers.map(() => ({ created_by: 'cilium-perf-gate lab' }))
  });
}

/** Writes images like `docker save`, without a Docker engine. Shared layers are stored once. */
export async function writeArchive(images: readonly Image[], target: string, scratch: string): Promise<void> {
  const files = new Set(['manifest.json']);
  const manifest: unknown[] = [];
  for (const image of images) {
    const config = describeImage(image);
    const configName = `${createHash('sha256').update(config).digest('hex')}.json`;
    await writeFile(join(scratch, configName), config);
    files.add(configName);
    const layerNames = image.layers.map(({ sha256 }) => `${sha256}/layer.tar`);
    manifest.push({ Config: configName, RepoTags: image.names, Layers: layerNames });
    for (const [index, { file, sha256 }] of image.layers.entries()) {
      const name = layerNames[index] ?? '';
      if (files.has(name)) continue;
      await mkdir(join(scratch, sha256), { recursive: true });
      await link(file, join(scratch, name));
      files.add(name);
    }
  }
  await writeFile(join(scratch, 'manifest.json'), JSON.stringify(manifest));
  await runCommand('tar', ['--create', '--file', target, '--directory', scratch, ...files]);
}
