import { describe, expect, test } from '@jest/globals';
import { createBaseline, parseBaseline } from '../../src/baseline/document.ts';
import { parseEvent } from '../../src/github/event.ts';
import { InputError } from '../../src/model/errors.ts';
import { parseRun } from '../../src/results/read.ts';
import { readUndos } from '../../src/results/undo-state.ts';
import { fakeHost } from '../fakes/host.ts';
import { createComparison, provenRun } from '../support/baseline-builder.ts';

const run = provenRun();
const baseline = createBaseline(run, createComparison(), [], []);
const undo = {
  ...{ runId: 'cpg-00000001', pid: 1, output: '/out', timeScale: 1, secrets: [], namespaces: ['cpg-00000001'] },
  release: { namespace: 'kube-system', name: 'cilium', revision: 1, rolloutSeconds: 1 }
};

/** A path in a document, and what stands there instead. */
type Plant = readonly [path: string, value: unknown];

const nested = JSON.parse('['.repeat(200) + ']'.repeat(200)) as unknown;
const wrong: readonly unknown[] = [null, 'x', -1, 1e300, {}, [], [[]], true, nested];
const at = (...paths: readonly string[]): Plant[] => paths.flatMap(path => wrong.map((value): Plant => [path, value]));

function planted(document: unknown, [path, value]: Plant): string {
  const copy: unknown = structuredClone(document);
  const keys = path.split('.');
  let place: unknown = copy;
  for (const key of keys.slice(0, -1)) place = Reflect.get(place as object, key);
  Reflect.set(place as object, keys.at(-1) ?? '', value);
  return JSON.stringify(copy);
}

/** Nothing of these is a run, whatever else the document has. */
const inRun: readonly Plant[] = [
  ...at('samples.0.metrics', 'plan.order', 'schemaVersion', 'scenarios.0.arm', 'blocks.0.round'),
  ['id', 7],
  ['complete', 'yes'],
  ['samples.0.metrics.throughput.value', '7.6e9'],
  ['samples.0.metrics.throughput.unit', 'bit'],
  ['samples.0.metrics.throughput.better', 'worse'],
  ['samples.0.metrics', { constructor: { value: 1, unit: 'bit/s', better: 'higher' } }],
  ['samples.0.raw', '../../../etc/passwd'],
  ['samples.0.raw', '/etc/passwd'],
  ['samples.0.raw', 'raw/../../x'],
  ['samples.0.id', '../x'],
  ['samples.0.round', 101],
  ['samples.0.round', 1.5],
  ['samples.0.arm', 'both'],
  ['samples.0.test', 'toString'],
  ['samples.0.scenario', 'native+none'],
  ['samples.0.status', 'verified'],
  ['samples.0.agentRestarts', ['a']],
  ['samples.0.proof.verdict', 'proven'],
  ['samples.0.extra', 1],
  ['plan.rounds', 1e9],
  ['plan.tests', ['tcp-throughput', 'tcp-throughput']],
  ['plan.scenarios', ['vxlan', 'vxlan']],
  ['plan.scenarios', ['__proto__']],
  ['plan.scenarios', Array.from({ length: 200 }, (_, index) => `s${index}`)],
  ['blocks', Array.from({ length: 50_001 }, () => 0)],
  ['samples', Array.from({ length: 200_000 }, () => 0)],
  ['cluster.nodes', Array.from({ length: 5001 }, () => 0)],
  ['source.runId', '7'],
  ['source.checkedOut', 'main'],
  ['timing', undefined]
];

const bad = -7.6e9;
const inBaseline: readonly Plant[] = [
  ...at('figures', 'pool', 'fingerprint', 'losses.0'),
  ['figures.0.mean', 0],
  ['figures.0.mean', bad],
  ['figures.0.mean', 1e300],
  ['figures.0.mean', 5e-324],
  ['figures.0.rounds', 0],
  ['figures.0.rounds', 1e6],
  ['figures.0.logSd', -1],
  ['figures.0.unit', 'bit'],
  ['figures.0.better', 'lowest'],
  ['figures.0.note', 'x'],
  ['verdict', 'unchanged'],
  ['verdict', 'PASS'],
  ['proven', 'true'],
  ['complete', 1],
  ['kind', 'cilium-perf-gate run'],
  ['baselineVersion', '1'],
  ['baselineVersion', 2],
  ['id', '../x'],
  ['id', 'x'.repeat(65)],
  ['startedAt', 'yesterday'],
  ['startedAt', '9999-99-99T00:00:00Z'],
  ['source.sha', 'main'],
  ['source.sha', 'A'.repeat(40)],
  ['source.repository', 'x'.repeat(301)],
  ['pool.runs', [{ id: 'a', startedAt: '2026-11-01T00:00:00Z', values: [1], acknowledged: [] }]],
  ['pool.runs', [{ id: 'a', startedAt: '2026-11-01T00:00:00Z', values: [], acknowledged: [0] }]],
  ['pool.runs', [{ id: 'a', startedAt: '2026-11-01T00:00:00Z', values: [], acknowledged: [-1] }]],
  ['pool.runs', Array.from({ length: 5000 }, () => ({}))],
  ['anchor.metrics', Array.from({ length: 2001 }, () => ({}))],
  ['extra', 1]
];

