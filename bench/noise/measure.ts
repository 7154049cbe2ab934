import { z } from 'zod';
import { agentOn, endpointsReady, listAgents } from '../../src/cilium/agents.ts';
import { pollUntil, startLimit } from '../../src/host/limit.ts';
import { orWarn } from '../../src/host/log.ts';
import type { Outputs } from '../../src/host/ports.ts';
import { readByShell } from '../../src/kubernetes/readings.ts';
import { prepareTest } from '../../src/measure/execute.ts';
import { cpuStatSection, statSection, usedSeconds } from '../../src/measure/observe.ts';
import { createPair, type PairSpec, type PodPair } from '../../src/measure/pod-pair.ts';
import { isSettled } from '../../src/measure/settle.ts';
import type { Observatory } from '../../src/measure/snapshot.ts';
import type { Test } from '../../src/model/test.ts';
import { seededRandom, shuffle } from '../../src/plan/plan.ts';
import { sides, type Section } from '../../src/proof/contract.ts';
import { someText } from '../../src/proof/index.ts';
import { tests } from '../../src/suite/index.ts';

/** Sizes of the nested design. */
export interface Sizes {
  readonly rollouts: number;
  /** New pod pairs per rollout. */
  readonly pairs: number;
  /** Runs of each test per pair, each with new connections. */
  readonly connections: number;
  /** Seconds per run. */
  readonly seconds: number;
}

/** Where to measure. */
export interface Ground extends Observatory {
  readonly pods: PairSpec;
  readonly control: PairSpec;
}

const turnTests = ['tcp-throughput', 'tcp-latency'] as const;
const count = z.int().nonnegative();
const figure = z.number().optional();
export const sampleSchema = z.object({
  rollout: count,
  pair: count,
  connection: count,
  test: z.enum(turnTests),
  /** Mean per second: bit/s, or transactions. */
  rate: z.number().positive(),
  /** The same in each second. */
  seconds: z.array(z.number().positive()),
  /** From the start of the server to the end of the client. */
  wallSeconds: z.number(),
  /** CPU time of both test pods, in seconds per GB or per million transactions. */
  podCpu: figure,
  /** CPU seconds of a fixed loop on the client's node just before. */
  loop: figure,
  /** Share of the client's node's time that its hypervisor took during the run. */
  steal: figure,
  /** Throughput between the nodes' own networks in the same turn, bit/s. */
  probe: figure
});
export type NoiseSample = z.infer<typeof sampleSchema>;

const probeSeconds = 2;
const warmUpsAtMost = 20;
const readingSeconds = 20;
const rolloutSeconds = 300;
const pollSeconds = 0.5;

/** Prints the shell's own CPU time after about a sixth of a second. */
const loopSection: Section = {
  name: 'loop',
  command: ['bash', '-c', 'for i in {1..500}; do for j in {1..500}; do :; done; done; times'],
  keep: someText
};

type Progress = Pick<Outputs, 'info' | 'warning'>;

/** Takes all samples, without those that fail; `keep` is called after each pair. */
export async function measureNoise(
  ground: Ground,
  sizes: Sizes,
  outputs: Progress,
  keep: (samples: readonly NoiseSample[]) => Promise<void>
): Promise<void> {
  const random = seededRandom('noise');
  const samples: NoiseSample[] = [];
  const { kubernetes, clock } = ground;
  const started = clock.seconds();
  const control = await createPair(kubernetes, clock, ground.control);
  for (let rollout = 0; rollout < sizes.rollouts; rollout += 1) {
    await restartAgents(ground);
    for (let pair = 0; pair < sizes.pairs; pair += 1) {
      const pods = await createPair(kubernetes, clock, ground.pods);
      const blind = await ground.hosts.ensure();
      if (blind !== undefined) throw new Error(blind);
      await warmUp(ground, pods, outputs);
      for (let connection = 0; connection < sizes.connections; connection += 1) {
        const turn = await takeTurn(ground, pods, control, shuffle(turnTests, random), sizes.seconds, outputs);
        samples.push(...turn.map(sample => ({ rollout, pair, connection, ...sample })));
      }
      await keep(samples);
      const done = `rollout ${rollout + 1} of ${sizes.rollouts}, pair ${pair + 1} of ${sizes.pairs}`;
      outputs.info(`${((clock.seconds() - started) / 60).toFixed(1)} min: ${done}; ${samples.length} samples`);
    }
  }
}

