import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { unfinishedKeys } from '../../src/cilium/mode-keys-ready.ts';
import type { Agent } from '../../src/cilium/agents.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const agents = ['a', 'b'].map((node): Agent => {
  const pod = `cilium-${node}`;
  return {
    pod,
    node,
    identity: node,
    address: '',
    target: { namespace: 'kube-system', pod, container: 'cilium-agent', image: 'agent' }
  };
});

function recorded(file: string): string {
  return readFileSync(`test/recordings/proof/1.20.2/${file}`, 'utf8');
}

/** A recorded `cilium-dbg debuginfo`, of which the part on encryption was kept. */
function peers(side: 'client' | 'server'): string {
  return `{"encryption": ${recorded(`vxlan+wireguard/${side}.after.debuginfo-encryption.json`)}}`;
}

// The CiliumNodes of the same recording.
const ciliumNodes = new Map([
  ['a', { 'network.cilium.io/wg-pub-key': 'gUI38NxABhSrDJ0kQtJCGEitolmkumNc7eh+PKXUBmM=' }],
  ['b', { 'network.cilium.io/wg-pub-key': '8QCdfL70l3y9/Nq4kqiHoJxoPOb5zQsBBBldXBtO+RU=' }]
]);

function wireguard(
  nodes: ReadonlyMap<string, Record<string, string>>,
  ofB = peers('server')
): Promise<string | undefined> {
  const { kubernetes } = fakeKubernetes({
    ciliumNodes: new Map(nodes),
    exec: ({ pod }) => ({ stdout: pod === 'cilium-a' ? peers('client') : ofB })
  });
  return unfinishedKeys(kubernetes, 'wireguard', agents);
}

describe('the keys of a mode', () => {
  test('are complete when every agent has the others as peers (recorded)', async () => {
    await expect(wireguard(ciliumNodes)).resolves.toBeUndefined();
  });

  test('are waited for while a node has not published its key', async () => {
    const silent = new Map(ciliumNodes).set('b', {} as never);
    await expect(wireguard(silent)).resolves.toContain('key of b');
  });

  test('are waited for while a peer has the old key', async () => {
    const renewed = new Map(ciliumNodes).set('b', { 'network.cilium.io/wg-pub-key': 'another' });
    await expect(wireguard(renewed)).resolves.toBe('WireGuard peers (a does not have b)');
  });

  test('are waited for while an agent has no peers', async () => {
    const none = '{"encryption": {"wireguard": {"interfaces": [{"name": "cilium_wg0"}]}}}';
    await expect(wireguard(ciliumNodes, none)).resolves.toBe('WireGuard peers (b does not have a)');
  });

  test('are not waited for if an agent cannot report them', async () => {
    await expect(wireguard(ciliumNodes, '')).resolves.toBeUndefined();
  });

  test.each([
    ['as recorded', recorded('vxlan+ipsec/client.encrypt-status.json'), undefined],
    ['before the first key', '{"ipsec": {"keys-in-use": 0}}', 'IPsec keys (a uses 0 of at least 2)'],
    ['of one direction', '{"ipsec": {"keys-in-use": 1}}', 'IPsec keys (a uses 1 of at least 2)'],
    ['where an agent cannot tell', 'Encryption: IPsec', undefined]
  ])('of IPsec %s', async (_, stdout, unfinished) => {
    const { kubernetes } = fakeKubernetes({ exec: () => ({ stdout }) });
    await expect(unfinishedKeys(kubernetes, 'ipsec', agents)).resolves.toBe(unfinished);
  });

  test('of IPsec are waited for on every node', async () => {
    const { kubernetes } = fakeKubernetes({
      exec: ({ pod }) => ({ stdout: `{"ipsec": {"keys-in-use": ${pod === 'cilium-a' ? '2' : '1'}}}` })
    });
    await expect(unfinishedKeys(kubernetes, 'ipsec', agents)).resolves.toContain('b uses 1');
  });
});
