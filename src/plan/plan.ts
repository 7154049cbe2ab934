import { count } from '../lib/count.ts';
import { stringify } from 'yaml';
import { InputError } from '../model/errors.ts';
import { maxBudgetMinutes } from '../model/limits.ts';
import type { RunOptions } from '../model/options.ts';
import type { Arm, Run } from '../model/run.ts';
import { scenarioName, type Scenario } from '../model/scenario.ts';
import { describeTiming, type SampleTiming, type TestName } from '../model/test.ts';
import { scenarioValues } from '../scenario/values.ts';
import { defaultDesign, FEWEST_TO_GATE } from '../statistics/design.ts';
import { FEWEST_DIFFERENCES } from '../statistics/detectable-change.ts';
import { assumedEntrySeconds, estimateSeconds } from './cost.ts';

/**
 * The Helm values each scenario sets on top of the user's own. Placeholders stand for values only the cluster knows.
 */
export function describeValues(options: RunOptions): readonly string[] {
  const network = { podCidr: "<range of the cluster's pods>", autoDirectNodeRoutes: true };
  return options.scenarios.flatMap(scenario => {
    const values = scenarioValues(scenario, network, options.cilium.version, options.modes);
    return [
      `values of ${scenarioName(scenario)}:`,
      ...stringify(values)
        .trimEnd()
        .split('\n')
        .map(line => `  ${line}`)
    ];
  });
}

/** Returns numbers in [0, 1). */
export type Random = () => number;

/**
 * A random generator determined entirely by a text seed, so that a run's order can be reproduced from its record. Seed
 * by FNV-1a (32 bit), sequence by mulberry32 (Tommy Ettinger, public domain), which is good enough for shuffling.
 */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A new array in random order (Fisher-Yates). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  const drawn: T[] = [];
  while (left.length > 0) drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn;
}

/** One block: a scenario with its tests in order, or the control (path `host`), which needs no switch. */
export interface BlockPlan {
  readonly arm: Arm;
  readonly scenario: Scenario;
  readonly path: 'pod' | 'host';
  readonly tests: readonly TestName[];
  /**
   * Measures which traffic is encrypted, once per mode before its first sample. If this block fails, a later one
   * does it.
   */
  readonly verify: boolean;
}

/** Everything that will be measured, in order. */
export interface Plan extends SampleTiming {
  readonly suite: RunOptions['suite'];
  readonly seed: string;
  /** The candidate's. */
  readonly scenarios: readonly Scenario[];
  /** The reference's scenario if its mode differs from the candidate's only one. */
  readonly referenceScenario: Scenario | undefined;
  readonly arms: readonly Arm[];
  readonly tests: readonly TestName[];
  /** A round only starts if it is expected to finish within this time. */
  readonly budgetSeconds: number | undefined;
  readonly rounds: readonly (readonly BlockPlan[])[];
  readonly estimatedSeconds: number;
}

/** Tests that the control repeats, one per tool: enough to detect changed machines. */
const controlTests: readonly TestName[] = ['tcp-throughput', 'tcp-latency'];
/** Rounds of a run without comparison; otherwise the comparison's design decides. */
const descriptiveRounds = 3;

/**
 * Draws a run's order from the seed: scenarios within each round, tests within each block, the position of the control,
 * and which arm comes first. Each round draws its arms alone, so that no slow noise of the machine can follow the order.
 * `referenceScenario` is set if the reference is measured in another mode. Throws an InputError if the time budget leaves
 * a comparison too few rounds to pass or fail, or if so few are wanted that it would see nothing.
 */
