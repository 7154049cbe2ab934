import { describe, expect, test } from '@jest/globals';
import { encryptionModes, parseScenario, routingModes, scenarioName } from '../../src/scenario/scenario.ts';
import { scenarioValues } from '../../src/scenario/values.ts';

const network = { podCidr: '10.244.0.0/16', autoDirectNodeRoutes: true };

describe('a scenario', () => {
  test('is read from its name and written back', () => {
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
  test('set native routing with the range of the pods and no tunnel', () => {
    expect(scenarioValues({ routing: 'native', encryption: 'none' }, network, '1.20.2')).toMatchObject({
      routingMode: 'native',
      tunnelProtocol: '',
      autoDirectNodeRoutes: true,
      ipv4NativeRoutingCIDR: '10.244.0.0/16'
    });
  });

  test('undo native routing in a tunnel mode', () => {
    expect(scenarioValues({ routing: 'geneve', encryption: 'none' }, network, '1.20.2')).toMatchObject({
      routingMode: 'tunnel',
      tunnelProtocol: 'geneve',
      autoDirectNodeRoutes: false,
      ipv4NativeRoutingCIDR: ''
    });
  });

  test('always write encryption off and never an unknown type', () => {
    const { encryption } = scenarioValues({ routing: 'vxlan', encryption: 'none' }, network, '1.20.2');
    expect(encryption).toEqual({
      enabled: false,
      type: 'ipsec',
      nodeEncryption: false,
      strictMode: { egress: { enabled: false }, ingress: { enabled: false } }
    });
  });

  test.each(['1.18.6', '1.19.3'])('write the old strict-mode key for %s', version => {
    const { encryption } = scenarioValues({ routing: 'vxlan', encryption: 'none' }, network, version);
    expect(encryption).toMatchObject({ strictMode: { enabled: false } });
  });
});
