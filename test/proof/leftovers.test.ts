import { describe, expect, test } from '@jest/globals';
import type { PlaceReading } from '../../src/proof/contract.ts';
import { findLeftovers, judgeServiceLeak, leftoverSections } from '../../src/proof/index.ts';
import type { EncryptionMode } from '../../src/model/scenario.ts';
import { part, recordedText } from './recorded.ts';

const empty = { status: '{"mode":"Disabled"}', states: '', policies: '', wireguard: false };

function node(changes: Partial<typeof empty>): PlaceReading {
  const { status, states, policies, wireguard } = { ...empty, ...changes };
  const names = ['lo', 'eth0', ...(wireguard ? ['cilium_wg0'] : [])];
  return {
    identity: 'same',
    sections: {
      links: { ok: true, text: JSON.stringify(names.map(ifname => ({ ifname }))) },
      'xfrm-state': { ok: true, text: states },
      'xfrm-policy': { ok: true, text: policies },
      'encrypt-status': { ok: true, text: status }
    }
  };
}

function kinds(place: PlaceReading, mode: EncryptionMode): readonly string[] {
  const { found, unread } = findLeftovers(place, mode, 'node a');
  expect(unread).toEqual([]);
  return found.map(({ kind }) => kind);
}

const ipsecNode = {
  status: recordedText('native+ipsec/client.encrypt-status.json'),
  states: part(recordedText('native+ipsec/client.after.txt'), 'ip -s xfrm state'),
  policies: recordedText('native+ipsec/client.ip-xfrm-policy.txt')
};

describe('leftovers', () => {
  test('are none on a clean node', () => {
    for (const mode of ['none', 'wireguard', 'ipsec', 'ztunnel'] as const) expect(kinds(node({}), mode)).toEqual([]);
    for (const name of ['vxlan', 'native', 'vxlan+ztunnel'])
      for (const side of ['client', 'server'])
        expect(kinds(node({ status: recordedText(`${name}/${side}.encrypt-status.json`) }), 'none')).toEqual([]);
    expect(kinds(node({ states: part(recordedText('geneve/client.after.txt'), 'ip -s xfrm state') }), 'none')).toEqual(
      []
    );
  });

  test("of IPsec are IPsec's own under IPsec and found under every other mode", () => {
    expect(kinds(node(ipsecNode), 'ipsec')).toEqual([]);
    for (const mode of ['none', 'wireguard', 'ztunnel'] as const)
      expect(kinds(node(ipsecNode), mode)).toEqual(['xfrm-block-policy', 'ipsec-states', 'ipsec-keys']);
  });

  test('of IPsec can block WireGuard', () => {
    const policies =
      recordedText('leak-none-to-wireguard/blocked-by-leftover-xfrm-policy.txt').split(/^Xfrm/m)[0] ?? '';
    const { found } = findLeftovers(node({ policies, wireguard: true }), 'wireguard', 'node a');
    expect(found).toEqual([
      { kind: 'xfrm-block-policy', text: expect.stringContaining('which drops what WireGuard sends') }
    ]);
  });

  test('do not include policies that only look similar, nor states without a mark of Cilium', () => {
    const states = ipsecNode.states.replaceAll(/\bmark 0x[0-9a-f]+/g, 'mark 0x1');
    expect(states).not.toBe(ipsecNode.states);
    expect(kinds(node({ states }), 'none')).toEqual([]);
    const other = recordedText('native+ipsec/client.ip-xfrm-policy.txt').replace('action block ', '');
    expect(kinds(node({ policies: other }), 'none')).toEqual([]);
  });

  test('of WireGuard are its link and the agent status', () => {
    const status = recordedText('vxlan+wireguard/client.encrypt-status.json');
    expect(kinds(node({ wireguard: true, status }), 'wireguard')).toEqual([]);
    expect(kinds(node({ wireguard: true, status }), 'ipsec')).toEqual(['wireguard-link', 'wireguard-status']);
  });

  test('of a failed IPsec are still in the kernel', () => {
    for (const name of ['fault-ipsec-missing', 'fault-ipsec-garbage']) {
      const text = recordedText(`${name}/server.after.txt`);
      const place = node({ states: part(text, 'ip -s xfrm state'), policies: part(text, 'ip xfrm policy') });
      expect(kinds(place, 'none')).toEqual(['xfrm-block-policy', 'ipsec-states']);
    }
  });

  test('are not assumed absent if they could not be checked', () => {
    for (const { name } of leftoverSections) {
      const place = node({});
      const broken = {
        ...place,
        sections: { ...place.sections, [name]: { ok: false, why: 'exit status 1' } as const }
      };
      expect(findLeftovers(broken, 'none', 'node a').unread).toEqual([
        `${name} of node a could not be read: exit status 1`
      ]);
    }
    const starting = node({ status: '{"mode":"","msg":"dial unix: no such file"}' });
    expect(findLeftovers(starting, 'none', 'node a').unread).toEqual([
      'the agent of node a does not know its mode yet'
    ]);
  });
});

describe('a Service', () => {
  const status = (features: object): string => JSON.stringify({ 'kube-proxy-replacement': { mode: 'True', features } });

  test.each([
    ['the default', status({ socketLB: { enabled: true } }), false],
    ['hostNamespaceOnly off', status({ socketLB: { enabled: true }, bpfSocketLBHostnsOnly: false }), false],
    [
      'hostNamespaceOnly, or gatewayAPI.enabled',
      status({ socketLB: { enabled: true }, bpfSocketLBHostnsOnly: true }),
      true
    ],
    ['kubeProxyReplacement=false', status({ socketLB: {} }), true],
    ['the socket load balancer off', status({ socketLB: { enabled: false } }), true],
    ['no features', '{"kube-proxy-replacement":{"mode":"False"}}', true],
    ['an empty status', '{}', true],
    ['no status', 'Error: connection refused', 'unknown']
  ])('with %s', (_, text, leaks) => {
    expect(judgeServiceLeak(text).leaks).toBe(leaks);
  });

  test.each([
    ['vxlan+ztunnel', true],
    ['vxlan', false],
    ['native', false]
  ])('of the recorded %s', (name, leaks) => {
    for (const side of ['client', 'server'])
      expect(judgeServiceLeak(recordedText(`${name}/${side}.status.json`)).leaks).toBe(leaks);
  });
});
