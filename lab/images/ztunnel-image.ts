import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packLayer, readLayer, writeArchive } from '../archive.ts';
import { makeScratch } from '../cache.ts';
import { defaultPath } from './cilium-image.ts';

/** The image of a given ztunnel binary, on the same Debian as Cilium's: no bytes of it are stored twice in a node. */
export async function buildZtunnelImage(target: string, name: string, binary: string, root: string): Promise<void> {
  const folder = await makeScratch('ztunnel-layer');
  await mkdir(join(folder, 'usr/local/bin'), { recursive: true });
  const path = join(folder, 'usr/local/bin/ztunnel');
  await copyFile(binary, path);
  await chmod(path, 0o755);
  const layer = await makeScratch('ztunnel-packed');
  await packLayer(folder, layer);
  // The chart passes `proxy ztunnel` as arguments.
  const image = {
    names: [name],
    layers: [await readLayer(root), await readLayer(layer)],
    config: { Env: [defaultPath], Entrypoint: ['/usr/local/bin/ztunnel'] }
  };
  await writeArchive(image, target, await makeScratch('ztunnel-archive'));
}
