import { z } from 'zod';
import { startLimit, tryAgain } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { yamlText } from '../lib/yaml.ts';
import { TransientError } from '../model/errors.ts';
import type { ModeOptions, Scenario } from '../model/scenario.ts';
import {
  addressOf,
  blockAnnotation,
  clusterValuesFor,
  scenarioValues,
  type Network,
  type Values
} from '../scenario/values.ts';
import type { Helm, Release, Chart } from './helm.ts';
import { waitForMode } from './rollout.ts';

/** Release states after helm was killed or failed. Helm refuses to change a pending release. */
const broken = /^(?:pending-|failed$|uninstalling$)/;

/** Values of a run's upgrade. Block names are unique across runs and blocks. */
const ownValues = z.looseObject({ podAnnotations: z.looseObject({ [blockAnnotation]: z.string() }) });

/**
 * Repairs a release whose last change was interrupted: rolls it back, or removes it if there is no earlier revision.
 * Only for clusters made for measuring, where the interrupted change is not needed.
 */
export async function mendRelease(helm: Helm, tell: (line: string) => void): Promise<void> {
  const release = await helm.release();
  if (release === undefined || !broken.test(release.status)) return;
  const { status, revision } = release;
  const cutOff = `the last change of Cilium on this cluster was interrupted (${status}, revision ${revision})`;
  if (status === 'uninstalling' || revision === 1) {
    tell(`${cutOff}: removing it to install it again`);
    await helm.uninstall();
  } else {
    tell(`${cutOff}: rolling it back first`);
    await helm.rollback(revision - 1);
  }
}

/**
 * Throws a TransientError with the revision if someone else is changing the release. `isOwn` recognizes blocks whose
 * upgrade may have been interrupted.
 */
export async function refuseOthersChange(
  helm: Helm,
  { status, revision, updated }: Release,
  isOwn: (block: string) => boolean
): Promise<void> {
  if (!isPending(status)) return;
  if (isOwn((await blockOf(helm)) ?? '')) return;
  throw new TransientError(
    `someone else is changing the Helm release ${helm.name}: revision ${revision} has been ${status} since ${updated ?? 'an unknown time'}`
  );
}

/** The block whose upgrade set the release's current values; `undefined` if no run did. */
export async function blockOf(helm: Helm): Promise<string | undefined> {
  return ownValues.safeParse(await helm.values()).data?.podAnnotations[blockAnnotation];
}

/**
 * Deletes the record of a pending revision from an interrupted upgrade of one of these blocks, so that helm accepts
 * the next one. The next upgrade overwrites what it had already changed. Throws like `refuseOthersChange`.
 */
async function removeCutOff(
  kubernetes: Kubernetes,
  helm: Helm,
  namespace: string,
  cutOff: ReadonlySet<string>,
  tell: (line: string) => void
): Promise<void> {
  const release = await helm.release();
  if (release === undefined || !isPending(release.status)) return;
  await refuseOthersChange(helm, release, block => cutOff.has(block));
  const revision = String(release.revision);
  tell(`  removing revision ${revision} of ${helm.name}, an interrupted upgrade of this run (${release.status})`);
  // Secret name in Helm's storage (helm.sh/helm/v4/pkg/storage).
  await kubernetes.deleteSecret(namespace, `sh.helm.release.v1.${helm.name}.v${revision}`);
}

function isPending(status: string): boolean {
  return status.startsWith('pending-');
}

/**
 * Helm's own default timeout for a change is five minutes; a restarting API server or failing registry is back
 * sooner.
 */
const limitSeconds = 300;

/** Parameters of an upgrade. */
export interface Upgrade {
  readonly host: Pick<Host, 'clock' | 'outputs'>;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  /** Namespace of the release. */
  readonly namespace: string;
  readonly chart: Chart;
  /** Later files take precedence. */
  readonly valuesFiles: readonly string[];
  /** The block that the upgrade is for; annotated in the values. */
  readonly block: string;
  /** Blocks of this run whose upgrade may have been interrupted, leaving its revision pending. */
  readonly cutOff: Set<string>;
}

/**
 * Upgrades the release, with retries for temporary failures. Helm refuses upgrades while a revision is pending: one
 * that this run left is deleted; a change by someone else is waited for.
 */
export async function upgradePatiently(upgrade: Upgrade): Promise<void> {
  const { host, kubernetes, helm, namespace, chart, valuesFiles, block, cutOff } = upgrade;
  await tryAgain(host, startLimit(host.clock, limitSeconds), async () => {
    if (cutOff.size > 0) await removeCutOff(kubernetes, helm, namespace, cutOff, host.outputs.info);
    cutOff.add(block);
    await helm.upgrade(chart, valuesFiles);
    cutOff.clear();
  });
}

/** What all blocks of a run share. */
export interface CiliumSetup {
  readonly host: Host;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  readonly chart: Chart;
  readonly namespace: string;
  readonly version: string;
  /** Values for this kind of cluster; lowest precedence, but for the address of its API server. */
  readonly clusterValues: Values;
  readonly userValues: Values;
  readonly network: Network;
  /** The measured nodes. */
  readonly nodes: readonly string[];
  readonly modes: ModeOptions;
  /** Nodes that had IPsec's block policy before the run although Cilium was in another mode. */
  readonly blockedBefore: readonly string[];
  /** Of what the run creates. */
  readonly labels: Readonly<Record<string, string>>;
  /** Called before a mode's Secret is created. */
  readonly beforeSecret: (name: string) => Promise<void>;
  /** See `upgradePatiently`; initially empty. */
  readonly cutOff: Set<string>;
  /** Folder for the values files. Not uploaded, because they may contain keys. */
  readonly workFolder: string;
}

/**
 * Puts Cilium into a scenario's mode with one helm upgrade of the full values (precedence: cluster < user <
 * API server and scenario), and waits until the agents on the measured nodes report it.
 */
export async function applyScenario(setup: CiliumSetup, scenario: Scenario, block: string): Promise<void> {
  const { host, kubernetes, helm } = setup;
  const started = host.clock.seconds();
  const since = host.clock.now();
  const annotation = { [blockAnnotation]: block };
  const owned = {
    ...addressOf(setup.clusterValues),
    ...scenarioValues(scenario, setup.network, setup.version, setup.modes),
    podAnnotations: annotation,
    operator: { podAnnotations: annotation }
  };
  const valuesFiles: string[] = [];
  for (const [name, values] of [
    ['cluster', clusterValuesFor(setup.clusterValues, scenario)],
    ['user', setup.userValues],
    ['scenario', owned]
  ] as const) {
    const file = `${setup.workFolder}/${name}-values.yaml`;
    await host.files.write(file, yamlText(values), 0o600);
    valuesFiles.push(file);
  }
  const { namespace, chart, cutOff } = setup;
  await upgradePatiently({ host, kubernetes, helm, namespace, chart, valuesFiles, block, cutOff });
  const rollout = { namespace, scenario, nodes: setup.nodes, since };
  await waitForMode(kubernetes, host.clock, rollout, line => {
    const elapsed = Math.round(host.clock.seconds() - started);
    host.outputs.info(`  ${elapsed} s: ${line}`);
  });
}
