import { describe, expect, test } from '@jest/globals';
import { kindConfig, type KindWishes } from '../../src/cluster/kind-config.ts';
import { InputError } from '../../src/model/errors.ts';

const wishes: KindWishes = { name: 'perf', workers: undefined, imageInput: undefined };

const labels = { 'cilium-perf-gate/made': 'true' };

describe('the kind configuration', () => {
  test('has two nodes, no CNI and no kube-proxy by default', () => {
    expect(kindConfig(undefined, wishes)).toEqual({
      workers: 1,
      document: {
        kind: 'Cluster',
        apiVersion: 'kind.x-k8s.io/v1alpha4',
        nodes: [
          { role: 'control-plane', labels },
          { role: 'worker', labels }
        ],
        networking: { disableDefaultCNI: true, kubeProxyMode: 'none', podSubnet: '10.244.0.0/16' }
      }
    });
  });

  test("keeps the user's other settings", () => {
    const config = kindConfig(
      'name: perf\nnodes: [{role: control-plane, image: a}, {role: worker, extraMounts: [m], labels: {zone: "1"}}, {role: worker}]\nnetworking: {podSubnet: 10.1.0.0/16, serviceSubnet: 10.2.0.0/16, apiServerPort: 7443}\nkubeadmConfigPatches: [x]',
      { ...wishes, workers: 2 }
    );
    expect(config.workers).toBe(2);
    expect(config.document).toMatchObject({
      nodes: [
        { role: 'control-plane', image: 'a', labels },
        { role: 'worker', extraMounts: ['m'], labels: { zone: '1', ...labels } },
        { role: 'worker', labels }
      ],
      networking: {
        podSubnet: '10.1.0.0/16',
        serviceSubnet: '10.2.0.0/16',
        disableDefaultCNI: true,
        apiServerPort: 7443
      },
      kubeadmConfigPatches: ['x']
    });
  });

  test('can be dual-stack, with a range of each family', () => {
    const networking = (text: string): unknown => kindConfig(text, wishes).document['networking'];
    expect(networking('networking: {ipFamily: dual}')).toMatchObject({
      ipFamily: 'dual',
      podSubnet: '10.244.0.0/16,fd00:10:244::/56'
    });
    const own = 'networking: {ipFamily: dual, podSubnet: "fd00::/56,10.1.0.0/16"}';
    expect(networking(own)).toMatchObject({ podSubnet: 'fd00::/56,10.1.0.0/16' });
  });

  test.each([
    ['beside a plain control plane', undefined],
    ['after the nodes of a file that lists no worker', 'nodes: [{}]']
  ])('gets the wanted number of workers %s', (_, text) => {
    const { document, workers } = kindConfig(text, { ...wishes, workers: 3 });
    expect(workers).toBe(3);
    expect(document['nodes']).toEqual([
      { role: 'control-plane', labels },
      { role: 'worker', labels },
      { role: 'worker', labels },
      { role: 'worker', labels }
    ]);
  });

  test.each([
    ['networking: {disableDefaultCNI: false}', 'disableDefaultCNI is false'],
    ['networking: {kubeProxyMode: iptables}', 'kubeProxyMode is "iptables"'],
    ['networking: {ipFamily: ipv6}', 'ipFamily is "ipv6"'],
    [
      'networking: {podSubnet: "10.244.0.0/16,fd00::/56"}',
      'networking.podSubnet is "10.244.0.0/16,fd00::/56", which is not an IPv4 range; write one such as 10.244.0.0/16, or one of each family with ipFamily: dual'
    ],
    [
      'networking: {ipFamily: dual, podSubnet: "10.1.0.0/16,fd00::/56", serviceSubnet: "10.1.2.0/24,fd01::/112"}',
      'networking.podSubnet 10.1.0.0/16 and networking.serviceSubnet 10.1.2.0/24 overlap'
    ],
    ['networking: {podSubnet: "fd00::/64"}', 'networking.podSubnet is "fd00::/64", which is not an IPv4 range'],
    ['networking: {serviceSubnet: 10.96.0.0}', 'networking.serviceSubnet is "10.96.0.0", which is not an IPv4 range'],
    ['networking: {serviceSubnet: 10.0.0.0/8}', 'networking.serviceSubnet 10.0.0.0/8 overlap'],
    ['networking: {podSubnet: 10.0.0.0/8}', 'podSubnet 10.0.0.0/8 and networking.serviceSubnet 10.96.0.0/16 overlap'],
    [
      'networking: {serviceSubnet: 10.244.7.0/24}',
      'podSubnet 10.244.0.0/16 and networking.serviceSubnet 10.244.7.0/24'
    ],
    ['nodes: [{role: control-plane}]', 'nodes lists one node, but two are required'],
    ['nodes: [{role: worker}, {role: worker}]', 'nodes lists no control plane'],
    ['nodes: [{role: etcd}]', 'must be a kind configuration'],
    ['name: other', 'name is "other", but kind-name is "perf"'],
    ['nodes: 3', 'must be a kind configuration'],
    ['kind: Pod', 'must be a kind configuration'],
    ['a: [', 'is not valid YAML: line 1, column 5: flow sequence'],
    ['networking: {disableDefaultCNI: no}', 'networking.disableDefaultCNI is false']
  ])('refuses %j', (text, words) => {
    expect(() => kindConfig(text, wishes)).toThrow(InputError);
    expect(() => kindConfig(text, wishes)).toThrow(words);
  });

  test.each<[string, Partial<KindWishes>, string]>([
    ['nodes: [{}, {role: worker}]', { workers: 2 }, 'nodes lists 1 worker, but kind-workers is 2'],
    [
      'nodes: [{}, {role: worker, image: own:1}]',
      { imageInput: 'kind-kubernetes-version' },
      'a node has the image "own:1", but kind-kubernetes-version sets the image of all nodes'
    ]
  ])('refuses %j together with another input', (text, more, words) => {
    expect(() => kindConfig(text, { ...wishes, ...more })).toThrow(words);
  });

  test('reports all mistakes at once', () => {
    const text = 'name: other\nnetworking: {disableDefaultCNI: false, kubeProxyMode: ipvs}';
    expect(() => kindConfig(text, wishes)).toThrow(/name is .*\n.*disableDefaultCNI.*\n.*kubeProxyMode/);
  });
});