export function createPlan(
  options: RunOptions,
  arms: readonly Arm[],
  seed: string,
  referenceScenario?: Scenario
): Plan {
  const random = seededRandom(seed);
  const paired = arms.length > 1 && options.suite === 'default';
  const wanted = options.rounds ?? (paired ? (defaultDesign.looks.at(-1) ?? 1) : descriptiveRounds);
  const nextTurns = turnsOf(options.scenarios, arms, random);
  // Round by round, so that fewer rounds with the same seed are the first rounds of more.
  const drawn = Array.from({ length: wanted }, (_, round) =>
    drawRound(options, nextTurns(), referenceScenario, random, round === 0)
  );
  const seconds = (rounds: typeof drawn): number =>
    estimateSeconds(rounds, options, assumedEntrySeconds(options.apply));
  const { timeBudgetMinutes } = options.comparing;
  const budgetSeconds = timeBudgetMinutes === undefined ? undefined : timeBudgetMinutes * 60;
  const fitting = drawn.filter(
    (_, index) => budgetSeconds === undefined || seconds(drawn.slice(0, index + 1)) <= budgetSeconds
  );
  if (paired && wanted < FEWEST_DIFFERENCES) {
    throw new InputError(
      `rounds: ${count(wanted, 'round')} cannot show how much rounds differ, so a comparison would see nothing; write ${FEWEST_TO_GATE} or more (${FEWEST_DIFFERENCES} only advise), or compare with no reference`
    );
  }
  const least = Math.min(FEWEST_TO_GATE, wanted);
  if (paired && fitting.length < least) {
    throw new InputError(tooShort(fitting.length, least, seconds(drawn.slice(0, least))));
  }
  const rounds = fitting.length === 0 ? drawn.slice(0, 1) : fitting;
  return {
    suite: options.suite,
    seed,
    scenarios: options.scenarios,
    referenceScenario,
    arms,
    tests: options.tests,
    durationSeconds: options.durationSeconds,
    burstSeconds: options.burstSeconds,
    omitSeconds: options.omitSeconds,
    budgetSeconds,
    rounds,
    estimatedSeconds: seconds(rounds)
  };
}

function tooShort(fitting: number, least: number, neededSeconds: number): string {
  const minutes = Math.ceil(neededSeconds / 60);
  const instead =
    minutes > maxBudgetMinutes
      ? `${least} would take ${minutes} minutes, so measure fewer scenarios or tests`
      : `write ${minutes}m or more, measure fewer scenarios or tests`;
  return `time-budget: only ${count(fitting, 'round')} would fit, and a comparison with fewer than ${least} ${least === FEWEST_TO_GATE ? 'cannot pass or fail' : 'sees nothing'}; ${instead}, or compare with no reference`;
}

/** A scenario with its arms in order. */
interface Turn {
  readonly scenario: Scenario;
  readonly arms: readonly Arm[];
}

/** Draws the order of scenarios and arms, one round after the other. */
function turnsOf(scenarios: readonly Scenario[], arms: readonly Arm[], random: Random): () => Turn[] {
  const reversed = [...arms].reverse();
  return () => {
    const turns = scenarios.map(scenario => ({ scenario, arms: random() < 0.5 ? arms : reversed }));
    return shuffle(turns, random);
  };
}

function drawRound(
  options: RunOptions,
  turns: readonly Turn[],
  referenceScenario: Scenario | undefined,
  random: Random,
  first: boolean
): BlockPlan[] {
  const blocks = turns.flatMap(turn =>
    turn.arms.map((arm): BlockPlan => {
      const scenario = (arm === 'reference' ? referenceScenario : undefined) ?? turn.scenario;
      return {
        arm,
        scenario,
        path: 'pod',
        tests: drawTests(options.tests, random),
        // In both arms, because half a minute of traffic before the samples of only one would favor it.
        verify: first && (options.verifyOnly || !options.apply || scenario.encryption !== 'none')
      };
    })
  );
  // With two arms, no outcome depends on the control, so once is enough (docs/rules.md#the-control).
  const isDue = first || turns.every(({ arms }) => arms.length === 1);
  // It always follows a block: before the first block of a new cluster there is no pod network and no ready node.
  const place = Math.floor(random() * blocks.length);
  const before = blocks[place];
  if (before !== undefined && isDue && !options.verifyOnly) {
    const selected = controlTests.filter(test => options.tests.includes(test));
    const tests = shuffle(selected.length > 0 ? selected : options.tests.slice(0, 1), random);
    blocks.splice(place + 1, 0, { arm: before.arm, scenario: before.scenario, path: 'host', tests, verify: false });
  }
  return blocks;
}

