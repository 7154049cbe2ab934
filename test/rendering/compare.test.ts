import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { InputError } from '../../src/model/errors.ts';
import { isUnchanged, type Rendered } from '../../src/model/rendered.ts';
import { parseScenario, type ModeOptions } from '../../src/model/scenario.ts';
import { compareRendered } from '../../src/rendering/compare.ts';
import type { RenderedArm } from '../../src/rendering/render.ts';
import { isMapping, mergeValues, valueAt, type Values } from '../../src/scenario/values.ts';
import { fakeFiles, fakeHost, fakeProcesses } from '../fakes/host.ts';

const modes: ModeOptions = {
  wireguardNodeEncryption: false,
  ipsecKeyAlgorithm: 'rfc4106-gcm-aes',
  strictMode: 'off',
  ztunnelCa: 'internal',
  ztunnelWorkerThreads: undefined,
  ztunnelImage: undefined
};

const chartValues = `
bpf: {monitorAggregation: medium}
extraConfig: {}
hubble: {ui: {replicas: 1}}
image: ~
k8sServiceHost: ""
routingMode: tunnel
`;

/** Helm with a chart of a few templates. A chart's version is the end of its path. */
function helm() {
  const files = fakeFiles();
  let certificates = 0;
  const processes = fakeProcesses((_, args) => {
    const [verb] = args;
    if (verb === 'pull') return {};
    const given = args.flatMap((flag, index) => (flag === '--values' ? [args[index + 1] ?? ''] : []));
    const read = given.map(path => parse(files.content.get(path)?.toString() ?? '') as Values | null);
    const values = mergeValues([parse(chartValues) as Values, ...read.map(one => one ?? {})]);
    if (valueAt(values, 'broken') === true) return { exitCode: 1, stderr: 'Error: execution error: broken is true' };
    if (valueAt(values, 'empty') === true) return { stdout: '---\n# nothing\n' };
    if (valueAt(values, 'k8sServiceHost') === 'auto') return { exitCode: 1, stderr: 'Error: ConfigMap not found' };
    certificates += 1;
    return { stdout: render(args[2] ?? '', values, certificates) };
  });
  return { files, processes };
}

function render(chart: string, values: Values, certificates: number): string {
  const isNew = chart.endsWith('1.20.2');
  const mode = valueAt(values, 'routingMode');
  const data = {
    'monitor-aggregation': valueAt(values, 'bpf.monitorAggregation'),
    'routing-mode': mode,
    ...(mode === 'native' ? { cidr: valueAt(values, 'ipv4NativeRoutingCIDR') } : {}),
    ...(valueAt(values, 'legacyKey') === undefined ? {} : { legacy: 'on' }),
    ...(isNew ? { 'new-default': 'true' } : {}),
    ...(valueAt(values, 'extraConfig') as Values)
  };
  const env = isNew ? [{ name: 'NEW', value: '1' }] : [];
  const objects = [
    { kind: 'ConfigMap', metadata: { name: 'cilium-config' }, data },
    {
      kind: 'DaemonSet',
      metadata: { name: 'cilium', annotations: { 'cilium.io/cilium-configmap-checksum': JSON.stringify(data) } },
      spec: {
        containers: [{ name: 'cilium-agent', image: valueAt(values, 'image') ?? `cilium:${chart.slice(-6)}`, env }]
      }
    },
    { kind: 'Deployment', metadata: { name: 'hubble-ui' }, spec: { replicas: valueAt(values, 'hubble.ui.replicas') } },
    { kind: 'Secret', metadata: { name: 'hubble-certs' }, data: { 'tls.crt': `certificate ${certificates}` } }
  ];
  return objects.map(object => stringify(object)).join('---\n');
}

interface Arm {
  readonly values?: string;
  readonly version?: string;
  readonly scenarios?: readonly string[];
  readonly oci?: true;
}

