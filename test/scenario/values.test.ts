import { describe, expect, test } from '@jest/globals';
import { encryptionModes, parseScenario, routingModes, scenarioName, type Scenario } from '../../src/model/scenario.ts';
import { clusterValuesFor, needsPodCidr, scenarioValues } from '../../src/scenario/values.ts';
import { isBefore } from '../../src/lib/version.ts';
import { modes } from './modes.ts';

const network = { podCidr: '10.244.0.0/16', autoDirectNodeRoutes: true };

function named(name: string): Scenario {
  return parseScenario(name) ?? { routing: 'vxlan', encryption: 'none' };
}

function valuesOf(name: string, version: string | undefined = '1.20.2', changed: Parameters<typeof modes>[0] = {}) {
  return scenarioValues(named(name), network, version, modes(changed));
}

describe('a scenario', () => {
  test('is parsed from its name and written back', () => {
    for (const routing of routingModes) {
      for (const encryption of encryptionModes) {
        expect(parseScenario(scenarioName({ routing, encryption }))).toEqual({ routing, encryption });
      }
    }
    expect(parseScenario('vxlan+none')).toEqual({ routing: 'vxlan', encryption: 'none' });
  });

  test.each(['', 'VXLAN', 'vxlan+', 'wireguard', 'vxlan+wireguard+ipsec', 'vxlan wireguard'])('is not %j', name => {
    expect(parseScenario(name)).toBeUndefined();
  });
});

describe('the values of a scenario', () => {
  test('set native routing with the pod range, and leave the tunnel protocol to other features', () => {
    expect(valuesOf('native')).toEqual({
      encryption: expect.anything(),
      routingMode: 'native',
      autoDirectNodeRoutes: true,
      ipv4NativeRoutingCIDR: '10.244.0.0/16'
    });
  });

  test('undo native routing in a tunnel mode', () => {
    expect(valuesOf('geneve')).toMatchObject({
      routingMode: 'tunnel',
      tunnelProtocol: 'geneve',
      autoDirectNodeRoutes: false,
      ipv4NativeRoutingCIDR: ''
    });
  });

  test('always write encryption off and never an unknown type', () => {
    expect(valuesOf('vxlan')['encryption']).toEqual({
      enabled: false,
      type: 'ipsec',
      nodeEncryption: false,
      strictMode: {
        egress: { enabled: false, cidr: '', allowRemoteNodeIdentities: false },
        ingress: { enabled: false }
      }
    });
  });

  test.each(routingModes)('%s: the encryption matches the name', routing => {
    for (const encryption of ['wireguard', 'ipsec', 'ztunnel'] as const) {
      expect(valuesOf(`${routing}+${encryption}`)).toMatchObject({
        ...scenarioValues({ routing, encryption: 'none' }, network, '1.20.2', modes()),
        encryption: { enabled: true, type: encryption, nodeEncryption: false }
      });
    }
  });

  test('of IPsec name the Secret created for it', () => {
    expect(valuesOf('vxlan+ipsec')['encryption']).toMatchObject({
      ipsec: { secretName: 'cilium-ipsec-keys', keyFile: 'keys' }
    });
  });

  test('encrypt the nodes with WireGuard only', () => {
    const changed = { wireguardNodeEncryption: true };
    expect(valuesOf('vxlan+wireguard', '1.20.2', changed)).toMatchObject({ encryption: { nodeEncryption: true } });
    for (const name of ['vxlan', 'vxlan+ipsec', 'vxlan+ztunnel']) {
      expect(valuesOf(name, '1.20.2', changed)).toMatchObject({ encryption: { nodeEncryption: false } });
    }
  });
});

describe('the values of ztunnel', () => {
  // Never two on a node, because they would need the same ports.
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 100 } };

  test.each([
    ['1.20.2', { ca: { type: 'internal' } }],
    ['1.21.0-pre.0', { ca: { type: 'internal' } }],
    [undefined, { ca: { type: 'internal' } }],
    ['1.19.6', {}]
  ])('for %s name the CA only if the chart supports it', (version, ca) => {
    expect(scenarioValues(named('vxlan+ztunnel'), network, version, modes())['encryption']).toHaveProperty('ztunnel', {
      updateStrategy,
      ...ca
    });
  });

  test('contain the requested options', () => {
    const changed = { ztunnelCa: 'spire', ztunnelWorkerThreads: '50%', ztunnelImage: 'registry.example/z:1' } as const;
    expect(valuesOf('native+ztunnel', '1.20.2', changed)['encryption']).toHaveProperty('ztunnel', {
      updateStrategy,
      ca: { type: 'spire' },
      extraEnv: [{ name: 'ZTUNNEL_WORKER_THREADS', value: '50%' }],
      image: { override: 'registry.example/z:1' }
    });
    expect(valuesOf('native+wireguard', '1.20.2', changed)['encryption']).not.toHaveProperty('ztunnel');
  });
});

