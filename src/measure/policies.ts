import { z } from 'zod';
import { agentOn, readSections } from '../cilium/agents.ts';
import {
  policyLabel,
  policySpec,
  readPolicies,
  waitForPolicies,
  whyNoPolicies,
  type RealizedPolicy
} from '../cilium/policies.ts';
import { waitForWorkloads } from '../cilium/ztunnel.ts';
import { pollUntil, startLimit } from '../host/limit.ts';
import { ExecError } from '../kubernetes/port.ts';
import { removePod, testPod, waitForRunning } from '../kubernetes/test-pods.ts';
import { count } from '../lib/count.ts';
import { safeJson } from '../lib/json.ts';
import { CanceledError, ClusterError, errorMessage } from '../model/errors.ts';
import {
  policyAttempts,
  policyNames,
  policyPorts,
  type PassageSeen,
  type PolicyAttempt,
  type PolicyName
} from '../model/policy-matrix.ts';
import type { EncryptionMode } from '../model/scenario.ts';
import { datapathSection, droppedPackets } from '../proof/index.ts';
import { foreignLine } from '../redaction/foreign.ts';
import { enrolledPod, podNames, toEnd, type End, type PairSpec } from './pod-pair.ts';
import type { Observatory } from './snapshot.ts';

/** Where network policies are tried: on servers in the namespace of the measured pair. */
export interface PolicyContext extends Observatory {
  readonly pods: PairSpec;
}

/** What happened to a connection under a policy. */
export interface PolicySighting extends PolicyAttempt {
  readonly seen: PassageSeen;
  readonly reason: string;
}

/** A server answers a connection at once; a dropped packet is sent again within a second. */
const connectSeconds = 1.5;
/** ztunnel accepts every connection and is silent about one that it cannot pass on. */
const answerSeconds = 3;
/** Beyond both, for starting the client. */
const commandSeconds = 15;
/** A connection that waits for a lost packet is quiet for as long as it already was. */
const recoverySeconds = 15;
const readingSeconds = 20;

/**
 * Tries each policy on a server of its own, so that no connection outlives the policy that it was made under. Blocked is
 * only what got no answer while the server's node dropped packets by policy, and passes once the policies are gone.
 * Returns a reason if the cluster enforces no policies. Rejects if the cluster fails.
 */
export async function tryPolicies(
  context: PolicyContext,
  client: End,
  encryption: EncryptionMode,
  tell: (line: string) => void
): Promise<readonly PolicySighting[] | string> {
  const { kubernetes, ciliumNamespace, pods } = context;
  const off = await whyNoPolicies(kubernetes, ciliumNamespace, pods.serverNode);
  if (off !== undefined) return off;
  await remove(context);
  try {
    const servers = await createServers(context);
    if (encryption === 'ztunnel') {
      const source = enrolledPod(client, podNames.client);
      for (const server of servers.values())
        await waitForWorkloads(context.hosts, context.clock, source, enrolledPod(server, podNames.server));
    }
    const without = await realizedOn(context, servers);
    for (const policy of policyNames)
      await kubernetes.createNetworkPolicy(pods.namespace, nameOf(policy), policySpec(policy));
    const late = await waitOn(context, servers, without, () => true);
    if (late !== undefined) throw new ClusterError(`network policies did not take effect on ${late}`);
    const under: PolicySighting[] = [];
    for (const attempt of policyAttempts)
      under.push({ ...attempt, ...(await look(context, client, servers, attempt)) });
    const before = await realizedOn(context, servers);
    await removePolicies(context);
    const kept = await waitOn(context, servers, before, ip => without.get(ip)?.ingress === true);
    const sightings: PolicySighting[] = [];
    for (const sighting of under)
      sightings.push(sighting.seen === 'blocked' ? await confirm(context, client, servers, sighting, kept) : sighting);
    return sightings;
  } finally {
    await remove(context).catch((error: unknown) => {
      if (error instanceof CanceledError) throw error;
      // What is left is removed before the next block tries again, and at the latest with its namespace.
      tell(`cannot remove the network policies and their servers: ${errorMessage(error)}`);
    });
  }
}

