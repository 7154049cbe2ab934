import { describeEntry, hashFile, type CacheEntry } from '../cache.ts';
import { goArchitecture } from '../go.ts';
import { ciliumModule, ciliumVersion } from '../cilium-version.ts';
import { versions } from '../versions.ts';
import { builtImages, type BuiltImage } from './images.ts';

/** Cache entry of each build, rebuilt if and only if its inputs change. */
export interface Entries {
  tools: CacheEntry;
  kubernetes: CacheEntry;
  cilium: CacheEntry;
  nodePrograms: CacheEntry;
  nodeRoot: CacheEntry;
  debian: CacheEntry;
  chart: CacheEntry;
  images: CacheEntry;
  nodeImage: CacheEntry;
  settings: CacheEntry;
}

/**
 * Computes the keys. `ztunnel` is the path of an optional binary; `missingTools` are the tools that are not on PATH.
 */
export async function readEntries(
  ztunnel: string | undefined,
  mirror: string | undefined,
  missingTools: readonly string[]
): Promise<Entries> {
  const shared = { go: versions.go, architecture: goArchitecture() };
  const entry = async (name: string, inputs: Record<string, string>, files: readonly string[]): Promise<CacheEntry> =>
    await describeEntry(name, { ...shared, ...inputs }, files);

  const kubernetes = await entry('kubernetes', { version: versions.kubernetes }, [
    'kubernetes/go.mod',
    'kubernetes/go.sum',
    'kubernetes/main.go',
    'images/programs.ts'
  ]);
  const toolInputs = { kind: versions.kind, helm: versions.helm, missing: missingTools.join() };
  const tools = await entry('tools', { ...toolInputs, kubernetes: kubernetes.key }, ['images/tools.ts']);
  const cilium = await entry('cilium', { version: ciliumVersion() }, [
    `${ciliumModule()}/go.mod`,
    `${ciliumModule()}/go.sum`,
    'images/programs.ts'
  ]);
  const nodePrograms = await entry('node-programs', {}, [
    'node/go.mod',
    'node/pause/main.go',
    'node/runc/main.go',
    'node/runc/spec.go',
    'images/programs.ts'
  ]);
  const source = { debian: versions.debian, mirror: mirror ?? '' };
  const nodeRoot = await entry('node-root', { ...source, kind: versions.kind, programs: nodePrograms.key }, [
    'images/debian.ts',
    'images/node-root.ts'
  ]);
  const debian = await entry('debian', { ...source, clang: versions.clang }, [
    'archive.ts',
    'images/contents.ts',
    'images/debian.ts',
    'images/debian-files.ts',
    'images/debian-layers.ts'
  ]);
  const chart = await entry('chart', { version: ciliumVersion() }, []);
  const images = await entry('images', { programs: cilium.key, debian: debian.key }, [
    'archive.ts',
    'images/cilium-images.ts',
    'images/images.ts',
    'images/program-list.ts'
  ]);
  const inside = {
    root: nodeRoot.key,
    kubernetes: kubernetes.key,
    images: images.key,
    programs: nodePrograms.key
  };
  const nodeImage = await entry('node-image', { ...inside, ...(await ztunnelInput(ztunnel)) }, [
    'archive.ts',
    'images/image-store.ts',
    'images/node-image.ts',
    'images/ztunnel-image.ts'
  ]);
  const settings = await entry('settings', { node: nodeImage.key, images: images.key }, ['images/settings.ts']);
  return { tools, kubernetes, cilium, nodePrograms, nodeRoot, debian, chart, images, nodeImage, settings };
}

/** An optional ztunnel binary as an input of what contains it. */
export async function ztunnelInput(ztunnel: string | undefined): Promise<Record<string, string>> {
  return ztunnel === undefined ? {} : { ztunnel: await hashFile(ztunnel) };
}

/** Names of the images. `localhost` prevents engines from querying a registry. */
export interface ImageNames extends Readonly<Record<BuiltImage, string>> {
  readonly node: string;
  readonly ztunnel: string | undefined;
}

/** Names the images after their content. */
export function nameImages(entries: Entries, ztunnel: string | undefined): ImageNames {
  const name = (image: string, tag: string): string => `localhost/cilium-perf-gate-lab/${image}:${tag}`;
  const built = builtImages.map(image => [image, name(image, `v${ciliumVersion()}-${entries.images.key}`)]);
  return {
    ...(Object.fromEntries(built) as Record<BuiltImage, string>),
    node: name('node', `v${versions.kubernetes}-${entries.nodeImage.key}`),
    ztunnel: ztunnel === undefined ? undefined : name('ztunnel', entries.nodeImage.key)
  };
}
