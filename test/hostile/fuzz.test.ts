import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEarlier, serializeEarlier } from '../../src/baseline/earlier-file.ts';
import { createBaseline, parseBaseline, serializeBaseline } from '../../src/baseline/document.ts';
import { parseEvent, workflowFile } from '../../src/github/event.ts';
import { readZippedFile } from '../../src/github/zip.ts';
import { parseOptions, readEnvironment } from '../../src/inputs/parse.ts';
import { inputNames } from '../../src/inputs/definitions.ts';
import { readMachine, nodeFacts } from '../../src/kubernetes/machine.ts';
import { parseSections } from '../../src/kubernetes/readings.ts';
import {
  contains,
  coveringRange,
  isIpv4Range,
  listedRanges,
  prefixLength,
  rangesOverlap
} from '../../src/lib/addresses.ts';
import { jsonShape, safeJson } from '../../src/lib/json.ts';
import { isBefore } from '../../src/lib/version.ts';
import { withoutInvisible } from '../../src/lib/visible.ts';
import { readYaml } from '../../src/lib/yaml.ts';
import { InputError } from '../../src/model/errors.ts';
import type { EncryptionMode } from '../../src/model/scenario.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import type { Snapshot } from '../../src/proof/contract.ts';
import { NoProof } from '../../src/proof/contract.ts';
import { droppedPackets, readDatapath, readInterfaces } from '../../src/proof/counters.ts';
import { findLeftovers, judgeSample, leftoverSections, podSections, readPeerKeys } from '../../src/proof/index.ts';
import { proofs } from '../../src/proof/sample.ts';
import { readSighting } from '../../src/proof/witness.ts';
import { hasBlockPolicy, readXfrmState } from '../../src/proof/xfrm.ts';
import { judgeServiceLeak, readEnrollments } from '../../src/proof/ztunnel-state.ts';
import { parseSeries } from '../../src/proof/ztunnel.ts';
import { parseManifests } from '../../src/rendering/manifests.ts';
import { escapeHtml } from '../../src/report/html/drawing.ts';
import { code, escapeMarkdown, escapeWithin, fence, link } from '../../src/report/markdown.ts';
import { parseJournal } from '../../src/results/journal.ts';
import { parseRun } from '../../src/results/read.ts';
import { readUndos } from '../../src/results/undo-state.ts';
import { readSource } from '../../src/sources/read.ts';
import { assign } from '../../src/sources/set.ts';
import { readVersion } from '../../src/sources/version.ts';
import { tests } from '../../src/suite/index.ts';
import { fakeHost } from '../fakes/host.ts';
import { placeOf } from '../sources/tree.ts';
import { goodCase, build } from '../proof/world.ts';
import { createComparison, provenRun } from '../support/baseline-builder.ts';
import { zip } from '../support/zip-writer.ts';
import { cases, changed, changedJson } from './inputs.ts';

/** A function that reads text from outside. */
interface Target {
  readonly name: string;
  readonly input: fc.Arbitrary<unknown>;
  readonly read: (input: never) => unknown;
  /** The only errors that it may throw. */
  readonly refuses: readonly (new (...parts: never[]) => Error)[];
}

const target = <T>(
  name: string,
  input: fc.Arbitrary<T>,
  read: (input: T) => unknown,
  ...refuses: Target['refuses']
): Target => ({ name, input, read: read, refuses });

const recorded = (folder: string, name: RegExp): string[] =>
  readdirSync(`test/recordings/${folder}`)
    .filter(file => name.test(file))
    .map(file => readFileSync(`test/recordings/${folder}/${file}`, 'utf8'));

const run = provenRun();
const baseline = createBaseline(run, createComparison(), [], []);
const asked = { serverIp: '10.0.0.1', durationSeconds: 10, omitSeconds: 0, timeScale: 1 };
const modes: readonly EncryptionMode[] = ['none', 'wireguard', 'ipsec', 'ztunnel'];
const place = (name: string, text: string) => ({ identity: 'a', sections: { [name]: { ok: true, text } as const } });

