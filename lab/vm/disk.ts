import { chmod, copyFile, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratch, removeTree } from '../cache.ts';
import { runCommand, systemPath } from '../command.ts';
import { buildZtunnelImage } from '../images/ztunnel-image.ts';
import { nodeNames } from './addresses.ts';
import { fillStores } from './containerd-store.ts';
import { extractPackage } from './debian-package.ts';
import { writeInitrd } from './initrd.ts';
import { vmImages, writeVmImages, type VmImagesInputs } from './vm-images.ts';

export interface DiskInputs extends VmImagesInputs {
  /** Folders in the cache: the node image's Debian, and the Kubernetes programs. */
  nodeRoot: string;
  kubernetes: string;
  /** What downloadKernel wrote, and the kernel's release. */
  kernel: string;
  release: string;
  /** The file in LAB_ZTUNNEL. */
  ztunnel: string | undefined;
}

/** Sparse: as large as the nodes may ever need. */
const size = '16G';

/** Writes <target>/disk.img, the root of the VM with the stores of its nodes, and <target>/initrd. */
export async function buildDisk(target: string, inputs: DiskInputs): Promise<void> {
  const root = await makeScratch('vm-root');
  await runCommand('tar', [
    ...['--extract', '--file', join(inputs.nodeRoot, 'layer.tar'), '--directory', root, '--numeric-owner']
  ]);
  await installKubelet(root, inputs.kubernetes);
  await installWg(root);
  await mkdir(join(root, 'share'));
  await runCommand('cp', ['-r', join(inputs.kernel, 'modules'), join(root, 'usr/lib')]);
  await runCommand('chroot', [root, '/usr/sbin/depmod', inputs.release]);
  await writeInitrd(join(target, 'initrd'), root, inputs.release, await extractBusybox(inputs.debian));
  const folder = await makeScratch('vm-images');
  const archives = [join(folder, 'images.tar')];
  await writeVmImages(join(folder, 'images.tar'), inputs);
  if (inputs.ztunnel !== undefined) {
    archives.push(join(folder, 'ztunnel.tar'));
    await buildZtunnelImage(join(folder, 'ztunnel.tar'), vmImages.ztunnel, inputs.ztunnel, inputs.debian);
  }
  await fillStores(
    root,
    archives,
    nodeNames.map(name => join('/lab', name, 'containerd'))
  );
  const disk = join(target, 'disk.img');
  await runCommand('truncate', ['--size', size, disk]);
  // No journal and no checksums: the disk is never kept, and the processor is what a VM is short of.
  const options = ['-O', '^metadata_csum,^has_journal', '-E', 'lazy_itable_init=1', '-m', '0'];
  await runCommand('mke2fs', ['-q', '-t', 'ext4', ...options, '-d', root, disk], {
    environment: { PATH: systemPath() }
  });
  await removeTree(root);
}

async function installKubelet(root: string, kubernetes: string): Promise<void> {
  await copyFile(join(kubernetes, 'kubernetes'), join(root, 'usr/bin/kubernetes'));
  await chmod(join(root, 'usr/bin/kubernetes'), 0o755);
  await symlink('kubernetes', join(root, 'usr/bin/kubelet'));
}

/** For sabotage: Cilium configures WireGuard without it. */
async function installWg(root: string): Promise<void> {
  const files = await extractPackage('wireguard-tools');
  await copyFile(join(files, 'usr/bin/wg'), join(root, 'usr/bin/wg'));
}

async function extractBusybox(debian: string): Promise<string> {
  const folder = await makeScratch('vm-busybox');
  await runCommand('tar', ['--extract', '--file', join(debian, 'busybox/layer.tar'), '--directory', folder]);
  return join(folder, 'usr/bin/busybox');
}
