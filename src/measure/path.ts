import { agentOn, readStatusJson, versionOfStatus } from '../cilium/agents.ts';
import type { Background, PathFacts, Section } from '../proof/contract.ts';
import { BACKGROUND_SECONDS } from '../proof/index.ts';
import type { Scenario } from '../model/scenario.ts';
import { isIpv4 } from '../lib/addresses.ts';
import { isBefore } from '../lib/version.ts';
import { blockProofOf, readingsOf, withSections, type MeasuredPath } from './observed.ts';
import { podNames, type PodPair } from './pod-pair.ts';
import { takeSnapshot, type Observatory } from './snapshot.ts';
import type { Witness } from './witness.ts';

/** Reads what the proof needs to know about a new pair: addresses, and the background traffic on shared counters. */
export async function learnPath(
  observatory: Observatory,
  pair: PodPair,
  scenario: Scenario,
  kind: 'pod' | 'host',
  witness: Witness
): Promise<MeasuredPath> {
  return {
    scenario,
    kind,
    ...(kind === 'pod' && sharesCounters(scenario) ? { witness } : {}),
    facts: await describePath(observatory, pair, await encapsulatesFirst(observatory, pair.client.node, scenario)),
    background: await measureBackground(observatory, pair, scenario, kind, blockProofOf(scenario, kind)?.sections)
  };
}

/** The addresses of a pair and of its nodes. `encapsulated` is the same for all pairs of a scenario. */
export async function describePath(
  observatory: Pick<Observatory, 'kubernetes'>,
  pair: PodPair,
  encapsulated: boolean
): Promise<PathFacts> {
  /** The CiliumInternalIP of a node: the end of IPsec's tunnels in native routing. */
  const internalIp = async ({ node }: PodPair['client']): Promise<string | undefined> => {
    const addresses = (await observatory.kubernetes.ciliumNodes(node)).flatMap(found => found.addresses);
    return addresses.find(({ type, ip }) => type === 'CiliumInternalIP' && isIpv4(ip))?.ip;
  };
  const [client, server] = await Promise.all([internalIp(pair.client), internalIp(pair.server)]);
  return {
    namespace: pair.client.target.namespace,
    serviceAccounts: podNames,
    podIps: { client: pair.client.ip, server: pair.server.ip },
    nodeIps: { client: pair.client.nodeIp, server: pair.server.nodeIp },
    ciliumInternalIps: { client, server },
    encapsulated,
    sameNode: pair.client.node === pair.server.node
  };
}

/**
 * Whether packets between nodes are encapsulated before they are encrypted. Since 1.18, IPsec encrypts encapsulated
 * packets (cilium/cilium#37723); earlier versions encrypt first.
 */
export async function encapsulatesFirst(
  observatory: Pick<Observatory, 'kubernetes' | 'ciliumNamespace'>,
  node: string,
  { routing, encryption }: Scenario
): Promise<boolean> {
  if (routing === 'native' || encryption !== 'ipsec') return routing !== 'native';
  return !(await runsBefore(observatory, node, 1, 18));
}

/** Whether a node's agent is older than a version. False if no agent runs there. */
export async function runsBefore(
  { kubernetes, ciliumNamespace }: Pick<Observatory, 'kubernetes' | 'ciliumNamespace'>,
  node: string,
  major: number,
  minor: number
): Promise<boolean> {
  const agent = await agentOn(kubernetes, ciliumNamespace, node);
  return agent !== undefined && isBefore(versionOfStatus(await readStatusJson(kubernetes, agent)), major, minor);
}

/** WireGuard and IPsec share their counters with other traffic; ztunnel's series carry our principals. */
function sharesCounters({ encryption }: Scenario): boolean {
  return encryption === 'wireguard' || encryption === 'ipsec';
}

/**
 * Encrypted traffic of others while the run is idle, for modes with shared counters. A block's own sections are read
 * when it begins.
 */
export async function measureBackground(
  observatory: Observatory,
  pair: PodPair,
  scenario: Scenario,
  kind: 'pod' | 'host',
  ofBlock: readonly Section[] = []
): Promise<Background | undefined> {
  if (!sharesCounters(scenario)) return undefined;
  const readings = readingsOf({ scenario, kind });
  const sections = withSections(readings.sections, { host: [], agent: ofBlock });
  const before = await takeSnapshot(observatory, pair, { ...readings, sections });
  await observatory.clock.sleep(BACKGROUND_SECONDS);
  return { before, after: await takeSnapshot(observatory, pair, readings) };
}
