import { z } from 'zod';
import { listAgents } from '../cilium/agents.ts';
import { safeJson } from '../json.ts';
import type { Background, PathFacts } from '../proof/contract.ts';
import { BACKGROUND_SECONDS } from '../proof/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readingsOf, type MeasuredPath } from './observed.ts';
import { podNames, type PodPair } from './pod-pair.ts';
import { takeSnapshot, type Observatory } from './snapshot.ts';

const readingSeconds = 15;
const addressSchema = z.array(z.looseObject({ addr_info: z.array(z.looseObject({ local: z.string() })) }));

/** Learns of a fresh pair what its proof needs: addresses, and the idle traffic of counters that others share. */
export async function learnPath(
  observatory: Observatory,
  pair: PodPair,
  scenario: Scenario,
  kind: 'pod' | 'host'
): Promise<MeasuredPath> {
  return {
    scenario,
    kind,
    facts: await describePath(observatory, pair, scenario),
    background: await measureBackground(observatory, pair, scenario, kind)
  };
}

/** The addresses of a pair and of its nodes. */
export async function describePath(
  observatory: Observatory,
  pair: PodPair,
  { routing }: Pick<Scenario, 'routing'>
): Promise<PathFacts> {
  return {
    namespace: pair.client.target.namespace,
    serviceAccounts: podNames,
    podIps: { client: pair.client.ip, server: pair.server.ip },
    nodeIps: { client: pair.client.nodeIp, server: pair.server.nodeIp },
    ciliumInternalIps: {
      client: await internalIp(observatory, pair.client.node),
      server: await internalIp(observatory, pair.server.node)
    },
    encapsulated: routing !== 'native',
    sameNode: pair.client.node === pair.server.node
  };
}

/** The address of the agent's own interface on a node: IPsec's tunnels end there in native routing. */
async function internalIp(observatory: Observatory, node: string): Promise<string | undefined> {
  const agent = (await listAgents(observatory.kubernetes, observatory.ciliumNamespace)).get(node);
  if (agent === undefined) return undefined;
  const command = ['ip', '-j', '-4', 'addr', 'show', 'dev', 'cilium_host'];
  const { stdout } = await observatory.kubernetes.exec(agent.target, command, readingSeconds);
  return addressSchema.safeParse(safeJson(stdout)).data?.[0]?.addr_info[0]?.local;
}

/** Only the counters of WireGuard and IPsec are shared with other traffic; ztunnel's series carry our principals. */
export async function measureBackground(
  observatory: Observatory,
  pair: PodPair,
  scenario: Scenario,
  kind: 'pod' | 'host'
): Promise<Background | undefined> {
  if (scenario.encryption !== 'wireguard' && scenario.encryption !== 'ipsec') return undefined;
  const { sections, withZtunnels } = readingsOf({ scenario, kind });
  const before = await takeSnapshot(observatory, pair, sections, withZtunnels);
  await observatory.clock.sleep(BACKGROUND_SECONDS);
  return { before, after: await takeSnapshot(observatory, pair, sections, withZtunnels) };
}
