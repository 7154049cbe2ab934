import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { succeeds } from './command.ts';

/** Where the demo's images come from, as flags for `run` and an environment for its commands. */
export interface Images {
  flags(clusterName: string): readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** An image that every pulled run needs; asking for its manifest tells whether a registry is reached. */
const probeImage = 'quay.io/cilium/cilium:v1.20.2';

/** Pulled images where Docker, kind, helm and a registry are there; the lab's otherwise. */
export async function chooseImages(say: (line: string) => void): Promise<Images> {
  const missing = await whatPullingLacks();
  if (missing === undefined) {
    say('images: pulled from their registries');
    return { flags: () => [], environment: {} };
  }
  say(`images: the lab's, built here from packages, because ${missing}`);
  const { prepareLab } = await import('../lab/lab.ts');
  const lab = await prepareLab(say);
  return {
    flags: clusterName => [
      ...(clusterExists(lab.kind, lab.environment, clusterName)
        ? []
        : ['--kind-node-image', lab.nodeImage, '--kind-config', lab.kindConfigFile]),
      ...['--cilium-chart', lab.chart, '--cilium-values', lab.valuesFile],
      ...['--image', lab.testImage, '--witness-image', lab.witnessImage]
    ],
    environment: lab.environment
  };
}

async function whatPullingLacks(): Promise<string | undefined> {
  if (!(await succeeds('docker', ['version']))) return 'no Docker engine answers';
  if (!(await succeeds('kind', ['version']))) return 'kind is not installed';
  if (!(await succeeds('helm', ['version']))) return 'helm is not installed';
  if (!(await succeeds('docker', ['manifest', 'inspect', probeImage]))) return 'image registries are not reached';
  return undefined;
}

/** An existing cluster is used as it is, so it takes no node image. */
function clusterExists(kind: string, environment: Readonly<Record<string, string>>, name: string): boolean {
  if (!existsSync(kind)) return false;
  const clusters = execFileSync(kind, ['get', 'clusters'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  });
  return clusters.split('\n').includes(name);
}
