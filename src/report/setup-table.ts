import type { Block, Run, RunNode, ScenarioResult } from '../results/run.ts';
import { escapeMarkdown, table } from './markdown.ts';
import { encapsulationTitles, encryptionTitles } from './titles.ts';

const unknown = 'unknown: the run ended before it was read';

/** The published documents' `Test Setup` table of a scenario, with what else a reader needs to repeat it. */
export function renderSetup(run: Run, scenario: ScenarioResult): string {
  const { cluster, cilium, tools, plan } = run;
  const measured = cluster?.nodes.filter(node => node.role !== 'other') ?? [];
  const blocks = run.blocks.filter(block => block.scenario === scenario.name && block.path === 'pod');
  return table(
    ['Parameter', 'Value'],
    [
      [cluster?.provider === 'aks' ? 'AKS Kubernetes version' : 'Kubernetes version', text(cluster?.kubernetesVersion)],
      ['Nodes (client, server)', list(measured.map(describeMachine))],
      ['Networking mode', cluster === undefined ? unknown : networkingModes[cluster.provider]],
      ['Cilium version', text(cilium?.version)],
      ['Cilium chart', cilium === undefined ? unknown : escapeMarkdown(`${cilium.chart} ${cilium.chartVersion}`)],
      ['Cilium agent image', describeImage(cilium?.agentImage, cilium?.agentImageId)],
      ['Routing mode', scenario.routing === 'native' ? 'Native' : 'Tunnel'],
      ['Encapsulation protocol', encapsulationTitles[scenario.routing]],
      ['Encryption', encryptionTitles[scenario.encryption]],
      ['Test tools', describeTools(tools)],
      ['Test image', describeImage(tools?.image, tools?.imageId)],
      ['Test duration', `${seconds(plan.durationSeconds)}, ${seconds(plan.omitSeconds)} of warm-up before`],
      ['Rounds', String(plan.rounds)],
      ['Seed', escapeMarkdown(plan.seed)],
      ['Kernel', list(measured.map(node => escapeMarkdown(node.kernel)))],
      ['MTU of the nodes', list(measured.map(describeInterface))],
      ['MTU of the pods', describeMtus(blocks, block => block.podMtu)],
      ["MTU of the pods' route", describeMtus(blocks, block => block.routeMtu)]
    ]
  );
}

const networkingModes = {
  kind: 'kind, Cilium as its only CNI',
  aks: 'BYOCNI',
  kubeconfig: 'Existing cluster'
} as const;

function seconds(count: number): string {
  return `${String(count)} ${count === 1 ? 'second' : 'seconds'}`;
}

function text(value: string | undefined): string {
  return value === undefined ? unknown : escapeMarkdown(value);
}

/** Values of the client's and the server's node; once when they are the same. */
function list(values: readonly string[]): string {
  const different = [...new Set(values)];
  return different.length === 0 ? unknown : different.join(', ');
}

function describeMachine(node: RunNode): string {
  const cpus = `${node.cpus} vCPU`;
  if (node.instanceType === undefined) return escapeMarkdown(`${node.cpuModel ?? node.architecture} (${cpus})`);
  const model = node.cpuModel === undefined ? '' : `, ${node.cpuModel}`;
  return escapeMarkdown(`${node.instanceType} (${cpus}${model})`);
}

function describeInterface(node: RunNode): string {
  if (node.interface === undefined) return 'not read';
  const { name, mtu, driver } = node.interface;
  return escapeMarkdown(`${String(mtu)} (${name}${driver === undefined ? '' : `, ${driver}`})`);
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
      return escapeMarkdown(version === undefined ? name : `${name} ${version}`);
    })
    .join(', ');
}

function describeMtus(blocks: readonly Block[], mtuOf: (block: Block) => number | undefined): string {
  const mtus = blocks.flatMap(block => mtuOf(block) ?? []);
  return mtus.length === 0 ? 'not read' : list(mtus.map(String));
}
