import { describe, expect, test } from '@jest/globals';
import { describeMode, parseScenario, type Mode, type ModeOptions } from '../../src/model/scenario.ts';
import { describeOverride, modeOfValues } from '../../src/scenario/mode-of-values.ts';
import type { Values } from '../../src/scenario/values.ts';
import { modes } from './modes.ts';

function nameOf(values: Values, version: string | undefined = '1.20.2'): string {
  return describeMode(modeOfValues(values, version, modes()));
}

function encrypted(encryption: Values): Values {
  return { encryption: { enabled: true, ...encryption } };
}

describe('the mode of values', () => {
  test.each<[string, Values]>([
    ['vxlan', {}],
    ['vxlan', { routingMode: '', tunnelProtocol: '' }],
    ['vxlan', { routingMode: 'tunnel', tunnelProtocol: 'vxlan', encryption: { enabled: false, type: 'wireguard' } }],
    ['geneve', { tunnelProtocol: 'geneve' }],
    ['native', { routingMode: 'native' }],
    ['native', { routingMode: 'native', tunnelProtocol: 'geneve' }],
    ['native', { gke: { enabled: true } }],
    ['native', { eni: { enabled: true } }],
    ['vxlan', { eni: { enabled: true }, routingMode: 'tunnel' }],
    ['vxlan+ipsec', encrypted({})],
    ['native+ipsec', { routingMode: 'native', ...encrypted({ type: 'ipsec', nodeEncryption: true }) }],
    ['vxlan+wireguard', encrypted({ type: 'wireguard' })],
    ['vxlan+wireguard (node encryption)', encrypted({ type: 'wireguard', nodeEncryption: true })],
    ['vxlan+ztunnel', encrypted({ type: 'ztunnel' })],
    ['vxlan+ztunnel (SPIRE)', encrypted({ type: 'ztunnel', ztunnel: { ca: { type: 'spire' } } })],
    ['vxlan', { encryption: { type: 'mistyped', ztunnel: { ca: { type: 'mistyped' } } } }]
  ])('is %s for %j', (name, values) => {
    expect(nameOf(values)).toBe(name);
  });

  test('follows the version where charts read different keys', () => {
    const strict = (strictMode: Values): Values => encrypted({ type: 'wireguard', strictMode });
    const old = strict({ enabled: true });
    const egress = strict({ egress: { enabled: true } });
    const both = strict({ egress: { enabled: true }, ingress: { enabled: true } });
    const each = (values: Values): string[] => ['1.18.5', '1.19.4', '1.20.2'].map(version => nameOf(values, version));
    const [off, out, two] = ['', ' (strict mode egress)', ' (strict mode both)'].map(text => `vxlan+wireguard${text}`);
    expect(each(old)).toEqual([out, out, off]);
    expect(each(egress)).toEqual([off, out, out]);
    expect(each(both)).toEqual([off, two, two]);
    expect(nameOf(both, undefined)).toBe(two);
    expect(nameOf({ eni: { enabled: true } }, '1.18.5')).toBe('vxlan');
    // Without the key, the chart's certificates always come from Cilium's own CA.
    expect(nameOf(encrypted({ type: 'ztunnel', ztunnel: { ca: { type: 'spire' } } }), '1.19.4')).toBe('vxlan+ztunnel');
  });

  test('keeps the options that values do not determine, and replaces the others', () => {
    const given = modes({ ipsecKeyAlgorithm: 'cbc-aes-sha256', strictMode: 'egress', wireguardNodeEncryption: true });
    expect(modeOfValues(encrypted({}), '1.20.2', given)).toEqual({
      scenario: { routing: 'vxlan', encryption: 'ipsec' },
      modes: modes({ ipsecKeyAlgorithm: 'cbc-aes-sha256' })
    });
  });

  test.each<[Values, string]>([
    [
      { tunnel: 'disabled' },
      'cilium-values: tunnel: disabled was removed from the chart in 1.15; write routingMode, and tunnelProtocol for a tunnel.'
    ],
    [{ routingMode: 'Native' }, 'cilium-values: routingMode: Native is neither tunnel nor native; write one of them.'],
    [{ routingMode: 7 }, 'cilium-values: routingMode: 7 is neither tunnel nor native; write one of them.'],
    [
      { tunnelProtocol: 'native' },
      'cilium-values: tunnelProtocol: native is neither vxlan nor geneve; write one of them.'
    ],
    [
      encrypted({ type: 'Wireguard' }),
      'cilium-values: encryption.type: Wireguard is not wireguard, ipsec or ztunnel, so the chart would encrypt nothing; write one of them, or encryption.enabled: false.'
    ],
    [
      encrypted({ type: 'none' }),
      'cilium-values: encryption.type: none is not wireguard, ipsec or ztunnel, so the chart would encrypt nothing; write one of them, or encryption.enabled: false.'
    ],
    [
      encrypted({ type: `a\n::set-output${'x'.repeat(100)}` }),
      `cilium-values: encryption.type: "a\\n::set-output${'x'.repeat(24)} is not wireguard`
    ],
    [
      { encryption: { strictMode: { ingress: { enabled: true } } } },
      'cilium-values: encryption.strictMode.ingress.enabled drops traffic that WireGuard or IPsec did not encrypt, but nothing is encrypted; leave it out, or write encryption.type: wireguard.'
    ],
    [
      encrypted({ type: 'ztunnel', strictMode: { egress: { enabled: true } } }),
      'but ztunnel has no strict mode; leave it out, or write encryption.type: wireguard.'
    ],
    [
      encrypted({ type: 'ztunnel', ztunnel: { ca: { type: 'vault' } } }),
      'cilium-values: encryption.ztunnel.ca.type: vault is neither internal nor spire; write one of them.'
    ]
  ])('is refused by name: %j', (values, sentence) => {
    expect(() => nameOf(values)).toThrow(sentence);
  });

  test('is refused with every reason at once', () => {
    expect(() => nameOf({ tunnel: 'vxlan', ...encrypted({ type: 'x' }) })).toThrow(
      /tunnel: vxlan[^]*encryption\.type: x/
    );
  });
});

