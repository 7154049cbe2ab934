import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatMinutes } from '../../src/lib/duration.ts';
import type { RunOptions } from '../../src/model/options.ts';
import {
  creationSeconds,
  estimateSeconds,
  runnerPrice,
  samplesSeconds,
  stepSeconds,
  toolSeconds,
  type CostedBlock
} from '../../src/plan/cost.ts';
import { nextRound } from '../../src/plan/next.ts';
import {
  createPlan,
  describeOrder,
  describePlan,
  describePrice,
  type Plan,
  seededRandom,
  shuffle,
  recordPlan
} from '../../src/plan/plan.ts';
import { modes } from '../scenario/modes.ts';
import { comparing } from '../inputs/comparing.ts';
import { errorOf } from '../inputs/options.ts';
import { scenarioName } from '../../src/model/scenario.ts';

const options: RunOptions = {
  cluster: {
    provider: 'kind',
    name: 'k',
    keep: false,
    allowReconfigure: undefined,
    nodeImage: undefined,
    kubernetesVersion: undefined,
    configFile: undefined,
    workers: undefined,
    loadImages: []
  },
  nodes: { client: undefined, server: undefined, tolerations: [] },
  cilium: {
    chart: { kind: 'path', path: '/c' },
    version: undefined,
    defaultVersion: '1.20.2',
    set: [],
    versionFile: undefined,
    valuesFiles: [],
    namespace: 'kube-system'
  },
  apply: true,
  scenarios: [
    { routing: 'vxlan', encryption: 'none' },
    { routing: 'native', encryption: 'none' },
    { routing: 'geneve', encryption: 'none' }
  ],
  modes: modes(),
  suite: 'default',
  tests: ['tcp-throughput', 'tcp-latency', 'tcp-connect', 'tcp-stream'],
  rounds: 6,
  durationSeconds: 5,
  burstSeconds: 1,
  omitSeconds: 0,
  timeScale: 1,
  comparing: comparing(),
  seed: undefined,
  witnessImage: 'w',
  image: 'i:1',
  imagePullSecret: undefined,
  output: 'o',
  planOnly: false,
  verbose: false,
  verifyOnly: false
};

/** As planned by default. */
const timing = { durationSeconds: 5, burstSeconds: 1, omitSeconds: 0 };