/** The texts of a section in the snapshots of all modes. */
const printed = (name: string): string[] =>
  modes.flatMap(mode => {
    const { hosts, agents, pods, ztunnels } = build(goodCase(mode).after);
    const places = [hosts.client, agents.client, pods.client, ...(ztunnels?.client ?? [])];
    return places.flatMap(({ sections }) => {
      const reading = sections[name];
      return reading?.ok === true && reading.text !== '' ? [reading.text] : [];
    });
  });

/** The snapshot with another text in each place of one section. */
function withText(snapshot: Snapshot, section: string, text: string): Snapshot {
  return JSON.parse(
    JSON.stringify(snapshot, (key, value: unknown) => (key === section ? { ok: true, text } : value))
  ) as Snapshot;
}

const iperf3 = recorded('suite', /^iperf3.*(?:tcp|bidir|udp)\.json$/);
const netperf = recorded('suite', /^netperf.*\.txt$/);
const manifests =
  'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cilium, namespace: kube-system}\nspec:\n  chart: {spec: {chart: cilium, version: 1.20.2, sourceRef: {kind: HelmRepository, name: c}}}\n  valuesFrom:\n    - {kind: ConfigMap, name: m}\n  values: &v\n    mtu: 1400\n    encryption: {enabled: true, <<: *v2}\n';
const application =
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cilium, namespace: argocd}\nspec:\n  source:\n    chart: cilium\n    targetRevision: 1.20.2\n    helm: {values: "a: 1", parameters: [{name: b.c, value: "2"}]}\n';
const values = 'a: &a {b: 1, c: [1, 2]}\nd:\n  <<: *a\n  e: "x"\n---\nf: |\n  text\n';
const sectionsOfAll = [
  ...podSections,
  ...leftoverSections,
  ...modes.flatMap(mode => [...proofs[mode].sections.host, ...proofs[mode].sections.agent])
];
const scripted = sectionsOfAll.map(({ name }) => `--- section ${name}\n{"a":1}\n--- exit 0\n\n--- done\n`).join('');
const archive = zip([
  { name: 'run.json', content: '{"a":1}' },
  { name: 'raw/x.gz', content: 'x'.repeat(100) }
]);
const bytes = fc
  .array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
  .map(changes => {
    const copy = Uint8Array.from(archive);
    for (const [at, value] of changes) copy[at] = value;
    return copy;
  });
const undo = {
  ...{ runId: 'cpg-00000001', pid: 1, output: '/out', timeScale: 1 },
  ...{ namespaces: ['cpg-00000001'], secrets: [['kube-system', 'cilium-ipsec-keys']] },
  release: { namespace: 'kube-system', name: 'cilium', revision: 1, rolloutSeconds: 1 }
};
const noFiles = { exists: () => true, isFolder: () => false };
const payload = {
  repository: { default_branch: 'main' },
  pull_request: { number: 7, base: { ref: 'main', sha: 'b', repo: { id: 1 } }, head: { sha: 'a', repo: { id: 2 } } },
  merge_group: { base_ref: 'refs/heads/main', base_sha: 'c' },
  ...{ workflow_run: { id: 3 }, issue: { number: 7, pull_request: {} }, comment: { created_at: 'x' } },
  sender: { login: 'me' }
};
const node = {
  metadata: { name: 'n', labels: { 'node.kubernetes.io/instance-type': 'x' } },
  status: { nodeInfo: { kernelVersion: '6.1', osImage: 'x', architecture: 'amd64' }, capacity: { cpu: '2' } }
};

