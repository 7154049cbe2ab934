import type { V1DaemonSet, V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import { ClusterError, TransientError } from '../model/errors.ts';
import { podIdentity } from '../kubernetes/test-pods.ts';
import { hasEnded, ipv4Of, isReady } from '../kubernetes/pod-state.ts';
import type { ExecTarget, Kubernetes } from '../kubernetes/port.ts';
import { readByExec } from '../kubernetes/readings.ts';
import type { NodeReading, Section } from '../proof/contract.ts';
import { encryptionModes, routingModes, type EncryptionMode, type Scenario } from '../model/scenario.ts';
import { safeJson } from '../lib/json.ts';
import { foreignLine } from '../redaction/foreign.ts';

/** An agent's pod at one moment. If `identity` changes, it was restarted or replaced. */
export interface Agent {
  readonly pod: string;
  readonly node: string;
  readonly identity: string;
  /** Address of its node. */
  readonly address: string;
  readonly target: ExecTarget;
}

export const agentContainer = 'cilium-agent';
/** Label of the agent pods in the chart. */
const agentSelector = 'k8s-app=cilium';

/**
 * Timeout of one `cilium-dbg` call. It normally takes a fraction of a second, but an agent that is starting can delay
 * it.
 */
const callSeconds = 20;

const statusSchema = z.looseObject({
  routing: z.looseObject({
    'inter-host-routing-mode': z.string(),
    'tunnel-protocol': z.string().optional()
  }),
  encryption: z.looseObject({ mode: z.string().optional(), msg: z.string().optional() })
});

/** Encryption modes as `cilium-dbg status` prints them (models.EncryptionStatus). */
const statusModes: Readonly<Record<EncryptionMode, string>> = {
  none: 'Disabled',
  wireguard: 'Wireguard',
  ipsec: 'IPsec',
  ztunnel: 'Ztunnel'
};

/** All agent pods of the cluster, in any state. */
export async function listAgentPods(kubernetes: Kubernetes, namespace: string): Promise<readonly V1Pod[]> {
  return kubernetes.pods(namespace, agentSelector);
}

/** Agent pods of some nodes, including terminating ones: one request per node, however large the cluster is. */
export async function listAgentPodsOn(
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): Promise<readonly V1Pod[]> {
  const pods = await Promise.all(nodes.map(node => kubernetes.pods(namespace, agentSelector, node)));
  return pods.flat().filter(pod => !hasEnded(pod));
}

/** The agents' DaemonSet. Its name is configurable in the chart, so it is read from its pods if there are any. */
export async function findAgentDaemonSet(
  kubernetes: Kubernetes,
  namespace: string,
  pods: readonly V1Pod[]
): Promise<V1DaemonSet | undefined> {
  const owners = pods.flatMap(pod => pod.metadata?.ownerReferences ?? []);
  const name = owners.find(({ kind }) => kind === 'DaemonSet')?.name ?? 'cilium';
  return kubernetes.daemonSet(namespace, name);
}

/**
 * All agents that can be queried, by node. Leaves out agents that are starting, evicted or on a node that is not
 * ready, because measuring needs only two.
 */
export async function listAgents(kubernetes: Kubernetes, namespace: string): Promise<ReadonlyMap<string, Agent>> {
  return new Map(
    (await listAgentPods(kubernetes, namespace))
      .filter(pod => isStaying(pod) && isReady(pod))
      .map(pod => [pod.spec?.nodeName ?? '', toAgent(pod, namespace)])
  );
}

/** The agent of one node, ready or not. */
export async function agentOn(kubernetes: Kubernetes, namespace: string, node: string): Promise<Agent | undefined> {
  const pod = (await kubernetes.pods(namespace, agentSelector, node)).find(isStaying);
  return pod === undefined ? undefined : toAgent(pod, namespace);
}

/** Whether a pod is neither terminating nor evicted. Such a pod remains next to its replacement. */
export function isStaying(pod: V1Pod): boolean {
  return pod.metadata?.deletionTimestamp === undefined && !hasEnded(pod);
}

/** The agent of a pod. */
export function toAgent(pod: V1Pod, namespace: string): Agent {
  const name = pod.metadata?.name ?? '';
  return {
    pod: name,
    node: pod.spec?.nodeName ?? '',
    identity: podIdentity(pod),
    address: ipv4Of(pod, 'node'),
    target: { namespace, pod: name, container: agentContainer, image: 'agent' }
  };
}

/** Reads sections in an agent. Rejects only if the run is canceled. */
export async function readSections(
  kubernetes: Kubernetes,
  { target, identity, address }: Agent,
  sections: readonly Section[],
  timeoutSeconds: number
): Promise<NodeReading> {
  return { identity, address, sections: await readByExec(kubernetes, target, sections, timeoutSeconds) };
}

/**
 * How an agent's reported mode differs from the scenario; `undefined` if mode and routing match. Throws a
 * TransientError while the agent does not know its mode.
 */
export async function modeMismatch(
  kubernetes: Kubernetes,
  agent: Agent,
  scenario: Scenario
): Promise<string | undefined> {
  const status = await readStatus(kubernetes, agent);
  const { mode = '' } = status.encryption;
  if (mode !== statusModes[scenario.encryption]) {
    const said = status.encryption.msg === undefined ? '' : ` (${foreignLine(status.encryption.msg)})`;
    return `agent ${agent.pod} on ${agent.node} reports encryption "${mode}"${said}, not "${statusModes[scenario.encryption]}"`;
  }
  const routing = status.routing['inter-host-routing-mode'];
  const wanted = scenario.routing === 'native' ? 'Native' : 'Tunnel';
  const protocol = status.routing['tunnel-protocol'];
  if (routing !== wanted || (wanted === 'Tunnel' && protocol !== scenario.routing)) {
    return `agent ${agent.pod} on ${agent.node} reports routing "${routing} ${protocol ?? ''}", not "${scenario.routing}"`;
  }
  return undefined;
}

/**
 * The scenario in an agent's `cilium-dbg status -o json`. Throws a ClusterError for an unknown mode, and a
 * TransientError while there is none.
 */
export function scenarioOfStatus(text: string, agent: Agent): Scenario {
  const where = `agent ${agent.pod} on ${agent.node}`;
  const { encryption: told, routing: routes } = parseStatus(text, agent);
  const encryption = encryptionModes.find(mode => statusModes[mode] === told.mode);
  if (encryption === undefined) {
    throw new ClusterError(`${where} reports encryption "${told.mode ?? ''}", which this version does not support`);
  }
  const mode = routes['inter-host-routing-mode'];
  const routing = routingModes.find(each => each === (mode === 'Native' ? 'native' : routes['tunnel-protocol']));
  if (routing === undefined) {
    throw new ClusterError(
      `${where} reports routing "${mode} ${routes['tunnel-protocol'] ?? ''}", which this version does not support`
    );
  }
  return { routing, encryption };
}

/** Output of `cilium-dbg status -o json`, or the error. */
export async function readStatusJson(kubernetes: Kubernetes, agent: Agent): Promise<string> {
  const { stdout, stderr } = await kubernetes.exec(agent.target, ['cilium-dbg', 'status', '-o', 'json'], callSeconds);
  return stdout === '' ? stderr : stdout;
}

const versionSchema = z.object({ cilium: z.object({ msg: z.string() }) });

/** The first three of some descriptions, and how many more there are. */
export function firstThree(descriptions: readonly string[]): string {
  const more = descriptions.length - 3;
  return [...descriptions.slice(0, 3), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** Cilium's version in an agent's status, without `v`; empty if missing. */
export function versionOfStatus(status: string): string {
  const said = versionSchema.safeParse(safeJson(status)).data?.cilium.msg ?? '';
  return /^v?(\d+\.\d+\.\d+\S*)/.exec(said)?.[1] ?? '';
}

const nodeEncryptionSchema = z.object({
  encryption: z.object({ wireguard: z.object({ 'node-encryption': z.string().optional() }).nullish() }).nullish()
});

/** WireGuard node encryption in an agent's status: `Enabled`, `Disabled` or `OptedOut`; `undefined` if missing. */
export function nodeEncryptionOf(status: string): string | undefined {
  const parsed = nodeEncryptionSchema.safeParse(safeJson(status));
  return parsed.data?.encryption?.wireguard?.['node-encryption'];
}

async function readStatus(kubernetes: Kubernetes, agent: Agent): Promise<z.infer<typeof statusSchema>> {
  return parseStatus(await readStatusJson(kubernetes, agent), agent);
}

/** A starting agent first has no socket, and then a status with an empty mode. */
function parseStatus(text: string, { pod, node }: Agent): z.infer<typeof statusSchema> {
  const { data } = statusSchema.safeParse(safeJson(text));
  if (data === undefined)
    throw new TransientError(`agent ${pod} on ${node}: unreadable status: ${foreignLine(text, 200)}`);
  if ((data.encryption.mode ?? '') === '')
    throw new TransientError(`agent ${pod} on ${node} does not know its mode yet`);
  return data;
}

/** The lines of `cilium-dbg status` that Cilium's documentation shows, and the agent's version. */
export async function readStatusCheck(kubernetes: Kubernetes, agent: Agent): Promise<string> {
  const { stdout } = await kubernetes.exec(agent.target, ['cilium-dbg', 'status'], callSeconds);
  return stdout
    .split('\n')
    .filter(line => /^(Cilium|KubeProxyReplacement|Routing|Masquerading|Encryption):/.test(line))
    .map(line => line.trimEnd())
    .join('\n');
}

/** The value is omitted when it is zero. */
const driftSchema = z.array(z.looseObject({ value: z.number().default(0) }));

/**
 * Number of agent settings that differ from the ConfigMap (metric cilium_drift_checker_config_delta, since 1.18).
 * `undefined` if the agent does not export it.
 */
export async function configDrift(kubernetes: Kubernetes, agent: Agent): Promise<number | undefined> {
  const command = ['cilium-dbg', 'metrics', 'list', '-p', 'drift_checker_config_delta', '-o', 'json'];
  const { stdout } = await kubernetes.exec(agent.target, command, callSeconds);
  const parsed = driftSchema.safeParse(safeJson(stdout));
  return parsed.success ? parsed.data[0]?.value : undefined;
}

const endpointsSchema = z.array(z.looseObject({ status: z.looseObject({ state: z.string() }) }));

/** True if every endpoint on the agent's node is ready, that is, has its policy and datapath. */
export async function endpointsReady(kubernetes: Kubernetes, agent: Agent): Promise<boolean> {
  const { stdout } = await kubernetes.exec(agent.target, ['cilium-dbg', 'endpoint', 'list', '-o', 'json'], callSeconds);
  const parsed = endpointsSchema.safeParse(safeJson(stdout));
  return parsed.success && parsed.data.every(endpoint => endpoint.status.state === 'ready');
}
