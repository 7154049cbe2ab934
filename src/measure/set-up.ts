import type { V1Node } from '@kubernetes/client-node';
import type { Installation } from '../cilium/describe.ts';
import { orWarn } from '../host/log.ts';
import type { Host } from '../host/ports.ts';
import { nodeFacts, readMachine } from '../kubernetes/machine.ts';
import { defined } from '../lib/defined.ts';
import type { Policy } from '../model/options.ts';
import type { Arm, Run, Block, ScenarioResult } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import type { BlockPlan } from '../plan/plan.ts';
import { unlikeNodes } from '../report/notices.ts';
import type { RecordEvent } from '../results/journal.ts';
import type { BlockContext, ModeSetup, BlockResult } from './block.ts';
import type { PodPair } from './pod-pair.ts';

/** A cluster ready to be measured, with the run's namespaces. */
export interface Prepared {
  readonly kubernetesVersion: string;
  readonly nodes: readonly V1Node[];
  /** Differences between the measured nodes that were already reported. */
  readonly told: Set<string>;
  readonly clusterName: string;
  readonly provider: NonNullable<Run['cluster']>['provider'];
  readonly networking: 'byocni' | 'managed' | undefined;
  readonly clusterSeconds: number;
  readonly host: Host;
  readonly installation: Installation;
  /** How each arm sets up Cilium. */
  readonly setups: ReadonlyMap<Arm, ModeSetup>;
  readonly blocks: Omit<BlockContext, 'setup' | 'onSample' | 'onPair'>;
  readonly policy: Policy;
  readonly record: RecordEvent;
  /** Called at each look that does not end the run, with what is known so far. */
  readonly onLook: (text: string) => Promise<void>;
}

const netperfVersionSeconds = 15;

/**
 * Describes an arm's scenario after a block. `blocks` are all measured blocks; `before` is the previous description. Its
 * values are kept: they are the same in each block, and reading them takes half a second.
 */
export async function describeScenario(
  prepared: Prepared,
  block: BlockPlan,
  { statusCheck, datapath, serviceLeak, certificates }: BlockResult,
  blocks: readonly Block[],
  before: ScenarioResult | undefined
): Promise<ScenarioResult> {
  const name = scenarioName(block.scenario);
  const own = blocks.filter(other => other.path === 'pod' && other.arm === block.arm && other.scenario === name);
  const reason = own.findLast(other => other.reason !== undefined)?.reason;
  const known = Object.keys(before?.values ?? {}).length > 0 ? before?.values : undefined;
  const status =
    reason === undefined ? 'measured' : own.some(other => other.status === 'measured') ? 'incomplete' : 'failed';
  return {
    name,
    arm: block.arm,
    routing: block.scenario.routing,
    encryption: block.scenario.encryption,
    status,
    ...defined({ reason }),
    values:
      known ?? (await orWarn(prepared.host.outputs, "Cilium's values", () => prepared.installation.values())) ?? {},
    ...defined({ statusCheck, datapath, serviceLeak, certificates })
  };
}

/**
 * Records Cilium, nodes and machines once a block has shown that Cilium runs. Only the two measured nodes are
 * queried; for the others, only what Kubernetes reports is recorded. Warns about differences between the two here,
 * because their CPU models become known only now. Returns false if something could not be read.
 */
export async function describeMachines(prepared: Prepared): Promise<boolean> {
  const { hosts, pods } = prepared.blocks;
  const cilium = await orWarn(prepared.host.outputs, 'Cilium', () => prepared.installation.describe());
  if (cilium !== undefined) await prepared.record({ type: 'cilium', cilium });
  let complete = cilium !== undefined;
  const nodes = await Promise.all(
    prepared.nodes.map(async node => {
      const name = node.metadata?.name ?? '';
      const role = name === pods.clientNode ? 'client' : name === pods.serverNode ? 'server' : 'other';
      if (role === 'other') return nodeFacts(node, role);
      const machine = await orWarn(prepared.host.outputs, `node ${name}`, () =>
        readMachine(sections => hosts.read(name, sections))
      );
      if (machine?.cpuModel === undefined && machine?.interface === undefined) complete = false;
      return { ...nodeFacts(node, role), ...machine };
    })
  );
  for (const notice of unlikeNodes(nodes)) {
    if (!prepared.told.has(notice)) prepared.host.outputs.warning(notice);
    prepared.told.add(notice);
  }
  await prepared.record({
    type: 'cluster',
    seconds: prepared.clusterSeconds,
    cluster: {
      provider: prepared.provider,
      ...defined({ networking: prepared.networking }),
      name: prepared.clusterName,
      kubernetesVersion: prepared.kubernetesVersion,
      nodes
    }
  });
  return complete;
}

/** Records which tools a block used. */
export interface ToolRecord {
  readonly onPair: (pair: PodPair) => Promise<void>;
  readonly onVersion: (test: string, version: string | undefined) => Promise<void>;
}

/** Records the tools' image and versions as they become known. */
export function createToolRecord(prepared: Prepared): ToolRecord {
  const { kubernetes, pods } = prepared.blocks;
  let tools: NonNullable<Run['tools']> | undefined;
  const note = async (more: Partial<NonNullable<Run['tools']>>): Promise<void> => {
    const updated = { image: pods.image, imageId: '', ...tools, ...more };
    if (JSON.stringify(updated) === JSON.stringify(tools)) return;
    tools = updated;
    await prepared.record({ type: 'tools', tools: updated });
  };
  return {
    async onPair(pair) {
      if (tools?.netperf !== undefined) return;
      const result = await orWarn(prepared.host.outputs, 'netperf', () =>
        kubernetes.exec(pair.client.target, ['netperf', '-V'], netperfVersionSeconds)
      );
      const netperf = /version (\S+)/.exec(result?.stdout ?? '')?.[1];
      await note({ imageId: pair.client.imageId, ...defined({ netperf }) });
    },
    async onVersion(test, version) {
      if (version !== undefined && !test.endsWith('latency')) await note({ iperf3: version });
    }
  };
}
