import { describe, expect, test } from '@jest/globals';
import type { Helm, Release } from '../../src/cilium/helm.ts';
import { restoreRelease } from '../../src/cilium/restore-release.ts';
import { startLimit } from '../../src/host/limit.ts';
import { fakeHost } from '../fakes/host.ts';
import { agentsReady, rolledOut, type BlockedNodes } from '../support/blocked-nodes.ts';

function helm(
  release: Partial<Release> | undefined,
  onRollback: () => void = () => undefined,
  block = 'cpg-1-round-1-block-0'
): Helm & { done: string[] } {
  const done: string[] = [];
  const note = (text: string): Promise<void> => Promise.resolve(void done.push(text));
  return {
    name: 'cilium',
    done,
    release: () =>
      Promise.resolve(
        release && {
          status: 'deployed',
          revision: 4,
          chartName: 'cilium',
          chartVersion: '1.20.2',
          appVersion: '1.20.2',
          updated: undefined,
          ...release
        }
      ),
    upgrade: () => note('upgrade'),
    rollback: revision => {
      onRollback();
      return note(`rollback ${revision}`);
    },
    uninstall: () => note('uninstall'),
    values: () => Promise.resolve({ podAnnotations: { 'cilium-perf-gate/block': block } })
  };
}

async function put(
  nodes: BlockedNodes,
  fake: Helm,
  revision: number,
  before: readonly string[] = []
): Promise<boolean> {
  const host = fakeHost();
  const earlier = { namespace: 'kube-system', name: 'cilium', revision };
  return restoreRelease(host, nodes.kubernetes, fake, 'cpg-1', earlier, before, startLimit(host.clock, 300));
}

describe('restoring Cilium', () => {
  test.each([
    ['rolls back when it was changed', { revision: 6 }, 4, ['rollback 4'], true],
    ['leaves it alone when it was not', { revision: 4 }, 4, [], false],
    ['uninstalls when there was none', { revision: 1 }, 0, ['uninstall'], true],
    ['does nothing when there is none either', undefined, 0, [], false]
  ])('%s', async (_, now, revision, done, changed) => {
    const fake = helm(now);
    expect(await put(rolledOut(2), fake, revision)).toBe(changed);
    expect(fake.done).toEqual(done);
  });

  test('rolls back a pending upgrade of this run, but not while someone else changes Cilium', async () => {
    const pending = { revision: 6, status: 'pending-upgrade' };
    const own = helm(pending, undefined, 'cpg-1-round-1-block-0');
    expect(await put(rolledOut(2), own, 4)).toBe(true);
    expect(own.done).toEqual(['rollback 4']);
    const other = helm(pending, undefined, 'cpg-12-round-1-block-0');
    await expect(put(rolledOut(2), other, 4)).rejects.toThrow(
      'someone else is changing the Helm release cilium: revision 6 has been pending-upgrade since'
    );
    expect(other.done).toEqual([]);
  });

  test("removes the block policy of the run's IPsec before Cilium changes, on every node", async () => {
    const nodes = rolledOut(2, () => 'IPsec');
    let atRollback: string[] | undefined;
    await put(
      nodes,
      helm({ revision: 6 }, () => (atRollback = [...nodes.blocked])),
      4
    );
    expect(atRollback).toEqual([]);
  });

  test('removes it again if an agent wrote it before it was replaced', async () => {
    const nodes = rolledOut(2);
    await put(
      nodes,
      helm({ revision: 6 }, () => nodes.blocked.add('b')),
      4
    );
    expect([...nodes.blocked]).toEqual([]);
  });

  test('spares policies from before the run', async () => {
    const nodes = rolledOut(2);
    await put(nodes, helm({ revision: 6 }), 4, ['a', 'b']);
    expect([...nodes.blocked]).toEqual(['a', 'b']);
  });

  test('removes it before uninstalling Cilium, because afterwards no agent could', async () => {
    const nodes = rolledOut(2);
    await put(nodes, helm({ revision: 1 }), 0);
    expect([...nodes.blocked]).toEqual([]);
  });

  test('does not end before every agent is ready, even if helm has ended', async () => {
    const nodes = rolledOut(1);
    await expect(put(nodes, helm({ revision: 6 }), 4)).rejects.toThrow(
      'rolled back, but Cilium was not ready within 300 s: the agents (2 of 2 new, 1 ready)'
    );
    let looks = 0;
    nodes.cluster.onLook = () => {
      looks += 1;
      if (looks === 40) nodes.cluster.daemonSets.set('kube-system/cilium', agentsReady(2));
    };
    await put(nodes, helm({ revision: 6 }), 4);
    expect(looks).toBeGreaterThanOrEqual(40);
  });
});
