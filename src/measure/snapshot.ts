import type { V1Pod } from '@kubernetes/client-node';
import { listAgents } from '../cilium/agents.ts';
import { ztunnelName } from '../cilium/rollout.ts';
import { podIdentity } from '../kubernetes/identity.ts';
import { CancelledError, errorMessage } from '../errors.ts';
import type { Clock } from '../host/ports.ts';
import type { ExecTarget, Kubernetes } from '../kubernetes/port.ts';
import type { Shells } from '../kubernetes/shells.ts';
import { sides, type PlaceReading, type Section, type Side, type Snapshot } from '../proof/contract.ts';
import { metricsSection, podSections } from '../proof/index.ts';
import { machineSections, throttlingSection } from './observe.ts';
import { composeScript, parseSections, unreachable } from '../kubernetes/sections.ts';
import type { PodPair } from './pod-pair.ts';

/** Seconds for one place's readings; they take a fraction of one. */
const readingSeconds = 20;
const ztunnelMetricsPort = 15020;
/** A ztunnel answers within milliseconds. One that cannot be reached would keep the API server waiting for half a minute, or for minutes. */
const metricsSeconds = 5;

/** Where readings are taken. */
export interface Observatory {
  readonly kubernetes: Kubernetes;
  readonly clock: Clock;
  readonly ciliumNamespace: string;
  readonly shells: Shells;
}

/**
 * Reads both nodes' agents, both test pods and, where asked, the ztunnels, all at once. What cannot be read is in the
 * snapshot as a failed reading; only a cancelled run rejects.
 */
export async function takeSnapshot(
  observatory: Observatory,
  pair: PodPair,
  agentSections: readonly Section[],
  withZtunnels: boolean
): Promise<Snapshot> {
  const { kubernetes, clock, ciliumNamespace, shells } = observatory;
  const seconds = clock.seconds();
  const fromAgents = [...machineSections, ...agentSections];
  const fromPods = [...podSections, throttlingSection];
  const [agents, pods, ztunnels] = await Promise.all([
    readAgents(kubernetes, shells, ciliumNamespace, pair, fromAgents),
    readPods(kubernetes, shells, pair, fromPods),
    withZtunnels ? readZtunnels(kubernetes, ciliumNamespace, pair) : undefined
  ]);
  return { seconds, agents, pods, ...(ztunnels === undefined ? {} : { ztunnels }) };
}

async function readAgents(
  kubernetes: Kubernetes,
  shells: Shells,
  namespace: string,
  pair: PodPair,
  sections: readonly Section[]
): Promise<Record<Side, PlaceReading>> {
  const agents = await listAgents(kubernetes, namespace).catch(failure);
  return bothSides(side => {
    if (agents instanceof Error) return unreachable(sections, '', agents.message);
    const agent = agents.get(pair[side].node);
    if (agent === undefined) return unreachable(sections, '', `no Cilium agent runs on ${pair[side].node}`);
    return readPlace(shells, agent.target, agent.identity, sections);
  });
}

async function readPods(
  kubernetes: Kubernetes,
  shells: Shells,
  pair: PodPair,
  sections: readonly Section[]
): Promise<Record<Side, PlaceReading>> {
  const listed = new Map<string, Promise<readonly V1Pod[] | Error>>();
  const list = (namespace: string): Promise<readonly V1Pod[] | Error> => {
    const pods = listed.get(namespace) ?? kubernetes.pods(namespace).catch(failure);
    listed.set(namespace, pods);
    return pods;
  };
  return bothSides(async side => {
    const pods = await list(pair[side].target.namespace);
    if (pods instanceof Error) return unreachable(sections, '', pods.message);
    const pod = pods.find(candidate => candidate.metadata?.name === pair[side].pod);
    if (pod === undefined) return unreachable(sections, '', `pod ${pair[side].pod} is gone`);
    return readPlace(shells, pair[side].target, podIdentity(pod), sections);
  });
}

async function readPlace(
  shells: Shells,
  target: ExecTarget,
  identity: string,
  sections: readonly Section[]
): Promise<PlaceReading> {
  try {
    const text = await shells.run(target, identity, composeScript(sections), readingSeconds);
    return { identity, sections: parseSections(sections, text) };
  } catch (error) {
    return unreachable(sections, identity, failure(error).message);
  }
}

/** Every ztunnel pod of the two nodes; none listed is an answer, a failed listing is not. */
async function readZtunnels(
  kubernetes: Kubernetes,
  namespace: string,
  pair: PodPair
): Promise<Record<Side, readonly PlaceReading[]> | undefined> {
  const pods = await kubernetes.pods(namespace, `app=${ztunnelName}`).catch(failure);
  if (pods instanceof Error) return undefined;
  return bothSides(side =>
    Promise.all(
      pods
        .filter(pod => pod.spec?.nodeName === pair[side].node)
        .map(async pod => {
          const identity = podIdentity(pod);
          try {
            const name = pod.metadata?.name ?? '';
            const text = await kubernetes.proxyGet(namespace, name, ztunnelMetricsPort, 'metrics', metricsSeconds);
            return { identity, sections: { [metricsSection.name]: { ok: true, text } } } as const;
          } catch (error) {
            return unreachable([metricsSection], identity, failure(error).message);
          }
        })
    )
  );
}

async function bothSides<T>(read: (side: Side) => T | Promise<T>): Promise<Record<Side, T>> {
  const [client, server] = await Promise.all(sides.map(side => read(side)));
  return { client, server } as Record<Side, T>;
}

function failure(error: unknown): Error {
  if (error instanceof CancelledError) throw error;
  return new Error(errorMessage(error));
}
