import { z } from 'zod';
import { agentOn } from '../cilium/agents.ts';
import { CanceledError } from '../model/errors.ts';
import { safeJson } from '../lib/json.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { whyUnreached } from '../kubernetes/test-pods.ts';
import { startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import type { Scenario } from '../model/scenario.ts';
import type { PodPair } from './pod-pair.ts';

const readingSeconds = 15;
/** Routes that Cilium or the cloud's network still sets up appear within seconds. */
const limitSeconds = 20;

const nodesSchema = z.array(
  z.looseObject({
    name: z.string(),
    'primary-address': z.looseObject({
      ipv4: z.looseObject({ ip: z.string(), 'alloc-range': z.string() })
    })
  })
);

/**
 * Whether a connection between pods shows that routes exist. ztunnel accepts every connection of enrolled pods,
 * whether or not it reaches the peer.
 */
export function routesCanBeAsked({ routing, encryption }: Scenario): boolean {
  return routing === 'native' && encryption !== 'ztunnel';
}

/**
 * Why pods on two nodes cannot reach each other with native routing, where Cilium does not set the routes.
 * `undefined` if they can. The message lists the routes that the nodes' network needs.
 */
export async function missingRoutes(
  kubernetes: Kubernetes,
  clock: Clock,
  ciliumNamespace: string,
  { client, server }: PodPair
): Promise<string | undefined> {
  const limit = startLimit(clock, limitSeconds);
  let said: string;
  do {
    const there = await whyUnreached(kubernetes, clock, client.target, server.ip);
    const back = await whyUnreached(kubernetes, clock, server.target, client.ip);
    if (there === undefined && back === undefined) return undefined;
    said = there ?? back ?? '';
    await clock.sleep(1);
  } while (!limit.isOver());
  // Without the list, the message describes the routes in general.
  const listing = await listNodes(kubernetes, ciliumNamespace, client.node).catch((error: unknown) => {
    if (error instanceof CanceledError) throw error;
    return '';
  });
  return `pods on ${client.node} and ${server.node} cannot reach each other (${said}): native routing needs routes in the nodes' network, which this program cannot create: ${describeRoutes(listing)}. On Azure, add them to the route table of the nodes' subnet, or announce them by BGP to an Azure Route Server. Alternatively, measure vxlan or geneve`;
}

async function listNodes(kubernetes: Kubernetes, ciliumNamespace: string, node: string): Promise<string> {
  const agent = await agentOn(kubernetes, ciliumNamespace, node);
  if (agent === undefined) return '';
  return (await kubernetes.exec(agent.target, ['cilium-dbg', 'node', 'list', '-o', 'json'], readingSeconds)).stdout;
}

/** Routes that the network needs, from Cilium's list of nodes. */
export function describeRoutes(listing: string): string {
  const nodes = nodesSchema.safeParse(safeJson(listing)).data ?? [];
  if (nodes.length === 0) return "to each node's pod range via the node's address";
  return nodes
    .map(({ name, 'primary-address': { ipv4 } }) => `${ipv4['alloc-range']} via ${ipv4.ip} (${name})`)
    .join(', ');
}
