import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packLayer } from '../archive.ts';
import {
  ensureEntry,
  entryFolder,
  exists,
  makeScratch,
  pruneCache,
  removeTree,
  withCacheLock,
  type CacheEntry
} from '../cache.ts';
import { ciliumVersion } from '../cilium-version.ts';
import { runCommand } from '../command.ts';
import { readDebianMirror } from '../debian-mirror.ts';
import { downloadModule, ensureGo } from '../go.ts';
import { installMissingPrograms } from '../packages.ts';
import { Progress, type Log, type Phase } from '../progress.ts';
import { versions } from '../versions.ts';
import { buildDebianLayers } from './debian-layers.ts';
import { buildImageArchive, type BuiltImage } from './images.ts';
import { nameImages, readEntries, type Entries, type ImageNames } from './keys.ts';
import { buildNodeImage } from './node-image.ts';
import { buildNodeRoot } from './node-root.ts';
import { buildCilium, buildKubernetes, buildNodePrograms } from './programs.ts';
import { writeSettings } from './settings.ts';
import { installTools, listMissingTools, locateTool, type Tool } from './tools.ts';

/** Results of `images`, by path and name. */
export interface BuiltImages {
  binFolder: string;
  kind: string;
  helm: string;
  nodeImage: string;
  nodeArchive: string;
  /** Archive of `images`. */
  imagesArchive: string;
  images: Readonly<Record<BuiltImage, string>>;
  ztunnelImage: string | undefined;
  /** The file in LAB_ZTUNNEL. */
  ztunnel: string | undefined;
  chart: string;
  valuesFile: string;
  kindConfigFile: string;
  runc: string;
  /** What the images are made of. */
  parts: Readonly<Record<Part, { readonly key: string; readonly folder: string }>>;
}

const parts = ['kubernetes', 'cilium', 'nodePrograms', 'nodeRoot', 'debian'] as const;
type Part = (typeof parts)[number];

interface Step {
  entry: CacheEntry;
  phase: Phase;
  build: (folder: string) => Promise<void>;
}

/** Builds what the cache does not contain. */
export async function buildImages(log: Log): Promise<BuiltImages> {
  return await withCacheLock(log, async () => {
    const ztunnel = await readZtunnel();
    const mirror = await readDebianMirror();
    const missingTools = await listMissingTools();
    const entries = await readEntries(
      ztunnel,
      mirror,
      missingTools.map(tool => tool.name)
    );
    const names = nameImages(entries, ztunnel);
    const tracks = planSteps({ entries, names, ztunnel, mirror, missingTools, log });
    const missing = await Promise.all(tracks.map(async track => await keepMissing(track)));
    const phases = missing.flatMap(track => track.map(step => step.phase));
    if (phases.length === 0) log('everything is in the cache');
    else await runTracks(missing, new Progress(log, phases));
    for (const step of tracks.flat()) await ensureEntry(step.entry, step.build);
    await pruneCache();
    return await describeBuilt(entries, names, ztunnel);
  });
}

/** The validated path in LAB_ZTUNNEL. */
async function readZtunnel(): Promise<string | undefined> {
  const path = process.env['LAB_ZTUNNEL'];
  if (path === undefined || path === '') return undefined;
  if (!(await exists(path))) throw new Error(`LAB_ZTUNNEL: cannot find the file ${path}`);
  return path;
}

async function keepMissing(track: readonly Step[]): Promise<Step[]> {
  const there = await Promise.all(track.map(async step => await exists(entryFolder(step.entry))));
  return track.filter((_, index) => there[index] === false);
}