describe('strict mode', () => {
  const off = { enabled: false, cidr: '', allowRemoteNodeIdentities: false };
  const tunnelled = { enabled: true, cidr: '10.244.0.0/16', allowRemoteNodeIdentities: true };
  const native = { ...tunnelled, allowRemoteNodeIdentities: false };

  test.each([
    ['1.18.6', 'vxlan+wireguard', { ...tunnelled, egress: tunnelled, ingress: { enabled: false } }],
    ['1.18.6', 'native+wireguard', { ...native, egress: native, ingress: { enabled: false } }],
    ['1.19.3', 'geneve+ipsec', { ...off, egress: tunnelled, ingress: { enabled: false } }],
    ['1.19.3', 'vxlan', { ...off, egress: off, ingress: { enabled: false } }],
    ['1.20.2', 'native+ipsec', { egress: native, ingress: { enabled: false } }],
    ['1.20.2', 'vxlan+ztunnel', { egress: off, ingress: { enabled: false } }]
  ])('egress on %s: %s', (version, name, strictMode) => {
    expect(valuesOf(name, version, { strictMode: 'egress' })['encryption']).toHaveProperty('strictMode', strictMode);
  });

  test.each([
    ['1.18.6', 'vxlan+wireguard', { ...off, egress: off, ingress: { enabled: true } }],
    ['1.20.2', 'vxlan+wireguard', { egress: off, ingress: { enabled: true } }],
    ['1.20.2', 'vxlan', { egress: off, ingress: { enabled: false } }],
    ['1.20.2', 'vxlan+ztunnel', { egress: off, ingress: { enabled: false } }]
  ])('ingress on %s: %s', (version, name, strictMode) => {
    expect(valuesOf(name, version, { strictMode: 'ingress' })['encryption']).toHaveProperty('strictMode', strictMode);
  });

  test('both are written side by side', () => {
    expect(valuesOf('vxlan+wireguard', '1.20.2', { strictMode: 'both' })['encryption']).toHaveProperty('strictMode', {
      egress: tunnelled,
      ingress: { enabled: true }
    });
  });

  test('off is written to every key, including the old ones for older charts', () => {
    expect(valuesOf('vxlan+wireguard', '1.18.6')['encryption']).toHaveProperty('strictMode', {
      ...off,
      egress: off,
      ingress: { enabled: false }
    });
  });

  test.each([
    ['native', 'off', true],
    ['vxlan+wireguard', 'off', false],
    ['vxlan+wireguard', 'ingress', false],
    ['vxlan+wireguard', 'egress', true],
    ['vxlan+wireguard', 'both', true],
    ['vxlan+ztunnel', 'egress', false]
  ] as const)('%s with strict mode %s needs the range of the pods: %j', (name, strictMode, needed) => {
    expect(needsPodCidr(named(name), modes({ strictMode }))).toBe(needed);
  });
});

describe('a version', () => {
  test.each([
    ['1.18.12', true],
    ['1.19.1', true],
    ['1.19.2', false],
    ['1.19.10', false],
    ['1.20.0-pre.1', false],
    ['v1.19.0', true],
    ['0.99.9', true],
    ['2.0.0', false],
    ['', false],
    [undefined, false],
    ['local', false]
  ])('%s is before 1.19.2: %j', (version, before) => {
    expect(isBefore(version, 1, 19, 2)).toBe(before);
  });
});

test('BYOCNI is set except with native routing, which the chart would reject', () => {
  const values = { aksbyocni: { enabled: true }, ipam: { mode: 'cluster-pool' } };
  const of = (routing: 'vxlan' | 'native'): unknown => clusterValuesFor(values, { routing, encryption: 'none' });
  expect(of('vxlan')).toEqual(values);
  expect(of('native')).toEqual({ ...values, aksbyocni: { enabled: false } });
  expect(clusterValuesFor({ a: 1 }, { routing: 'native', encryption: 'none' })).toEqual({ a: 1 });
});
