import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { succeeds } from './command.ts';

/** The source of the demo's images: flags for `run` and the environment of its commands. */
export interface Images {
  flags(clusterName: string): readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** An image every run needs if images are pulled. Its manifest shows whether the registry is reachable. */
const probeImage = 'quay.io/cilium/cilium:v1.20.2';

/** Pulls images if Docker, kind, helm and a registry are available; otherwise uses the lab's. */
export async function chooseImages(say: (line: string) => void): Promise<Images> {
  const missing = await whatPullingLacks();
  if (missing === undefined) {
    say('images: pulled from registries');
    return { flags: () => [], environment: {} };
  }
  say(`images: built by the lab from packages, because ${missing}`);
  const { prepareLab } = await import('../lab/lab.ts');
  const lab = await prepareLab(say);
  return {
    flags: clusterName => [
      ...(clusterExists(lab.kind, lab.environment, clusterName)
        ? []
        : ['--kind-node-image', lab.nodeImage, '--kind-config', lab.kindConfigFile]),
      ...['--cilium-chart', lab.chart, '--cilium-values', lab.valuesFile],
      ...['--test-image', lab.testImage, '--witness-image', lab.witnessImage]
    ],
    environment: lab.environment
  };
}

async function whatPullingLacks(): Promise<string | undefined> {
  if (!(await succeeds('docker', ['version']))) return 'no Docker engine is running';
  if (!(await succeeds('kind', ['version']))) return 'kind is not installed';
  if (!(await succeeds('helm', ['version']))) return 'helm is not installed';
  if (!(await succeeds('docker', ['manifest', 'inspect', probeImage]))) return 'no image registry is reachable';
  return undefined;
}

/** An existing cluster keeps its node image. */
function clusterExists(kind: string, environment: Readonly<Record<string, string>>, name: string): boolean {
  if (!existsSync(kind)) return false;
  const clusters = execFileSync(kind, ['get', 'clusters'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  });
  return clusters.split('\n').includes(name);
}