describe('named scenarios', () => {
  function overridden(values: Values, names: string, changed: Partial<ModeOptions> = {}): string | undefined {
    const named = names.split(', ').map((name): Mode => {
      const scenario = parseScenario(name);
      if (scenario === undefined) throw new Error(name);
      return { scenario, modes: modes(changed) };
    });
    return describeOverride(values, '1.20.2', named, 'cilium-values');
  }

  test.each<[Values, string, string]>([
    [
      encrypted({ type: 'ipsec' }),
      'vxlan+wireguard',
      'scenarios: vxlan+wireguard overrides encryption.type: ipsec of cilium-values'
    ],
    [
      { routingMode: 'native', ...encrypted({ type: 'wireguard', nodeEncryption: true }) },
      'vxlan, native+wireguard',
      'scenarios: vxlan, native+wireguard override routingMode: native, encryption.enabled: true, encryption.type: wireguard, encryption.nodeEncryption: true of cilium-values'
    ],
    [
      { encryption: { enabled: false, type: 'wireguard' } },
      'vxlan+wireguard',
      'scenarios: vxlan+wireguard overrides encryption.enabled: false of cilium-values'
    ],
    [encrypted({ type: 'wg' }), 'vxlan', 'encryption.enabled: true, encryption.type: wg of cilium-values'],
    [{ tunnelProtocol: 'geneve' }, 'vxlan', 'scenarios: vxlan overrides tunnelProtocol: geneve of cilium-values']
  ])('override %j with %s', (values, names, sentence) => {
    expect(overridden(values, names)).toContain(sentence);
  });

  test.each<[Values, string]>([
    [{}, 'native+wireguard'],
    [{ debug: { enabled: true } }, 'vxlan+ipsec'],
    [{ routingMode: 'native', encryption: { enabled: false, type: 'wireguard' } }, 'native'],
    [encrypted({ type: 'wireguard' }), 'vxlan+wireguard'],
    [{ encryption: { type: 'wireguard', nodeEncryption: true } }, 'vxlan']
  ])('override nothing of %j that takes effect with %s', (values, names) => {
    expect(overridden(values, names)).toBeUndefined();
  });

  test('count a strict mode that the inputs name too as followed', () => {
    const values = encrypted({ type: 'wireguard', strictMode: { egress: { enabled: true } } });
    expect(overridden(values, 'vxlan+wireguard', { strictMode: 'egress' })).toBeUndefined();
    expect(overridden(values, 'vxlan+wireguard')).toBe(
      'scenarios: vxlan+wireguard overrides encryption.strictMode.egress.enabled: true of cilium-values'
    );
  });
});
