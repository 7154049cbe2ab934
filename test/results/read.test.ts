import { describe, expect, test } from '@jest/globals';
import { errorMessage, InputError } from '../../src/model/errors.ts';
import { maxRunLength, parseRun, readRun } from '../../src/results/read.ts';
import type { Run } from '../../src/model/run.ts';
import { serializeRun } from '../../src/results/write.ts';
import { fakeFiles } from '../fakes/host.ts';
import {
  bits,
  createInvalidSample,
  createRun,
  createSample,
  createScenarioResult,
  metricsOf
} from '../support/run-builder.ts';

function refusal(text: string): string {
  try {
    parseRun(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('the run was accepted');
}

const text = (run: unknown): string => JSON.stringify(run);
const withSample = (overrides: Parameters<typeof createSample>[0]): Run => {
  const run = createRun();
  return { ...run, samples: [createSample(overrides), ...run.samples.slice(1)] };
};

const withPlan = (overrides: Partial<Run['plan']>): Run => {
  const run = createRun();
  return { ...run, plan: { ...run.plan, ...overrides } };
};

describe('parseRun', () => {
  test('reads what serializeRun wrote', () => {
    const run = createRun();
    expect(parseRun(serializeRun(run))).toEqual(run);
  });

  test('reads an incomplete run that knows neither cluster nor Cilium', () => {
    const { cluster, cilium, tools, ...rest } = createRun();
    expect([cluster, cilium, tools]).not.toContain(undefined);
    const run = { ...rest, complete: false, incompleteReason: 'canceled', samples: [], blocks: [], scenarios: [] };
    expect(parseRun(text(run)).incompleteReason).toBe('canceled');
  });

  test.each<[string, unknown, RegExp]>([
    ['a number where a text belongs', { ...createRun(), id: 7 }, /expected string[\s\S]*at id/],
    ['an unknown field', { ...createRun(), verdict: 'pass' }, /verdict/],
    ['an unknown field inside', withSample({ figures: 1 } as object), /"figures"[\s\S]*samples\[0\]/],
    ['a missing part', { ...createRun(), timing: undefined }, /at timing/],
    ['not an object', [], /no schemaVersion/],
    [
      'a later schema version',
      { ...createRun(), schemaVersion: 2 },
      /schemaVersion 2; this version.* reads schemaVersion 1/
    ],
    ['a schema version in words', { ...createRun(), schemaVersion: 'one' }, /schemaVersion "one"/],
    ['an invalid date', { ...createRun(), startedAt: 'yesterday' }, /at startedAt/],
    ['no reason to be incomplete', { ...createRun(), complete: false }, /must state its reason[\s\S]*incompleteReason/],
    ['a complete run without its cluster', { ...createRun(), cluster: undefined }, /at cluster/],
    ['a complete run without a scenario', { ...createRun(), scenarios: [] }, /no result for scenario "vxlan"/],
    ['a reason on a valid sample', withSample({ reason: { kind: 'timeout', message: '' } }), /at samples\[0\]\.reason/],
    ['no reason on an invalid sample', withSample({ status: 'invalid' }), /missing[\s\S]*at samples\[0\]\.reason/],
    ['a valid sample without its figures', withSample({ metrics: {} }), /valid sample[\s\S]*metrics\.throughput/],
    ['a round that is not planned', withSample({ round: 3 }), /round 3, but the plan has 2[\s\S]*samples\[0\]\.round/],
    ['more rounds than allowed', withPlan({ rounds: 101 }), /at plan\.rounds/],
    ['a round beyond the maximum', withSample({ round: 101 }), /at samples\[0\]\.round/],
    [
      'more rounds drawn than allowed',
      withPlan({ order: Array.from({ length: 101 }, () => []) }),
      /101 drawn rounds; at most 100 are allowed/
    ],
    [
      'endless blocks',
      { ...createRun(), blocks: Array.from({ length: 50_001 }, () => 0) },
      /50001 blocks; at most 50000 are allowed/
    ],
    [
      'too many metric names',
      withSample({
        metrics: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`m${index}`, bits(1)]))
      }),
      /metric names; at most 100/
    ],
    ['a scenario that is not planned', withSample({ scenario: 'geneve' }), /"geneve" is not in plan\.scenarios/],
    [
      'a decided scenario that is not planned',
      { ...createRun(), decided: [{ scenario: 'geneve', round: 1 }] },
      /"geneve" is not planned[\s\S]*decided\[0\]\.scenario/
    ],
    ['a test that is not planned', withSample({ test: 'udp-latency' }), /udp-latency is not in plan\.tests/],
    ['a sample that ends before it starts', withSample({ endedAt: '2020-01-01T00:00:00Z' }), /samples\[0\]\.endedAt/],
    ['a valid sample during a restart', withSample({ agentRestarts: ['perf-worker'] }), /samples\[0\]\.status/],
    ['a raw file outside the run', withSample({ raw: 'raw/../../x' }), /relative path[\s\S]*samples\[0\]\.raw/],
    ['an absolute raw file', withSample({ raw: '/etc/passwd' }), /samples\[0\]\.raw/],
    [
      'the same id twice',
      { ...createRun(), samples: [createSample(), createSample()] },
      /twice[\s\S]*samples\[1\]\.id/
    ],
    [
      'a failed scenario without a reason',
      {
        ...createRun(),
        scenarios: [createScenarioResult('vxlan', { status: 'failed' }), createScenarioResult('native')]
      },
      /scenarios\[0\]\.reason/
    ],
    [
      'a scenario that contradicts its name',
      {
        ...createRun(),
        scenarios: [createScenarioResult('vxlan', { routing: 'geneve' }), createScenarioResult('native')]
      },
      /"vxlan" contradicts geneve/
    ]
  ])('names the place and the problem: %s', (_what, run, expected) => {
    expect(refusal(text(run))).toMatch(expected);
  });

  test.each(
    createRun({}, { tests: ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'udp-throughput'] }).plan.tests
  )('requires every metric of a valid %s sample', name => {
    for (const metric of metricsOf(name)) {
      const run = createRun({}, { scenarios: ['vxlan'], rounds: 1, tests: [name] });
      const samples = run.samples.map(sample => ({
        ...sample,
        metrics: Object.fromEntries(Object.entries(sample.metrics).filter(([key]) => key !== metric))
      }));
      expect(refusal(text({ ...run, samples }))).toContain(`samples[0].metrics`);
    }
  });

  test('shows ten complaints and counts the rest', () => {
    const run = createRun();
    const samples = Array.from({ length: 25 }, (_, index) => createInvalidSample({ id: `s${index}`, round: 9 }));
    expect(refusal(text({ ...run, samples }))).toMatch(/and 15 more$/);
  });

  test.each([
    ['NaN', '{"schemaVersion":1,"id":NaN}'],
    ['nothing', ''],
    ['a cut-off document', serializeRun(createRun()).slice(0, -40)],
    ['text after the document', `${serializeRun(createRun())}x`]
  ])('rejects %s as invalid JSON', (_what, document) => {
    expect(refusal(document)).toBe('the run is not JSON');
  });

  test('rejects numbers beyond a double, even where any value is allowed', () => {
    const document = serializeRun(createRun());
    const inFigure = document.replace(/"value": [\d.]+/, '"value": 1e999');
    const inValues = document.replace('"kubeProxyReplacement": true', '"kubeProxyReplacement": -1e999');
    expect(refusal(inFigure)).toMatch(/metrics\.[\w-]+\.value: a number too large/);
    expect(refusal(inValues)).toMatch(/scenarios\[0\]\.values\.kubeProxyReplacement: a number too large/);
  });

  test('rejects prototype names and is not affected by them', () => {
    const document = serializeRun(createRun());
    const proto = document.replace('"kubeProxyReplacement": true', '"__proto__": {"polluted": true}');
    expect(refusal(proto)).toMatch(/scenarios\[0\]\.values\.__proto__/);
    expect(refusal(document.replace('"throughput": {', '"__proto__": {'))).toContain('__proto__');
    expect(refusal(text(withSample({ metrics: { throughput: bits(1), constructor: bits(1) } })))).toMatch(
      /metrics\.constructor/
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('keeps a Helm value named constructor as a value', () => {
    const run = createRun({
      scenarios: [createScenarioResult('vxlan', { values: { constructor: 'x' } }), createScenarioResult('native')]
    });
    expect(parseRun(text(run)).scenarios[0]?.values).toEqual({ constructor: 'x' });
  });

  test('rejects excessive nesting and length without processing them', () => {
    const nested = serializeRun(createRun()).replace(
      '"kubeProxyReplacement": true',
      `"kubeProxyReplacement": ${'['.repeat(5000)}${']'.repeat(5000)}`
    );
    expect(refusal(nested)).toMatch(/nested deeper than 64 levels/);
    expect(refusal(' '.repeat(maxRunLength + 1))).toMatch(/too large/);
  });

  test('removes control characters of a document from the message', () => {
    const message = refusal(text({ ...createRun(), 'x\u001b[31m\u202e': 1 }));
    for (const unwanted of ['\u001b', '\u202e']) expect(message).not.toContain(unwanted);
  });
});

test('readRun says which file to take instead of one that is not a run', async () => {
  const files = fakeFiles({ 'out/comparison.json': '{}' });
  const error: unknown = await readRun(files, 'out/comparison.json').catch((reason: unknown) => reason);
  expect(errorMessage(error)).toMatch(
    /^out\/comparison\.json is not a run \(take run\.json from the artifact of a job\): the run has no schemaVersion/
  );
});