function nameOf(policy: PolicyName): string {
  return `perf-${policy}`;
}

/** Two servers of iperf3 in each pod, because its tests need one port each. */
async function createServers(context: PolicyContext): Promise<ReadonlyMap<PolicyName, End>> {
  const { kubernetes, clock, pods } = context;
  const { named, other } = policyPorts;
  const create = async (policy: PolicyName): Promise<[PolicyName, End]> => {
    const pod = testPod({
      name: nameOf(policy),
      serviceAccount: podNames.server,
      role: 'server',
      node: pods.serverNode,
      image: pods.image,
      hostNetwork: false,
      tolerations: pods.tolerations,
      labels: { [policyLabel]: policy },
      command: ['sh', '-c', `iperf3 -s -p ${named} & exec iperf3 -s -p ${other}`]
    });
    await kubernetes.createPod(pods.namespace, pod);
    return [policy, toEnd(await waitForRunning(kubernetes, clock, pods.namespace, nameOf(policy)), pods.namespace)];
  };
  return new Map(await Promise.all(policyNames.map(create)));
}

async function remove(context: PolicyContext): Promise<void> {
  const { kubernetes, clock, pods } = context;
  await removePolicies(context);
  await Promise.all(policyNames.map(policy => removePod(kubernetes, clock, pods.namespace, nameOf(policy))));
}

async function removePolicies({ kubernetes, pods }: PolicyContext): Promise<void> {
  await Promise.all(policyNames.map(policy => kubernetes.deleteNetworkPolicy(pods.namespace, nameOf(policy))));
}

/** The realized policy of each server, once the node's agent lists all of them. */
async function realizedOn(
  { kubernetes, clock, ciliumNamespace, pods }: PolicyContext,
  servers: ReadonlyMap<PolicyName, End>
): Promise<ReadonlyMap<string, RealizedPolicy>> {
  const addresses = [...servers.values()].map(({ ip }) => ip);
  const limit = startLimit(clock, readingSeconds);
  const read = (): Promise<ReadonlyMap<string, RealizedPolicy>> =>
    readPolicies(kubernetes, ciliumNamespace, pods.serverNode);
  const all = await pollUntil(clock, limit, 0.5, read, seen => addresses.every(ip => seen.has(ip)));
  const missing = addresses.filter(ip => !all.has(ip));
  if (missing.length > 0)
    throw new ClusterError(`the agent on ${pods.serverNode} does not list the endpoints ${missing.join(', ')}`);
  return new Map([...all].filter(([ip]) => addresses.includes(ip)));
}

/** Waits for a newer revision on every server. Returns those that are late, for people. */
async function waitOn(
  { kubernetes, clock, ciliumNamespace, pods }: PolicyContext,
  servers: ReadonlyMap<PolicyName, End>,
  before: ReadonlyMap<string, RealizedPolicy>,
  ingress: (ip: string) => boolean
): Promise<string | undefined> {
  const wanted = [...before].map(
    ([ip, { revision }]) => [ip, { revision: revision + 1, ingress: ingress(ip) }] as const
  );
  const late = await waitForPolicies(kubernetes, clock, ciliumNamespace, pods.serverNode, new Map(wanted));
  const names = [...servers.values()].filter(({ ip }) => late.includes(ip)).map(({ pod }) => pod);
  return names.length === 0 ? undefined : names.join(', ');
}

/** How a client of iperf3 ended. `unknown` says nothing about the path to the server. */
interface Answer {
  readonly end: 'answered' | 'silent' | 'unknown';
  readonly said: string;
}

const reportSchema = z.looseObject({
  error: z.string().optional(),
  end: z.looseObject({ sum_received: z.looseObject({ bytes: z.number() }).optional() }).optional()
});

