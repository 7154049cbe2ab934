import { nameFirst } from '../lib/count.ts';
import type { BaselineRecord } from '../model/comparison.ts';
import { emulatedProcessor } from '../model/emulated.ts';
import type { Run, ScenarioResult, RunNode } from '../model/run.ts';
import { escapeMarkdown, shortCommit, shorten } from './markdown.ts';

/** Number of namespaces a notice lists by name, and the longest name Kubernetes allows. */
const [named, nameLength] = [8, 63];
/** Longer than this program writes. */
const [modeLength, overrideLength] = [100, 400];

/** What a reader must know before any number, in plain sentences that may contain text from outside. */
export function noticesOf(run: Run): string[] {
  return [...warningsOf(run), ...oneMachineNotice(run)];
}

/** The same without what is true of every run on its kind of cluster. */
export function warningsOf(run: Run): string[] {
  return [
    ...versionsNotice(run),
    ...modeChangeNotice(run),
    ...overrideNotices(run),
    ...otherCommitNotice(run),
    ...emulatedNotice(run),
    ...unlikeNodesNotice(run),
    ...existingModeNotices(run)
  ];
}

/** The modes of both arms, if they differ. */
function modeChangeNotice({ reference, source }: Run): readonly string[] {
  if (reference?.modes === undefined) return [];
  const before = reference.source === 'base' ? 'base' : 'reference';
  const now = source?.ref.startsWith('refs/pull/') === true ? 'this pull request' : 'now';
  const modes = [`${before}: ${shorten(reference.modes.reference, modeLength)}`];
  modes.push(`${now}: ${shorten(reference.modes.candidate, modeLength)}`);
  return [`The modes differ: ${modes.join(', ')}. Each side was measured and verified in its own mode.`];
}

function overrideNotices({ overrides = [] }: Run): readonly string[] {
  return overrides.slice(0, 3).map(text => `${shorten(text, overrideLength)}.`);
}

/** What a reader must know about a cluster measured as is, in plain sentences. Empty for other runs. */
export function existingModeNotices({ asFound }: Run): readonly string[] {
  if (asFound === undefined) return [];
  const { enrolledNamespaces, valuesUnknown } = asFound;
  const enrolled = enrolledNamespaces.map(name => shorten(name, nameLength));
  return [
    "Measured as is, without changing Cilium. Only the path between this run's own test pods on two nodes is verified, not the traffic of other pods.",
    ...(enrolled.length === 0
      ? []
      : [
          `Other namespaces enrolled in ztunnel: ${nameFirst(enrolled, named)}. Their pods were not checked: traffic may be plaintext if a pod started before its namespace was enrolled, if it leaves the enrolled namespaces, or if it is not TCP.`
        ]),
    ...(valuesUnknown === undefined ? [] : [`The Helm values are unknown: ${valuesUnknown}.`])
  ];
}

/** Who reads about a new version often did not write the change. */
function versionsNotice({ reference, cilium }: Run): readonly string[] {
  if (reference === undefined || cilium === undefined || reference.chartVersion === cilium.chartVersion) return [];
  const [before, now] = [shorten(reference.chartVersion, nameLength), shorten(cilium.chartVersion, nameLength)];
  return [`Cilium ${before} (reference) is compared with Cilium ${now}.`];
}

/** A workflow can check out something else than the commit it runs on. */
function otherCommitNotice({ source }: Run): readonly string[] {
  if (source?.checkedOut === undefined || source.checkedOut === source.sha) return [];
  const [measured, own] = [shortCommit(source.checkedOut), shorten(shortCommit(source.sha), nameLength)];
  return [`The job checked out ${measured}, not its own commit, ${own}. The results are not published as a baseline.`];
}

/** Counters of an emulated node are real, its speed is not. */
function emulatedNotice(run: Run): readonly string[] {
  const model = emulatedProcessor(run);
  return model === undefined
    ? []
    : [
        `The nodes are emulated (${shorten(model, nameLength)}): what was encrypted is proven, but the speeds mean nothing. The results are not published as a baseline.`
      ];
}

/** What a reader must know about measurements in a kind cluster. Empty for other clusters. */
export function oneMachineNotice({ cluster }: Run): readonly string[] {
  return cluster?.provider === 'kind'
    ? ['All nodes of this kind cluster share one machine: trust the percentages, not the absolute values.']
    : [];
}

/** ztunnel does not know about Services: traffic to pod IPs can be encrypted while traffic to Services is not. */
export function describeLeak(scenario: ScenarioResult): string[] {
  const leak = leakOf(scenario);
  return leak === undefined ? [] : [`**${escapeMarkdown(leak.what)}.** ${leak.remark}`];
}

/** The same for every scenario of the candidate, as plain sentences. */
export function leakSentences({ scenarios }: Run): string[] {
  return scenarios.flatMap(scenario => {
    const leak = scenario.arm === 'candidate' ? leakOf(scenario) : undefined;
    return leak === undefined ? [] : [`${scenario.name}: ${leak.what}. ${leak.remark}`];
  });
}

function leakOf({ serviceLeak, matrix }: ScenarioResult): { what: string; remark: string } | undefined {
  if (serviceLeak === undefined || serviceLeak.leaks === 'no') return undefined;
  const what = serviceLeak.leaks === 'yes' ? 'Services would leak' : 'It is unknown whether Services would leak';
  const seen = matrix?.find(row => row.destination === 'service')?.seen;
  const transfer = seen === undefined ? '' : ` A transfer to a ClusterIP was ${seen}.`;
  return { what: `${what}: ${serviceLeak.reason}`, remark: `These measurements used pod IPs.${transfer}` };
}

/**
 * Differences between the client's and the server's machine, as one plain sentence. Between unequal machines the slower
 * one limits the result, so it holds only for this pair and direction.
 */
export function unlikeNodes(nodes: readonly RunNode[]): readonly string[] {
  const [client, server] = (['client', 'server'] as const).map(role => nodes.find(node => node.role === role));
  if (client === undefined || server === undefined) return [];
  const differences = [
    difference('architecture', client.architecture, server.architecture),
    difference('CPU model', client.cpuModel, server.cpuModel),
    difference('size', describeSize(client), describeSize(server))
  ].flatMap(found => found ?? []);
  return differences.length === 0
    ? []
    : [
        `The two measured nodes differ in ${differences.join(', ')}: the results hold for this pair and direction only.`
      ];
}

export function unlikeNodesNotice({ cluster }: Run): readonly string[] {
  return unlikeNodes(cluster?.nodes ?? []);
}

function difference(what: string, client: string | undefined, server: string | undefined): string | undefined {
  if (client === undefined || server === undefined || client === server) return undefined;
  return `${what} (client ${client}, server ${server})`;
}

function describeSize({ instanceType, cpus }: RunNode): string {
  return instanceType === undefined ? `${cpus} CPUs` : `${instanceType}, ${cpus} CPUs`;
}

/**
 * Why not all earlier runs were considered, without a final period. Plain text that may come from outside; `undefined`
 * if all were considered.
 */
export function describeSearchEnd({ candidates, ended }: BaselineRecord): string | undefined {
  if (ended === undefined) return undefined;
  const runs = candidates.length === 0 ? 'Earlier runs' : 'Runs further back';
  return `${runs} ${ended.failed ? 'could not be read' : 'were not searched'}: ${ended.reason}`;
}
