import { findNetwork } from '../cilium/network.ts';
import { switchMode } from '../cilium/switch.ts';
import type { CiliumSetup } from '../cilium/upgrade.ts';
import { createModeVerifier } from '../cilium/detect-mode.ts';
import { clearOfServices, keepPool } from '../cluster/aks/values.ts';
import type { ModeSetup } from '../measure/block.ts';
import type { Arm } from '../model/run.ts';
import { runLabels } from '../model/run-id.ts';
import type { Undo } from '../results/undo-state.ts';
import { needsPodCidr, type Values } from '../scenario/values.ts';
import { armOptions, type CiliumSpec } from './cilium-spec.ts';
import type { Preparation, Survey } from './survey.ts';

/**
 * How each arm switches Cilium's modes; with `apply: false`, Cilium only has to stay in its mode. `blockedBefore` are
 * the nodes that already had IPsec's block policy. Throws an InputError for values that do not fit the cluster.
 */
export async function createSetups(
  preparation: Preparation,
  survey: Survey,
  blockedBefore: readonly string[]
): Promise<ReadonlyMap<Arm, ModeSetup>> {
  const { found } = preparation;
  if (found !== undefined) return new Map([['candidate', verifyingSetup(preparation, survey)]]);
  const shared = await sharedSetup(preparation, survey, blockedBefore);
  const setups = new Map<Arm, ModeSetup>();
  for (const [arm, spec] of survey.start.specs) setups.set(arm, await switchingSetup(preparation, shared, spec));
  return setups;
}

/** Checks that Cilium is still in the detected mode. */
function verifyingSetup(preparation: Preparation, { clientNode, serverNode }: Survey): ModeSetup {
  const { options, host, entered } = preparation;
  const verify = createModeVerifier(host, entered.kubernetes, options.cilium.namespace, [clientNode, serverNode]);
  return {
    host,
    modes: options.modes,
    ztunnelCa: undefined,
    foreignRoutes: true,
    switches: false,
    enter: whileLocked(preparation, (scenario, _, testNamespace) => verify(scenario, testNamespace))
  };
}

/** Switches Cilium to each mode of one arm, with its chart and values. */
async function switchingSetup(preparation: Preparation, shared: SharedSetup, spec: CiliumSpec): Promise<ModeSetup> {
  const { host, entered } = preparation;
  const { chart, chartVersion, values: userValues } = spec;
  const { scenarios, modes } = armOptions(preparation.options, spec);
  const needsRange = scenarios.some(scenario => needsPodCidr(scenario, modes));
  const values = [shared.clusterValues, userValues];
  const network = await findNetwork(entered.kubernetes, values, needsRange, entered.cluster.ours);
  clearOfServices(network.podRanges, entered.cluster.serviceCidr);
  const setup = { ...shared, chart, version: chartVersion, userValues, network, modes };
  return {
    host,
    modes,
    ztunnelCa: modes.ztunnelCa,
    foreignRoutes: !network.autoDirectNodeRoutes,
    switches: true,
    enter: whileLocked(preparation, (scenario, block, testNamespace) =>
      switchMode(setup, scenario, block, testNamespace)
    )
  };
}

/** Starts no block on a cluster that another run may have taken over. */
function whileLocked({ entered }: Preparation, enter: ModeSetup['enter']): ModeSetup['enter'] {
  return async (...block) => {
    entered.lock.check();
    return enter(...block);
  };
}

/** What the arms share. */
type SharedSetup = Omit<CiliumSetup, 'chart' | 'version' | 'userValues' | 'network' | 'modes'>;

async function sharedSetup(
  preparation: Preparation,
  { clientNode, serverNode, start }: Survey,
  blockedBefore: readonly string[]
): Promise<SharedSetup> {
  const { id, options, host, entered, workFolder, remember } = preparation;
  const { cluster, kubernetes } = entered;
  const secrets: Undo['secrets'] = [];
  return {
    host,
    kubernetes,
    helm: start.helm,
    namespace: options.cilium.namespace,
    clusterValues: await valuesOfCluster(preparation),
    nodes: [clientNode, serverNode],
    blockedBefore,
    labels: runLabels(id),
    beforeSecret: async name => {
      // On a cluster created for the run, they are deleted with it.
      if (cluster.ours) return;
      secrets.push([options.cilium.namespace, name]);
      await remember({ secrets: [...secrets] });
    },
    cutOff: new Set(),
    workFolder
  };
}

/** Values with the lowest precedence. An existing AKS cluster keeps its pod range. */
async function valuesOfCluster({ options, entered }: Preparation): Promise<Values> {
  const { cluster, kubernetes } = entered;
  if (cluster.networking !== 'byocni' || cluster.ours) return cluster.ciliumValues;
  return keepPool(cluster.ciliumValues, await kubernetes.configMap(options.cilium.namespace, 'cilium-config'));
}