/** Compares two arms, or looks at one. */
async function compare(candidate: Arm, reference?: Arm) {
  const { files, processes } = helm();
  const arm = (input: string, { values = '', version = '1.20.2', scenarios = ['vxlan'], oci }: Arm): RenderedArm => {
    const parsed: unknown = parse(values);
    return {
      ...{
        input,
        modes,
        content: { name: 'cilium', version, values: parse(chartValues) as Values, valuesText: chartValues }
      },
      whereIs: key => Promise.resolve(`v.yaml:${key.length}`),
      chart:
        oci === true
          ? { source: { kind: 'oci', reference: 'oci://registry.example/cilium' }, version }
          : { source: { kind: 'path', path: `/charts/cilium-${version}` }, version: undefined },
      values: isMapping(parsed) ? parsed : {},
      scenarios: scenarios.flatMap(scenario => parseScenario(scenario) ?? [])
    };
  };
  const rendered = await compareRendered(
    { host: fakeHost({ files, processes }), folder: '/work/run', namespace: 'kube-system', clusterValues: {} },
    arm('cilium-values', candidate),
    reference && arm('cilium-values of the base (9fceb02)', reference)
  );
  return { rendered, processes, files };
}

const arms = async (candidate: Arm, reference: Arm): Promise<Rendered['arms']> =>
  (await compare(candidate, reference)).rendered?.arms;

const same: Rendered['arms'] = {
  objects: 4,
  differences: [],
  defaults: { changes: [], more: 0 },
  forDisplay: [],
  overridden: [],
  withoutEffect: []
};
const aggregation = {
  object: 'ConfigMap cilium-config',
  path: 'data.monitor-aggregation',
  reference: '"medium"',
  candidate: '"none"'
};

describe('two arms', () => {
  test('are the same if only a comment differs, whatever certificates the chart generates', async () => {
    expect(
      await arms({ values: '# why\nbpf: {monitorAggregation: none}' }, { values: 'bpf:\n  monitorAggregation: none' })
    ).toEqual(same);
  });

  test('differ by a key of the ConfigMap, not by its checksum, once for all scenarios', async () => {
    const scenarios = ['vxlan', 'native+wireguard'];
    expect(await arms({ values: 'bpf: {monitorAggregation: none}', scenarios }, { scenarios })).toEqual({
      ...same,
      differences: [{ scenarios, changes: [aggregation], more: 0 }],
      responsible: [{ key: 'bpf.monitorAggregation', at: 'v.yaml:22' }]
    });
  });

  test('are the same if only what the scenario sets or nothing reads differs, by key', async () => {
    expect(
      await arms({ values: 'routingMode: native\nipv6: {enabled: false}' }, { values: 'routingMode: tunnel' })
    ).toEqual({
      ...same,
      overridden: [{ key: 'routingMode', at: 'v.yaml:11' }],
      withoutEffect: [{ key: 'ipv6.enabled', at: 'v.yaml:12' }]
    });
  });

  test('are the same if only objects for display differ', async () => {
    expect(await arms({ values: 'hubble: {ui: {replicas: 2}}' }, {})).toEqual({
      ...same,
      forDisplay: ['Deployment hubble-ui'],
      withoutEffect: [{ key: 'hubble.ui.replicas', at: 'v.yaml:18' }]
    });
  });

  test('differ by a range that the values name for native routing, which the run uses', async () => {
    const scenarios = ['native'];
    const range = (cidr: string): Arm => ({ values: `ipv4NativeRoutingCIDR: ${cidr}`, scenarios });
    expect((await arms(range('10.1.0.0/16'), range('10.2.0.0/16')))?.differences).toMatchObject([
      { changes: [{ path: 'data.cidr', reference: '"10.2.0.0/16"', candidate: '"10.1.0.0/16"' }] }
    ]);
    expect(await arms({ scenarios }, { scenarios })).toEqual(same);
  });

  test('can each have their own scenario', async () => {
    const found = await arms({ scenarios: ['native'] }, { scenarios: ['vxlan'] });
    expect(found?.differences[0]?.scenarios).toEqual(['native']);
    expect(found?.differences[0]?.changes.map(({ path }) => path)).toEqual(['data.cidr', 'data.routing-mode']);
  });

  test('of two versions differ by defaults that nobody wrote, and by what the values change', async () => {
    const old = { version: '1.19.4' };
    const defaults = {
      changes: [
        { object: 'ConfigMap cilium-config', path: 'data.new-default', candidate: '"true"' },
        {
          object: 'DaemonSet cilium',
          path: 'spec.containers[cilium-agent].env[NEW]',
          candidate: '{"name":"NEW","value":"1"}'
        }
      ],
      more: 0
    };
    const image = {
      object: 'DaemonSet cilium',
      path: 'spec.containers[cilium-agent].image',
      reference: '"cilium:1.19.4"',
      candidate: '"cilium:1.20.2"'
    };
    const differences = (changes: readonly object[]): object[] => [{ scenarios: ['vxlan'], changes, more: 0 }];
    expect(await arms({}, old)).toEqual({ ...same, differences: differences([image]), defaults });
    expect(await arms({ values: 'bpf: {monitorAggregation: none}' }, old)).toEqual({
      ...same,
      ...{ differences: differences([aggregation, image]), defaults },
      responsible: [{ key: 'bpf.monitorAggregation', at: 'v.yaml:22' }]
    });
  });

  test('record at most fifty differences, and how many more there are', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`key-${index}`, 'x']));
    const found = await arms({ values: stringify({ extraConfig: many }) }, {});
    expect(found?.differences.map(({ changes, more }) => [changes.length, more])).toEqual([[50, 10]]);
  });

  test('of two versions are not the same because all that changed is defaults', async () => {
    const { rendered } = await compare({ values: 'image: fixed' }, { values: 'image: fixed', version: '1.19.4' });
    expect(rendered?.arms?.differences).toEqual([]);
    expect(isUnchanged(rendered)).toBe(false);
  });
});

