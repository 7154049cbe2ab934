import { describe, expect, test } from '@jest/globals';
import { listAgents } from '../../src/cilium/agents.ts';
import { findBlockedNodes, nameLeftovers, removeLeftovers, unblockNodes } from '../../src/cilium/leftovers.ts';
import type { EncryptionMode } from '../../src/model/scenario.ts';
import { blockedNodes, type BlockedNodes } from '../support/blocked-nodes.ts';

const deletion = 'ip xfrm policy delete src 0.0.0.0/0 dst 0.0.0.0/0 dir out mark 0xe00 mask 0xf00';
const ns = 'kube-system';

async function remove(
  { kubernetes }: BlockedNodes,
  mode: EncryptionMode,
  before: readonly string[]
): Promise<readonly string[]> {
  const told: string[] = [];
  await removeLeftovers(kubernetes, ns, mode, before, line => told.push(line));
  return told;
}

describe("IPsec's block policy", () => {
  test('is deleted by its selector on every node if the run caused it, never by a flush', async () => {
    const nodes = blockedNodes(['a', 'b']);
    const told = await remove(nodes, 'wireguard', []);
    expect(nodes.commands.sort()).toEqual([`a: ${deletion}`, `b: ${deletion}`]);
    expect(told.filter(line => line.includes('deleted on'))).toHaveLength(2);
  });

  test('is kept if it existed before, and stops WireGuard with all nodes and the command in one error', async () => {
    const nodes = blockedNodes(['a', 'b']);
    await expect(remove(nodes, 'wireguard', ['b', 'a'])).rejects.toThrow(
      /had the XFRM policy .* before this run: a, b; delete it on each node with: ip xfrm policy delete src/
    );
    expect(nodes.commands).toEqual([]);
  });

  test.each(['none', 'ztunnel'] as const)('that was there before does not matter to %s', async mode => {
    const nodes = blockedNodes(['a', 'b']);
    await remove(nodes, mode, ['a', 'b']);
    expect([...nodes.blocked]).toEqual(['a', 'b']);
  });

  test('is deleted on nodes where the run caused it, even if another node had it before', async () => {
    const nodes = blockedNodes(['a', 'b']);
    await expect(remove(nodes, 'wireguard', ['a'])).rejects.toThrow(': a; delete');
    expect([...nodes.blocked]).toEqual(['a']);
  });

  test('is reported with the command for the node if the agent cannot delete it', async () => {
    const nodes = blockedNodes(['a'], {
      ip: () => ({ exitCode: 2, stderr: 'RTNETLINK answers: Operation not permitted\n' })
    });
    await expect(remove(nodes, 'none', [])).rejects.toThrow(
      `its agent cannot delete (RTNETLINK answers: Operation not permitted); delete it on the node with: ${deletion}`
    );
  });

  test('is reported as possible if an agent without ip cannot check for it', async () => {
    const nodes = blockedNodes(
      [],
      {},
      {
        exec: () => Promise.reject(new Error('exec: "ip": executable file not found in $PATH'))
      }
    );
    const told = await remove(nodes, 'wireguard', []);
    expect(told.filter(line => line.includes('if no WireGuard packets arrive, check node a'))).toHaveLength(1);
  });

  test('is reported and kept on a cluster that is measured as is', async () => {
    const nodes = blockedNodes(['a']);
    const told: string[] = [];
    await nameLeftovers(nodes.kubernetes, [...(await listAgents(nodes.kubernetes, ns)).values()], 'wireguard', line =>
      told.push(line)
    );
    expect(told.filter(line => line.includes('a has the XFRM policy'))).toHaveLength(1);
    expect(nodes.commands).toEqual([]);
  });

  test('counts as existing before only under another mode, because under IPsec it is no leftover', async () => {
    const find = (mode: string): Promise<string[]> =>
      findBlockedNodes(blockedNodes(['a', 'b'], { mode: () => mode }).kubernetes, ns, () => undefined);
    expect(await find('Wireguard')).toEqual(['a', 'b']);
    expect(await find('IPsec')).toEqual([]);
  });
});

describe('unblocking nodes', () => {
  test('spares policies from before the run, and those of IPsec unless that mode is left', async () => {
    const nodes = blockedNodes(['a', 'b'], { mode: () => 'IPsec' });
    await unblockNodes(nodes.kubernetes, ns, [], false, () => undefined);
    expect([...nodes.blocked]).toEqual(['a', 'b']);
    await unblockNodes(nodes.kubernetes, ns, ['a'], true, () => undefined);
    expect([...nodes.blocked]).toEqual(['a']);
  });

  test('tries every node before it fails', async () => {
    let first = true;
    const nodes = blockedNodes(['a', 'b'], {
      ip: () => {
        const answer = first ? { exitCode: 1, stderr: 'no' } : {};
        first = false;
        return answer;
      }
    });
    await expect(unblockNodes(nodes.kubernetes, ns, [], true, () => undefined)).rejects.toThrow(
      'a has the XFRM policy'
    );
    expect([...nodes.blocked]).toEqual(['a']);
  });
});
