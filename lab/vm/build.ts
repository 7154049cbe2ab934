import { join } from 'node:path';
import { describeEntry, ensureEntry, entryFolder, exists, withCacheLock, type CacheEntry } from '../cache.ts';
import { ciliumVersion } from '../cilium-version.ts';
import { downloadModule, ensureGo } from '../go.ts';
import type { BuiltImages } from '../images/build.ts';
import { ztunnelInput } from '../images/keys.ts';
import { Progress, type Log } from '../progress.ts';
import { buildCompilerRoot } from './compiler-root.ts';
import { downloadKernel, releaseOf } from './debian-kernel.ts';
import { buildDisk } from './disk.ts';

/** What a VM starts from: folders in the cache. */
export interface VmParts {
  readonly kernel: string;
  readonly disk: string;
  /** Root of the compiler that works for the agents. */
  readonly compiler: string;
}

/** Cache entry of each part, rebuilt if and only if its inputs change. */
export async function readVmEntries(
  parts: Readonly<Record<'debian' | 'cilium' | 'nodePrograms' | 'nodeRoot' | 'kubernetes', { readonly key: string }>>,
  kernelPackage: string,
  ztunnel: string | undefined
): Promise<Record<keyof VmParts, CacheEntry>> {
  const keys = Object.fromEntries(Object.entries(parts).map(([name, { key }]) => [name, key]));
  return {
    kernel: await describeEntry('vm-kernel', { kernelPackage }, ['vm/debian-kernel.ts', 'vm/debian-package.ts']),
    compiler: await describeEntry('vm-compiler', { debian: parts.debian.key, cilium: ciliumVersion() }, [
      'vm/compiler-root.ts'
    ]),
    disk: await describeEntry('vm-disk', { ...keys, ...(await ztunnelInput(ztunnel)), kernelPackage }, [
      'archive.ts',
      'images/cilium-images.ts',
      'images/image-store.ts',
      'images/images.ts',
      'images/ztunnel-image.ts',
      'vm/clang/go.mod',
      'vm/clang/main.go',
      'vm/containerd-store.ts',
      'vm/debian-kernel.ts',
      'vm/debian-package.ts',
      'vm/disk.ts',
      'vm/guest/init',
      'vm/initrd.ts',
      'vm/vm-images.ts'
    ])
  };
}

/** Builds what the cache does not contain. */
export async function buildVm(images: BuiltImages, kernelPackage: string, log: Log): Promise<VmParts> {
  return await withCacheLock(log, async () => {
    const entries = await readVmEntries(images.parts, kernelPackage, images.ztunnel);
    const { debian, cilium, nodePrograms, nodeRoot, kubernetes } = images.parts;
    const module = async (): Promise<string> =>
      await downloadModule(await ensureGo(log), `github.com/cilium/cilium@v${ciliumVersion()}`);
    const kernel = entryFolder(entries.kernel);
    const steps = [
      {
        entry: entries.kernel,
        phase: { name: `Debian's kernel ${releaseOf(kernelPackage)}`, seconds: 20 },
        build: async (folder: string) => {
          await downloadKernel(folder, kernelPackage);
        }
      },
      {
        entry: entries.compiler,
        phase: { name: 'compiler for the agents', seconds: 5 },
        build: async (folder: string) => {
          await buildCompilerRoot(join(folder, 'root'), debian.folder, await module());
        }
      },
      {
        entry: entries.disk,
        phase: { name: 'disk of the VM', seconds: 40 },
        build: async (folder: string) => {
          await buildDisk(folder, {
            ...{ go: await ensureGo(log), module: await module() },
            ...{ debian: debian.folder, cilium: cilium.folder, nodePrograms: nodePrograms.folder },
            ...{ nodeRoot: nodeRoot.folder, kubernetes: kubernetes.folder },
            ...{ kernel, release: releaseOf(kernelPackage), ztunnel: images.ztunnel }
          });
        }
      }
    ];
    const missing = [];
    for (const step of steps) if (!(await exists(entryFolder(step.entry)))) missing.push(step);
    const progress = new Progress(
      log,
      missing.map(step => step.phase)
    );
    for (const { entry, phase, build } of missing)
      await progress.run(phase.name, async () => await ensureEntry(entry, build));
    for (const { entry, build } of steps) await ensureEntry(entry, build);
    return { kernel, disk: entryFolder(entries.disk), compiler: entryFolder(entries.compiler) };
  });
}