const targets: readonly Target[] = [
  ...Object.values(tests).map(one =>
    target(
      `the output of ${one.name}`,
      fc.record({
        exitCode: fc.constantFrom(0, 1, -1, Number.NaN),
        stdout: changed(...iperf3, ...netperf),
        stderr: changed()
      }),
      output => one.parse(output, asked)
    )
  ),
  ...modes.flatMap(mode => {
    const { before, after, sample, path } = goodCase(mode);
    const [first, second] = [build(before), build(after)];
    return ['net-dev', 'xfrm-state', 'xfrm-stat', 'datapath', 'metrics', 'wireguard-index'].map(section =>
      target(`${section} in the proof of ${mode}`, changed(...printed(section)), text =>
        judgeSample(mode, first, withText(second, section, text), sample, path, undefined)
      )
    );
  }),
  ...sectionsOfAll.map(({ name, keep }) =>
    target(
      `what is kept of ${name}`,
      fc.record({ stdout: changed(...printed(name)), stderr: fc.constantFrom('', 'x') }),
      keep,
      Error
    )
  ),
  target('sections', changed(scripted), text => parseSections(sectionsOfAll, text)),
  target(
    'XFRM states',
    changed(...printed('xfrm-state')),
    text => readXfrmState(place('xfrm-state', text), 'n'),
    NoProof
  ),
  target('XFRM policies', changed(), text => hasBlockPolicy(place('xfrm-policy', text), 'n'), NoProof),
  target('interfaces', changed(...printed('net-dev')), text => readInterfaces(place('net-dev', text), 'n'), NoProof),
  target('datapath', changed(...printed('datapath')), text => readDatapath(place('datapath', text), 'n'), NoProof),
  target('drops', changed(...printed('datapath')), text => droppedPackets(place('datapath', text))),
  target(
    'peers',
    changed('[{"public-key": "x"}]', '{"peers":[]}'),
    text => readPeerKeys(place('peers', text)),
    NoProof
  ),
  target('enrollments', changed('[{"a":1}]'), text => readEnrollments(place('enrollment', text), 'n'), NoProof),
  target('services', changed('{"a":1}'), judgeServiceLeak),
  target('series', changed(...printed('metrics')), text => parseSeries(text, 'istio_'), NoProof),
  target('leftovers', changed('[{"ifname":"lo"}]', '{"mode":"IPsec"}', ...recorded('results', /xfrm/)), text => {
    const sections = Object.fromEntries(leftoverSections.map(({ name }) => [name, { ok: true, text } as const]));
    return findLeftovers({ identity: 'a', sections }, 'none', 'n');
  }),
  target(
    'captures',
    changed('12 packets captured\n13 packets received by filter\n0 packets dropped by kernel\n'),
    text => readSighting({ clear: { stdout: text, stderr: text }, sealed: { stdout: text, stderr: text } })
  ),
  target('a zip', bytes, data => readZippedFile(data, 'run.json', { entries: 10, bytes: 10_000 }), InputError),
  target('a run', changedJson(run), parseRun, InputError),
  target('a baseline', changedJson(baseline), parseBaseline, InputError),
  target(
    'earlier runs',
    changedJson(
      JSON.parse(
        serializeEarlier('x', { record: { source: 'none', candidates: [], differences: [] }, pool: [], anchor: [] })
      )
    ),
    text => parseEarlier(text, 'x'),
    InputError
  ),
  target('a baseline as text', changed(serializeBaseline(baseline)), parseBaseline, InputError),
  target('a journal', changed('{"type":"decided","scenario":"vxlan","round":1}\n'), parseJournal, Error),
  target(
    'an undo state',
    changedJson(undo),
    async text => {
      const { state } = fakeHost();
      await state.save('x', text);
      return readUndos(state);
    },
    InputError
  ),
  target('YAML', changed(values, manifests, application), readYaml),
  target('JSON', changed(JSON.stringify(undo)), text => [safeJson(text), jsonShape(text)]),
  target('manifests', changed(manifests, application), parseManifests, Error),
  ...['', 'spec.values', 'a.b'].map(pointer =>
    target(
      `a source at "${pointer}"`,
      changed(values, manifests, application),
      async text => {
        const { place: at, content } = placeOf({ 'x.yaml': text, 'Chart.yaml': text });
        return readSource(at, content, pointer === '' ? undefined : pointer);
      },
      InputError
    )
  ),
  target(
    'a version in a file',
    changed(values, manifests, application, 'version: v1.20.2'),
    async text => {
      const { place: at, content } = placeOf({ 'x.yaml': text });
      return readVersion(at, content, undefined);
    },
    InputError
  ),
  target(
    'an assignment',
    changed('a.b[0].c=1,d={x,y}', 'a\\.b=null'),
    text => assign({ a: { b: [1] } }, text),
    InputError
  ),
  target(
    'inputs',
    fc.dictionary(
      fc.constantFrom(...inputNames),
      changed('vxlan,native+wireguard', '10s', '1.20.2', 'oci://a/b', 'true', 'x=y')
    ),
    texts => parseOptions(texts, noFiles),
    InputError
  ),
  target('an environment', fc.dictionary(changed('INPUT_X'), changed()), readEnvironment),
  target('an event', changedJson(payload), text => parseEvent('push', 'a', text.slice(0, 80), safeJson(text))),
  target('a reference to a workflow', changed('o/r/.github/workflows/perf.yml@refs/heads/main'), workflowFile),
  target(
    'a machine',
    fc.tuple(changed('model name\t: x\n'), changed('Iface\tDestination\neth0\t00000000\t0\t0\t0\t0\t0\t00000000\n')),
    ([cpus, routes]) =>
      readMachine(sections =>
        Promise.resolve({
          identity: 'a',
          sections: Object.fromEntries(
            sections.map(({ name }) => [name, { ok: true, text: name === 'cpus' ? cpus : routes }])
          )
        })
      )
  ),
  target('a node', changedJson(node), text => nodeFacts((safeJson(text) ?? {}) as never, 'client'), TypeError),
  target('ranges', fc.tuple(changed('10.0.0.0/8', 'fd00::/64'), changed('10.1.0.0/16')), ([a, b]) => [
    ...[contains(a, b), coveringRange([a, b]), isIpv4Range(a), listedRanges(a), prefixLength(a), rangesOverlap(a, b)]
  ]),
  target('names', changed('native+wireguard', 'v1.20.2-rc.1'), text => [parseScenario(text), isBefore(text, 1, 20)]),
  target('Markdown', changed('a `b` [c](https://d)'), text => {
    const inline = [escapeMarkdown(text), escapeWithin(text, 80), code(text), link('x', text)];
    for (const shown of inline) expect(shown).not.toMatch(/[<>\n]|(?<![A-Za-z0-9\\])@\w/);
    expect(escapeMarkdown(text)).not.toMatch(/^::/);
    expect(escapeWithin(text, 80).length).toBeLessThanOrEqual(80);
    const [open = '', ...lines] = fence(text).split('\n');
    expect(lines.filter(line => /^`+$/.test(line) && line.length >= open.length)).toEqual([open]);
    return [...inline, withoutInvisible(text)];
  }),
  target('HTML', changed('<b a="c">&amp;'), text => {
    expect(escapeHtml(text)).not.toMatch(/[<>"']/);
    return escapeHtml(text);
  })
];

/** More than any message or verdict needs; a parser that copies its input into its answer many times exceeds it. */
const mostOutput = 4;

describe('what is read from outside becomes a value or a refusal of the declared kind:', () => {
  test.each(targets.map(each => [each.name, each] as const))(
    '%s',
    async (_, { input, read, refuses }) => {
      await fc.assert(
        fc.asyncProperty(input as fc.Arbitrary<never>, async given => {
          try {
            const value = await read(given);
            const size = value === undefined ? 0 : JSON.stringify(value).length;
            expect(size).toBeLessThanOrEqual(mostOutput * JSON.stringify(given).length + 20_000);
          } catch (error) {
            if (!refuses.some(kind => error instanceof kind)) throw error;
            expect((error as Error).message.length).toBeLessThanOrEqual(20_000);
          }
        }),
        { numRuns: cases }
      );
    },
    600_000
  );
});
