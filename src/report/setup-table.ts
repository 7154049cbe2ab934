import { describeRounds } from '../model/rounds.ts';
import { describeTiming } from '../model/test.ts';
import type { Run, RunNode, ScenarioResult } from '../model/run.ts';
import { plainText, type Cell, type Table, type Text } from './blocks.ts';
import { code, escapeMarkdown, table, shortCommit } from './markdown.ts';
import { formatDecimal } from './quantity.ts';
import { encapsulationTitles, encryptionTitles } from './titles.ts';

/** Shown for values that only the cluster could provide. */
const unknown = 'unknown: the run ended before it was read';

/** A scenario's `Test Setup` table as in the published documents, plus what a reader needs to repeat it. */
export function renderSetup(run: Run, scenario: ScenarioResult): string {
  const { cluster, cilium, tools, plan } = run;
  const measured = measuredNodes(run);
  const blocks = run.blocks.filter(
    block => block.scenario === scenario.name && block.arm === scenario.arm && block.path === 'pod'
  );
  const samples = run.samples.filter(
    sample => sample.scenario === scenario.name && sample.arm === scenario.arm && sample.path === 'pod'
  );
  const ofReference = scenario.arm === 'reference' ? run.reference : undefined;
  // The run records the version reported by the candidate's agents; for another version only the chart is known.
  const isCandidates = ofReference === undefined || ofReference.chartVersion === cilium?.chartVersion;
  const version = isCandidates ? cilium?.version : ofReference.chartVersion;
  const nodeImages = measured.flatMap(node => node.nodeImage ?? []);
  const chartVersion = ofReference?.chartVersion ?? cilium?.chartVersion;
  const lines: [string, string | undefined][] = [
    [
      cluster?.provider === 'aks' ? 'AKS Kubernetes version' : 'Kubernetes version',
      cluster?.kubernetesVersion ?? unknown
    ],
    ['Nodes (client, server)', list(measured.map(describeMachine))],
    ['Networking mode', cluster === undefined ? unknown : networkingMode(cluster)],
    ['Reference', ofReference?.description],
    ['Cilium version', version ?? unknown],
    ['Cilium chart', cilium === undefined ? unknown : `${cilium.chart} ${chartVersion ?? ''}`],
    ['Cilium values', cilium?.valuesFrom && `from ${cilium.valuesFrom}`],
    ['Cilium agent image', isCandidates ? describeImage(cilium?.agentImage, cilium?.agentImageId) : 'not recorded'],
    ['Routing mode', scenario.routing === 'native' ? 'Native' : 'Tunnel'],
    ['Encapsulation protocol', encapsulationTitles[scenario.routing]],
    ['Encryption', encryptionTitles[scenario.encryption]],
    ['Test tools', describeTools(tools)],
    ['Test image', describeImage(tools?.image, tools?.imageId)],
    ['Test duration', describeTiming(plan)],
    ['Rounds', describeRounds(run)],
    ['Seed', plan.seed],
    ['Kernel', list(measured.map(node => node.kernel))],
    ['Node image', nodeImages.length === 0 ? undefined : list(nodeImages)],
    ['MTU of the nodes', list(measured.map(describeInterface))],
    ['MTU of the pods', wholeNumbers(blocks.map(block => block.podMtu))],
    ['MSS of the connections', wholeNumbers(samples.map(sample => sample.metrics['mss']?.value))]
  ];
  const rows = lines.flatMap(([name, text]) =>
    text === undefined ? [] : [[name, name === 'Seed' ? code(text) : escapeMarkdown(text)]]
  );
  return table(['Parameter', 'Value'], rows);
}

const networkingModes = {
  kind: 'kind, Cilium as its only CNI',
  aks: 'BYOCNI',
  kubeconfig: 'Existing cluster'
} as const;

function networkingMode({ provider, networking }: NonNullable<Run['cluster']>): string {
  return networking === 'managed' ? 'Azure CNI powered by Cilium, managed by Azure' : networkingModes[provider];
}

/** Values of the client's and server's node; shown once if equal. */
function list(values: readonly string[]): string {
  const different = [...new Set(values)];
  return different.length === 0 ? unknown : different.join(', ');
}

function describeMachine(node: RunNode): string {
  const cpus = `${node.cpus} vCPU`;
  if (node.instanceType === undefined) return `${node.cpuModel ?? node.architecture} (${cpus})`;
  const model = node.cpuModel === undefined ? '' : `, ${node.cpuModel}`;
  return `${node.instanceType} (${cpus}${model})`;
}

