import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { openOnDisk } from '../../src/run/checkout.ts';
import { candidateFiles, contentReader, readSpec, type CiliumSpec } from '../../src/run/cilium-spec.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';

const helmRelease =
  'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cilium}\nspec:\n  chart: {spec: {chart: cilium, version: v1.18.4}}\n  values: {hubble: {enabled: true}}\n';
const cilium = 'encryption: {}\nipam: {}\noperator: {}\nhubble: {}\nextraConfig: {}\naksbyocni: {}\n';

/** The candidate of these inputs and files, and what was written and said. */
async function read(
  inputs: Readonly<Record<string, string>>,
  content: Readonly<Record<string, string>> = {},
  chart = `name: cilium\n${cilium}`
): Promise<{ spec: CiliumSpec; lines: string[] }> {
  const there = fakeFiles(content);
  const outputs = fakeOutputs();
  const processes = fakeProcesses((_, args) => {
    const at = args.indexOf('--version');
    return { stdout: `${chart}version: ${at < 0 ? '1.20.9' : (args[at + 1] ?? '')}\n` };
  });
  const host = fakeHost({ files: there, processes, outputs });
  const options = parseOptions({ scenarios: 'vxlan', ...inputs }, there);
  const files = candidateFiles(options, openOnDisk(host, undefined));
  const spec = await readSpec(host, options, files, contentReader(host));
  return { spec, lines: outputs.lines };
}

const values = { 'cilium-values': 'v.yaml' };

describe('what an arm installs', () => {
  test('has the values of all files, merged as Helm merges them', async () => {
    const both = { 'cilium-values': 'a.yaml, b.yaml' };
    const { spec } = await read(both, { 'a.yaml': 'hubble: {a: yes, b: 1}', 'b.yaml': 'hubble: {b: ~}' });
    expect(spec).toMatchObject({
      values: { hubble: { a: true, b: null } },
      from: ['a.yaml', 'b.yaml']
    });
  });

  test('has no values if no file has any', async () => {
    expect((await read({})).spec).toMatchObject({ values: {}, from: [] });
  });

  test.each<[string, Record<string, string>, string, string]>([
    [
      'the default',
      values,
      'hubble: {a: 1}',
      'candidate: Cilium 1.20.2 (the default of cilium-version), values of v.yaml'
    ],
    [
      'the values file',
      values,
      helmRelease,
      'candidate: Cilium 1.18.4 (HelmRelease cilium in v.yaml), values of HelmRelease cilium in v.yaml'
    ],
    [
      'a version file',
      { ...values, 'cilium-version-file': 'version' },
      helmRelease,
      'candidate: Cilium 1.19.6 (version), values of HelmRelease cilium in v.yaml'
    ]
  ])('has the version of %s', async (_, inputs, text, line) => {
    const { lines } = await read(inputs, { 'v.yaml': text, version: 'v1.19.6\n' });
    expect(lines).toEqual([line]);
  });

  test('has the version of the input before any other, and the log says what is not used', async () => {
    const { spec, lines } = await read({ ...values, 'cilium-version': '1.19.0' }, { 'v.yaml': helmRelease });
    expect(spec.chartVersion).toBe('1.19.0');
    expect(lines[0]).toBe(
      'candidate: cilium-version is 1.19.0, so version 1.18.4 of HelmRelease cilium in v.yaml is not used'
    );
  });

  test('has the version of a chart given by path, whatever the values say', async () => {
    const { spec } = await read(
      { ...values, 'cilium-chart': '/c' },
      { 'v.yaml': helmRelease, '/c/Chart.yaml': '', '/c': '' }
    );
    expect(spec.chart.version).toBeUndefined();
    expect(spec.chartVersion).toBe('1.20.9');
  });

  test("has the chart's defaults if its files are empty, with a warning", async () => {
    const { lines } = await read(values, { 'v.yaml': '# all off\n' });
    expect(lines[0]).toBe("warning: cilium-values: no values in v.yaml: the candidate has the chart's defaults");
  });

  test.each<[string, Record<string, string>, string, string]>([
    [
      'values that set a mode behind the back of the scenario',
      values,
      'extraConfig: {enable-wireguard: "true"}',
      'enable-wireguard'
    ],
    [
      'native routing with aksbyocni',
      { ...values, scenarios: 'native' },
      'aksbyocni: {enabled: true}',
      'aksbyocni.enabled'
    ],
    ['ztunnel before it existed', { ...values, scenarios: 'vxlan+ztunnel' }, helmRelease, '1.19'],
    ['values that are no mapping', values, '[1]', 'v.yaml has no mapping of Helm values'],
    ['values of another chart', values, 'controller: {}', "v.yaml has none of the keys of Cilium's chart"],
    ['values below another key', values, 'cilium: {ipam: {}}', 'write cilium-values: v.yaml#cilium'],
    [
      'values that another program fills in',
      values,
      'hubble: {host: "${DOMAIN}"}',
      'cilium-values: v.yaml:1: hubble.host has ${DOMAIN}, which Flux or envsubst fills in after the file is read\nWrite what it fills in into the workflow, or null to leave a key out:\nset: |\n  hubble.host=<value>'
    ],
    [
      'a set line that is itself to be filled in',
      { ...values, set: 'hubble.host=${DOMAIN}' },
      'hubble: {host: a}',
      'cilium-values: set: hubble.host has ${DOMAIN}'
    ],
    [
      'values that Flux fills in',
      values,
      helmRelease.replace('enabled: true', 'hosts: ["${DOMAIN}"]'),
      'v.yaml: hubble.hosts[0] has ${DOMAIN}, which Flux fills in'
    ],
    ['a file that does not exist', { 'cilium-values': 'w.yaml' }, '', 'cilium-values: "w.yaml" does not exist'],
    ['a folder', { 'cilium-values': 'folder' }, '', 'cilium-values: "folder" is a folder'],
    [
      'a version file that does not exist',
      { 'cilium-version-file': 'w' },
      '',
      'cilium-version-file: "w" does not exist'
    ]
  ])('refuses %s', async (_, inputs, text, words) => {
    const files = { 'v.yaml': text, 'folder/x': '' };
    await expect(read(inputs, files)).rejects.toThrow(InputError);
    await expect(read(inputs, files)).rejects.toThrow(words);
  });

  test('does not have to know values that the cluster writes over, but does on other clusters', async () => {
    const file = { 'v.yaml': 'k8sServiceHost: ${API_SERVER}\nk8sServicePort: ${PORT}\nhubble: {}\n' };
    expect((await read(values, file)).spec.values).toHaveProperty('k8sServiceHost');
    const aks = { ...values, cluster: 'aks', 'aks-location': 'westeurope' };
    await expect(read(aks, file)).rejects.toThrow('cilium-values: v.yaml:1: k8sServiceHost has ${API_SERVER}');
  });

  test('refuses a chart whose values are not those of Cilium, but not the one of a distribution', async () => {
    await expect(read({}, {}, 'name: infra\ncilium: {encryption: {}}\n')).rejects.toThrow(
      'cilium-chart: is the chart "infra", whose values are not Cilium\'s'
    );
    expect((await read({}, {}, `name: rke2-cilium\n${cilium}`)).spec.content.name).toBe('rke2-cilium');
  });
});