/** A transfer of a thousand bytes: ztunnel accepts a connection before it knows whether the server can be reached. */
async function connect(
  { kubernetes, clock: { timeScale } }: PolicyContext,
  client: End,
  server: End,
  port: number
): Promise<Answer> {
  const command = [
    ...['timeout', String(Math.ceil(answerSeconds * timeScale))],
    ...['iperf3', '-c', server.ip, '-p', String(port), '-n', '1000', '-J'],
    ...['--connect-timeout', String(Math.round(connectSeconds * 1000 * timeScale))]
  ];
  try {
    const { stdout, stderr } = await kubernetes.exec(client.target, command, commandSeconds);
    const report = reportSchema.safeParse(safeJson(stdout)).data;
    const bytes = report?.end?.sum_received?.bytes ?? 0;
    if (report !== undefined && report.error === undefined && bytes > 0)
      return { end: 'answered', said: 'it answered' };
    const said = foreignLine(report?.error ?? `${stdout}${stderr}`, 200);
    return { end: said.includes('Connection refused') ? 'unknown' : 'silent', said };
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    return { end: 'unknown', said: errorMessage(error) };
  }
}

type Seen = Pick<PolicySighting, 'seen' | 'reason'>;

/** One connection, or a second one if nothing is proven by the first. */
async function look(
  context: PolicyContext,
  client: End,
  servers: ReadonlyMap<PolicyName, End>,
  attempt: PolicyAttempt
): Promise<Seen> {
  const first = await lookOnce(context, client, serverOf(servers, attempt), attempt);
  return first.seen === 'unproven' ? lookOnce(context, client, serverOf(servers, attempt), attempt) : first;
}

async function lookOnce(context: PolicyContext, client: End, server: End, { port }: PolicyAttempt): Promise<Seen> {
  const before = await deniedOn(context, server.node);
  const { end, said } = await connect(context, client, server, policyPorts[port]);
  if (end === 'answered') return { seen: 'passes', reason: 'the server answered' };
  const after = await deniedOn(context, server.node);
  if (end === 'unknown') return { seen: 'unproven', reason: said };
  if (before === undefined || after === undefined)
    return {
      seen: 'unproven',
      reason: `the server did not answer (${said}), and the drops of ${server.node} cannot be read`
    };
  const dropped = after - before;
  if (dropped <= 0)
    return {
      seen: 'unproven',
      reason: `the server did not answer (${said}), but ${server.node} dropped nothing by policy`
    };
  return { seen: 'blocked', reason: `${server.node} dropped ${count(dropped, 'packet')} by policy` };
}

function serverOf(servers: ReadonlyMap<PolicyName, End>, { policy }: PolicyAttempt): End {
  const server = servers.get(policy);
  if (server === undefined) throw new Error(`${policy} has no server`);
  return server;
}

/** Packets that a node's datapath dropped because of a policy; `undefined` if they cannot be read. */
async function deniedOn({ kubernetes, ciliumNamespace }: PolicyContext, node: string): Promise<number | undefined> {
  const agent = await agentOn(kubernetes, ciliumNamespace, node);
  if (agent === undefined) return undefined;
  const dropped = droppedPackets(await readSections(kubernetes, agent, [datapathSection], readingSeconds));
  // "Policy denied" and "Policy denied by denylist" (pkg/monitor/api/drop.go).
  return (
    dropped && [...dropped].reduce((sum, [why, packets]) => sum + (why.startsWith('Policy denied') ? packets : 0), 0)
  );
}

/** The same connection without the policy: only what passes now was blocked by it. */
async function confirm(
  context: PolicyContext,
  client: End,
  servers: ReadonlyMap<PolicyName, End>,
  sighting: PolicySighting,
  kept: string | undefined
): Promise<PolicySighting> {
  const limit = startLimit(context.clock, recoverySeconds);
  const again = (): Promise<Answer> =>
    connect(context, client, serverOf(servers, sighting), policyPorts[sighting.port]);
  const { end, said } = await pollUntil(context.clock, limit, 0.5, again, seen => seen.end === 'answered');
  if (end === 'answered') return sighting;
  const why = kept === undefined ? said : `the policies stayed in effect on ${kept}`;
  return { ...sighting, seen: 'unproven', reason: `without the policy, the server does not answer either: ${why}` };
}
