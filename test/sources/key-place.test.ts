import { describe, expect, test } from '@jest/globals';
import { placeOfKey } from '../../src/sources/key-place.ts';
import { readSource } from '../../src/sources/read.ts';
import { placeOf } from './tree.ts';

/** Where a key of the values in the first of these files is written. */
async function place(files: Readonly<Record<string, string>>, key: string, pointer?: string) {
  const { place, content } = placeOf(files);
  const { values, pieces } = await readSource(place, content, pointer);
  return { values, at: await placeOfKey(pieces, key) };
}

const at = async (...given: Parameters<typeof place>): Promise<string | undefined> => (await place(...given)).at;

const release = (spec: string): string =>
  `kind: Namespace\n---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cilium}\nspec:\n${spec}`;

describe('a key is named with its line', () => {
  test('in a plain file, at any depth, and with dots in its name', async () => {
    const file = { 'v.yaml': '# why\nbpf:\n\n  masquerade: true\npodAnnotations: {a.b/c: d}\nbpf.x: 1\n' };
    expect(await at(file, 'bpf')).toBe('v.yaml:2');
    expect(await at(file, 'bpf.masquerade')).toBe('v.yaml:4');
    expect(await at(file, 'podAnnotations.a.b/c')).toBe('v.yaml:5');
    expect(await at(file, 'bpf.x')).toBe('v.yaml:6');
    expect(await at(file, 'hubble')).toBeUndefined();
  });

  test('of several equal keys, that of the last, which counts', async () => {
    expect(await place({ 'v.yaml': 'a: {x: 1}\na:\n  x: 2\n' }, 'a.x')).toEqual({
      values: { a: { x: 2 } },
      at: 'v.yaml:3'
    });
  });

  test('in the file around the values: an object, a pointer, a chart that depends on Cilium', async () => {
    expect(await at({ 'h.yaml': release('  values:\n    # why\n    a: {b: 1}\n') }, 'a.b')).toBe('h.yaml:9');
    expect(await at({ 'v.yaml': 'x: {a: 0}\ncni:\n  a: 1\n' }, 'a', 'cni')).toBe('v.yaml:3');
    const umbrella = { 'v.yaml': 'a: 1\ncilium:\n  a: 2\n', 'Chart.yaml': 'dependencies: [{name: cilium}]' };
    expect(await at(umbrella, 'a')).toBe('v.yaml:3');
  });

  test('in a text inside the file', async () => {
    const chart = (content: string): string =>
      `apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: rke2-cilium}\nspec:\n  valuesContent: ${content}`;
    expect(await at({ 'c.yaml': chart('|-\n\n    a:\n      b: 1\n') }, 'a.b')).toBe('c.yaml:8');
    // Its lines are not those of the file.
    expect(await at({ 'c.yaml': chart('"a:\\n  b: 1"\n') }, 'a.b')).toBe('c.yaml');
    const config = (name: string): string =>
      `kind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n  values.yaml: |\n    a: 1\n`;
    const files = (...names: string[]) => ({
      'h.yaml': release('  valuesFrom: [{kind: ConfigMap, name: one}]\n'),
      'c.yaml': names.map(config).join('---\n')
    });
    expect(await at(files('one'), 'a')).toBe('c.yaml:5');
    // The same text twice does not show which of them it is.
    expect(await at(files('one', 'two'), 'a')).toBe('c.yaml');
  });

  test('in the last of several files that has it', async () => {
    const files = {
      'kustomization.yaml': 'helmCharts:\n- name: cilium\n  valuesFile: v.yaml\n  valuesInline:\n    b: 2\n',
      'v.yaml': 'a: 1\nb: 1\n'
    };
    expect(await at(files, 'a')).toBe('v.yaml:1');
    expect(await at(files, 'b')).toBe('kustomization.yaml:5');
  });

  test('not for keys that are merged into a mapping or set one by one', async () => {
    expect(await at({ 'v.yaml': 'x: &x {b: 1}\na:\n  <<: *x\n' }, 'a.b')).toBe('v.yaml');
    const set =
      '  chart: {spec: {chart: cilium}}\n  valuesFrom: [{kind: ConfigMap, name: c, valuesKey: k, targetPath: a}]\n';
    const config = 'kind: ConfigMap\nmetadata: {name: c}\ndata: {k: "1"}\n';
    expect(await place({ 'h.yaml': release(set), 'c.yaml': config }, 'a')).toEqual({ values: { a: 1 }, at: undefined });
  });
});
