import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { startLimit, tryAgain } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { TransientError, InputError } from '../model/errors.ts';
import type { ModeOptions, Scenario } from '../model/scenario.ts';
import { blockAnnotation, clusterValuesFor, scenarioValues, type Network, type Values } from '../scenario/values.ts';
import type { Helm, Release, Chart } from './helm.ts';
import { waitForMode } from './rollout.ts';

/** What helm leaves when it is killed or fails half-way. It refuses every further change of a pending release. */
const broken = /^(?:pending-|failed$|uninstalling$)/;

/** The values that an upgrade of a run gives; no other run and no other block has the same name of a block. */
const ownValues = z.looseObject({ podAnnotations: z.looseObject({ [blockAnnotation]: z.string() }) });

/**
 * Brings back a release whose last change was cut off: to the revision before it, or away when there is none. Only for clusters
 * that were made for measuring, because nobody misses on them what the cut-off change was to bring.
 */
export async function mendRelease(helm: Helm, tell: (line: string) => void): Promise<void> {
  const release = await helm.release();
  if (release === undefined || !broken.test(release.status)) return;
  const { status, revision } = release;
  const cutOff = `the last change of Cilium on this cluster was cut off (${status}, revision ${revision})`;
  if (status === 'uninstalling' || revision === 1) {
    tell(`${cutOff}: it is removed and installed again`);
    await helm.uninstall();
  } else {
    tell(`${cutOff}: it is rolled back first`);
    await helm.rollback(revision - 1);
  }
}

/**
 * Throws a TransientError that names the revision when somebody else's change of the release is under way. `isOwn` knows the
 * blocks whose upgrades may have been cut off.
 */
export async function refuseOthersChange(
  helm: Helm,
  { status, revision, updated }: Release,
  isOwn: (block: string) => boolean
): Promise<void> {
  if (!isPending(status)) return;
  const values = ownValues.safeParse(await helm.values());
  if (isOwn(values.data?.podAnnotations[blockAnnotation] ?? '')) return;
  throw new TransientError(
    `somebody else is changing the Helm release ${helm.name}: revision ${revision} is ${status} since ${updated ?? 'an unknown time'}`
  );
}

/**
 * Clears the way for another try of an upgrade: removes the record of a pending revision that an upgrade of one of these blocks
 * left when it was cut off. What that had changed already is changed again by the next. Throws as `refuseOthersChange` does.
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
  tell(`  removing revision ${revision} of ${helm.name}, an upgrade of this run that was cut off (${release.status})`);
  // The name that Helm's storage gives it (helm.sh/helm/v4/pkg/storage).
  await kubernetes.deleteSecret(namespace, `sh.helm.release.v1.${helm.name}.v${revision}`);
}

function isPending(status: string): boolean {
  return status.startsWith('pending-');
}

/** Helm itself gives a change of somebody else five minutes; an API server that restarts, or a registry that fails, is back sooner. */
const limitSeconds = 300;

/** With what a release is upgraded. */
export interface Upgrade {
  readonly host: Pick<Host, 'clock' | 'outputs'>;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  /** Of the release. */
  readonly namespace: string;
  readonly chart: Chart;
  /** Later ones first in rank. */
  readonly valuesFiles: readonly string[];
  /** The block that the upgrade is for, as the values annotate it. */
  readonly block: string;
  /** Blocks of this run whose upgrade may have been cut off, so that their revision is still pending. */
  readonly cutOff: Set<string>;
}

/**
 * Upgrades the release, again while helm fails for reasons that pass. Helm refuses every upgrade while a revision is pending:
 * one that an upgrade of this run left is removed, and a change of somebody else is waited for.
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
    host.outputs.info(`  ${elapsed} s: ${line}`);
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