const inUndo: readonly Plant[] = [
  ...at('namespaces', 'runId', 'secrets'),
  ['runId', '..'],
  ['runId', 'cpg-0000000g'],
  ['runId', 'cpg-00000001/../x'],
  ['pid', 0],
  ['namespaces', ['default']],
  ['namespaces', ['cpg-00000002']],
  ['namespaces', ['cpg-00000001', 'kube-system']],
  ['secrets', [['kube-system', 'sh.helm.release.v1.cilium.v1']]],
  ['secrets', [['kube-system']]],
  ['aks', { subscription: 's', resourceGroup: 'cpg-00000002' }],
  ['release.revision', -1],
  ['release.rolloutSeconds', 0],
  ['timeScale', -1]
];

const refused = (path: string, value: unknown): string =>
  `${path}: ${(value === undefined ? 'absent' : JSON.stringify(value)).slice(0, 60)}`;
const named = (plants: readonly Plant[]) => plants.map(plant => [refused(...plant), plant] as const);
/** Some wrong values are right in some places. */
const valid = new Set(['namespaces: []', 'secrets: []', 'figures: []', 'plan.order: []', 'plan.order: [[]]']);
const cases = (plants: readonly Plant[]) => named(plants).filter(([name]) => !valid.has(name));

describe.each([
  ['run', run, parseRun, inRun],
  ['baseline', { ...baseline, losses: [baseline.figures[0]] }, parseBaseline, inBaseline]
] as const)('a %s', (_, document, parse, plants) => {
  test.each(cases(plants))('is refused with %s', (_name, plant) => {
    const text = planted(document, plant);
    const failure = (() => {
      try {
        return parse(text);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(InputError);
    expect((failure as InputError).message.length).toBeLessThan(5000);
  });
});

describe('an undo state', () => {
  test.each(cases(inUndo))('is refused with %s', async (_, plant) => {
    const { state } = fakeHost();
    await state.save('x', planted(undo, plant));
    await expect(readUndos(state)).rejects.toThrow(InputError);
  });
});

describe('a text that is no document is refused:', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['an array', '[]'],
    ['two documents', '{}{}'],
    ['open brackets', '['.repeat(1_000_000)],
    ['open braces', '{"a":'.repeat(1_000_000)],
    ['nested JSON in a text', JSON.stringify({ schemaVersion: 1, a: '['.repeat(100_000) })],
    ['deep JSON', `{"schemaVersion":1,"a":${'['.repeat(65)}${']'.repeat(65)}}`],
    ['a number that is too large', '{"schemaVersion":1,"a":1e999}'],
    ['__proto__', '{"schemaVersion":1,"__proto__":{"complete":true}}'],
    ['many values', `[${'0,'.repeat(3_000_001)}0]`],
    ['one long text', JSON.stringify({ schemaVersion: 1, id: 'x'.repeat(40_000_000) })],
    ['a BOM', '\ufeff{}'],
    ['a NUL', '{"schemaVersion":1}\0'],
    ['comments', '{/**/}'],
    ['single quotes', "{'a':1}"],
    ['a trailing comma', '{"schemaVersion":1,}']
  ];
  test.each(texts)('%s', (_, text) => {
    expect(() => parseRun(text)).toThrow(InputError);
    expect(() => parseBaseline(text)).toThrow(InputError);
  });
});

describe('an event whose payload is not what GitHub sends says nothing:', () => {
  const payloads: readonly unknown[] = [
    ...wrong,
    ...wrong.map(value => ({ pull_request: value })),
    ...wrong.map(value => ({ workflow_run: value, repository: value })),
    { pull_request: { number: 1.5, base: { ref: 'a', sha: 'b' }, head: { sha: 'c' } } },
    { pull_request: { number: '7; rm -rf', base: { ref: 'a', sha: 'b' }, head: { sha: 'c' } } },
    JSON.parse('{"__proto__":{"workflow_run":{"id":1}}}')
  ];
  test.each(payloads.map(payload => [JSON.stringify(payload).slice(0, 80), payload] as const))('%s', (_, payload) => {
    const event = parseEvent('pull_request', 'a', 'refs/pull/7/merge', payload);
    expect([event.pullRequest, event.triggeringRunId, event.comment]).toEqual([undefined, undefined, undefined]);
  });

  test('a head without a repository counts as a fork', () => {
    const payload = {
      pull_request: { number: 7, base: { ref: 'a', sha: 'b', repo: { id: 1 } }, head: { sha: 'c', repo: null } }
    };
    expect(parseEvent('pull_request', 'a', 'r', payload).pullRequest?.fork).toBe(true);
  });
});