type TurnSample = Omit<NoiseSample, 'rollout' | 'pair' | 'connection'>;

/** One run of each test, with a probe between the nodes in the middle. */
async function takeTurn(
  ground: Ground,
  pods: PodPair,
  control: PodPair,
  [first, second]: readonly NoiseSample['test'][],
  seconds: number,
  outputs: Progress
): Promise<readonly TurnSample[]> {
  const take = async (test: NoiseSample['test'] | undefined): Promise<TurnSample[]> => {
    if (test === undefined) return [];
    const sample = await orWarn(outputs, `a sample of ${test}`, () => takeSample(ground, pods, test, seconds));
    return sample === undefined ? [] : [sample];
  };
  const before = await take(first);
  const probe = await orWarn(outputs, 'the probe between the nodes', () =>
    transfer(ground, control, tests['tcp-throughput'], probeSeconds)
  );
  const after = await take(second);
  return [...before, ...after].map(sample => ({ ...sample, probe: probe?.rate }));
}

/** Deletes the agents of both nodes, and waits until their successors are ready and have restored all endpoints. */
async function restartAgents({ kubernetes, clock, ciliumNamespace, pods }: Ground): Promise<void> {
  const limit = startLimit(clock, rolloutSeconds);
  const restart = async (node: string): Promise<void> => {
    const old = await agentOn(kubernetes, ciliumNamespace, node);
    if (old === undefined) throw new Error(`no Cilium agent runs on ${node}`);
    await kubernetes.deletePod(ciliumNamespace, old.pod);
    const isBack = async (): Promise<boolean> => {
      const agent = (await listAgents(kubernetes, ciliumNamespace)).get(node);
      if (agent === undefined || agent.identity === old.identity) return false;
      // An agent that has just started may refuse its first request.
      return endpointsReady(kubernetes, agent).catch(() => false);
    };
    if (await pollUntil(clock, limit, pollSeconds, isBack, back => back)) return;
    throw new Error(`the Cilium agent on ${node} was not ready within ${limit.seconds} s`);
  };
  await Promise.all([restart(pods.clientNode), restart(pods.serverNode)]);
}

/** As a block settles, but without its proof. */
async function warmUp(ground: Ground, pods: PodPair, outputs: Progress): Promise<void> {
  const probes: number[] = [];
  for (let tried = 0; tried < warmUpsAtMost && !isSettled(probes); tried += 1) {
    const probe = await orWarn(outputs, 'a warm-up', () => transfer(ground, pods, tests['tcp-throughput'], 1));
    if (probe === undefined) await ground.clock.sleep(1);
    else probes.push(probe.rate);
  }
}

async function takeSample(
  ground: Ground,
  pods: PodPair,
  test: NoiseSample['test'],
  seconds: number
): Promise<TurnSample> {
  const node = pods.client.node;
  const loop = (await ground.hosts.read(node, [loopSection])).sections[loopSection.name];
  const read = async (): Promise<{ ticks: number[] | undefined; cpu: number }> => {
    const [machine, ...ends] = await Promise.all([
      ground.hosts.read(node, [statSection]),
      ...sides.map(side =>
        readByShell(ground.shells, pods[side].target, pods[side].identity, [cpuStatSection], readingSeconds)
      )
    ]);
    const stat = machine.sections[statSection.name];
    return {
      ticks: stat?.ok === true ? /^cpu +(.*)$/m.exec(stat.text)?.[1]?.split(' ').map(Number) : undefined,
      cpu: ends.reduce((total, end) => total + usedBy(end[cpuStatSection.name]), 0)
    };
  };
  const before = await read();
  const { rate, perSecond, moved, wallSeconds } = await transfer(ground, pods, tests[test], seconds);
  const after = await read();
  const ticks = before.ticks?.map((first, index) => (after.ticks?.[index] ?? NaN) - first).slice(0, 8);
  return {
    test,
    rate,
    seconds: perSecond,
    wallSeconds,
    podCpu: known((after.cpu - before.cpu) / moved),
    loop: loop?.ok === true ? loopSeconds(loop.text) : undefined,
    // The eighth of user, nice, system, idle, iowait, irq, softirq, steal (proc_stat(5)).
    steal: known((ticks?.[7] ?? NaN) / (ticks ?? []).reduce((total, value) => total + value, 0))
  };
}

