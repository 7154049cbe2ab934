import { describe, expect, test } from '@jest/globals';
import { kindConfig } from '../../src/cluster/kind-config.ts';
import { InputError } from '../../src/errors.ts';

describe('the kind configuration', () => {
  test('has two nodes, no CNI and no kube-proxy without a word from the user', () => {
    expect(kindConfig(undefined)).toEqual({
      kind: 'Cluster',
      apiVersion: 'kind.x-k8s.io/v1alpha4',
      nodes: [{ role: 'control-plane' }, { role: 'worker' }],
      networking: { disableDefaultCNI: true, kubeProxyMode: 'none', podSubnet: '10.244.0.0/16' }
    });
  });

  test('keeps what the user wrote beside it', () => {
    const config = kindConfig(
      'nodes: [{role: control-plane, image: a}, {role: worker}, {role: worker}]\nnetworking: {podSubnet: 10.1.0.0/16, serviceSubnet: 10.2.0.0/16}\nkubeadmConfigPatches: [x]'
    );
    expect(config).toMatchObject({
      nodes: [{ role: 'control-plane', image: 'a' }, { role: 'worker' }, { role: 'worker' }],
      networking: { podSubnet: '10.1.0.0/16', serviceSubnet: '10.2.0.0/16', disableDefaultCNI: true },
      kubeadmConfigPatches: ['x']
    });
  });

  test.each([
    ['networking: {disableDefaultCNI: false}', 'disableDefaultCNI is false'],
    ['networking: {kubeProxyMode: iptables}', 'kubeProxyMode is "iptables"'],
    ['networking: {ipFamily: dual}', 'ipFamily is "dual"'],
    ['nodes: [{role: control-plane}]', 'client and server need two'],
    ['nodes: 3', 'not a kind configuration'],
    ['kind: Pod', 'not a kind configuration'],
    ['a: [', 'not YAML']
  ])('refuses %j', (text, words) => {
    expect(() => kindConfig(text)).toThrow(InputError);
    expect(() => kindConfig(text)).toThrow(words);
  });
});
