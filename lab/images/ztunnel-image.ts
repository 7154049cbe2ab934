import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packLayer, readLayer, writeArchive } from '../archive.ts';
import { makeScratch } from '../cache.ts';
import { imageLayers } from './contents.ts';
import { defaultPath } from './images.ts';

/** Builds the image of a given ztunnel binary, without a shell or other programs, like the original. */
export async function buildZtunnelImage(target: string, name: string, binary: string, debian: string): Promise<void> {
  const folder = await makeScratch('ztunnel-layer');
  await mkdir(join(folder, 'usr/local/bin'), { recursive: true });
  const path = join(folder, 'usr/local/bin/ztunnel');
  await copyFile(binary, path);
  await chmod(path, 0o755);
  const packed = await makeScratch('ztunnel-packed');
  await packLayer(folder, packed);
  const below = await Promise.all(imageLayers.ztunnel.map(async layer => await readLayer(join(debian, layer))));
  // The chart passes `proxy ztunnel` as arguments.
  const image = {
    names: [name],
    layers: [...below, await readLayer(packed)],
    config: { Env: [defaultPath], Entrypoint: ['/usr/local/bin/ztunnel'] }
  };
  await writeArchive([image], target, await makeScratch('ztunnel-archive'));
}