describe('a plan', () => {
  test('depends only on the seed', () => {
    expect(createPlan(options, ['candidate'], 'a')).toEqual(createPlan(options, ['candidate'], 'a'));
    expect(createPlan(options, ['candidate'], 'a').rounds).not.toEqual(createPlan(options, ['candidate'], 'b').rounds);
  });

  test('has every scenario and test once per round, and one control after some block', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        for (const round of createPlan(options, ['candidate'], seed).rounds) {
          const pods = round.filter(block => block.path === 'pod');
          expect(pods.map(block => scenarioName(block.scenario)).sort()).toEqual(['geneve', 'native', 'vxlan']);
          for (const block of pods) expect([...block.tests].sort()).toEqual([...options.tests].sort());
          const control = round.findIndex(block => block.path === 'host');
          expect(control).toBeGreaterThan(0);
          expect(round[control]?.scenario).toEqual(round[control - 1]?.scenario);
          expect(round.filter(block => block.path === 'host')).toHaveLength(1);
        }
      })
    );
  });

  test('measures the control only once if two arms are compared, in the first round', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        const controls = createPlan(options, ['candidate', 'reference'], seed).rounds.map(
          round => round.filter(block => block.path === 'host').length
        );
        expect(controls).toEqual([1, 0, 0, 0, 0, 0]);
      })
    );
  });

  test('verifies both arms alike', () => {
    const encrypted = { ...options, scenarios: [{ routing: 'vxlan', encryption: 'ztunnel' }] } as const;
    const [first = [], ...others] = createPlan(encrypted, ['candidate', 'reference'], 'a').rounds;
    expect(first.filter(({ path }) => path === 'pod').map(({ verify }) => verify)).toEqual([true, true]);
    expect(others.flat().some(({ verify }) => verify)).toBe(false);
  });

  test('verifies each encrypted scenario once, before the first sample', () => {
    const encrypted = {
      ...options,
      scenarios: [...options.scenarios, { routing: 'vxlan', encryption: 'ztunnel' }] as const
    };
    const verified = createPlan(encrypted, ['candidate'], 'a').rounds.map(round =>
      round.filter(block => block.verify).map(block => scenarioName(block.scenario))
    );
    expect(verified).toEqual([['vxlan+ztunnel'], [], [], [], [], []]);
  });

  test('measures a reference in another mode in its own scenario, verified for itself', () => {
    const plan = createPlan(
      { ...options, scenarios: [{ routing: 'native', encryption: 'ipsec' }] },
      ['candidate', 'reference'],
      'a',
      { routing: 'vxlan', encryption: 'wireguard' }
    );
    const pods = plan.rounds.flat().filter(({ path }) => path === 'pod');
    expect(new Set(pods.map(({ arm, scenario }) => `${arm} ${scenarioName(scenario)}`))).toEqual(
      new Set(['candidate native+ipsec', 'reference vxlan+wireguard'])
    );
    expect(
      pods
        .filter(({ verify }) => verify)
        .map(({ arm }) => arm)
        .sort()
    ).toEqual(['candidate', 'reference']);
    expect(describePlan(plan, 0)[0]).toMatch(/^plan: 6 rounds of native\+ipsec compared with vxlan\+wireguard; /);
    expect(recordPlan(plan).scenarios).toEqual(['native+ipsec']);
  });

  test('for verify has every scenario once, without samples or a control', () => {
    const plan = createPlan({ ...options, tests: [], rounds: 1, verifyOnly: true }, ['candidate'], 'a');
    expect(plan.rounds.flat().map(({ path, tests, verify }) => ({ path, tests, verify }))).toEqual(
      options.scenarios.map(() => ({ path: 'pod', tests: [], verify: true }))
    );
    expect(describePlan(plan, 0)[0]).toBe(
      'plan: which traffic is encrypted in vxlan, native, geneve, and whether network policies hold'
    );
  });

  test('runs TCP_CRR last in its block for any seed', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        const blocks = createPlan(options, ['candidate'], seed)
          .rounds.flat()
          .filter(block => block.path === 'pod');
        for (const block of blocks) expect(block.tests.at(-1)).toBe('tcp-connect');
      })
    );
  });

  test('really varies the order of blocks and tests between rounds', () => {
    const { rounds } = createPlan({ ...options, rounds: 20 }, ['candidate'], 'seed');
    const first = new Set(
      rounds.map(round => scenarioName(round[0]?.scenario ?? { routing: 'vxlan', encryption: 'none' }))
    );
    expect(first.size).toBe(3);
    expect(new Set(rounds.map(round => round[0]?.tests[0])).size).toBe(3);
  });

  test('is recorded in the order drawn', () => {
    const plan = createPlan(options, ['candidate'], 's');
    expect(recordPlan(plan).order.map(round => round.length)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(recordPlan(plan)).toMatchObject({ seed: 's', rounds: 6, scenarios: ['vxlan', 'native', 'geneve'] });
  });

  test('is shown in two lines: what is measured, and how long that takes', () => {
    const alone = { ...createPlan(options, ['candidate'], 's'), estimatedSeconds: 33 * 60 + 1 };
    expect(describePlan(alone, 170)).toEqual([
      'plan: 6 rounds of vxlan, native, geneve; 5 bursts of 1 s per sample',
      '  takes about 34 min, plus 3 to create the cluster'
    ]);
    expect(describePlan(alone, 0)[1]).toBe('  takes about 34 min');
    const compared = { ...createPlan(options, ['candidate', 'reference'], 's'), estimatedSeconds: 60 };
    expect(describePlan(compared, 0)[1]).toBe('  takes at most about 1 min; ends as soon as the result is clear');
  });

  test('shows the order of each round if asked', () => {
    const lines = describeOrder(createPlan(options, ['candidate'], 's'));
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^ {2}round 1: \S+ \(\S+, .*\) -> .*control \(/);
  });

  test('counts no switch if Cilium is left as it is', () => {
    const [applied = NaN, asIs = NaN] = [true, false].map(
      apply =>
        createPlan({ ...options, apply, verifyOnly: true, tests: [], rounds: 1 }, ['candidate'], 's').estimatedSeconds
    );
    expect(applied - asIs).toBe(3 * 21);
  });
});

