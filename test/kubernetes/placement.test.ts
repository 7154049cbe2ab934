import type { V1Node, V1Taint } from '@kubernetes/client-node';
import { describe, expect, test } from '@jest/globals';
import { placePods } from '../../src/kubernetes/placement.ts';

const controlPlane = 'node-role.kubernetes.io/control-plane';

function node(
  name: string,
  options: { taints?: V1Taint[]; labels?: Record<string, string>; cordoned?: boolean } = {}
): V1Node {
  return {
    metadata: { name, labels: { 'kubernetes.io/os': 'linux', ...options.labels } },
    spec: { taints: options.taints ?? [], unschedulable: options.cordoned ?? false }
  };
}
const tainted = node('a-cp', { labels: { [controlPlane]: '' }, taints: [{ key: controlPlane, effect: 'NoSchedule' }] });

function names(nodes: V1Node[], tolerate: boolean): (string | undefined)[] {
  const { client, server } = placePods(nodes, tolerate);
  return [client.metadata?.name, server.metadata?.name];
}

describe('placing client and server', () => {
  test('takes workers before control-plane nodes, by name', () => {
    expect(names([tainted, node('c'), node('b')], true)).toEqual(['b', 'c']);
  });

  test('takes a tainted control-plane node only where it is tolerated', () => {
    expect(names([tainted, node('b')], true)).toEqual(['b', 'a-cp']);
    expect(() => placePods([tainted, node('b')], false)).toThrow(
      'usable: b; not usable: a-cp: tainted node-role.kubernetes.io/control-plane:NoSchedule'
    );
  });

  test('names why each other node cannot be used', () => {
    const nodes = [node('w', { labels: { 'kubernetes.io/os': 'windows' } }), node('x', { cordoned: true }), node('y')];
    expect(() => placePods(nodes, false)).toThrow('usable: y; not usable: w: not a Linux node; x: cordoned');
  });

  test('does not mind that nodes are not ready before Cilium is there', () => {
    const notReady = { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] };
    expect(names([node('a', notReady), node('b', notReady)], false)).toEqual(['a', 'b']);
  });
});