describe('values that Helm refuses', () => {
  test('are an error of the inputs that names the arm, with the words of Helm', async () => {
    const failing = compare({}, { values: 'broken: true' });
    await expect(failing).rejects.toThrow(InputError);
    await expect(failing).rejects.toThrow(
      /^cilium-values of the base \(9fceb02\): Helm cannot render chart 1\.20\.2 with these values, .*execution error: broken is true/
    );
  });

  test('include those for which a chart renders nothing', async () => {
    await expect(compare({ values: 'empty: true' }, {})).rejects.toThrow('helm template wrote no object');
  });

  test('are not those that only a cluster can complete', async () => {
    expect(await arms({ values: 'k8sServiceHost: auto' }, { values: 'k8sServiceHost: auto' })).toEqual(same);
  });
});

describe('keys that the chart does not have', () => {
  test('are named if nothing changes without them, and only then', async () => {
    const { rendered } = await compare({
      values: 'hubbel: {enabled: true}\nlegacyKey: 1\nbpf: {monitorAgregation: none}'
    });
    expect(rendered).toEqual({
      unknownKeys: [
        { key: 'hubbel', at: 'v.yaml:6', nearest: 'hubble' },
        { key: 'bpf.monitorAgregation', at: 'v.yaml:21', nearest: 'bpf.monitorAggregation' }
      ]
    });
  });

  test('are no reason to render a single arm without any', async () => {
    const { rendered, processes } = await compare({ values: 'bpf: {monitorAggregation: none}' });
    expect(rendered).toBeUndefined();
    expect(processes.calls).toEqual([]);
    expect((await compare({})).processes.calls).toEqual([]);
  });

  test('can have any name', async () => {
    const { rendered } = await compare({ values: '"__proto__": {polluted: true}\nconstructor: {prototype: 1}' });
    expect(rendered?.unknownKeys.map(({ key }) => key)).toContain('constructor');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

test('each chart is downloaded once', async () => {
  const { processes } = await compare({ oci: true }, { oci: true });
  const verbs = processes.calls.map(([, verb]) => verb);
  expect(verbs.filter(verb => verb === 'pull')).toHaveLength(1);
  expect(processes.calls.find(([, verb]) => verb === 'template')).toEqual(
    expect.arrayContaining(['/work/run/chart-0/cilium', '--kube-version', '--api-versions', 'monitoring.coreos.com/v1'])
  );
  const two = await compare({ oci: true }, { oci: true, version: '1.19.4' });
  expect(two.processes.calls.filter(([, verb]) => verb === 'pull')).toHaveLength(2);
});
