import { parse, stringify } from 'yaml';
import { InputError } from '../errors.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { ModeOptions } from '../scenario/modes.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { blockAnnotation, clusterValuesFor, scenarioValues, type Network, type Values } from '../scenario/values.ts';
import type { Chart, Helm } from './helm.ts';
import { waitForMode } from './rollout.ts';
import { upgradePatiently } from './upgrade.ts';

/** What every block of a run applies alike. */
export interface CiliumSetup {
  readonly host: Host;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  readonly chart: Chart;
  readonly namespace: string;
  readonly version: string;
  /** What the kind of cluster needs; of lowest rank. */
  readonly clusterValues: Values;
  readonly userValuesFiles: readonly string[];
  readonly network: Network;
  /** The measured nodes. */
  readonly nodes: readonly string[];
  readonly modes: ModeOptions;
  /** Nodes that had IPsec's block policy before the run, though Cilium was in another mode. */
  readonly blockedBefore: readonly string[];
  /** The nodes are containers made for this run, whose resolver is Docker's. */
  readonly behindDockerDns: boolean;
  /** Called before a Secret of a mode is made. */
  readonly beforeSecret: (name: string) => Promise<void>;
  /** See `upgradePatiently`; empty when the run begins. */
  readonly cutOff: Set<string>;
  /** Folder for the values files, not uploaded: they may hold keys. */
  readonly workFolder: string;
}

/**
 * Puts Cilium into a scenario's mode by one helm upgrade with the full values, in the order cluster < user's files <
 * scenario, and waits until the agents of the measured nodes show it.
 */
export async function applyScenario(setup: CiliumSetup, scenario: Scenario, block: string): Promise<void> {
  const { host, kubernetes, helm } = setup;
  const started = host.clock.seconds();
  const since = host.clock.now();
  const annotation = { [blockAnnotation]: block };
  const owned = {
    ...scenarioValues(scenario, setup.network, setup.version, setup.modes),
    podAnnotations: annotation,
    operator: { podAnnotations: annotation }
  };
  const clusterFile = `${setup.workFolder}/cluster-values.yaml`;
  const scenarioFile = `${setup.workFolder}/scenario-values.yaml`;
  await host.files.write(clusterFile, stringify(clusterValuesFor(setup.clusterValues, scenario)), 0o600);
  await host.files.write(scenarioFile, stringify(owned), 0o600);
  const valuesFiles = [clusterFile, ...setup.userValuesFiles, scenarioFile];
  const { namespace, chart, cutOff } = setup;
  await upgradePatiently({ host, kubernetes, helm, namespace, chart, valuesFiles, block, cutOff });
  const rollout = { namespace, scenario, nodes: setup.nodes, since };
  await waitForMode(kubernetes, host.clock, rollout, line => {
    const elapsed = Math.round(host.clock.seconds() - started);
    host.outputs.info(`  ${String(elapsed)} s: ${line}`);
  });
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
