import { parse, stringify } from 'yaml';
import { InputError } from '../errors.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scenarioValues, type Network, type Values } from '../scenario/values.ts';
import type { Helm } from './helm.ts';
import { waitForMode } from './rollout.ts';

/** Pod annotation that changes with every block, so that one helm upgrade is one rollout of agents and operator. */
const blockAnnotation = 'cilium-perf-gate/block';

/** What every block of a run applies alike. */
export interface CiliumSetup {
  readonly host: Host;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  readonly namespace: string;
  readonly version: string;
  /** What the kind of cluster needs; of lowest rank. */
  readonly clusterValues: Values;
  readonly userValuesFiles: readonly string[];
  readonly network: Network;
  /** Folder for the values files, not uploaded: they may hold keys. */
  readonly workFolder: string;
}

/**
 * Puts Cilium into a scenario's mode by one helm upgrade with the full values, in the order cluster < user's files <
 * scenario, and waits until every agent shows it. Gives the seconds that took.
 */
export async function applyScenario(setup: CiliumSetup, scenario: Scenario, block: string): Promise<number> {
  const { host, kubernetes, helm } = setup;
  const started = host.clock.seconds();
  const annotation = { [blockAnnotation]: block };
  const owned = {
    ...scenarioValues(scenario, setup.network, setup.version),
    podAnnotations: annotation,
    operator: { podAnnotations: annotation }
  };
  const clusterFile = `${setup.workFolder}/cluster-values.yaml`;
  const scenarioFile = `${setup.workFolder}/scenario-values.yaml`;
  await host.files.write(clusterFile, stringify(setup.clusterValues), 0o600);
  await host.files.write(scenarioFile, stringify(owned), 0o600);
  await helm.upgrade([clusterFile, ...setup.userValuesFiles, scenarioFile]);
  await waitForMode(kubernetes, host.clock, setup.namespace, scenario, what => {
    const elapsed = Math.round(host.clock.seconds() - started);
    host.outputs.info(`  ${String(elapsed)} s: waiting for ${what}`);
  });
  return host.clock.seconds() - started;
}

/** Reads the user's values files; throws an InputError when one is not a YAML mapping. */
export async function readUserValues(host: Host, files: readonly string[]): Promise<readonly Values[]> {
  return Promise.all(
    files.map(async file => {
      const document: unknown = parse(await host.files.read(file)) ?? {};
      if (typeof document !== 'object' || Array.isArray(document)) {
        throw new InputError(`cilium-values: ${file} is not a mapping of Helm values`);
      }
      return document as Values;
    })
  );
}
