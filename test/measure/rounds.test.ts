import { describe, expect, test } from '@jest/globals';
import { CanceledError, ClusterError } from '../../src/model/errors.ts';
import type { Prepared } from '../../src/measure/set-up.ts';
import { measureRounds, type MeasureBlock } from '../../src/measure/rounds.ts';
import type { Verification } from '../../src/measure/verify.ts';
import type { BlockPlan, Plan } from '../../src/plan/plan.ts';
import type { JournalEvent } from '../../src/results/journal.ts';
import type { Arm, Block, InvalidReason, Sample } from '../../src/model/run.ts';
import { parseScenario, scenarioName, type Scenario } from '../../src/model/scenario.ts';
import type { Progress } from '../../src/host/ports.ts';
import { fakeClock, fakeHost, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { createBlock, createSample } from '../support/run-builder.ts';
import { bothArms, measured, policy } from '../verdict/measured.ts';

const tests: Plan['tests'] = ['tcp-throughput'];

function scenarioOf(name: string): Scenario {
  const scenario = parseScenario(name);
  if (scenario === undefined) throw new Error(`${name} is no scenario`);
  return scenario;
}

/** A block of the plan from its text: `vxlan`, `native reference`, `vxlan control`, `vxlan+ztunnel verify`. */
function blockOf(text: string): BlockPlan {
  const [name = '', ...words] = text.split(' ');
  return {
    arm: words.includes('reference') ? 'reference' : 'candidate',
    scenario: scenarioOf(name),
    path: words.includes('control') ? 'host' : 'pod',
    tests,
    verify: words.includes('verify')
  };
}

function planOf(rounds: readonly (readonly string[])[], parts: Partial<Plan> = {}): Plan {
  const blocks = rounds.map(round => round.map(blockOf));
  return {
    suite: 'default',
    seed: 'seed',
    scenarios: [...new Set(blocks.flat().map(({ scenario }) => scenarioName(scenario)))].map(scenarioOf),
    referenceScenario: undefined,
    arms: [...new Set(blocks.flat().map(({ arm }) => arm))],
    tests,
    durationSeconds: 5,
    burstSeconds: 1,
    omitSeconds: 0,
    budgetSeconds: undefined,
    rounds: blocks,
    estimatedSeconds: 60,
    ...parts
  };
}

/** What becomes of a block: why it failed, what its verification saw, an error that it throws. */
interface Fate {
  readonly reason?: InvalidReason;
  readonly verification?: Verification;
  readonly error?: Error;
}

interface Setting {
  /** What becomes of a block, by its place: `1 vxlan` is the first round's block of VXLAN. */
  readonly fate?: (place: string) => Fate | undefined;
  readonly sample?: (block: BlockPlan, round: number) => readonly Sample[];
  /** Seconds that every block takes. */
  readonly seconds?: number;
  readonly describe?: () => Promise<void>;
}

const oneSample = (block: BlockPlan, round: number): readonly Sample[] => [
  createSample({ round, scenario: scenarioName(block.scenario), arm: block.arm, path: block.path })
];

/** Measures a plan without a cluster. `tried` lists the blocks that were measured: `1 vxlan`, `2 native control`. */
async function measureOf(
  plan: Plan,
  { fate = () => undefined, sample = oneSample, seconds = 60, describe: look = () => Promise.resolve() }: Setting = {}
) {
  const shown: (Progress | undefined)[] = [];
  const outputs = { ...fakeOutputs(), progress: (state: Progress | undefined) => void shown.push(state) };
  const clock = fakeClock();
  const events: JournalEvent[] = [];
  const tried: string[] = [];
  const told: string[] = [];
  const verified: string[] = [];
  const measure: MeasureBlock = async (context, block, round, index) => {
    const name = scenarioName(block.scenario);
    const words = [
      name,
      ...(block.path === 'host' ? ['control'] : []),
      ...(block.arm === 'reference' ? ['reference'] : [])
    ];
    const place = `${round} ${words.join(' ')}`;
    tried.push(place);
    if (block.verify) verified.push(place);
    const { reason, verification, error } = fate(place) ?? {};
    if (error !== undefined) throw error;
    await clock.sleep(seconds);
    if (reason === undefined) for (const one of sample(block, round)) await context.onSample(one, undefined);
    const found: Block = createBlock({ index, round, arm: block.arm, scenario: name, path: block.path });
    return {
      block: reason === undefined ? found : { ...found, status: 'invalid', reason },
      statusCheck: undefined,
      serviceLeak: undefined,
      certificates: undefined,
      datapath: undefined,
      verification
    };
  };
  const setup = {} as NonNullable<ReturnType<Prepared['setups']['get']>>;
  const arms: readonly Arm[] = ['candidate', 'reference'];
  const prepared: Prepared = {
    kubernetesVersion: 'v1.34.3',
    nodes: [],
    told: new Set(),
    clusterName: 'kind-test',
    provider: 'kind',
    networking: undefined,
    clusterSeconds: 0,
    host: fakeHost({ outputs, clock }),
    installation: {
      values: () => Promise.resolve({}),
      describe: async () => {
        await look();
        return { version: '1.20.2', chart: 'cilium', chartVersion: '1.20.2', agentImage: 'cilium', agentImageId: '' };
      }
    },
    setups: new Map(arms.map(arm => [arm, setup])),
    blocks: {
      kubernetes: fakeKubernetes().kubernetes,
      ciliumNamespace: 'kube-system',
      pods: { clientNode: 'one', serverNode: 'two', image: 'image' }
    } as unknown as Prepared['blocks'],
    policy,
    record: event => {
      events.push(event);
      return Promise.resolve();
    },
    onLook: text => Promise.resolve(void told.push(text))
  };
  const ending = await measureRounds(plan, prepared, measure).catch((error: unknown) => error);
  return { ending, tried, verified, told, events, shown, lines: outputs.lines };
}

const encryptedRow: Verification['matrix'][number] = {
  ...{ source: 'pod', destination: 'pod', placement: 'other-node' },
  ...{ expected: 'encrypted', seen: 'encrypted', reason: 'counted', bytes: 1e6, matches: true }
};

const permanent: InvalidReason = { kind: 'rollout-failed', message: 'the agent has no WireGuard' };
const passing: InvalidReason = { kind: 'unsettled', message: 'the path was not steady' };

describe('the rounds of a run', () => {
  test('are measured in the planned order, each block with its samples and itself in the journal', async () => {
    const plan = planOf([
      ['native', 'vxlan', 'vxlan control'],
      ['vxlan', 'vxlan control', 'native']
    ]);
    const { ending, tried, events, lines } = await measureOf(plan);
    expect(ending).toBe('plan');
    expect(tried).toEqual(['1 native', '1 vxlan', '1 vxlan control', '2 vxlan', '2 vxlan control', '2 native']);
    const kinds = events.map(({ type }) => type);
    expect(kinds.slice(0, 3)).toEqual(['sample', 'block', 'scenario']);
    const indexes = events.flatMap(event => (event.type === 'block' ? [event.block.index] : []));
    expect(indexes).toEqual([0, 1, 2, 3, 4, 5]);
    // The control is no scenario.
    expect(kinds.filter(kind => kind === 'scenario')).toHaveLength(4);
    expect(lines.at(-1)).toBe('stop: 2 of 2 rounds measured');
  });

  test('show before each block and after each sample how much is left', async () => {
    const { shown } = await measureOf(planOf([['native', 'vxlan'], ['vxlan']]));
    expect(shown.map(state => state?.title)).toEqual(
      ['Round 1 of 2: native', 'Round 1 of 2: vxlan', 'Round 2 of 2: vxlan'].flatMap(title => [title, title])
    );
    expect(shown.map(state => state?.elapsedSeconds)).toEqual([0, 60, 60, 120, 120, 180]);
    const left = shown.map(state => state?.leftSeconds ?? NaN);
    const [before, after] = [0, 1].map(which => left.filter((_, index) => index % 2 === which));
    for (const each of [before, after]) expect(each).toEqual(each?.toSorted((one, other) => other - one));
    expect(after?.at(-1)).toBe(0);
    expect(before?.at(-1)).toBeGreaterThan(30);
  });

  test('skip a scenario that failed permanently, and continue with the others', async () => {
    const plan = planOf([
      ['native', 'vxlan'],
      ['vxlan', 'native'],
      ['native', 'vxlan']
    ]);
    const { ending, tried, events, lines } = await measureOf(plan, {
      fate: place => (place === '1 native' ? { reason: permanent } : undefined)
    });
    expect(ending).toBe('plan');
    expect(tried).toEqual(['1 native', '1 vxlan', '2 vxlan', '3 vxlan']);
    expect(lines).toContainEqual(expect.stringMatching(/^warning: Round 1 of 3: native: the agent has no WireGuard$/));
    const native = events.flatMap(event =>
      event.type === 'scenario' && event.scenario.name === 'native' ? [event.scenario] : []
    );
    expect(native).toMatchObject([{ status: 'failed', reason: permanent }]);
  });

  test('skip the other arm of a scenario that failed permanently, because there is nothing to compare', async () => {
    const plan = planOf([['vxlan', 'vxlan reference', 'native reference', 'native']]);
    const { tried } = await measureOf(plan, {
      fate: place => (place === '1 vxlan' ? { reason: permanent } : undefined)
    });
    expect(tried).toEqual(['1 vxlan', '1 native reference', '1 native']);
  });

  test('skip a reference in another mode too, and verify it for itself', async () => {
    const plan = planOf(
      [
        ['native+ipsec verify', 'vxlan+wireguard reference verify', 'vxlan+wireguard reference control'],
        ['vxlan+wireguard reference', 'native+ipsec']
      ],
      { scenarios: [scenarioOf('native+ipsec')], referenceScenario: scenarioOf('vxlan+wireguard') }
    );
    const verification = { matrix: [encryptedRow], witness: [] };
    const { tried, verified, events } = await measureOf(plan, { fate: () => ({ verification }) });
    expect(tried).toHaveLength(5);
    expect(verified).toEqual(['1 native+ipsec', '1 vxlan+wireguard reference']);
    const matrices = events.flatMap(event =>
      event.type === 'scenario' ? [[event.scenario.arm, event.scenario.matrix?.length]] : []
    );
    expect(matrices).toEqual([
      ['candidate', 1],
      ['reference', 1],
      ['reference', 1],
      ['candidate', 1]
    ]);
    for (const [failing, reached] of [
      ['1 native+ipsec', 1],
      ['1 vxlan+wireguard reference', 2]
    ] as const) {
      const failed = await measureOf(plan, {
        fate: place => (place === failing ? { reason: permanent } : { verification })
      });
      expect(failed.tried).toEqual(tried.slice(0, reached));
    }
  });

  test.each<InvalidReason['kind']>(['unsettled', 'cluster-failed', 'unproven', 'agent-restarted', 'timeout'])(
    'try a scenario again whose block ended %s',
    async kind => {
      const { tried, events } = await measureOf(planOf([['vxlan'], ['vxlan']]), {
        fate: place => (place === '1 vxlan' ? { reason: { kind, message: 'not now' } } : undefined)
      });
      expect(tried).toEqual(['1 vxlan', '2 vxlan']);
      const states = events.flatMap(event => (event.type === 'scenario' ? [event.scenario.status] : []));
      expect(states).toEqual(['failed', 'incomplete']);
    }
  );

  test('repeat a verification until it has proven something', async () => {
    const plan = planOf([
      ['vxlan+ztunnel verify', 'vxlan+ztunnel control', 'vxlan+ztunnel reference'],
      ['vxlan+ztunnel reference', 'vxlan+ztunnel'],
      ['vxlan+ztunnel'],
      ['vxlan+ztunnel']
    ]);
    const verificationOf = (seen: 'encrypted' | 'unproven'): Verification => ({
      matrix: [{ ...encryptedRow, seen, matches: seen === 'encrypted' }],
      witness: []
    });
    const { verified } = await measureOf(plan, {
      fate: place =>
        ({
          '1 vxlan+ztunnel': { reason: { kind: 'cluster-failed', message: 'the API server was gone' } },
          '2 vxlan+ztunnel': {
            reason: { kind: 'unproven', message: 'a transfer failed' },
            verification: verificationOf('unproven')
          },
          '3 vxlan+ztunnel': { verification: verificationOf('encrypted') }
        })[place] as Fate | undefined
    });
    expect(verified).toEqual(['1 vxlan+ztunnel', '2 vxlan+ztunnel', '3 vxlan+ztunnel']);
  });

  test('do not repeat a verification of the reference, which fails nothing', async () => {
    const plan = planOf([
      ['vxlan+ztunnel reference verify', 'vxlan+ztunnel'],
      ['vxlan+ztunnel reference', 'vxlan+ztunnel']
    ]);
    const leaking = { matrix: [{ ...encryptedRow, seen: 'plaintext' as const, matches: false }], witness: [] };
    const { verified } = await measureOf(plan, {
      fate: place => (place.endsWith('reference') ? { verification: leaking } : undefined)
    });
    expect(verified).toEqual(['1 vxlan+ztunnel reference']);
  });

  test('verify where planned, and record the result only for the candidate', async () => {
    const plan = planOf([
      ['vxlan+ztunnel verify', 'vxlan+ztunnel reference'],
      ['vxlan+ztunnel reference', 'vxlan+ztunnel']
    ]);
    const { verified, events } = await measureOf(plan, {
      fate: place =>
        place === '1 vxlan+ztunnel' ? { verification: { matrix: [encryptedRow], witness: [] } } : undefined
    });
    expect(verified).toEqual(['1 vxlan+ztunnel']);
    const matrices = events.flatMap(event =>
      event.type === 'scenario' ? [[event.scenario.arm, event.scenario.matrix?.length]] : []
    );
    expect(matrices).toEqual([
      ['candidate', 1],
      ['reference', undefined],
      ['reference', undefined],
      ['candidate', 1]
    ]);
  });

  test('stop before a round that would exceed the time budget, based on measured rounds', async () => {
    const plan = planOf([['vxlan'], ['vxlan'], ['vxlan'], ['vxlan']], { budgetSeconds: 200 });
    const { ending, tried, lines } = await measureOf(plan, { seconds: 60 });
    expect(ending).toBe('time-budget');
    expect(tried).toEqual(['1 vxlan', '2 vxlan', '3 vxlan']);
    expect(lines.at(-1)).toBe('stop: another round would end after 4 minutes, beyond the time budget of 3');
  });

  test('end at once if the run is canceled', async () => {
    const canceled = new CanceledError('stopped');
    const { ending, tried } = await measureOf(planOf([['vxlan'], ['vxlan']]), { fate: () => ({ error: canceled }) });
    expect(ending).toBe(canceled);
    expect(tried).toEqual(['1 vxlan']);
  });

  test('show the remaining time, estimated from measured blocks', async () => {
    const { lines } = await measureOf(planOf([['vxlan'], ['vxlan'], ['vxlan']]), { seconds: 10 });
    const left = lines.flatMap(line => /, about (.+) left$/.exec(line)?.[1] ?? []);
    // A block of the builder took 24.8 s to switch and 5.4 s to settle. Its pods take 8 s and its sample 6.6 s; before that,
    // 30 s are assumed to switch and settle.
    expect(left).toEqual(['1:29 min', '0:45 min', '0:00 min']);
  });
});

describe('a scenario whose blocks the cluster fails', () => {
  const failed: InvalidReason = { kind: 'cluster-failed', message: 'the API server was gone' };
  const rounds = planOf([['vxlan'], ['vxlan'], ['vxlan'], ['vxlan'], ['vxlan']]);
  const places = ['1 vxlan', '2 vxlan', '3 vxlan', '4 vxlan', '5 vxlan'];

  test('is retried in the next round', async () => {
    const { ending, tried } = await measureOf(rounds, {
      fate: place => (place === '5 vxlan' ? undefined : place === '3 vxlan' ? { reason: passing } : { reason: failed })
    });
    expect(ending).toBe('plan');
    expect(tried).toEqual(places);
  });

  test('is skipped after three failed blocks in a row', async () => {
    const { tried, events } = await measureOf(rounds, {
      fate: place => (place === '1 vxlan' ? undefined : { reason: failed })
    });
    expect(tried).toEqual(places.slice(0, 4));
    const reasons = events.flatMap(event => (event.type === 'block' ? [event.block.reason] : []));
    expect(reasons.slice(1)).toEqual([
      failed,
      failed,
      {
        kind: 'rollout-failed',
        message: 'the API server was gone; failed in 3 blocks in a row, not retried'
      }
    ]);
  });
});

describe('a run with two arms', () => {
  const rounds = Array.from({ length: 7 }, (_, index) =>
    index % 2 === 0 ? ['vxlan', 'vxlan reference'] : ['vxlan reference', 'vxlan']
  );
  const plan = planOf(rounds, { tests: ['tcp-throughput', 'tcp-latency'] });
  const figures = (by: number): Setting => {
    const { samples } = measured(({ arm, path }) => (arm === 'candidate' && path === 'pod' ? by : 1));
    return {
      sample: ({ arm, path }, round) =>
        samples.filter(sample => sample.arm === arm && sample.path === path && sample.round === round)
    };
  };

  test('ends at the first conclusive look, and not before', async () => {
    const { ending, tried, lines } = await measureOf(plan, figures(0.6));
    expect(ending).toBe('comparison');
    expect(tried).toHaveLength(8);
    expect(lines.at(-1)).toMatch(/^stop: /);
  });

  test('measures no further round of a scenario that is decided while another is not', async () => {
    const both = ['vxlan', 'vxlan reference', 'native', 'native reference'];
    const two = planOf(
      rounds.map(() => both),
      { tests: ['tcp-throughput', 'tcp-latency'] }
    );
    const shape = { ...bothArms, scenarios: ['vxlan', 'native'] };
    const { samples } = measured(
      ({ scenario, arm, round }) => (scenario === 'native' && arm === 'candidate' ? 0.92 + 0.16 * (round % 2) : 1),
      shape
    );
    const { tried, told, events, lines } = await measureOf(two, {
      sample: ({ arm, scenario }, round) =>
        samples.filter(
          one => one.path === 'pod' && one.arm === arm && one.scenario === scenarioName(scenario) && one.round === round
        )
    });
    expect(tried.filter(place => place.endsWith(' vxlan'))).toEqual(['1 vxlan', '2 vxlan', '3 vxlan', '4 vxlan']);
    expect(tried.filter(place => place.endsWith(' native')).length).toBeGreaterThan(4);
    expect(events).toContainEqual({ type: 'decided', scenario: 'vxlan', round: 4 });
    expect(lines).toContain('vxlan is decided, so no further round measures it');
    expect(told[0]).toMatch(
      /^4 of at most 7 rounds measured, at most \d+ minutes left\. No regression so far; 3 of 4 gated metrics are within/
    );
  });

  test('is not compared if only one arm runs', async () => {
    const alone = planOf(rounds.map(round => round.filter(text => !text.endsWith('reference'))));
    const { ending, tried } = await measureOf(alone, figures(0.6));
    expect(ending).toBe('plan');
    expect(tried).toHaveLength(7);
  });
});

describe('the machines', () => {
  test('are described once Cilium runs, again with the candidate, and not after that', async () => {
    let looks = 0;
    const describe = (): Promise<void> => {
      looks += 1;
      return Promise.resolve();
    };
    const plan = planOf([
      ['vxlan reference', 'vxlan'],
      ['vxlan', 'vxlan reference']
    ]);
    const { events } = await measureOf(plan, { describe });
    expect(looks).toBe(2);
    const kinds = events.map(({ type }) => type).filter(type => type === 'block' || type === 'cilium');
    expect(kinds.slice(0, 4)).toEqual(['block', 'cilium', 'block', 'cilium']);
  });

  test('are read after a later block if an agent has just gone', async () => {
    let looks = 0;
    const { ending, lines } = await measureOf(planOf([['vxlan'], ['vxlan']]), {
      describe: () => {
        looks += 1;
        return looks === 1 ? Promise.reject(new ClusterError('no agent runs')) : Promise.resolve();
      }
    });
    expect(ending).toBe('plan');
    expect(looks).toBe(2);
    expect(lines).toContain('warning: cannot read Cilium: no agent runs');
  });

  test('are read again at the end, even if all blocks failed after Cilium came up', async () => {
    let looks = 0;
    const { ending, events } = await measureOf(planOf([['vxlan']]), {
      fate: () => ({ reason: passing }),
      describe: () => {
        looks += 1;
        return looks === 1 ? Promise.reject(new ClusterError('no agent runs')) : Promise.resolve();
      }
    });
    expect(ending).toBe('plan');
    expect(events.map(({ type }) => type)).toContain('cilium');
  });

  test('are not read in a canceled run', async () => {
    const canceled = new CanceledError('stopped');
    const { ending, lines } = await measureOf(planOf([['vxlan'], ['vxlan']]), {
      describe: () => Promise.reject(canceled)
    });
    expect(ending).toBe(canceled);
    expect(lines.filter(line => line.startsWith('warning'))).toEqual([]);
  });

  test('stay unknown if no scenario came up, and the run fails with each reason once', async () => {
    const plan = planOf([
      ['vxlan', 'native'],
      ['vxlan', 'native']
    ]);
    const { ending, tried } = await measureOf(plan, {
      fate: place => ({
        reason: place.endsWith('native') ? permanent : { kind: 'cluster-failed', message: 'nobody answers' }
      })
    });
    expect(ending).toBeInstanceOf(ClusterError);
    expect(ending).toMatchObject({
      message: 'no scenario came up; vxlan: nobody answers; native: the agent has no WireGuard'
    });
    expect(tried).toEqual(['1 vxlan', '1 native', '2 vxlan']);
  });
});
