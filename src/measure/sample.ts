import { gzipSync } from 'node:zlib';
import { defined } from '../lib/defined.ts';
import type { Files } from '../host/ports.ts';
import type { Proof } from '../proof/contract.ts';
import { redactText } from '../redaction/redact.ts';
import type { Arm, Sample } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';
import { tests } from '../suite/index.ts';
import type { SampleTiming, TestName, TestTarget } from '../model/test.ts';
import { cpuMetrics, type Execution } from './execute.ts';
import { droppedBetween, machineSections } from './observe.ts';
import { burstsOf } from '../plan/cost.ts';
import { executeObserved, restartedAgents, type MeasuredPath } from './observed.ts';
import type { PodPair } from './pod-pair.ts';
import type { Observatory } from './snapshot.ts';

/** Identifies a sample within a run. */
export interface SampleSpec extends SampleTiming {
  readonly round: number;
  readonly block: number;
  readonly arm: Arm;
  /** Which of the block's samples of this test, from 1. */
  readonly repeat: number;
  readonly test: TestName;
  readonly attempt: number;
}

/** What all samples of a run share. */
export interface SampleContext extends Observatory {
  readonly files: Files;
  readonly output: string;
  /** The nodes of a kind cluster are one machine, so their CPU is one figure. */
  readonly oneMachine: boolean;
}

/** A sample, and the tool version if known. */
export interface Taken {
  readonly sample: Sample;
  readonly toolVersion: string | undefined;
}

/** Takes one sample. Failures become the sample's reason; rejects only if the run is canceled. */
export async function takeSample(
  context: SampleContext,
  pair: PodPair,
  path: MeasuredPath,
  spec: SampleSpec
): Promise<Taken> {
  const test = tests[spec.test];
  const { omitSeconds } = spec;
  const bursts = burstsOf(spec.test, spec);
  const target: TestTarget = {
    serverIp: pair.server.ip,
    durationSeconds: spec.durationSeconds / bursts,
    omitSeconds,
    timeScale: context.clock.timeScale
  };
  const more = machineSections(path.scenario.encryption);
  const observed = await executeObserved(context, pair, test, target, path, { bursts, more });
  const { execution, before, after, proof, reason } = observed;

  const id = sampleId(path, spec);
  const raw = `raw/${id}.json.gz`;
  const command = [...test.client(target)];
  await writeRaw(context, raw, command, execution);
  const { parsed } = execution;
  return {
    toolVersion: parsed.ok ? parsed.toolVersion : undefined,
    sample: {
      id,
      round: spec.round,
      block: spec.block,
      arm: spec.arm,
      scenario: scenarioName(path.scenario),
      test: spec.test,
      path: path.kind,
      repeat: spec.repeat,
      attempt: spec.attempt,
      status: reason === undefined ? 'valid' : 'invalid',
      ...defined({ reason }),
      command,
      startedAt: new Date(execution.started).toISOString(),
      endedAt: new Date(execution.ended).toISOString(),
      client: { pod: pair.client.pod, node: pair.client.node, ip: pair.client.ip },
      server: { pod: pair.server.pod, node: pair.server.node, ip: pair.server.ip },
      metrics: parsed.ok ? { ...parsed.metrics, ...cpuMetrics(context.oneMachine, parsed, before, after) } : {},
      ...defined({ proof: proof && recordProof(proof) }),
      drops: droppedBetween(before, after, { client: pair.client.node, server: pair.server.node }),
      agentRestarts: restartedAgents(before, after).map(side => pair[side].node),
      raw
    }
  };
}

/** A proof in the form of run.json. */
function recordProof(proof: Proof): NonNullable<Sample['proof']> {
  const { verdict, reason, mode, coverage, notes, faults, witness } = proof;
  const recorded = { verdict, reason, mode, coverage: [...coverage], notes: [...notes], faults: [...faults] };
  return witness === undefined ? recorded : { ...recorded, witness };
}

/** ID of a sample, and name of its raw file. */
function sampleId(path: MeasuredPath, spec: SampleSpec): string {
  const name = path.kind === 'host' ? 'control' : scenarioName(path.scenario).replaceAll('+', '-');
  const arm = spec.arm === 'candidate' ? '' : `-${spec.arm}`;
  const repeat = spec.repeat === 1 ? '' : `-${spec.repeat}`;
  const attempt = spec.attempt === 1 ? '' : `-attempt${spec.attempt}`;
  return `r${spec.round}-b${spec.block}-${name}${arm}-${spec.test}${repeat}${attempt}`;
}

async function writeRaw(
  context: SampleContext,
  path: string,
  command: readonly string[],
  execution: Execution
): Promise<void> {
  const bursts = execution.outputs.map(({ exitCode, stdout, stderr }) => ({
    exitCode: exitCode ?? null,
    stdout: redactText(stdout),
    stderr: redactText(stderr)
  }));
  const content = JSON.stringify({ command, bursts });
  await context.files.write(`${context.output}/${path}`, gzipSync(content));
}
