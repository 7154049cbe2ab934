import type { BaselineRecord } from '../model/comparison.ts';
import type { Run, ScenarioResult, RunNode } from '../model/run.ts';
import { nameFirst, shorten, escapeMarkdown } from './markdown.ts';

/** Namespaces that a notice names before it counts; the longest name that Kubernetes allows has 63 characters. */
const [named, nameLength] = [8, 63];

/** What a reader must know of a cluster that was measured as it is, in plain sentences; nothing of other runs. */
export function asFoundNotices({ asFound }: Run): readonly string[] {
  if (asFound === undefined) return [];
  const { enrolledNamespaces, valuesUnknown } = asFound;
  const enrolled = enrolledNamespaces.map(name => shorten(name, nameLength));
  return [
    "Measured as found, nothing of Cilium was changed. What is proven is the path of the run's own test pods between two nodes; of the traffic of other pods it proves nothing.",
    ...(enrolled.length === 0
      ? []
      : [
          `Enrolled in ztunnel besides the run's own namespace: ${nameFirst(enrolled, named)}. Their pods were not looked at: what was started before it was enrolled, leaves the enrolled namespaces or is not TCP may be in the clear.`
        ]),
    ...(valuesUnknown === undefined ? [] : [`The Helm values are not known: ${valuesUnknown}.`])
  ];
}

/** What a reader must know of figures from a kind cluster, in one sentence; nothing of other clusters. */
export function oneMachineNotice({ cluster }: Run): readonly string[] {
  return cluster?.provider === 'kind'
    ? ['All nodes of this kind cluster share one kernel and one CPU: ratios count here, absolute figures do not.']
    : [];
}

/** ztunnel knows no Services: what is measured to pod IPs can be encrypted while Services are reached in the clear. */
export function describeLeak(scenario: ScenarioResult): string[] {
  const leak = leakOf(scenario);
  return leak === undefined ? [] : [`**${escapeMarkdown(leak.what)}.** ${leak.besides}`];
}

/** The same of every scenario of a run's candidate, as plain sentences. */
export function leakSentences({ scenarios }: Run): string[] {
  return scenarios.flatMap(scenario => {
    const leak = scenario.arm === 'candidate' ? leakOf(scenario) : undefined;
    return leak === undefined ? [] : [`${scenario.name}: ${leak.what}. ${leak.besides}`];
  });
}

function leakOf({ serviceLeak, matrix }: ScenarioResult): { what: string; besides: string } | undefined {
  if (serviceLeak === undefined || serviceLeak.leaks === 'no') return undefined;
  const what = serviceLeak.leaks === 'yes' ? 'Services would leak' : 'Whether Services would leak is not known';
  const seen = matrix?.find(row => row.destination === 'service')?.seen;
  const transfer = seen === undefined ? '' : ` A transfer to a ClusterIP was ${seen}.`;
  return { what: `${what}: ${serviceLeak.reason}`, besides: `What was measured here went to pod IPs.${transfer}` };
}

/**
 * What differs between the machines of client and server, as one plain sentence; nothing where they are alike. Between
 * unlike machines the slower end decides, so figures hold for this pair in this direction only.
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
        `The two measured nodes differ in ${differences.join(', ')}: the figures hold for this pair and this direction only.`
      ];
}

/** The same for a run's record. */
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

/** Why not all earlier runs were looked at, as a sentence without its end; nothing where all were. Plain text from outside. */
export function describeSearchEnd({ candidates, ended }: BaselineRecord): string | undefined {
  if (ended === undefined) return undefined;
  const runs = candidates.length === 0 ? 'Earlier runs' : 'Runs further back';
  return `${runs} ${ended.failed ? 'could not be read' : 'were not looked for'}: ${ended.reason}`;
}