describe('the price', () => {
  const hosted = { RUNNER_ENVIRONMENT: 'github-hosted', RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64' };

  test.each([
    ['a hosted runner', { environment: hosted, cores: 2 }, 0.006],
    ['a larger one', { environment: { ...hosted, RUNNER_ARCH: 'ARM64' }, cores: 16 }, 0.026],
    ['one of an unknown size', { environment: hosted, cores: 3 }, undefined],
    ['macOS', { environment: { ...hosted, RUNNER_OS: 'macOS' }, cores: 2 }, undefined],
    ["somebody's own runner", { environment: { ...hosted, RUNNER_ENVIRONMENT: 'self-hosted' }, cores: 2 }, undefined],
    ['a laptop', { environment: {}, cores: 2 }, undefined]
  ])('per minute of %s', (_, machine, price) => {
    expect(runnerPrice(machine)).toBe(price);
  });

  test('counts every minute that is begun, also those that create the cluster', () => {
    const plan = { ...createPlan(options, ['candidate'], 's'), estimatedSeconds: 34 * 60 + 1 };
    expect(describePrice(plan, 180, 0.006)).toBe(
      '  costs up to $0.23 for this runner ($0.006 a minute); standard runners are free in public repositories'
    );
  });

  test('has no minutes for a cluster that exists', () => {
    expect(creationSeconds(options.cluster)).toBe(180);
    expect(creationSeconds({ ...options.cluster, allowReconfigure: 'kind-k' } as RunOptions['cluster'])).toBe(0);
  });
});

describe('an estimate', () => {
  const block = (path: CostedBlock['path'], tests: CostedBlock['tests'], verify = false): CostedBlock => ({
    path,
    tests,
    verify
  });
  const estimate = (...blocks: CostedBlock[]): number => estimateSeconds([blocks], timing);

  test('counts for each sample the warm-up of its tool, and what the tool adds', () => {
    const single = { durationSeconds: 10, burstSeconds: 10, omitSeconds: 2 };
    expect(toolSeconds('tcp-throughput', single)).toBe(12);
    expect(toolSeconds('tcp-stream', single)).toBe(10);
    expect(toolSeconds('tcp-latency', single)).toBe(10);
    expect(toolSeconds('tcp-connect', single)).toBe(14);
    expect(samplesSeconds(['tcp-throughput', 'tcp-latency'], single)).toBeCloseTo(12 + 10 + 2 * stepSeconds.sample);
    expect(estimate(block('pod', ['tcp-stream', 'tcp-latency'])) - estimate(block('pod', []))).toBeCloseTo(
      samplesSeconds(['tcp-stream', 'tcp-latency'], timing)
    );
  });

  test('counts network policies only for a block of verify', () => {
    const { verify, policies } = stepSeconds;
    expect(estimate(block('pod', [], true)) - estimate(block('pod', []))).toBe(verify + policies);
  });

  test('counts the gaps between bursts, which a test that connects all the time does not have', () => {
    const bursts = { durationSeconds: 5, burstSeconds: 1, omitSeconds: 1 };
    expect(toolSeconds('tcp-throughput', bursts)).toBeCloseTo(5 * 2 + 4 * stepSeconds.burst);
    expect(toolSeconds('tcp-stream', bursts)).toBeCloseTo(5 + 4 * stepSeconds.burst);
    expect(toolSeconds('tcp-connect', bursts)).toBe(9);
  });

  test('counts pods and settling also for the control, which needs no switch', () => {
    const control = estimate(block('host', ['tcp-stream'])) - samplesSeconds(['tcp-stream'], timing);
    expect(control).toBeGreaterThan(10);
    expect(control).toBeLessThan(estimate(block('pod', [])) / 2);
  });

  test('counts the traffic matrix, and replaces what was assumed by what was measured', () => {
    const tested = ['tcp-stream'] as const;
    expect(estimate(block('pod', tested, true)) - estimate(block('pod', tested))).toBeCloseTo(30);
    const [known, other] = [20, 50].map(entry => estimateSeconds([[block('pod', [])]], timing, entry));
    expect((other ?? NaN) - (known ?? NaN)).toBe(30);
    expect(estimateSeconds([[block('host', [])]], timing, 20)).toBe(estimate(block('host', [])));
  });

  const [throughput, latency] = ['tcp-throughput', 'tcp-latency'] as const;

  // From the first block to the end of the last, on the lab (two cores), and what their blocks took to switch and settle.
  test.each([
    ['npm run demo', 364, 36.8, 2, 5, 1, [throughput, latency, 'tcp-stream', 'tcp-bidirectional']],
    ['four rounds of a pull request, fast', 326, 29.5, 3, 1, 0, [throughput, latency, throughput, latency]],
    ['four rounds of a pull request, slow', 384, 36.6, 3, 1, 0, [throughput, latency, throughput, latency]]
  ] as const)('is near what runs took: %s', (_, took, entry, rounds, seconds, omitted, listed) => {
    const round = [block('pod', listed), block('pod', listed), block('host', [throughput, latency])];
    const planned = Array.from({ length: rounds }, () => round);
    const single = { durationSeconds: seconds, burstSeconds: seconds, omitSeconds: omitted };
    const estimated = estimateSeconds(planned, single, entry);
    expect(estimated / took).toBeGreaterThan(0.9);
    expect(estimated / took).toBeLessThan(1.1);
  });
});

test('the rounds follow each other, then the end with its reason', () => {
  const plan = createPlan({ ...options, rounds: 2 }, ['candidate'], 's');
  const so = (finishedRounds: number, more: Partial<Parameters<typeof nextRound>[1]> = {}): unknown =>
    nextRound(plan, { finishedRounds, elapsedSeconds: 0, decided: undefined, ...more });
  expect(so(1)).toMatchObject({ kind: 'round', number: 2 });
  expect(so(2)).toEqual({ kind: 'stop', cause: 'plan', reason: '2 of 2 rounds measured' });
  const decided = 'regression found';
  expect(so(1, { decided })).toEqual({ kind: 'stop', cause: 'comparison', reason: decided });
});

describe('a time budget', () => {
  const planned = (minutes: number, arms: Plan['arms'] = ['candidate'], more: Partial<RunOptions> = {}): Plan =>
    createPlan({ ...options, rounds: 20, ...more, comparing: comparing({ timeBudgetMinutes: minutes }) }, arms, 's');
  const both = ['candidate', 'reference'] as const;

  test('in which a comparison cannot pass or fail is refused, with the one that it needs', () => {
    const message = errorOf(() => planned(5, both));
    expect(message).toMatch(
      /^InputError: time-budget: only 0 rounds would fit, and a comparison with fewer than 4 cannot pass or fail; write \d+m or more, measure fewer scenarios or tests, or compare with no reference$/
    );
    const needed = Number(/write (\d+)m/.exec(message)?.[1]);
    expect(planned(needed, both).rounds).toHaveLength(4);
    expect(errorOf(() => planned(needed - 1, both))).toContain('only 3 rounds would fit');
  });

  test('is not blamed if no time limit would be long enough, or if the inputs ask for fewer rounds', () => {
    expect(errorOf(() => planned(360, both, { durationSeconds: 3600 }))).toMatch(
      /only 0 rounds would fit, .*; 4 would take \d+ minutes, so measure fewer scenarios or tests, or compare with no reference$/
    );
    expect(planned(5, both, { rounds: 1, suite: 'published' }).rounds).toHaveLength(1);
  });

  test('has its own sentence if only advice was wanted', () => {
    expect(errorOf(() => planned(5, both, { rounds: 3 }))).toMatch(
      /a comparison with fewer than 3 sees nothing; write \d+m or more/
    );
  });

  test('plans the rounds that fit, and at least one', () => {
    expect(planned(360).rounds).toHaveLength(20);
    const { rounds, estimatedSeconds } = planned(20);
    expect(rounds.length).toBeGreaterThan(1);
    expect(estimatedSeconds).toBeLessThanOrEqual(20 * 60);
    expect(planned(0.1).rounds).toHaveLength(1);
  });

  test('does not take later rounds for as long as the first, which alone verifies and has a control', () => {
    const encrypted = { scenarios: [{ routing: 'vxlan', encryption: 'ztunnel' }] } as const;
    const plan = planned(60, both, encrypted);
    const [first = NaN, second = NaN] = [1, 2].map(rounds => estimateSeconds(plan.rounds.slice(0, rounds), timing));
    const at = (elapsedSeconds: number): string =>
      nextRound({ ...plan, budgetSeconds: second }, { finishedRounds: 1, elapsedSeconds, decided: undefined }).kind;
    expect(second).toBeLessThan(1.8 * first);
    expect([at(first - 1), at(first + 1)]).toEqual(['round', 'stop']);
  });

  test('starts no round that would exceed it, based on the measured time per round', () => {
    const plan = planned(20);
    const at = (elapsedSeconds: number): unknown =>
      nextRound(plan, { finishedRounds: 2, elapsedSeconds, decided: undefined });
    expect(at(799)).toMatchObject({ kind: 'round', number: 3 });
    expect(at(801)).toEqual({
      kind: 'stop',
      cause: 'time-budget',
      reason: 'another round would end after 20 minutes, beyond the time budget of 20'
    });
  });
});

describe('a plan with two arms', () => {
  test.each([1, 2])('is refused with %d rounds, in which it could see nothing', rounds => {
    expect(errorOf(() => createPlan({ ...options, rounds }, ['candidate', 'reference'], 's'))).toMatch(
      /^InputError: rounds: \d rounds? cannot show how much rounds differ.*write 4 or more \(3 only advise\), or compare with no reference$/
    );
    expect(createPlan({ ...options, rounds, suite: 'published' }, ['candidate', 'reference'], 's').rounds).toHaveLength(
      rounds
    );
  });

  const arms = ['candidate', 'reference'] as const;
  const order = (plan: Plan, scenario: string): string[] =>
    plan.rounds.map(round =>
      round
        .filter(block => block.path === 'pod' && scenarioName(block.scenario) === scenario)
        .map(block => block.arm)
        .join(' ')
    );

  test('has twelve rounds of one sample, with adjacent arms in each', () => {
    const plan = createPlan({ ...options, rounds: undefined }, arms, 's');
    expect(plan.rounds).toHaveLength(12);
    for (const round of plan.rounds) {
      const pods = round.filter(block => block.path === 'pod');
      expect(pods).toHaveLength(6);
      for (const [index, block] of pods.entries()) {
        const partner = pods[index % 2 === 0 ? index + 1 : index - 1];
        expect(partner?.scenario).toBe(block.scenario);
        expect(partner?.arm).not.toBe(block.arm);
        expect(block.tests.filter(name => name === 'tcp-latency')).toHaveLength(1);
      }
    }
    expect(createPlan({ ...options, rounds: undefined }, ['candidate'], 's').rounds).toHaveLength(3);
  });

  test('draws which arm comes first for each round and scenario alone', () => {
    const scenarios = ['vxlan', 'native', 'geneve'];
    const firsts = Array.from({ length: 200 }, (_, seed) => {
      const plan = createPlan({ ...options, rounds: 3 }, arms, String(seed));
      return scenarios.flatMap(scenario => order(plan, scenario));
    });
    const same = (left: number, right: number): number =>
      firsts.filter(drawn => drawn[left] === drawn[right]).length / firsts.length;
    // Rounds of one scenario, and scenarios of one round: half of the pairs agree, within four standard errors.
    for (const [left, right] of [
      [0, 1],
      [3, 4],
      [0, 3],
      [1, 7]
    ] as const)
      expect(Math.abs(same(left, right) - 0.5)).toBeLessThan(0.142);
  });

  test('with fewer rounds equals the beginning of a longer one', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 3, max: 6 }), (seed, rounds) => {
        const [few, many] = [rounds, 7].map(count => createPlan({ ...options, rounds: count }, arms, seed).rounds);
        expect(many?.slice(0, rounds)).toEqual(few);
      })
    );
  });

  test('chooses the first arm at random', () => {
    const firsts = Array.from({ length: 40 }, (_, seed) => order(createPlan(options, arms, String(seed)), 'vxlan')[0]);
    expect(new Set(firsts).size).toBe(2);
  });
});

test('minutes show two digits of seconds', () => {
  expect([formatMinutes(0), formatMinutes(65.4), formatMinutes(3599.6)]).toEqual(['0:00 min', '1:05 min', '60:00 min']);
});

test('a shuffle keeps every item and reaches every order', () => {
  const random = seededRandom('x');
  const orders = new Set(Array.from({ length: 200 }, () => shuffle([1, 2, 3], random).join('')));
  expect(orders.size).toBe(6);
});
