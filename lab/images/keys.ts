import { cacheKey, hashFile, hashLabFiles, type CacheEntry } from '../cache.ts';
import { goArchitecture } from '../go.ts';
import { versions } from '../versions.ts';

/** Where each built thing is in the cache: a change of its inputs, and of nothing else, builds it anew. */
export interface Entries {
  tools: CacheEntry;
  kubernetes: CacheEntry;
  cilium: CacheEntry;
  nodePrograms: CacheEntry;
  nodeRoot: CacheEntry;
  ciliumRoot: CacheEntry;
  chart: CacheEntry;
  ciliumImage: CacheEntry;
  nodeImage: CacheEntry;
  settings: CacheEntry;
}

/** Computes the keys; ztunnel is the path of a binary, when one is wanted, and missingTools those that PATH does not have. */
export async function readEntries(
  ztunnel: string | undefined,
  mirror: string | undefined,
  missingTools: readonly string[]
): Promise<Entries> {
  const shared = { go: versions.go, architecture: goArchitecture() };
  const key = async (inputs: Record<string, string>, files: readonly string[]): Promise<string> =>
    cacheKey({ ...shared, ...inputs, files: await hashLabFiles(files) });
  const entry = async (
    name: string,
    inputs: Record<string, string>,
    files: readonly string[]
  ): Promise<CacheEntry> => ({
    name,
    key: await key(inputs, files)
  });

  const kubernetes = await entry('kubernetes', { version: versions.kubernetes }, [
    'kubernetes/go.mod',
    'kubernetes/go.sum',
    'kubernetes/main.go',
    'images/programs.ts'
  ]);
  const toolInputs = { kind: versions.kind, helm: versions.helm, missing: missingTools.join() };
  const tools = await entry('tools', { ...toolInputs, kubernetes: kubernetes.key }, ['images/tools.ts']);
  const cilium = await entry('cilium', { version: versions.cilium }, [
    'cilium/go.mod',
    'cilium/go.sum',
    'images/programs.ts'
  ]);
  const nodePrograms = await entry('node-programs', {}, [
    'node/go.mod',
    'node/pause/main.go',
    'node/runc/main.go',
    'node/runc/spec.go',
    'images/programs.ts'
  ]);
  const debian = { debian: versions.debian, mirror: mirror ?? '' };
  const nodeRoot = await entry('node-root', { ...debian, kind: versions.kind, programs: nodePrograms.key }, [
    'images/debian.ts',
    'images/node-root.ts'
  ]);
  const ciliumRoot = await entry('cilium-root', { ...debian, clang: versions.clang }, [
    'images/debian.ts',
    'images/cilium-root.ts'
  ]);
  const chart = await entry('chart', { version: versions.cilium }, []);
  const ciliumImage = await entry('cilium-image', { programs: cilium.key, root: ciliumRoot.key }, [
    'archive.ts',
    'images/cilium-image.ts'
  ]);
  const inside = {
    root: nodeRoot.key,
    kubernetes: kubernetes.key,
    cilium: ciliumImage.key,
    programs: nodePrograms.key
  };
  const withZtunnel = ztunnel === undefined ? inside : { ...inside, ztunnel: await hashFile(ztunnel) };
  const nodeImage = await entry('node-image', withZtunnel, [
    'archive.ts',
    'images/node-image.ts',
    'images/ztunnel-image.ts'
  ]);
  const settings = await entry('settings', { node: nodeImage.key, cilium: ciliumImage.key }, ['images/settings.ts']);
  return { tools, kubernetes, cilium, nodePrograms, nodeRoot, ciliumRoot, chart, ciliumImage, nodeImage, settings };
}

/** What the images are called; `localhost` keeps every engine from asking a registry for them. */
export function nameImages(
  entries: Entries,
  ztunnel: string | undefined
): { node: string; cilium: string; ztunnel: string | undefined } {
  return {
    node: `localhost/cilium-perf-gate-lab/node:v${versions.kubernetes}-${entries.nodeImage.key}`,
    cilium: `localhost/cilium-perf-gate-lab/cilium:v${versions.cilium}-${entries.ciliumImage.key}`,
    ztunnel: ztunnel === undefined ? undefined : `localhost/cilium-perf-gate-lab/ztunnel:${entries.nodeImage.key}`
  };
}