interface Transfer {
  readonly rate: number;
  readonly perSecond: number[];
  /** GB, or millions of transactions. */
  readonly moved: number;
  readonly wallSeconds: number;
}

async function transfer({ kubernetes, clock }: Ground, pods: PodPair, test: Test, seconds: number): Promise<Transfer> {
  const started = clock.seconds();
  const target = { serverIp: pods.server.ip, durationSeconds: seconds, omitSeconds: 0, timeScale: clock.timeScale };
  const { parsed, outputs } = await prepareTest(kubernetes, pods, withSeconds(test), target).run();
  if (!parsed.ok) throw new Error(parsed.reason.message);
  const { metrics, receivedBytes, transactions } = parsed;
  const rate = (metrics['throughput'] ?? metrics['transaction-rate'])?.value ?? NaN;
  return {
    rate,
    perSecond: outputs.flatMap(({ stdout }) => (test.tool === 'iperf3' ? iperf3Seconds : netperfSeconds)(stdout)),
    moved: transactions === undefined ? receivedBytes / 1e9 : transactions / 1e6,
    wallSeconds: clock.seconds() - started
  };
}

/** What netperf prints each second with `-D 1`. The suite's parser does not know these lines. */
const interim = /^NETPERF_(INTERIM_RESULT|UNITS|INTERVAL|ENDING)\[\d+\]=(.*)\n/gm;

/** iperf3 reports each second anyway; netperf only if it is asked to, and built with `--enable-demo`. */
function withSeconds(test: Test): Test {
  if (test.tool === 'iperf3') return test;
  return {
    ...test,
    client: target => {
      const [program = '', ...rest] = test.client(target);
      return [program, '-D', '1', ...rest];
    },
    parse: (output, target) => test.parse({ ...output, stdout: output.stdout.replaceAll(interim, '') }, target)
  };
}

/** Transactions per second in each second; a remainder at the end is left out. */
function netperfSeconds(stdout: string): number[] {
  const printed = (name: string): number[] =>
    [...stdout.matchAll(interim)].filter(([, found]) => found === name).map(([, , value]) => Number(value));
  const lengths = printed('INTERVAL');
  return printed('INTERIM_RESULT').filter((_, index) => (lengths[index] ?? 0) > 0.5);
}

const intervals = z.object({
  intervals: z.array(z.object({ sum: z.object({ seconds: z.number(), bits_per_second: z.number() }) }))
});

/** What the client sent in each second; a remainder at the end is left out. */
function iperf3Seconds(stdout: string): number[] {
  return intervals
    .parse(JSON.parse(stdout))
    .intervals.filter(({ sum }) => sum.seconds > 0.5)
    .map(({ sum }) => sum.bits_per_second);
}

/** The first line of `times`: the shell's own user and system time. */
function loopSeconds(times: string): number | undefined {
  const [, user, system] = /^0m([\d.]+)s 0m([\d.]+)s$/m.exec(times) ?? [];
  return known(Number(user) + Number(system));
}

function usedBy(reading: { readonly ok: boolean; readonly text?: string } | undefined): number {
  return usedSeconds(reading?.text ?? '') ?? NaN;
}

/** JSON has no NaN. */
function known(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
