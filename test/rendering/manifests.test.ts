import { describe, expect, test } from '@jest/globals';
import { diffManifests, isBookkeeping, isForDisplay, parseManifests } from '../../src/rendering/manifests.ts';

const diff = (before: string, now: string) => diffManifests(parseManifests(before), parseManifests(now));

const config = (data: string): string =>
  `kind: ConfigMap\nmetadata: {name: cilium-config, namespace: kube-system}\ndata: ${data}\n`;
const agent = (container: string): string =>
  `kind: DaemonSet\nmetadata: {name: cilium}\nspec: {template: {spec: {containers: [{name: sidecar}, ${container}]}}}\n`;

describe('the difference between two renderings', () => {
  test('is empty for the same objects in another order and with other comments', () => {
    const one = config('{a: "1", b: "2"}');
    const other = agent('{name: cilium-agent}');
    expect(
      diff(`# Source: a\n${one}---\n${other}`, `---\n${other}---\n# Source: b\n${config('{b: "2", a: "1"}')}---\n`)
    ).toEqual([]);
  });

  test('names each key of a ConfigMap', () => {
    expect(diff(config('{same: x, old: "1", level: medium}'), config('{same: x, "a.b/c": z, level: none}'))).toEqual([
      { object: 'ConfigMap kube-system/cilium-config', path: 'data."a.b/c"', candidate: '"z"' },
      { object: 'ConfigMap kube-system/cilium-config', path: 'data.level', reference: '"medium"', candidate: '"none"' },
      { object: 'ConfigMap kube-system/cilium-config', path: 'data.old', reference: '"1"' }
    ]);
  });

  test('names list items by their name, so that a new one does not shift the others', () => {
    const before = agent('{name: cilium-agent, env: [{name: B, value: "2"}], args: [--x, --y]}');
    const now = agent('{name: cilium-agent, env: [{name: A, value: "1"}, {name: B, value: "2"}], args: [--x, --z]}');
    const containers = 'spec.template.spec.containers[cilium-agent]';
    expect(diff(before, now)).toEqual([
      { object: 'DaemonSet cilium', path: `${containers}.args[1]`, reference: '"--y"', candidate: '"--z"' },
      { object: 'DaemonSet cilium', path: `${containers}.env[A]`, candidate: '{"name":"A","value":"1"}' }
    ]);
  });

  test('includes the order of named items, and lists of another length as a whole', () => {
    const [before, now] = ['[{name: a}, {name: b}]', '[{name: b}, {name: a}]'];
    expect(diff(agent(`{name: x, steps: ${before}}`), agent(`{name: x, steps: ${now}}`))).toMatchObject([
      { path: 'spec.template.spec.containers[x].steps', reference: '["[a]","[b]"]', candidate: '["[b]","[a]"]' }
    ]);
    expect(diff(agent('{name: x, args: [a]}'), agent('{name: x, args: [a, b]}'))).toMatchObject([
      { path: 'spec.template.spec.containers[x].args', reference: '["a"]', candidate: '["a","b"]' }
    ]);
  });

  test('names objects that only one of them has, and keeps an object that is rendered twice', () => {
    const one = config('{a: "1"}');
    expect(diff(one, `${one}---\n${config('{a: "2"}')}`)).toEqual([
      { object: 'ConfigMap kube-system/cilium-config (again)', path: '', candidate: 'exists' }
    ]);
    expect(diff(one, '')).toEqual([{ object: 'ConfigMap kube-system/cilium-config', path: '', reference: 'exists' }]);
  });

  test('shows the first lines that differ within a document', () => {
    const document = (level: string): string => config(JSON.stringify({ 'c.yaml': `a: 1\nlevel: ${level}\nz: 2\n` }));
    expect(diff(document('low'), document('high'))).toMatchObject([
      { path: 'data."c.yaml"', reference: '… level: low …', candidate: '… level: high …' }
    ]);
  });

  test('shows different secrets as different, and neither of them', () => {
    const secret = (key: string): string => `kind: Secret\nmetadata: {name: cilium-ca}\ndata: {ca.key: ${key}}\n`;
    const [change, ...others] = diff(secret('aHVudGVyMg=='), secret('c2VjcmV0MQ=='));
    expect(others).toEqual([]);
    expect(change?.reference).toMatch(/^"\[redacted [0-9a-f]{8}\]"$/);
    expect(change?.candidate).not.toBe(change?.reference);
  });

  test('limits the length of what it shows', () => {
    const [change] = diff(config(`{a: ${'x'.repeat(1000)}}`), config(`{a: ${'y'.repeat(1000)}}`));
    expect([change?.reference?.length, change?.candidate?.at(-1)]).toEqual([300, '…']);
  });
});

test('only checksums and the version of the chart are bookkeeping', () => {
  const paths = [
    'spec.template.metadata.annotations."cilium.io/cilium-configmap-checksum"',
    'metadata.labels."helm.sh/chart"',
    'spec.template.metadata.annotations."prometheus.io/port"',
    'data.checksum'
  ];
  expect(paths.map(path => isBookkeeping({ path }))).toEqual([true, true, false, false]);
});

test("only Hubble's UI and dashboards are for display", () => {
  const dashboard = `kind: ConfigMap\nmetadata: {name: hubble-dashboard, namespace: monitoring}\ndata: {hubble-dashboard.json: "{}"}\n`;
  const envoy = `kind: ConfigMap\nmetadata: {name: cilium-envoy-config}\ndata: {bootstrap-config.json: "{}"}\n`;
  const all = [parseManifests(`${dashboard}---\n${envoy}`)];
  const names = [
    'Deployment kube-system/hubble-ui',
    'ConfigMap kube-system/hubble-ui-nginx',
    'ClusterRole hubble-ui',
    'ConfigMap monitoring/hubble-dashboard',
    'ConfigMap cilium-envoy-config',
    'Deployment kube-system/hubble-relay',
    'ServiceMonitor hubble-ui-system/hubble'
  ];
  expect(names.map(name => isForDisplay(name, all))).toEqual([true, true, true, true, false, false, false]);
});