/** TCP_CRR comes last, because its conntrack and TIME_WAIT entries would slow down what follows. */
function drawTests(tests: readonly TestName[], random: Random): TestName[] {
  const isLast = (test: TestName): boolean => test === 'tcp-connect';
  return [
    ...shuffle(
      tests.filter(test => !isLast(test)),
      random
    ),
    ...tests.filter(isLast)
  ];
}

/** What a run will do, and how long that takes. */
export function describePlan(plan: Plan, creationSeconds: number): readonly string[] {
  return [`plan: ${describeSize(plan)}`, `  takes ${describeTime(plan, creationSeconds)}`];
}

/** `at most about 34 min, plus 3 to create the cluster; ends as soon as the result is clear`. */
export function describeTime(plan: Plan, creationSeconds: number): string {
  const minutes = `about ${Math.ceil(plan.estimatedSeconds / 60)} min`;
  const creation = creationSeconds === 0 ? '' : `, plus ${Math.ceil(creationSeconds / 60)} to create the cluster`;
  return mayStopEarly(plan)
    ? `at most ${minutes}${creation}; ends as soon as the result is clear`
    : `${minutes}${creation}`;
}

function mayStopEarly({ arms, tests, rounds }: Plan): boolean {
  return arms.length > 1 && tests.length > 0 && rounds.length > FEWEST_TO_GATE;
}

/** What a runner costs, at its price per minute. */
export function describePrice(
  { estimatedSeconds }: Plan,
  creationSeconds: number,
  perMinute: number,
  runner = 'this runner'
): string {
  const minutes = Math.ceil((estimatedSeconds + creationSeconds) / 60);
  return `  costs up to $${(minutes * perMinute).toFixed(2)} for ${runner} ($${perMinute} a minute); standard runners are free in public repositories`;
}

/** The order in which everything is measured. */
export function describeOrder(plan: Plan): readonly string[] {
  return plan.rounds.map((blocks, index) => {
    const texts = blocks.map(block => `${describeBlock(block)} (${describeTests(block)})`);
    return `  round ${index + 1}: ${texts.join(' -> ')}`;
  });
}

/** A block for people: `vxlan`, `vxlan of the reference`, `control`. */
export function describeBlock({ arm, path, scenario }: Pick<BlockPlan, 'arm' | 'path' | 'scenario'>): string {
  if (path === 'host') return 'control';
  return arm === 'candidate' ? scenarioName(scenario) : `${scenarioName(scenario)} of the reference`;
}

function describeTests({ tests, verify }: BlockPlan): string {
  return [...(verify ? ['verify'] : []), ...tests].join(', ');
}

function describeSize({ tests, scenarios, referenceScenario, rounds, ...timing }: Plan): string {
  const against = referenceScenario === undefined ? '' : ` compared with ${scenarioName(referenceScenario)}`;
  const names = `${scenarios.map(scenarioName).join(', ')}${against}`;
  if (tests.length === 0) return `which traffic is encrypted in ${names}, and whether network policies hold`;
  return `${count(rounds.length, 'round')} of ${names}; ${describeTiming(timing)} per sample`;
}

/** The plan as stored in run.json. */
export function recordPlan(plan: Plan): Run['plan'] {
  return {
    suite: plan.suite,
    seed: plan.seed,
    rounds: plan.rounds.length,
    scenarios: plan.scenarios.map(scenarioName),
    tests: [...plan.tests],
    durationSeconds: plan.durationSeconds,
    burstSeconds: plan.burstSeconds,
    omitSeconds: plan.omitSeconds,
    order: plan.rounds.map(blocks =>
      blocks.map(block => ({
        arm: block.arm,
        scenario: scenarioName(block.scenario),
        path: block.path,
        tests: [...block.tests]
      }))
    ),
    estimatedSeconds: plan.estimatedSeconds
  };
}
