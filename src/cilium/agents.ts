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

/** An agent's pod at one moment; a change of `identity` means that it was restarted or replaced. */
export interface Agent {
  readonly pod: string;
  readonly node: string;
  readonly identity: string;
  /** Of its node. */
  readonly address: string;
  readonly target: ExecTarget;
}

export const agentContainer = 'cilium-agent';
/** The chart's label of the agents' pods. */
const agentSelector = 'k8s-app=cilium';

/** Seconds for one `cilium-dbg` call: it answers in a fraction of one, but an agent that starts can keep it waiting. */
const callSeconds = 20;

const statusSchema = z.looseObject({
  routing: z.looseObject({
    'inter-host-routing-mode': z.string(),
    'intra-host-routing-mode': z.string().optional(),
    'tunnel-protocol': z.string().optional()
  }),
  encryption: z.looseObject({ mode: z.string().optional(), msg: z.string().optional() })
});

/** The modes in the words of `cilium-dbg status` (models.EncryptionStatus). */
const statusModes: Readonly<Record<EncryptionMode, string>> = {
  none: 'Disabled',
  wireguard: 'Wireguard',
  ipsec: 'IPsec',
  ztunnel: 'Ztunnel'
};

/** The agents' pods of the whole cluster, whatever state they are in. */
export async function listAgentPods(kubernetes: Kubernetes, namespace: string): Promise<readonly V1Pod[]> {
  return kubernetes.pods(namespace, agentSelector);
}

/** The agents' pods of some nodes, leaving ones too: a request for each node, however large the cluster is. */
export async function listAgentPodsOn(
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): Promise<readonly V1Pod[]> {
  const pods = await Promise.all(nodes.map(node => kubernetes.pods(namespace, agentSelector, node)));
  return pods.flat().filter(pod => !hasEnded(pod));
}

/** The agents' DaemonSet; the chart lets users choose its name, so its pods tell it where there are some. */
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
 * The agents of the whole cluster that can be asked, by node. One that is starting, evicted, or on a node that is not ready is
 * left out: measuring needs two agents, not all.
 */
export async function listAgents(kubernetes: Kubernetes, namespace: string): Promise<ReadonlyMap<string, Agent>> {
  return new Map(
    (await listAgentPods(kubernetes, namespace))
      .filter(pod => isStaying(pod) && isReady(pod))
      .map(pod => [pod.spec?.nodeName ?? '', toAgent(pod, namespace)])
  );
}

/** The agent of one node, ready or not; the others of the cluster are not asked for. */
export async function agentOn(kubernetes: Kubernetes, namespace: string, node: string): Promise<Agent | undefined> {
  const pod = (await kubernetes.pods(namespace, agentSelector, node)).find(isStaying);
  return pod === undefined ? undefined : toAgent(pod, namespace);
}

/** Whether a pod is neither leaving nor evicted: such a one stays as a record beside the one that takes its place. */
export function isStaying(pod: V1Pod): boolean {
  return pod.metadata?.deletionTimestamp === undefined && !hasEnded(pod);
}

/** An agent as its pod shows it now. */
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

/** Reads sections in an agent. Only a cancelled run rejects. */
export async function readSections(
  kubernetes: Kubernetes,
  { target, identity, address }: Agent,
  sections: readonly Section[],
  timeoutSeconds: number
): Promise<NodeReading> {
  return { identity, address, sections: await readByExec(kubernetes, target, sections, timeoutSeconds) };
}

/**
 * What an agent says that does not fit the scenario, or `undefined` when its mode and routing are the wanted ones. Throws a
 * TransientError while the agent cannot tell.
 */
