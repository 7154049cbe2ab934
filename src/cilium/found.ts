import { z } from 'zod';
import { ClusterError, InputError } from '../errors.ts';
import { safeJson } from '../json.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { scenarioName, type Scenario } from '../scenario/scenario.ts';
import { isBefore } from '../scenario/version.ts';
import { listAgentPods, listAgents, readStatusJson, scenarioOfStatus, type Agent } from './agents.ts';

/** What Cilium is doing on a cluster, by the words of its agents. */
export interface FoundCilium {
  readonly scenario: Scenario;
  /** WireGuard encrypts the traffic of some node itself, too. */
  readonly nodeEncryption: boolean;
  /** Without `v`; empty when the agents do not tell. */
  readonly version: string;
}

const detailsSchema = z.object({
  cilium: z.object({ msg: z.string().optional() }).nullish(),
  encryption: z.object({ wireguard: z.object({ 'node-encryption': z.string().optional() }).nullish() }).nullish()
});

/**
 * Reads from all agents which scenario the cluster is in. Throws an InputError when there is no agent in the namespace, and
 * a ClusterError when an agent cannot be asked or two are in different modes.
 */
export async function findCilium(kubernetes: Kubernetes, namespace: string): Promise<FoundCilium> {
  const agents = [...(await listAgents(kubernetes, namespace)).values()];
  if (agents.length === 0) {
    throw new InputError(
      `cilium-namespace: no Cilium agent runs in namespace "${namespace}" (no pod with the label k8s-app=cilium), so there is nothing to measure as it is; name the namespace of Cilium`
    );
  }
  // Before anything is asked: the oldest agents have no program that answers.
  for (const { spec } of await listAgentPods(kubernetes, namespace)) {
    const image = spec?.containers.find(({ name }) => name === 'cilium-agent')?.image ?? '';
    refuseOldVersion(/:v?(\d+\.\d+\.\d+[\w.-]*)/.exec(image)?.[1]);
  }
  const found = await Promise.all(agents.map(agent => readAgent(kubernetes, agent)));
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
    version: first.version
  };
}

async function readAgent(kubernetes: Kubernetes, agent: Agent): Promise<FoundCilium & { readonly agent: Agent }> {
  const status = await readStatusJson(kubernetes, agent);
  const details = detailsSchema.safeParse(safeJson(status)).data;
  const version = /^v?(\d+\.\d+\.\d+\S*)/.exec(details?.cilium?.msg ?? '')?.[1] ?? '';
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
 * what else is read is the same from 1.16 on.
 */
function refuseOldVersion(version: string | undefined): void {
  if (!isBefore(version, 1, 16)) return;
  throw new InputError(
    `cluster: its agents run Cilium ${String(version)}, which does not tell the mode that it is in; Cilium 1.16 and later can be measured as it is`
  );
}
