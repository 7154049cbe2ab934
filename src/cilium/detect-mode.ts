import type { V1Pod } from '@kubernetes/client-node';
import { startLimit } from '../host/limit.ts';
import { onlyOnce } from '../host/log.ts';
import type { Host } from '../host/ports.ts';
import { isReady } from '../kubernetes/pod-state.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { isBefore } from '../lib/version.ts';
import { ClusterError, InputError, TransientError, CanceledError, errorMessage } from '../model/errors.ts';
import { scenarioName, type Scenario } from '../model/scenario.ts';
import {
  agentContainer,
  firstThree,
  isStaying,
  listAgentPods,
  nodeEncryptionOf,
  readStatusJson,
  scenarioOfStatus,
  toAgent,
  versionOfStatus,
  type Agent,
  agentOn,
  modeMismatch
} from './agents.ts';
import { enroll } from './enrollment.ts';
import { nameLeftovers } from './leftovers.ts';

/** Cilium's mode on a cluster, as its agents report it. */
export interface FoundCilium {
  readonly scenario: Scenario;
  /** Whether WireGuard also encrypts node-to-node traffic of a measured node. */
  readonly nodeEncryption: boolean;
  /** Without `v`; empty if unknown. */
  readonly version: string;
  /** Remarks about agents on other nodes. */
  readonly elsewhere: readonly string[];
}

/**
 * Reads the scenario from the agents on the measured nodes. Other agents are judged by their pods alone. Throws an
 * InputError if no agent runs in the namespace or one is too old, and a ClusterError if an agent cannot be queried or
 * the two are in different modes.
 */
export async function findCilium(
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): Promise<FoundCilium> {
  const pods = (await listAgentPods(kubernetes, namespace)).filter(isStaying);
  if (pods.length === 0) {
    throw new InputError(
      `cilium-namespace: no Cilium agent runs in namespace "${namespace}" (no pod has the label k8s-app=cilium); write Cilium's namespace`
    );
  }
  const measured = nodes.map(node => {
    const pod = pods.find(({ spec }) => spec?.nodeName === node);
    if (pod === undefined) throw new TransientError(`no Cilium agent runs on ${node}`);
    // Checked first, because the oldest agents lack cilium-dbg.
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
      `the Cilium agents are in different modes: ${modes.join('; ')}; wait until the Cilium rollout is complete, or repair it`
    );
  }
  return {
    scenario: first.scenario,
    nodeEncryption: found.some(({ nodeEncryption }) => nodeEncryption),
    version: first.version,
    elsewhere: describeOthers(pods, measured)
  };
}

/** How agents elsewhere differ from the measured ones, judging by their pods. */
function describeOthers(pods: readonly V1Pod[], measured: readonly V1Pod[]): readonly string[] {
  const others = pods.filter(pod => !measured.includes(pod));
  const images = measured.map(imageOf);
  const unlike = [
    { what: 'are not ready', of: others.filter(pod => !isReady(pod)) },
    { what: 'have a different image', of: others.filter(pod => !images.includes(imageOf(pod))) }
  ];
  return unlike
    .filter(({ of }) => of.length > 0)
    .map(
      ({ what, of }) => `agents on other nodes that ${what}: ${firstThree(of.map(({ spec }) => spec?.nodeName ?? ''))}`
    );
}

function imageOf({ spec }: V1Pod): string {
  return spec?.containers.find(({ name }) => name === agentContainer)?.image ?? '';
}

async function readAgent(
  kubernetes: Kubernetes,
  agent: Agent
): Promise<Omit<FoundCilium, 'elsewhere'> & { readonly agent: Agent }> {
  const status = await readStatusJson(kubernetes, agent);
  const version = versionOfStatus(status);
  refuseOldVersion(version);
  return {
    agent,
    scenario: scenarioOfStatus(status, agent),
    nodeEncryption: nodeEncryptionOf(status) === 'Enabled',
    version
  };
}

/**
 * Before 1.16, the status has no routing mode (cilium/cilium#32036); before 1.15, there is no cilium-dbg
 * (cilium/cilium#28085). From 1.16 to 1.20, the fields read here are the same (api/v1/models of 1.16.19, 1.17.0,
 * 1.18.5 and 1.20.2).
 */
function refuseOldVersion(version: string | undefined): void {
  if (!isBefore(version, 1, 16)) return;
  throw new InputError(
    `cluster: its agents run Cilium ${String(version)}, which does not report its mode; apply: false requires Cilium 1.16 or later`
  );
}

/** Restarted agents answer within seconds, and agree once a rollout is complete. */
const patienceSeconds = 60;
const pollSeconds = 2;

/**
 * Retries a look at Cilium until it succeeds, for up to a minute on a normal cluster, and logs why it waits. An
 * InputError is thrown at once.
 */
export async function patiently<T>(
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  look: () => Promise<T>
): Promise<T> {
  const limit = startLimit(clock, patienceSeconds);
  for (let said = ''; ;) {
    try {
      return await look();
    } catch (error) {
      if (error instanceof InputError || error instanceof CanceledError || limit.isOver()) throw error;
      const why = errorMessage(error);
      if (why !== said) outputs.info(`waiting for Cilium: ${why}`);
      said = why;
      await clock.sleep(pollSeconds);
    }
  }
}

/**
 * Replaces the switch if Cilium must not be changed. Checks that the agents on the measured nodes are still in the
 * detected mode, waiting for one that is starting, and enrolls the run's own namespace if the mode is ztunnel.
 * Returns the seconds it took.
 */
export function createModeVerifier(
  host: Pick<Host, 'outputs' | 'clock'>,
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): (scenario: Scenario, testNamespace: string) => Promise<number> {
  const { outputs, clock } = host;
  /** Leftovers of earlier modes stay, so they are reported only once. */
  const { say } = onlyOnce(outputs.info);
  return async (scenario, testNamespace) => {
    const started = clock.seconds();
    const agents = await patiently(host, () =>
      Promise.all(
        nodes.map(async node => {
          const agent = await agentOn(kubernetes, namespace, node);
          if (agent === undefined) throw new TransientError(`no Cilium agent runs on ${node}`);
          const mismatch = await modeMismatch(kubernetes, agent, scenario);
          if (mismatch !== undefined) throw new ClusterError(`someone changed Cilium during the run: ${mismatch}`);
          return agent;
        })
      )
    );
    await nameLeftovers(kubernetes, agents, scenario.encryption, say);
    if (scenario.encryption === 'ztunnel') await enroll(kubernetes, clock, namespace, nodes, testNamespace);
    return clock.seconds() - started;
  };
}