function describeInterface(node: RunNode): string {
  if (node.interface === undefined) return 'not read';
  const { name, mtu, driver, virtualFunction } = node.interface;
  const names = [name, driver, virtualFunction === undefined ? undefined : `virtual function ${virtualFunction}`];
  return `${mtu} (${names.filter(Boolean).join(', ')})`;
}

function describeImage(image: string | undefined, imageId: string | undefined): string {
  if (image === undefined) return unknown;
  return imageId === undefined || image.includes(imageId) ? image : `${image} (${imageId})`;
}

function describeTools(tools: Run['tools']): string {
  return ['iperf3', 'netperf']
    .map(name => {
      const version = name === 'iperf3' ? tools?.iperf3 : tools?.netperf;
      return version === undefined ? name : `${name} ${version}`;
    })
    .join(', ');
}

function wholeNumbers(values: readonly (number | undefined)[]): string {
  const known = values.flatMap(value => value ?? []);
  return known.length === 0 ? 'not read' : list(known.map(String));
}

/** The kind of cluster and its machines in a few words: `kind (4 vCPU)`. */
export function describePlace({ cluster }: Run): string {
  if (cluster === undefined) return 'an unknown cluster';
  const names = { kind: 'kind', aks: 'AKS', kubeconfig: 'an existing cluster' };
  const sizes = cluster.nodes
    .filter(({ role }) => role !== 'other')
    .map(({ instanceType, cpus }) => instanceType ?? `${cpus} vCPU`);
  return `${names[cluster.provider]} (${[...new Set(sizes)].join(', ')})`;
}

/** Which machines and software a job measured, and how. */
export function setupTable(run: Run): Table {
  const rows = setupLines(run).map(([name, text]): Cell[] => [{ text: name, kind: 'name' }, { text }]);
  return { kind: 'table', columns: ['Parameter', 'Value'], rows };
}

/** A parameter and its value in each of several runs. */
export interface SetupRow {
  readonly name: string;
  readonly values: readonly string[];
}

/** The parameters that differ between runs. The seed is drawn for each run, so it is none. */
export function differingSetups(runs: readonly Run[]): SetupRow[] {
  const setups = runs.map(
    run => new Map([...setupLines(run), ['MTU of the nodes', list(measuredNodes(run).map(describeInterface))] as const])
  );
  const names = new Set(setups.flatMap(setup => [...setup.keys()]));
  names.delete('Seed');
  return [...names]
    .map(name => ({ name, values: setups.map(setup => plainText(setup.get(name) ?? '-')) }))
    .filter(({ values }) => new Set(values).size > 1);
}

function measuredNodes({ cluster }: Run): readonly RunNode[] {
  return cluster?.nodes.filter(node => node.role !== 'other') ?? [];
}

function setupLines(run: Run): (readonly [string, Text])[] {
  const { cluster, cilium, reference, source, plan } = run;
  const nodes = measuredNodes(run);
  const where =
    cluster === undefined ? unknown : `${cluster.provider} ${cluster.name}, Kubernetes ${cluster.kubernetesVersion}`;
  const arms = reference === undefined ? 'one arm' : 'both arms in each, in random order';
  const minutes = formatDecimal(run.timing.totalSeconds / 60, 0);
  const lines: [string, Text | undefined][] = [
    ['Cilium', cilium === undefined ? unknown : `${cilium.version} (chart ${cilium.chartVersion})`],
    ['Reference', reference && `${reference.description} (chart ${reference.chartVersion})`],
    ['Cluster', where],
    ['Nodes (client, server)', list(nodes.map(describeMachine))],
    ['Kernel', list(nodes.map(node => node.kernel))],
    ['Tools', describeTools(run.tools)],
    ['Tests', `${plan.tests.join(', ')}; each ${describeTiming(plan)}`],
    ['Rounds', `${describeRounds(run)}, ${arms}`],
    ['Seed', [{ text: plan.seed, style: 'code' }]],
    ['Measured', `${run.startedAt}, ${minutes} min`],
    ['Commit', source && [{ text: shortCommit(source.sha), style: 'code' }]],
    ['Job', source && `${source.workflow} / ${source.job} on ${source.event} of ${source.ref}`]
  ];
  return lines.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}
