import { gzipSync } from 'node:zlib';
import { CancelledError, errorMessage } from '../errors.ts';
import type { Files } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { redactText } from '../results/redact.ts';
import type { InvalidReason, Metric, Sample } from '../results/run.ts';
import { tests } from '../suite/index.ts';
import type { TestName, TestTarget } from '../suite/test.ts';
import { execute, warmUp, type Execution } from './execute.ts';
import { droppedBetween, readNodes, type NodeReading } from './observe.ts';
import { pairChange, type PodPair } from './pod-pair.ts';

const bytesPerGigabyte = 1e9;

/** What a sample is one of. */
export interface SampleSpec {
  readonly round: number;
  readonly block: number;
  readonly scenario: string;
  readonly path: 'pod' | 'host';
  readonly test: TestName;
  readonly attempt: number;
  readonly durationSeconds: number;
  readonly omitSeconds: number;
}

/** Where and how samples are taken, the same for a whole run. */
export interface SampleContext {
  readonly kubernetes: Kubernetes;
  readonly files: Files;
  readonly ciliumNamespace: string;
  readonly output: string;
  /** The nodes of a kind cluster are one machine, so their CPU is one figure. */
  readonly oneMachine: boolean;
}

/** A sample and the version that its tool told. */
export interface Taken {
  readonly sample: Sample;
  readonly toolVersion: string | undefined;
}

/**
 * Takes one sample: readings of both nodes, the tool, the readings again. Whatever fails becomes the sample's reason;
 * only a cancelled run rejects.
 */
export async function takeSample(context: SampleContext, pair: PodPair, spec: SampleSpec): Promise<Taken> {
  const { kubernetes, ciliumNamespace } = context;
  const test = tests[spec.test];
  const target: TestTarget = {
    serverIp: pair.server.ip,
    durationSeconds: spec.durationSeconds,
    omitSeconds: spec.omitSeconds
  };
  const nodes = [pair.client.node, pair.server.node];
  await warmUp(kubernetes, pair, test, target).catch(rethrowCancelled);
  const before = await read(kubernetes, ciliumNamespace, nodes);
  const execution = await execute(kubernetes, pair, test, target);
  const [after, change] = await Promise.all([
    read(kubernetes, ciliumNamespace, nodes),
    pairChange(kubernetes, pair).catch((error: unknown) => {
      rethrowCancelled(error);
      return `the test pods cannot be read: ${errorMessage(error)}`;
    })
  ]);

  const restarts = restartedAgents(before, after);
  const reason = invalidReason(execution, change, restarts, before, after);
  const id = sampleId(spec);
  const raw = `raw/${id}.json.gz`;
  const command = [...test.client(target)];
  await writeRaw(context, raw, command, execution);
  const metrics = execution.parsed.ok
    ? { ...execution.parsed.metrics, ...cpuMetrics(context, execution, before, after) }
    : {};
  return {
    toolVersion: execution.parsed.ok ? execution.parsed.toolVersion : undefined,
    sample: {
      id,
      round: spec.round,
      block: spec.block,
      scenario: spec.scenario,
      test: spec.test,
      path: spec.path,
      attempt: spec.attempt,
      status: reason === undefined ? 'valid' : 'invalid',
      ...(reason === undefined ? {} : { reason }),
      command,
      startedAt: new Date(execution.started).toISOString(),
      endedAt: new Date(execution.ended).toISOString(),
      client: { pod: pair.client.pod, node: pair.client.node, ip: pair.client.ip },
      server: { pod: pair.server.pod, node: pair.server.node, ip: pair.server.ip },
      metrics,
      drops: before.ok && after.ok ? droppedBetween(before.nodes, after.nodes) : [],
      agentRestarts: restarts,
      raw
    }
  };
}

type Reading =
  { readonly ok: true; readonly nodes: readonly NodeReading[] } | { readonly ok: false; readonly why: string };

async function read(kubernetes: Kubernetes, namespace: string, nodes: readonly string[]): Promise<Reading> {
  try {
    return { ok: true, nodes: await readNodes(kubernetes, namespace, nodes) };
  } catch (error) {
    rethrowCancelled(error);
    return { ok: false, why: errorMessage(error) };
  }
}

function rethrowCancelled(error: unknown): void {
  if (error instanceof CancelledError) throw error;
}

function restartedAgents(before: Reading, after: Reading): string[] {
  if (!before.ok || !after.ok) return [];
  return after.nodes
    .filter(reading =>
      before.nodes.some(earlier => earlier.node === reading.node && earlier.agentIdentity !== reading.agentIdentity)
    )
    .map(reading => reading.node);
}

/** A change of the pods explains a tool's failure better than the tool does, so it comes first. */
function invalidReason(
  execution: Execution,
  change: string | undefined,
  restarts: readonly string[],
  before: Reading,
  after: Reading
): InvalidReason | undefined {
  if (change !== undefined) return { kind: 'pod-replaced', message: change };
  if (!execution.parsed.ok) return execution.parsed.reason;
  if (restarts.length > 0) {
    return {
      kind: 'agent-restarted',
      message: `the Cilium agent on ${restarts.join(' and ')} restarted during the sample`
    };
  }
  for (const reading of [before, after]) if (!reading.ok) return { kind: 'cluster-failed', message: reading.why };
  return undefined;
}

function cpuMetrics(
  context: SampleContext,
  execution: Execution,
  before: Reading,
  after: Reading
): Record<string, Metric> {
  if (!execution.parsed.ok || !before.ok || !after.ok || execution.parsed.receivedBytes <= 0) return {};
  const gigabytes = execution.parsed.receivedBytes / bytesPerGigabyte;
  const perGigabyte = (index: number): Metric => {
    const busy = (after.nodes[index]?.cpuSeconds ?? NaN) - (before.nodes[index]?.cpuSeconds ?? NaN);
    return { value: busy / gigabytes, unit: 's/GB', better: 'lower' };
  };
  if (context.oneMachine) return { 'machine-cpu': perGigabyte(0) };
  return { 'client-node-cpu': perGigabyte(0), 'server-node-cpu': perGigabyte(1) };
}

/** Identifies a sample and names its raw file. */
export function sampleId(spec: SampleSpec): string {
  const path = spec.path === 'host' ? 'control' : spec.scenario.replaceAll('+', '-');
  const attempt = spec.attempt === 1 ? '' : `-attempt${String(spec.attempt)}`;
  return `r${String(spec.round)}-b${String(spec.block)}-${path}-${spec.test}${attempt}`;
}

async function writeRaw(
  context: SampleContext,
  path: string,
  command: readonly string[],
  execution: Execution
): Promise<void> {
  const { exitCode, stdout, stderr } = execution.output;
  const content = JSON.stringify({
    command,
    exitCode: exitCode ?? null,
    stdout: redactText(stdout),
    stderr: redactText(stderr)
  });
  await context.files.write(`${context.output}/${path}`, gzipSync(content));
}
