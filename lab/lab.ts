import { ciliumVersion } from './cilium-version.ts';
import { checkMachine } from './doctor.ts';
import { Docker } from './engine/docker.ts';
import { ensureEngine, loadNodeImage } from './engine/engine.ts';
import { readState, writeState } from './engine/state.ts';
import { systemPath } from './command.ts';
import { takeDown } from './down.ts';
import { buildImages, type BuiltImages } from './images/build.ts';
import { Progress, type Log } from './progress.ts';

/** A running lab: everything needed to create a kind cluster with its images. */
export interface Lab {
  /** Undefined if the engine is the environment's default. */
  dockerHost: string | undefined;
  binFolder: string;
  kind: string;
  helm: string;
  nodeImage: string;
  /** Cilium's version, chosen by LAB_CILIUM. */
  ciliumVersion: string;
  /** For the input `test-image`: the same programs as the original test image. */
  testImage: string;
  /** For the input `witness-image`: busybox and tcpdump. */
  witnessImage: string;
  /** An agent without a shell and without `ip`, like on AKS. `valuesFile` selects the one with both. */
  distrolessImage: string;
  /** A folder, for the input `cilium-chart`. */
  chart: string;
  /** For the input `cilium-values`. */
  valuesFile: string;
  /** For the input `kind-config`. */
  kindConfigFile: string;
  ztunnelImage: string | undefined;
  /** Environment variables for users of the lab. */
  environment: Record<string, string>;
}

/** Checks the machine, builds the images, starts an engine if none runs, and loads the node image into it. */
export async function prepareLab(log: Log): Promise<Lab> {
  const missing = (await checkMachine()).filter(finding => finding.kind === 'missing');
  if (missing.length > 0)
    throw new Error(`the lab cannot run here:\n${missing.map(finding => `- ${finding.text}`).join('\n')}`);
  const images = await buildImages(log);
  const engine = { name: 'Docker engine', seconds: 3 };
  const load = { name: 'load the node image into the engine', seconds: 25 };
  const progress = new Progress(log, [engine, load]);
  const docker = await progress.run(engine.name, async () => await ensureEngine(images.runc, log));
  await progress.run(load.name, async () => {
    await loadNodeImage(docker, images.nodeImage, images.nodeArchive);
  });
  const state = await readState();
  const lab = describeLab(images, state?.engine?.socket);
  await writeState({ version: 1, engine: state?.engine, lab: { ...lab } });
  return lab;
}

function describeLab(images: BuiltImages, socket: string | undefined): Lab {
  const dockerHost = socket === undefined ? undefined : `unix://${socket}`;
  return {
    dockerHost,
    binFolder: images.binFolder,
    kind: images.kind,
    helm: images.helm,
    nodeImage: images.nodeImage,
    ciliumVersion: ciliumVersion(),
    testImage: images.images.test,
    witnessImage: images.images.witness,
    distrolessImage: images.images.distroless,
    chart: images.chart,
    valuesFile: images.valuesFile,
    kindConfigFile: images.kindConfigFile,
    ztunnelImage: images.ztunnelImage,
    environment: describeEnvironment(images.binFolder, dockerHost)
  };
}

function describeEnvironment(binFolder: string, dockerHost: string | undefined): Record<string, string> {
  const path = `${binFolder}:${systemPath()}`;
  return dockerHost === undefined ? { PATH: path } : { DOCKER_HOST: dockerHost, PATH: path };
}

/** The running lab, if any. */
export async function readLab(): Promise<Lab | undefined> {
  const state = await readState();
  if (state?.lab === undefined) return undefined;
  // PATH comes from this process, not from the one that prepared the lab.
  const stored = state.lab as unknown as Omit<Lab, 'environment'>;
  const lab: Lab = {
    ...stored,
    dockerHost: stored.dockerHost,
    ztunnelImage: stored.ztunnelImage,
    environment: describeEnvironment(stored.binFolder, stored.dockerHost)
  };
  const docker = new Docker(state.engine?.socket);
  return (await docker.readVersion()) !== undefined && (await docker.hasImage(lab.nodeImage)) ? lab : undefined;
}

/** Stops everything that the lab started; the cache stays. */
export async function tearDownLab(log: Log): Promise<void> {
  await takeDown(log);
}

/** Shell commands for using the lab. */
export function describeExports(lab: Lab): string[] {
  const host = lab.dockerHost === undefined ? [] : [`export DOCKER_HOST=${lab.dockerHost}`];
  return [...host, `export PATH=${lab.binFolder}:$PATH`];
}
