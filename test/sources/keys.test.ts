import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { refuseOtherKeys } from '../../src/sources/keys.ts';
import { placeholders } from '../../src/sources/placeholders.ts';
import type { Values } from '../../src/scenario/values.ts';
import { placeOf } from './tree.ts';

const chart = {
  ...{ cluster: { name: 'default', id: 0 }, encryption: { enabled: false, type: 'ipsec' }, ipam: { mode: 'x' } },
  ...{ hubble: { relay: {} }, resources: {}, name: 'cilium-agent', annotations: {}, updateStrategy: { type: 'x' } },
  ...{ k8sServiceHost: '', affinity: null, tolerations: [] }
};

const check =
  (text: string, { known, pointer }: { known?: Values | undefined; pointer?: string } = { known: chart }) =>
  (): void => {
    refuseOtherKeys(placeOf({ 'v.yaml': text }).place, pointer, parse(text) as Values, known);
  };

describe('keys that are not those of the chart', () => {
  test.each([
    '{}',
    'encryption: {enabled: true}\nencrypton: {enabled: true}',
    'x-common: {resources: {}, tolerations: []}\nencryption: {type: wireguard}\nipam: {mode: kubernetes}\nk8sServiceHost: a',
    'hubble: {}',
    'affinity: {nodeAffinity: {}}',
    'resources: {requests: {cpu: 1}}'
  ])('may stand beside others: %j', text => {
    expect(check(text)).not.toThrow();
  });

  test.each([
    [
      'cilium: {encryption: {enabled: true}, hubble: {relay: {enabled: false}}}',
      'has Cilium\'s values below "cilium", where the chart ignores them; write cilium-values: v.yaml#cilium'
    ],
    ['name: infra\ncilium: {encryption: {type: a}, ipam: {mode: b}}', 'write cilium-values: v.yaml#cilium'],
    [
      'apiVersion: v1\nkind: ConfigMap\ndata: {"values.yaml": "ipam:\\n  mode: a\\n"}',
      'write cilium-values: v.yaml#data.values.yaml'
    ],
    [
      'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: {template: {spec: {sources: [{helm: {valuesObject: {encryption: {type: a}}}}]}}}',
      'write cilium-values: v.yaml#spec.template.spec.sources.0.helm.valuesObject'
    ],
    [
      'cluster: {network: {cni: {name: none}}, proxy: {disabled: true}}',
      "has none of the keys of Cilium's chart, only cluster"
    ],
    ['resources: [a.yaml]\npatches: [{target: {kind: a, name: b}}]', 'only resources, patches'],
    [
      'apiVersion: apps/v1\nkind: DaemonSet\nspec: {template: {spec: {tolerations: [], affinity: {a: 1}, containers: [], hostNetwork: true, volumes: []}}}',
      'is a DaemonSet, not Helm values'
    ],
    ['apiVersion: v1\nkind: Service\nmetadata: {annotations: {}, name: x}\nspec: {}', 'is a Service, not Helm values'],
    ['foo: 1', "has none of the keys of Cilium's chart, only foo; write the path of the values"]
  ])('are refused if the values are elsewhere: %j', (text, sentence) => {
    expect(check(text)).toThrow(sentence);
  });

  test('are named below a pointer too', () => {
    expect(check('cilium: {ipam: {mode: a}}', { known: chart, pointer: 'spec.values' })).toThrow(
      'write cilium-values: v.yaml#spec.values.cilium'
    );
  });

  test('of a Kubernetes object are recognized without the chart', () => {
    expect(check('apiVersion: v1\nkind: Service\nspec: {}', {})).toThrow('is a Service, not Helm values');
    expect(check('foo: 1', {})).not.toThrow();
  });
});

test('texts that another program fills in are found with the path to set', () => {
  const values = {
    k8sServiceHost: '${VIP}',
    hubble: { hosts: ['a', 'hubble.${DOMAIN:=example.org}'], 'nginx.io/auth': '{{ .url }}' },
    replacement: '${1}',
    escaped: '$${NOT}',
    pod: '$(NODE_NAME)'
  };
  expect(placeholders(values, {})).toEqual([
    { key: 'k8sServiceHost', text: '${VIP}' },
    { key: 'hubble.hosts[1]', text: '${DOMAIN:=example.org}' },
    { key: String.raw`hubble.nginx\.io/auth`, text: '{{ .url }}' }
  ]);
  expect(placeholders(values, { k8sServiceHost: 'a' }).map(({ key }) => key)).not.toContain('k8sServiceHost');
});
