import type { V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import { ClusterError, InputError, TransientError } from '../model/errors.ts';
import { safeJson } from '../lib/json.ts';
import { isReady } from '../kubernetes/pod-state.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { scenarioName, type Scenario } from '../model/scenario.ts';
import { isBefore } from '../lib/version.ts';
import {
  agentContainer,
  isStaying,
  listAgentPods,
  readStatusJson,
  scenarioOfStatus,
  toAgent,
  versionOfStatus,
  type Agent
} from './agents.ts';

/** What Cilium is doing on a cluster, by the words of its agents. */
export interface FoundCilium {
  readonly scenario: Scenario;
  /** WireGuard encrypts the traffic of a measured node itself, too. */
  readonly nodeEncryption: boolean;
  /** Without `v`; empty when the agents do not tell. */
  readonly version: string;
  /** Sentences about agents of other nodes. */
  readonly elsewhere: readonly string[];
}

const detailsSchema = z.object({
  encryption: z.object({ wireguard: z.object({ 'node-encryption': z.string().optional() }).nullish() }).nullish()
});

/**
 * Reads from the agents of the measured nodes which scenario the cluster is in; the others are told of only by their pods.
 * Throws an InputError when there is no agent in the namespace or one is too old, and a ClusterError when one cannot be asked
 * or the two are in different modes.
 */
export async function findCilium(
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): Promise<FoundCilium> {
  const pods = (await listAgentPods(kubernetes, namespace)).filter(isStaying);
  if (pods.length === 0) {
    throw new InputError(
      `cilium-namespace: no Cilium agent runs in namespace "${namespace}" (no pod with the label k8s-app=cilium), so there is nothing to measure as it is; name the namespace of Cilium`
    );
  }
  const measured = nodes.map(node => {
    const pod = pods.find(({ spec }) => spec?.nodeName === node);
    if (pod === undefined) throw new TransientError(`no Cilium agent runs on ${node}`);
    // Before it is asked: the oldest agents have no program that answers.
    refuseOldVersion(/:v?(\d+\.\d+\.\d+[\w.-]*)/.exec(imageOf(pod))?.[1]);
    if (!isReady(pod)) throw new TransientError(`the Cilium agent on ${node} is not ready`);
    return pod;
  });
  const found = await Promise.all(measured.map(pod => readAgent(kubernetes, toAgent(pod, namespace))));
  const byName = new Map<string, string[]>();
  for (const { agent, scenario } of found) {
    const name = scenarioName(scenario);
    byName.set(name, [...(byName.get(name) ?? []), agent.node]);
  }
  const [first] = found;
  if (first === undefined || byName.size > 1) {
    const modes = [...byName].map(([name, nodes]) => `${name} on ${nodes.join(', ')}`);
    throw new ClusterError(
      `the Cilium agents are in different modes: ${modes.join('; ')}; wait until the rollout of Cilium is through, or repair it`
    );
  }
  return {
    scenario: first.scenario,
    nodeEncryption: found.some(({ nodeEncryption }) => nodeEncryption),
    version: first.version,
    elsewhere: describeOthers(pods, measured)
  };
}

/** What is unlike the measured agents elsewhere, as their pods show it. */
function describeOthers(pods: readonly V1Pod[], measured: readonly V1Pod[]): readonly string[] {
  const others = pods.filter(pod => !measured.includes(pod));
  const images = measured.map(imageOf);
  const unlike = [
    { what: 'are not ready', of: others.filter(pod => !isReady(pod)) },
    { what: 'have another image', of: others.filter(pod => !images.includes(imageOf(pod))) }
  ];
  return unlike
    .filter(({ of }) => of.length > 0)
    .map(({ what, of }) => {
      const named = of.slice(0, 3).map(({ spec }) => spec?.nodeName ?? '');
      const more = of.length > 3 ? [`${of.length - 3} more`] : [];
      return `agents of other nodes that ${what}: ${[...named, ...more].join(', ')}`;
    });
}

function imageOf({ spec }: V1Pod): string {
  return spec?.containers.find(({ name }) => name === agentContainer)?.image ?? '';
}

async function readAgent(
  kubernetes: Kubernetes,
  agent: Agent
): Promise<Omit<FoundCilium, 'elsewhere'> & { readonly agent: Agent }> {
  const status = await readStatusJson(kubernetes, agent);
  const details = detailsSchema.safeParse(safeJson(status)).data;
  const version = versionOfStatus(status);
  refuseOldVersion(version);
  return {
    agent,
    scenario: scenarioOfStatus(status, agent),
    nodeEncryption: details?.encryption?.wireguard?.['node-encryption'] === 'Enabled',
    version
  };
}

/**
 * Until 1.15 the status has no routing mode (cilium/cilium#32036), until 1.14 the agent no cilium-dbg (cilium/cilium#28085);
 * what is read of an agent has the same members from 1.16 to 1.20 (api/v1/models of 1.16.19, 1.17.0, 1.18.5 and 1.20.2).
 */
function refuseOldVersion(version: string | undefined): void {
  if (!isBefore(version, 1, 16)) return;
  throw new InputError(
    `cluster: its agents run Cilium ${String(version)}, which does not tell the mode that it is in; Cilium 1.16 and later can be measured as it is`
  );
}
