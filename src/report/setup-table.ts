import { describeRounds } from '../model/rounds.ts';
import type { Run, RunNode, ScenarioResult } from '../model/run.ts';
import { code, escapeMarkdown, table, shortCommit } from './markdown.ts';
import { formatDecimal } from './quantity.ts';
import { encapsulationTitles, encryptionTitles } from './titles.ts';

/** Shown for values that only the cluster could provide. */
const unknown = 'unknown: the run ended before it was read';

/** A scenario's `Test Setup` table as in the published documents, plus what a reader needs to repeat it. */
export function renderSetup(run: Run, scenario: ScenarioResult): string {
  const { cluster, cilium, tools, plan } = run;
  const measured = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
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
  const chartVersion = ofReference?.chartVersion ?? cilium?.chartVersion;
  return table(
    ['Parameter', 'Value'],
    [
      [cluster?.provider === 'aks' ? 'AKS Kubernetes version' : 'Kubernetes version', text(cluster?.kubernetesVersion)],
      ['Nodes (client, server)', text(list(measured.map(describeMachine)))],
      ['Networking mode', cluster === undefined ? unknown : networkingMode(cluster)],
      ...(ofReference === undefined ? [] : [['Reference', escapeMarkdown(ofReference.description)]]),
      ['Cilium version', text(version)],
      ['Cilium chart', cilium === undefined ? unknown : escapeMarkdown(`${cilium.chart} ${chartVersion ?? ''}`)],
      ...(cilium?.valuesFrom === undefined ? [] : [['Cilium values', escapeMarkdown(`from ${cilium.valuesFrom}`)]]),
      ['Cilium agent image', isCandidates ? describeImage(cilium?.agentImage, cilium?.agentImageId) : 'not recorded'],
      ['Routing mode', scenario.routing === 'native' ? 'Native' : 'Tunnel'],
      ['Encapsulation protocol', encapsulationTitles[scenario.routing]],
      ['Encryption', encryptionTitles[scenario.encryption]],
      ['Test tools', text(describeTools(tools))],
      ['Test image', describeImage(tools?.image, tools?.imageId)],
      ['Test duration', `${seconds(plan.durationSeconds)}, after ${seconds(plan.omitSeconds)} of warm-up`],
      ['Rounds', describeRounds(run)],
      ['Seed', code(plan.seed)],
      ['Kernel', text(list(measured.map(node => node.kernel)))],
      ...nodeImages(measured),
      ['MTU of the nodes', text(list(measured.map(describeInterface)))],
      ['MTU of the pods', wholeNumbers(blocks.map(block => block.podMtu))],
      ['MSS of the connections', wholeNumbers(samples.map(sample => sample.metrics['mss']?.value))]
    ]
  );
}

const networkingModes = {
  kind: 'kind, Cilium as its only CNI',
  aks: 'BYOCNI',
  kubeconfig: 'Existing cluster'
} as const;

function networkingMode({ provider, networking }: NonNullable<Run['cluster']>): string {
  return networking === 'managed' ? 'Azure CNI powered by Cilium, managed by Azure' : networkingModes[provider];
}

function seconds(count: number): string {
  return `${count} ${count === 1 ? 'second' : 'seconds'}`;
}

function text(value: string | undefined): string {
  return value === undefined ? unknown : escapeMarkdown(value);
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
  if (imageId === undefined || image.includes(imageId)) return escapeMarkdown(image);
  return escapeMarkdown(`${image} (${imageId})`);
}

function describeTools(tools: Run['tools']): string {
  return ['iperf3', 'netperf']
    .map(name => {
      const version = name === 'iperf3' ? tools?.iperf3 : tools?.netperf;
      return version === undefined ? name : `${name} ${version}`;
    })
    .join(', ');
}

function nodeImages(nodes: readonly RunNode[]): readonly (readonly [string, string])[] {
  const images = nodes.flatMap(node => node.nodeImage ?? []);
  return images.length === 0 ? [] : [['Node image', text(list(images))]];
}

function wholeNumbers(values: readonly (number | undefined)[]): string {
  const known = values.flatMap(value => value ?? []);
  return known.length === 0 ? 'not read' : list(known.map(String));
}

/** A row of the set-up table; plain text that may come from outside. */
export interface SetupLine {
  readonly name: string;
  readonly text: string;
  /** Shown as code, so that it can be copied. */
  readonly literal?: true;
}

/** Which machines and software a job measured, and how. */
export function describeJob(run: Run): SetupLine[] {
  const { cluster, cilium, reference, source, plan } = run;
  const nodes = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
  const minutes = formatDecimal(run.timing.totalSeconds / 60, 0);
  const arms = reference === undefined ? 'one arm' : 'both arms in each, in a random order';
  return [
    { name: 'Cilium', text: cilium === undefined ? unknown : `${cilium.version} (chart ${cilium.chartVersion})` },
    ...(reference === undefined
      ? []
      : [{ name: 'Reference', text: `${reference.description} (chart ${reference.chartVersion})` }]),
    {
      name: 'Cluster',
      text:
        cluster === undefined ? unknown : `${cluster.provider} ${cluster.name}, Kubernetes ${cluster.kubernetesVersion}`
    },
    { name: 'Nodes (client, server)', text: list(nodes.map(describeMachine)) },
    { name: 'Kernel', text: list(nodes.map(node => node.kernel)) },
    { name: 'Tools', text: describeTools(run.tools) },
    {
      name: 'Tests',
      text: `${plan.tests.join(', ')}; ${plan.durationSeconds} s each, ${plan.omitSeconds} s of warm-up`
    },
    { name: 'Rounds', text: `${describeRounds(run)}, ${arms}` },
    { name: 'Seed', text: plan.seed, literal: true },
    { name: 'Measured', text: `${run.startedAt}, ${minutes} min` },
    ...(source === undefined
      ? []
      : [
          { name: 'Commit', text: shortCommit(source.sha), literal: true as const },
          { name: 'Job', text: `${source.workflow} / ${source.job} on ${source.event} of ${source.ref}` }
        ])
  ];
}
