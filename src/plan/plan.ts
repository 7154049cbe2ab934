import type { RunOptions } from '../inputs/options.ts';
import type { Arm } from '../results/run.ts';
import { scenarioName, type Scenario } from '../scenario/scenario.ts';
import type { TestName } from '../suite/test.ts';
import { estimateSeconds } from './estimate.ts';
import { seededRandom, shuffle, type Random } from './random.ts';

/** One block: a scenario with its tests in order, or the control (path `host`), which needs no switch. */
export interface BlockPlan {
  readonly arm: Arm;
  readonly scenario: Scenario;
  readonly path: 'pod' | 'host';
  readonly tests: readonly TestName[];
  /** Who is encrypted to whom is measured before the first sample: once for each scenario. */
  readonly verify: boolean;
}

/** Everything that will be measured, in the order in which it will be. */
export interface Plan {
  readonly suite: RunOptions['suite'];
  readonly seed: string;
  readonly scenarios: readonly Scenario[];
  readonly tests: readonly TestName[];
  readonly durationSeconds: number;
  readonly omitSeconds: number;
  readonly rounds: readonly (readonly BlockPlan[])[];
  readonly estimatedSeconds: number;
}

/** One test of each tool that the control repeats: enough to see that the machines changed. */
const controlTests: readonly TestName[] = ['tcp-throughput', 'tcp-latency'];

/** Draws the order of a run from the seed: blocks within each round, tests within each block, the control's place. */
export function createPlan(options: RunOptions, seed: string): Plan {
  const random = seededRandom(seed);
  const rounds = Array.from({ length: options.rounds }, (_, round) => drawRound(options, random, round === 0));
  const plan = {
    suite: options.suite,
    seed,
    scenarios: options.scenarios,
    tests: options.tests,
    durationSeconds: options.durationSeconds,
    omitSeconds: options.omitSeconds,
    rounds
  };
  return { ...plan, estimatedSeconds: estimateSeconds(rounds, options.durationSeconds, options.omitSeconds) };
}

function drawRound(options: RunOptions, random: Random, first: boolean): BlockPlan[] {
  const blocks = shuffle(options.scenarios, random).map((scenario): BlockPlan => ({
    arm: 'candidate',
    scenario,
    path: 'pod',
    tests: drawTests(options.tests, random),
    verify: first && (options.verifyOnly || scenario.encryption !== 'none')
  }));
  // The control follows some block: before the first one of a new cluster no pod network, and no ready node, exists.
  const place = Math.floor(random() * blocks.length);
  const before = blocks[place];
  if (before !== undefined && !options.verifyOnly) {
    const selected = controlTests.filter(test => options.tests.includes(test));
    const tests = selected.length > 0 ? selected : options.tests.slice(0, 1);
    blocks.splice(place + 1, 0, {
      arm: before.arm,
      scenario: before.scenario,
      path: 'host',
      tests: shuffle(tests, random),
      verify: false
    });
  }
  return blocks;
}

/** TCP_CRR comes last: it leaves conntrack and TIME_WAIT entries that would slow what follows. */
function drawTests(tests: readonly TestName[], random: Random): TestName[] {
  const others = tests.filter(test => test !== 'tcp-connect');
  return [...shuffle(others, random), ...tests.filter(test => test === 'tcp-connect')];
}

/** The plan as people read it before anything starts. */
export function describePlan(plan: Plan): readonly string[] {
  const rounds = plan.rounds.map((blocks, index) => {
    const texts = blocks.map(
      block => `${block.path === 'host' ? 'control' : scenarioName(block.scenario)} (${describeTests(block)})`
    );
    return `  round ${String(index + 1)}: ${texts.join(' -> ')}`;
  });
  return [
    `plan: ${describeSize(plan)}; seed ${plan.seed}`,
    ...rounds,
    `  estimated: ${formatMinutes(plan.estimatedSeconds)}, without creating or installing anything for the first time`
  ];
}

function describeTests({ tests, verify }: BlockPlan): string {
  return [...(verify ? ['verify'] : []), ...tests].join(', ');
}

function describeSize({ tests, scenarios, rounds, durationSeconds, omitSeconds }: Plan): string {
  const names = scenarios.map(scenarioName).join(', ');
  if (tests.length === 0) return `who is encrypted to whom in ${names}`;
  return `${String(rounds.length)} rounds of ${names}; ${String(durationSeconds)} s a sample after ${String(omitSeconds)} s of warm-up`;
}

/** Seconds as `1:05 min`. */
export function formatMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')} min`;
}