/** Runs all tracks in parallel, then the last one, which needs their results. */
async function runTracks(tracks: readonly Step[][], progress: Progress): Promise<void> {
  const run = async (track: readonly Step[]): Promise<void> => {
    for (const step of track)
      await progress.run(step.phase.name, async () => await ensureEntry(step.entry, step.build));
  };
  const results = await Promise.allSettled(tracks.slice(0, -1).map(run));
  const failed = results.find(result => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  await run(tracks.at(-1) ?? []);
}

interface PlanInputs {
  entries: Entries;
  names: ImageNames;
  ztunnel: string | undefined;
  mirror: string | undefined;
  missingTools: readonly Tool[];
  log: Log;
}

function planSteps({ entries, names, ztunnel, mirror, missingTools, log }: PlanInputs): Step[][] {
  // Shared by several steps, and needed only if something must be built.
  const getGo = once(async () => await ensureGo(log));
  const getCiliumModule = once(
    async () => await downloadModule(await getGo(), `github.com/cilium/cilium@v${ciliumVersion()}`)
  );
  const needMirror = (): string => {
    if (mirror === undefined)
      throw new Error("no Debian mirror in this machine's apt sources; set LAB_DEBIAN_MIRROR to its URL");
    return mirror;
  };
  const prepareDebian = once(async () => {
    await installMissingPrograms('build', log);
  });
  const folderOf = (entry: CacheEntry): string => entryFolder(entry);

  const kubernetes: Step[] = [
    {
      entry: entries.kubernetes,
      phase: { name: 'compile Kubernetes', seconds: 500 },
      build: async folder => {
        await buildKubernetes(await getGo(), folder);
      }
    }
  ];
  const cilium: Step[] = [
    {
      entry: entries.cilium,
      phase: { name: 'compile Cilium', seconds: 560 },
      build: async folder => {
        await buildCilium(await getGo(), folder);
      }
    }
  ];
  const rest: Step[] = [
    {
      entry: entries.nodePrograms,
      phase: { name: 'compile the runc wrapper and pause', seconds: 10 },
      build: async folder => {
        await buildNodePrograms(await getGo(), folder);
      }
    },
    {
      entry: entries.debian,
      phase: { name: 'Debian for the images', seconds: 90 },
      build: async folder => {
        await prepareDebian();
        const root = await makeScratch('debian');
        await buildDebianLayers(root, folder, needMirror());
        await removeTree(root);
      }
    },
    {
      entry: entries.nodeRoot,
      phase: { name: 'Debian for the node image', seconds: 70 },
      build: async folder => {
        await prepareDebian();
        const kind = await downloadModule(await getGo(), `sigs.k8s.io/kind@v${versions.kind}`);
        const root = await makeScratch('node-debian');
        await buildNodeRoot(root, needMirror(), kind, folderOf(entries.nodePrograms));
        await packLayer(root, folder);
        await removeTree(root);
      }
    },
    {
      entry: entries.tools,
      phase: {
        name:
          missingTools.length === 0
            ? 'kind and helm of this machine'
            : `compile ${missingTools.map(tool => tool.name).join(' and ')}`,
        seconds: missingTools.length * 120
      },
      build: async folder => {
        await installTools(await getGo(), folder, missingTools, folderOf(entries.kubernetes));
      }
    },
    {
      entry: entries.chart,
      phase: { name: 'copy the Helm chart', seconds: 5 },
      build: async folder => {
        await copyChart(folder, await getCiliumModule());
      }
    }
  ];
  const images: Step[] = [
    {
      entry: entries.images,
      phase: { name: 'images for the cluster', seconds: 20 },
      build: async folder => {
        await buildImageArchive(folder, {
          names,
          debian: folderOf(entries.debian),
          programs: folderOf(entries.cilium),
          module: await getCiliumModule()
        });
      }
    },
    {
      entry: entries.nodeImage,
      phase: { name: 'node image', seconds: 60 },
      build: async folder => {
        await buildNodeImage(folder, {
          name: names.node,
          root: folderOf(entries.nodeRoot),
          kubernetes: folderOf(entries.kubernetes),
          nodePrograms: folderOf(entries.nodePrograms),
          debian: folderOf(entries.debian),
          images: folderOf(entries.images),
          ztunnel:
            ztunnel === undefined || names.ztunnel === undefined ? undefined : { name: names.ztunnel, binary: ztunnel }
        });
      }
    },
    {
      entry: entries.settings,
      phase: { name: 'values and kind configuration', seconds: 1 },
      build: async folder => {
        await writeSettings(folder, names);
      }
    }
  ];
  return [kubernetes, cilium, rest, images];
}

async function copyChart(target: string, module: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await runCommand('cp', ['-r', '--no-preserve=mode', join(module, 'install/kubernetes/cilium'), target]);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return async () => await (result ??= work());
}

async function describeBuilt(entries: Entries, names: ImageNames, ztunnel: string | undefined): Promise<BuiltImages> {
  const binFolder = entryFolder(entries.tools);
  const built = await readdir(binFolder);
  return {
    binFolder,
    kind: await locateTool('kind', built, binFolder),
    helm: await locateTool('helm', built, binFolder),
    nodeImage: names.node,
    nodeArchive: join(entryFolder(entries.nodeImage), 'image.tar'),
    imagesArchive: join(entryFolder(entries.images), 'images.tar'),
    images: names,
    ztunnelImage: names.ztunnel,
    ztunnel,
    chart: join(entryFolder(entries.chart), 'cilium'),
    valuesFile: join(entryFolder(entries.settings), 'values.yaml'),
    kindConfigFile: join(entryFolder(entries.settings), 'kind.yaml'),
    runc: join(entryFolder(entries.nodePrograms), 'runc'),
    parts: Object.fromEntries(
      parts.map(name => [name, { key: entries[name].key, folder: entryFolder(entries[name]) }])
    ) as BuiltImages['parts']
  };
}