export async function modeMismatch(
  kubernetes: Kubernetes,
  agent: Agent,
  scenario: Scenario
): Promise<string | undefined> {
  const status = await readStatus(kubernetes, agent);
  const { mode = '' } = status.encryption;
  if (mode !== statusModes[scenario.encryption]) {
    const said = status.encryption.msg === undefined ? '' : ` (${status.encryption.msg})`;
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

/** Whether packets between pods and the network pass the node's own network stack by (`Host: BPF` in the status). */
export async function routesPastHost(kubernetes: Kubernetes, agent: Agent): Promise<boolean> {
  return (await readStatus(kubernetes, agent)).routing['intra-host-routing-mode'] === 'BPF';
}

/**
 * The scenario that an agent's `cilium-dbg status -o json` tells of. Throws a ClusterError for a mode that is not known, a
 * TransientError while there is none.
 */
export function scenarioOfStatus(text: string, agent: Agent): Scenario {
  const where = `agent ${agent.pod} on ${agent.node}`;
  const { encryption: told, routing: routes } = parseStatus(text, agent);
  const encryption = encryptionModes.find(mode => statusModes[mode] === told.mode);
  if (encryption === undefined) {
    throw new ClusterError(`${where} reports encryption "${told.mode ?? ''}", which this program does not know`);
  }
  const mode = routes['inter-host-routing-mode'];
  const routing = routingModes.find(each => each === (mode === 'Native' ? 'native' : routes['tunnel-protocol']));
  if (routing === undefined) {
    throw new ClusterError(
      `${where} reports routing "${mode} ${routes['tunnel-protocol'] ?? ''}", which this program does not know`
    );
  }
  return { routing, encryption };
}

/** What an agent prints for `cilium-dbg status -o json`, or why it does not. */
export async function readStatusJson(kubernetes: Kubernetes, agent: Agent): Promise<string> {
  const { stdout, stderr } = await kubernetes.exec(agent.target, ['cilium-dbg', 'status', '-o', 'json'], callSeconds);
  return stdout === '' ? stderr : stdout;
}

const versionSchema = z.object({ cilium: z.object({ msg: z.string() }) });

/** Cilium's version in an agent's status, without `v`; empty when it is not told. */
export function versionOfStatus(status: string): string {
  const said = versionSchema.safeParse(safeJson(status)).data?.cilium.msg ?? '';
  return /^v?(\d+\.\d+\.\d+\S*)/.exec(said)?.[1] ?? '';
}

const nodeEncryptionSchema = z.object({
  encryption: z.object({ wireguard: z.object({ 'node-encryption': z.string().optional() }).nullish() }).nullish()
});

/** Whether an agent's status says that its node opted out of WireGuard's node encryption. */
export function nodeEncryptionOptedOut(status: string): boolean {
  const parsed = nodeEncryptionSchema.safeParse(safeJson(status));
  return parsed.data?.encryption?.wireguard?.['node-encryption'] === 'OptedOut';
}

async function readStatus(kubernetes: Kubernetes, agent: Agent): Promise<z.infer<typeof statusSchema>> {
  return parseStatus(await readStatusJson(kubernetes, agent), agent);
}

/** An agent that starts has no socket at first, and then a status with a blank mode. */
function parseStatus(text: string, { pod, node }: Agent): z.infer<typeof statusSchema> {
  const { data } = statusSchema.safeParse(safeJson(text));
  if (data === undefined)
    throw new TransientError(`agent ${pod} on ${node}: unreadable status: ${text.trim().slice(0, 200)}`);
  if ((data.encryption.mode ?? '') === '')
    throw new TransientError(`agent ${pod} on ${node} does not know its mode yet`);
  return data;
}

/** The lines of `cilium-dbg status` that the published documents show. */
export async function readStatusCheck(kubernetes: Kubernetes, agent: Agent): Promise<string> {
  const { stdout } = await kubernetes.exec(agent.target, ['cilium-dbg', 'status'], callSeconds);
  return stdout
    .split('\n')
    .filter(line => /^(KubeProxyReplacement|Routing|Masquerading|Encryption):/.test(line))
    .map(line => line.trimEnd())
    .join('\n');
}

/** The value is left out when it is zero. */
const driftSchema = z.array(z.looseObject({ value: z.number().default(0) }));

/**
 * How many of the agent's settings differ from the ConfigMap (metric cilium_drift_checker_config_delta, since 1.18).
 * `undefined` when the agent does not export it.
 */
export async function configDrift(kubernetes: Kubernetes, agent: Agent): Promise<number | undefined> {
  const command = ['cilium-dbg', 'metrics', 'list', '-p', 'drift_checker_config_delta', '-o', 'json'];
  const { stdout } = await kubernetes.exec(agent.target, command, callSeconds);
  const parsed = driftSchema.safeParse(safeJson(stdout));
  return parsed.success ? parsed.data[0]?.value : undefined;
}

const endpointsSchema = z.array(z.looseObject({ status: z.looseObject({ state: z.string() }) }));

/** True when every endpoint of the agent's node is ready: policy and datapath of all pods are in place. */
export async function endpointsReady(kubernetes: Kubernetes, agent: Agent): Promise<boolean> {
  const { stdout } = await kubernetes.exec(agent.target, ['cilium-dbg', 'endpoint', 'list', '-o', 'json'], callSeconds);
  const parsed = endpointsSchema.safeParse(safeJson(stdout));
  return parsed.success && parsed.data.every(endpoint => endpoint.status.state === 'ready');
}
