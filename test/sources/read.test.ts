import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { readSource, type Source } from '../../src/sources/read.ts';
import { placeOf } from './tree.ts';

type Files = Readonly<Record<string, string>>;

/** What is read from the first of these files, but for the pieces it is made of. */
async function read(files: Files, pointer?: string): Promise<Omit<Source, 'pieces'>> {
  const { place, content } = placeOf(files);
  const { values, version, from } = await readSource(place, content, pointer);
  return { values, version, from };
}

const release = (spec: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cilium, namespace: kube-system}\nspec:\n${spec}`;
const application = (spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cilium, namespace: argocd}\nspec:\n${spec}`;
const chart = '  chart: {spec: {chart: cilium, version: v1.18.4}}\n';

describe('values', () => {
  test('are the first document of a plain file', async () => {
    expect(await read({ 'a/values.yaml': 'bpf: {masquerade: yes}\n---\nother: 1\n' })).toEqual({
      values: { bpf: { masquerade: true } },
      version: undefined,
      from: 'a/values.yaml'
    });
    expect(await read({ 'values.yaml': '# none\n' })).toMatchObject({ values: {} });
  });

  test("are those of a HelmRelease among other objects, with its chart's version", async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: cilium}\n';
    const text = `${namespace}---\n${release(`${chart}  values:\n    updateStrategy: {type: OnDelete}\n`)}`;
    expect(await read({ 'k/helmrelease.yaml': text })).toEqual({
      values: { updateStrategy: { type: 'OnDelete' } },
      version: 'v1.18.4',
      from: 'HelmRelease kube-system/cilium in k/helmrelease.yaml'
    });
  });

  test("have the version of the OCIRepository that a HelmRelease's chartRef names", async () => {
    const repository = (ref: string): string =>
      `apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: c}\nspec: {url: oci://quay.io/cilium/charts/cilium, ref: ${ref}}`;
    const text = release('  chartRef: {kind: OCIRepository, name: c}\n  values: {debug: {enabled: true}}\n');
    const files = { 'app/helmrelease.yaml': text };
    expect(await read({ ...files, 'app/oci.yaml': repository('{tag: 1.19.4}') })).toMatchObject({ version: '1.19.4' });
    expect(await read({ ...files, 'repos.yaml': repository('{semver: ">=1.19.0 <2"}') })).toMatchObject({
      version: '>=1.19.0 <2'
    });
    expect(await read({ 'h.yaml': `${text}---\n${repository('{tag: 1.20.2}')}` })).toMatchObject({ version: '1.20.2' });
  });

  test('merge what valuesFrom takes from ConfigMaps, written or generated, below spec.values', async () => {
    const text = release(
      `${chart}  valuesFrom:\n    - {kind: ConfigMap, name: first}\n    - {kind: ConfigMap, name: second, valuesKey: more.yaml}\n    - {kind: ConfigMap, name: second, valuesKey: id, targetPath: cluster.id}\n  values: {c: 3}\n`
    );
    const map =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: second}\ndata:\n  id: "7"\n  more.yaml: |\n    b: {x: 2}\n    c: 2\n';
    const kustomization = 'configMapGenerator:\n  - name: first\n    files:\n      - values.yaml=./helm/first.yaml\n';
    const files = {
      'app/helmrelease.yaml': text,
      'app/map.yaml': map,
      'app/kustomization.yaml': kustomization,
      'app/helm/first.yaml': 'a: 1\nb: {x: 1, w: 1}\n'
    };
    expect(await read(files)).toMatchObject({
      values: { a: 1, b: { x: 2, w: 1 }, c: 3, cluster: { id: 7 } }
    });
  });

  test('of a ConfigMap, and the version of an OCIRepository, are found anywhere if there is only one', async () => {
    const h = release('  chartRef: {kind: OCIRepository, name: cilium}\n  valuesFrom: [{kind: ConfigMap, name: m}]\n');
    const map = (namespace: string, a: number): string =>
      `kind: ConfigMap\nmetadata: {name: m, namespace: ${namespace}}\ndata: {values.yaml: "a: ${a}"}\n`;
    const repository = (tag: string): string =>
      `apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: cilium}\nspec: {url: oci://r/cilium, ref: {tag: ${tag}}}\n`;
    const files = {
      'apps/kube-system/cilium/h.yaml': h,
      'flux/repositories/cilium.yaml': repository('1.18.4'),
      'flux/values/m.yaml': map('kube-system', 1),
      'flux/values/other.yaml': map('elsewhere', 2)
    };
    expect(await read(files)).toEqual({
      values: { a: 1 },
      version: '1.18.4',
      from: 'HelmRelease kube-system/cilium in apps/kube-system/cilium/h.yaml with flux/values/m.yaml'
    });
    // Nothing shows which of two clusters this one is.
    expect((await read({ ...files, 'b/repository.yaml': repository('1.19.4') })).version).toBeUndefined();
    await expect(read({ ...files, 'b/m.yaml': map('kube-system', 3) })).rejects.toThrow(
      'defines more than once (flux/values/m.yaml, b/m.yaml); write'
    );
    // One that is near decides.
    expect((await read({ ...files, 'apps/kube-system/m.yaml': map('kube-system', 4) })).values).toEqual({ a: 4 });
  });

  test('are not searched for in more files than can be read', async () => {
    const h = release(`${chart}  valuesFrom: [{kind: ConfigMap, name: m}]\n`);
    const map = 'kind: ConfigMap\nmetadata: {name: m}\ndata: {values.yaml: "a: 1"}\n';
    const others = Array.from({ length: 20 }, (_, index) => [`x/${index}.yaml`, 'kind: ConfigMap # m'] as const);
    const files = { 'k/cilium/h.yaml': h, 'y/m.yaml': map, ...Object.fromEntries(others.slice(1)) };
    expect((await read(files)).values).toEqual({ a: 1 });
    await expect(read({ ...files, ...Object.fromEntries(others) })).rejects.toThrow(
      'defines in one of 21 files, too many to read; write'
    );
  });

  test.each([
    [
      '{kind: Secret, name: s}',
      'takes values from Secret s, whose content is not in the repository; write all values in a plain file and name it in cilium-values, with cilium-version-file: h.yaml'
    ],
    [
      '{kind: ConfigMap, name: m}',
      'takes values from ConfigMap m, key values.yaml, which this repository defines nowhere; write all values in a plain file and name it in cilium-values, with cilium-version-file: h.yaml'
    ]
  ])('of %s in valuesFrom are refused, and a pointer reads the rest', async (reference, sentence) => {
    const files = { 'h.yaml': release(`${chart}  valuesFrom: [${reference}]\n  values: {a: 1}\n`) };
    await expect(read(files)).rejects.toThrow(sentence);
    await expect(read(files)).rejects.toThrow(InputError);
    expect(await read(files, 'spec.values')).toEqual({
      values: { a: 1 },
      version: 'v1.18.4',
      from: 'spec.values in h.yaml'
    });
  });

  test('of an Application are its value files, values and parameters, in the order of Argo CD', async () => {
    const text = application(`  sources:
    - repoURL: https://github.com/org/cilium
      targetRevision: main
      ref: repo
    - repoURL: https://helm.cilium.io
      chart: cilium
      targetRevision: 1.18.4
      helm:
        valueFiles: [values.yaml, $repo/base/cilium.yaml, $repo/missing.yaml]
        ignoreMissingValueFiles: true
        values: "a: {x: 9}"
        valuesObject: {a: {x: 2}}
        parameters:
          - {name: a.z, value: "3"}
          - {name: "b[0]", value: "4", forceString: true}
`);
    expect(await read({ 'apps/cilium.yaml': text, 'base/cilium.yaml': 'a: {x: 1, w: 1}\n' })).toEqual({
      values: { a: { x: 2, w: 1, z: 3 }, b: ['4'] },
      version: '1.18.4',
      from: 'Application argocd/cilium in apps/cilium.yaml with base/cilium.yaml'
    });
  });

  test.each([
    [
      '  source: {repoURL: https://github.com/o/r, path: charts/cilium}\n',
      'installs the folder charts/cilium; write the values in it, for example cilium-values: charts/cilium/values.yaml'
    ],
    [
      '  source: {chart: cilium, repoURL: https://helm.cilium.io, helm: {valueFiles: [prod.yaml]}}\n',
      'has "prod.yaml" in valueFiles, which is not a file of this repository'
    ],
    [
      '  sources: [{repoURL: https://x, ref: v}, {chart: cilium, repoURL: https://y, helm: {valueFiles: [$v/gone.yaml]}}]\n',
      'takes values from gone.yaml (valueFiles: $v/gone.yaml), which does not exist in this repository'
    ],
    [
      '  source: {chart: cilium, repoURL: https://y, helm: {fileParameters: [{name: a, path: b}]}}\n',
      'has helm.fileParameters, which are not supported'
    ],
    [
      '  source: {chart: cert-manager, repoURL: https://y}\n',
      'is Application argocd/cilium, which installs the chart "cert-manager", not Cilium'
    ]
  ])('of an Application with %j are refused', async (spec, sentence) => {
    await expect(read({ 'app.yaml': application(spec) })).rejects.toThrow(`cilium-values: app.yaml ${sentence}`);
  });

  test('of K3s and RKE2 are valuesContent and set; a HelmChartConfig is on top of its HelmChart', async () => {
    const head = (kind: string, name: string): string =>
      `apiVersion: helm.cattle.io/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec:\n`;
    const config = `${head('HelmChartConfig', 'rke2-cilium')}  valuesContent: |-\n    a: {w: off}\n`;
    expect(await read({ 'config.yaml': config })).toEqual({
      values: { a: { w: false } },
      version: undefined,
      from: 'HelmChartConfig rke2-cilium in config.yaml'
    });
    const own = `${head('HelmChart', 'cilium')}  chart: cilium\n  version: 1.18.4\n  valuesContent: "a: {x: 1, w: 1}"\n  set: {b.c: "true"}\n`;
    expect(await read({ 'c.yaml': `${own}---\n${config.replace('rke2-', '')}` })).toMatchObject({
      values: { a: { x: 1, w: false }, b: { c: true } },
      version: '1.18.4'
    });
    await expect(read({ 't.yaml': config.replace('rke2-cilium', 'traefik') })).rejects.toThrow(
      'installs the chart "traefik"'
    );
    await expect(read({ 's.yaml': `${own}  valuesSecrets: [{name: s}]\n` })).rejects.toThrow('valuesSecrets');
  });

  test("do not take the version of a distribution's own chart for Cilium's", async () => {
    const text =
      'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: x}\nspec: {chart: rke2-cilium, version: 1.18.103}\n';
    expect(await read({ 'c.yaml': text })).toMatchObject({ version: undefined });
  });

  test.each([
    ['', { a: { x: 2, w: 1 }, c: 1 }],
    ['valuesMerge: merge, ', { a: { x: 1, w: 1 }, c: 1 }],
    ['valuesMerge: replace, ', { a: { x: 2 }, c: 1 }]
  ])('of a kustomization are valuesFile and valuesInline: %j', async (how, values) => {
    const text = `helmCharts:\n  - {name: other}\n  - {name: cilium, version: 1.19.4, ${how}valuesFile: v/a.yaml, valuesInline: {a: {x: 2}}, additionalValuesFiles: [b.yaml]}\n`;
    const files = { 'k/kustomization.yaml': text, 'k/v/a.yaml': 'a: {x: 1, w: 1}', 'k/b.yaml': 'c: 1' };
    expect(await read(files)).toMatchObject({ values, version: '1.19.4' });
  });

  test('of a chart that depends on Cilium are below its name or alias, with global', async () => {
    const dependency = (more: string): string =>
      `name: infra\ndependencies: [{name: other, version: 9.9.9}, {name: cilium, version: 1.18.4${more}}]`;
    const text = 'cilium: {a: 1}\ncni: {a: 2}\nglobal: {g: 1}\n';
    expect(await read({ 'i/values.yaml': text, 'i/Chart.yaml': dependency('') })).toEqual({
      values: { a: 1, global: { g: 1 } },
      version: '1.18.4',
      from: 'cilium in i/values.yaml'
    });
    const alias = { 'values.yaml': text, 'Chart.yaml': dependency(', alias: cni') };
    expect(await read(alias)).toMatchObject({ values: { a: 2 }, version: '1.18.4' });
    expect(await read(alias, 'cni')).toMatchObject({ values: { a: 2 }, version: '1.18.4' });
    expect(await read(alias, 'cilium')).toMatchObject({ values: { a: 1 }, version: undefined });
  });

  test('can be pointed at: mappings, texts, entries of lists, and keys with dots', async () => {
    const text = 'spec: {list: [{}, {values: {a: on}}]}\ndata:\n  values.yaml: |\n    b: 2\n';
    expect(await read({ 'f.yaml': `x: 1\n---\n${text}` }, 'spec.list.1.values')).toMatchObject({ values: { a: true } });
    expect(await read({ 'f.yaml': text }, 'data.values.yaml')).toMatchObject({ values: { b: 2 } });
    await expect(read({ 'f.yaml': text }, 'spec.values')).rejects.toThrow(
      'cilium-values: f.yaml has nothing at "spec.values"'
    );
    await expect(read({ 'f.yaml': text }, 'spec.list')).rejects.toThrow('has no mapping of Helm values in "spec.list"');
  });

  test.each<[string, string, string]>([
    ['v.yaml', 'a: 1\nb:\n\tc: 1', 'v.yaml is not valid YAML: line 3, column 1: tabs are not allowed as indentation'],
    ['v.yaml', '[1]', 'v.yaml has no mapping of Helm values in its first document'],
    ['h.yaml', release(`${chart}  values: "a: {"\n`), 'h.yaml is not valid YAML in spec.values: line 1, column'],
    ['h.yaml', release(chart.replace('cilium', 'coredns')), 'installs the chart "coredns", not Cilium'],
    ['two.yaml', `${release(chart)}---\n${application('  source: {chart: cilium}')}`, 'installs Cilium more than once'],
    [
      'main.tf',
      'x = 1',
      'main.tf is Terraform, which only its own program can read; write the values into a YAML file'
    ],
    ['c.jsonnet', '{}', 'c.jsonnet is Jsonnet, which only its own program can read; render it first'],
    ['helmfile.yaml', 'releases: []', 'helmfile.yaml is a helmfile'],
    ['apps.yaml', 'releases:\n  - name: cilium\n', 'apps.yaml is a helmfile'],
    ['values.yaml.gotmpl', 'a: {{ .x }}', 'values.yaml.gotmpl is a template']
  ])('are refused in %s: %j', async (path, text, sentence) => {
    await expect(read({ [path]: text })).rejects.toThrow(sentence);
    await expect(read({ [path]: text })).rejects.toThrow(InputError);
  });
});
