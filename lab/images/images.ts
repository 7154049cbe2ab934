import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imagePrograms } from '../../src/kubernetes/programs.ts';
import { readLayer, writeArchive, type Image } from '../archive.ts';
import { makeScratch, removeTree } from '../cache.ts';
import { packAgent, packOperator } from './cilium-images.ts';
import { describeContents, imageLayers, type ImageName } from './contents.ts';
import { findUnnamed, listPrograms } from './program-list.ts';

export const defaultPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The images of every lab, by purpose. The operator's image runs only the operator. */
export const builtImages = ['official', 'distroless', 'operator', 'test', 'witness'] as const;
export type BuiltImage = (typeof builtImages)[number];

export interface ImagesInputs {
  names: Readonly<Record<BuiltImage, string>>;
  /** What buildDebianLayers wrote. */
  debian: string;
  programs: string;
  module: string;
}

/** What an image is made of: folders of its layers, from the lowest. */
export interface ImageParts {
  readonly folders: readonly string[];
  readonly config: Image['config'];
}

/** The parts of each image. `own` contains what packAgent and packOperator wrote, `debian` what buildDebianLayers did. */
export function describeImages(own: string, debian: string): Readonly<Record<BuiltImage, ImageParts>> {
  const environment = { Env: [defaultPath] };
  const agent = {
    Env: [defaultPath, 'HUBBLE_SERVER=unix:///var/run/cilium/hubble.sock'],
    Cmd: ['/usr/bin/cilium-dbg'],
    WorkingDir: '/home/cilium'
  };
  const folders = (name: ImageName): string[] => imageLayers[name].map(layer => join(debian, layer));
  return {
    official: { folders: [...folders('official'), join(own, 'agent')], config: agent },
    distroless: { folders: [...folders('distroless'), join(own, 'agent')], config: agent },
    operator: { folders: [join(own, 'operator')], config: environment },
    test: { folders: folders('test'), config: { ...environment, Cmd: ['bash'] } },
    witness: { folders: folders('witness'), config: { ...environment, Cmd: ['sh'] } }
  };
}

/** Writes <target>/images.tar with all of them, and <target>/programs.json with the programs on the PATH of each. */
export async function buildImageArchive(target: string, inputs: ImagesInputs): Promise<void> {
  const own = await makeScratch('cilium-layers');
  await packAgent(own, inputs.programs, inputs.module);
  await packOperator(own, inputs.programs);
  const parts = describeImages(own, inputs.debian);
  const images: Image[] = [];
  const programs: Record<string, readonly string[]> = {};
  for (const name of builtImages) {
    const layers = await Promise.all(parts[name].folders.map(readLayer));
    images.push({ names: [inputs.names[name]], layers, config: parts[name].config });
    programs[name] = await listPrograms(layers);
  }
  await checkPrograms(programs, inputs.debian);
  await writeFile(join(target, 'programs.json'), JSON.stringify(programs, undefined, 2));
  await writeArchive(images, join(target, 'images.tar'), await makeScratch('images-archive'));
  await removeTree(own);
}

/** Kind of each image in the program. */
const kinds = { official: 'agent', distroless: 'agent', test: 'test', witness: 'witness' } as const;

/**
 * With more programs than its original, an image would hide mistakes that every user meets. With fewer than the program
 * needs, nothing could be tested.
 */
async function checkPrograms(programs: Readonly<Record<string, readonly string[]>>, debian: string): Promise<void> {
  const packages = JSON.parse(await readFile(join(debian, 'packages.json'), 'utf8')) as Record<string, string[]>;
  for (const name of ['official', 'distroless', 'test', 'witness'] as const) {
    const unnamed = findUnnamed(programs[name] ?? [], describeContents(name), packages);
    if (unnamed.length > 0)
      throw new Error(
        `the image ${name} has programs that lab/images/contents.ts does not name: ${unnamed.join(', ')}; take them out, or name them there and in docs/images.md if the original image has them`
      );
  }
  for (const [name, kind] of Object.entries(kinds)) {
    const missing = imagePrograms[kind].programs.filter(program => !programs[name]?.includes(program));
    if (missing.length > 0)
      throw new Error(
        `the image ${name} lacks programs that src/kubernetes/programs.ts relies on: ${missing.join(', ')}`
      );
  }
}
