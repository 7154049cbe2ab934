import type { V1Pod } from '@kubernetes/client-node';
import { agentOn, readSections, type Agent } from '../cilium/agents.ts';
import { ztunnelName } from '../cilium/rollout.ts';
import { podIdentity } from '../kubernetes/test-pods.ts';
import { defined } from '../lib/defined.ts';
import { CanceledError, errorMessage } from '../model/errors.ts';
import { pollUntil, startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import type { HostPods } from '../kubernetes/host-pods.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { failedReadings, noPod, readByShell } from '../kubernetes/readings.ts';
import type { Shells } from '../kubernetes/shell.ts';
import {
  sides,
  type NodeReading,
  type NodeSections,
  type PlaceReading,
  type Section,
  type Side,
  type Snapshot
} from '../proof/contract.ts';
import { metricsSection, podSections } from '../proof/index.ts';
import { cpuStatSection } from './observe.ts';
import type { End, PodPair } from './pod-pair.ts';

/** Timeout for the readings of one place, which normally take a fraction of a second. */
const readingSeconds = 20;
const ztunnelMetricsPort = 15020;
/** The kubelet reports a restarted container within this time. */
const restartSeconds = 3;
const restartPollSeconds = 0.5;
/**
 * A ztunnel answers within milliseconds. For one that is unreachable, the API server would wait for half a minute or
 * longer.
 */
const metricsSeconds = 5;

/** What is needed to take readings. */
export interface Observatory {
  readonly kubernetes: Kubernetes;
  readonly clock: Clock;
  readonly ciliumNamespace: string;
  readonly shells: Shells;
  readonly hosts: HostPods;
}

/** What a snapshot reads in addition to the test pods. */
export interface SnapshotReadings {
  readonly sections: NodeSections;
  readonly withZtunnels: boolean;
}

/**
 * Reads at the same time both nodes (by our host pods and by their agents), both test pods and, if requested, the
 * ztunnels. What cannot be read is a failed reading in the snapshot. Rejects only if the run is canceled.
 */
export async function takeSnapshot(
  observatory: Observatory,
  pair: PodPair,
  { sections, withZtunnels }: SnapshotReadings
): Promise<Snapshot> {
  const seconds = observatory.clock.seconds();
  const [hosts, agents, pods, ztunnels] = await Promise.all([
    ofNodes(pair, node => observatory.hosts.read(node, sections.host)),
    ofNodes(pair, node => readAgent(observatory, node, sections.agent)),
    readPods(observatory, pair),
    withZtunnels ? readZtunnels(observatory, pair) : undefined
  ]);
  return { seconds, hosts, agents, pods, ...defined({ ztunnels }) };
}

async function readAgent(observatory: Observatory, node: string, sections: readonly Section[]): Promise<NodeReading> {
  const { kubernetes, ciliumNamespace } = observatory;
  const agent = await agentOn(kubernetes, ciliumNamespace, node).catch(failure);
  if (agent === undefined || agent instanceof Error)
    return noPod(sections, agent?.message ?? `no Cilium agent runs on ${node}`);
  const reading = await readSections(kubernetes, agent, sections, readingSeconds);
  const failed = Object.values(reading.sections).some(one => !one.ok && one.permanent !== true);
  const successor = failed ? await successorOf(observatory, agent) : undefined;
  if (successor === undefined) return reading;
  // Readings from before the restart do not belong to the new agent, so none is kept.
  const { identity, address } = successor;
  const why = `the Cilium agent on ${node} restarted while it was read`;
  return { identity, address, sections: failedReadings(sections, why) };
}

/** The agent that replaced another one; waits a little for it, because a failed reading does not show a restart. */
async function successorOf(
  { kubernetes, clock, ciliumNamespace }: Observatory,
  old: Agent
): Promise<Agent | undefined> {
  const limit = startLimit(clock, restartSeconds);
  const look = async (): Promise<Agent | undefined> => {
    const now = await agentOn(kubernetes, ciliumNamespace, old.node).catch(failure);
    return now instanceof Error || now?.identity === old.identity ? undefined : now;
  };
  return pollUntil(clock, limit, restartPollSeconds, look, seen => seen !== undefined);
}

async function readPods({ kubernetes, shells }: Observatory, pair: PodPair): Promise<Record<Side, PlaceReading>> {
  const sections = [...podSections, cpuStatSection];
  const namespaces = [...new Set(sides.map(side => pair[side].target.namespace))];
  const listed = new Map(
    await Promise.all(
      namespaces.map(async namespace => [namespace, await kubernetes.pods(namespace).catch(failure)] as const)
    )
  );
  const readPod = async ({ target }: End): Promise<PlaceReading> => {
    const pods = listed.get(target.namespace) ?? [];
    if (pods instanceof Error) return { identity: '', sections: failedReadings(sections, pods.message) };
    const pod = pods.find(({ metadata }) => metadata?.name === target.pod);
    if (pod === undefined) return { identity: '', sections: failedReadings(sections, `pod ${target.pod} is gone`) };
    const identity = podIdentity(pod);
    return { identity, sections: await readByShell(shells, target, identity, sections, readingSeconds) };
  };
  const [client, server] = await Promise.all([readPod(pair.client), readPod(pair.server)]);
  return { client, server };
}

/** All ztunnel pods on the two nodes. An empty list is a valid reading; a failed request is not. */
async function readZtunnels(
  observatory: Observatory,
  pair: PodPair
): Promise<Record<Side, readonly PlaceReading[]> | undefined> {
  const { kubernetes, ciliumNamespace } = observatory;
  const found = await ofNodes(pair, async node => {
    const pods = await kubernetes.pods(ciliumNamespace, `app=${ztunnelName}`, node).catch(failure);
    return pods instanceof Error ? undefined : Promise.all(pods.map(pod => readZtunnel(observatory, pod)));
  });
  const { client, server } = found;
  return client === undefined || server === undefined ? undefined : { client, server };
}

async function readZtunnel({ kubernetes, ciliumNamespace }: Observatory, pod: V1Pod): Promise<PlaceReading> {
  const identity = podIdentity(pod);
  const name = pod.metadata?.name ?? '';
  try {
    const text = await kubernetes.proxyGet(ciliumNamespace, name, ztunnelMetricsPort, 'metrics', metricsSeconds);
    return { identity, sections: { [metricsSection.name]: { ok: true, text } } };
  } catch (error) {
    return { identity, sections: failedReadings([metricsSection], failure(error).message) };
  }
}

/** Reads each node once, even if both ends are on the same one. */
async function ofNodes<T>(pair: PodPair, read: (node: string) => Promise<T>): Promise<Record<Side, T>> {
  const client = read(pair.client.node);
  const server = pair.server.node === pair.client.node ? client : read(pair.server.node);
  const [first, second] = await Promise.all([client, server]);
  return { client: first, server: second };
}

function failure(error: unknown): Error {
  if (error instanceof CanceledError) throw error;
  return new Error(errorMessage(error));
}
