import { chmod, copyFile, link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packLayer, readLayer, writeArchive, type Image } from '../archive.ts';
import { makeScratch, removeTree } from '../cache.ts';
import { runCommand } from '../command.ts';
import { versions } from '../versions.ts';
import { importImages } from './image-store.ts';
import { defaultPath } from './images.ts';
import { kubernetesPrograms } from './programs.ts';
import { buildZtunnelImage } from './ztunnel-image.ts';

const registry = 'registry.k8s.io';
// What this version of kubeadm requires, and the sandbox image in kind's containerd configuration.
const etcdTag = '3.6.5-0';
const pauseTags = ['3.10', '3.10.1'];

export interface NodeImageInputs {
  name: string;
  root: string;
  kubernetes: string;
  nodePrograms: string;
  /** What buildDebianLayers wrote. */
  debian: string;
  /** What buildImageArchive wrote. */
  images: string;
  ztunnel: { name: string; binary: string } | undefined;
}

/** Builds kind's node image with all images that the cluster needs: <target>/image.tar. */
export async function buildNodeImage(target: string, inputs: NodeImageInputs): Promise<void> {
  await packPrograms(join(target, 'programs'), inputs);
  await packContents(join(target, 'contents'), await collectArchives(inputs), inputs.root);
  const image: Image = {
    names: [inputs.name],
    layers: [
      await readLayer(inputs.root),
      await readLayer(join(target, 'programs')),
      await readLayer(join(target, 'contents'))
    ],
    config: {
      Env: [defaultPath, 'container=docker'],
      Entrypoint: ['/usr/local/bin/entrypoint', '/sbin/init'],
      // systemd exits on this signal; on SIGTERM, it would re-execute itself.
      StopSignal: 'SIGRTMIN+3'
    }
  };
  await writeArchive([image], join(target, 'image.tar'), await makeScratch('node-archive'));
  // From here on, only the archive is needed.
  await removeTree(join(target, 'programs'));
  await removeTree(join(target, 'contents'));
}

async function packPrograms(target: string, inputs: NodeImageInputs): Promise<void> {
  const folder = await makeScratch('node-programs-layer');
  await mkdir(join(folder, 'usr/bin'), { recursive: true });
  await mkdir(join(folder, 'kind'), { recursive: true });
  await copyFile(join(inputs.kubernetes, 'kubernetes'), join(folder, 'usr/bin/kubernetes'));
  await chmod(join(folder, 'usr/bin/kubernetes'), 0o755);
  for (const name of ['kubelet', 'kubeadm', 'kubectl']) await symlink('kubernetes', join(folder, 'usr/bin', name));
  await writeFile(join(folder, 'kind/version'), `v${versions.kubernetes}`);
  await packLayer(folder, target);
}

async function collectArchives(inputs: NodeImageInputs): Promise<string[]> {
  const folder = await makeScratch('node-images');
  const archives: string[] = [];
  const add = async (name: string, write: (target: string) => Promise<void>): Promise<void> => {
    const target = join(folder, `${name}.tar`);
    await write(target);
    archives.push(target);
  };

  const programs = await makeScratch('static-pods');
  await mkdir(join(programs, 'usr/local/bin'), { recursive: true });
  await copyFile(join(inputs.kubernetes, 'kubernetes'), join(programs, 'usr/local/bin/kubernetes'));
  await chmod(join(programs, 'usr/local/bin/kubernetes'), 0o755);
  for (const name of kubernetesPrograms) await symlink('kubernetes', join(programs, 'usr/local/bin', name));
  await add('kubernetes', async target => {
    const servers = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
      name => `${registry}/${name}:v${versions.kubernetes}`
    );
    await writeSingleLayer(target, programs, {
      names: [...servers, `${registry}/etcd:${etcdTag}`],
      config: { Env: [defaultPath] }
    });
  });

  const pause = await makeScratch('pause');
  await copyFile(join(inputs.nodePrograms, 'pause'), join(pause, 'pause'));
  await chmod(join(pause, 'pause'), 0o755);
  await add('pause', async target => {
    await writeSingleLayer(target, pause, {
      names: pauseTags.map(tag => `${registry}/pause:${tag}`),
      config: { Env: [defaultPath], Entrypoint: ['/pause'] }
    });
  });

  await add('images', async target => {
    await link(join(inputs.images, 'images.tar'), target);
  });
  const { ztunnel } = inputs;
  if (ztunnel !== undefined) {
    await add('ztunnel', async target => {
      await buildZtunnelImage(target, ztunnel.name, ztunnel.binary, inputs.debian);
    });
  }
  return archives;
}

async function writeSingleLayer(target: string, folder: string, image: Omit<Image, 'layers'>): Promise<void> {
  const layer = await makeScratch('single-layer');
  await packLayer(folder, layer);
  await writeArchive([{ ...image, layers: [await readLayer(layer)] }], target, await makeScratch('single-archive'));
}

/** Imports images with the node's own containerd, which finds them in its content store when the node starts. */
async function packContents(target: string, archives: readonly string[], nodeRoot: string): Promise<void> {
  const root = await makeScratch('node-containerd');
  await runCommand('tar', ['--extract', '--file', join(nodeRoot, 'layer.tar'), '--directory', root, '--numeric-owner']);
  const store = 'var/lib/containerd';
  await importImages(root, `/${store}`, archives, ['--no-unpack', '--digests']);
  await packLayer(root, target, [
    join(store, 'io.containerd.content.v1.content'),
    join(store, 'io.containerd.metadata.v1.bolt')
  ]);
}
