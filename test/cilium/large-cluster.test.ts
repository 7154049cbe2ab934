import { afterEach, describe, expect, test } from '@jest/globals';
import { agentOn } from '../../src/cilium/agents.ts';
import { waitForMode } from '../../src/cilium/rollout.ts';
import { describePath } from '../../src/measure/path.ts';
import { takeSnapshot, type Observatory } from '../../src/measure/snapshot.ts';
import type { PodPair } from '../../src/measure/pod-pair.ts';
import { fakeClock } from '../fakes/host.ts';
import { driveBlock } from '../support/block-cluster.ts';
import { bytesOf, startLargeCluster, type Agents, type LargeCluster } from '../support/large-cluster.ts';

const size = 200;
const measured = ['node-3', 'node-120'];
const status = JSON.stringify({
  encryption: { mode: 'Disabled' },
  routing: { 'inter-host-routing-mode': 'Tunnel', 'tunnel-protocol': 'vxlan' }
});
const say = (_: unknown, command: readonly string[]): string => (command[1] === 'status' ? status : '[]');

let cluster: LargeCluster | undefined;
async function start(agents: Agents): Promise<LargeCluster> {
  cluster = await startLargeCluster(size, agents, say);
  return cluster;
}
afterEach(() => cluster?.close());

const end = (node: string) => ({ node, pod: 'p', target: { namespace: 'perf', pod: 'p', container: 'c' } });
const pair = { client: end('node-3'), server: end('node-120') } as unknown as PodPair;

describe('a cluster of 200 nodes', () => {
  test('is asked only for the agents of the measured nodes', async () => {
    const { kubernetes, load } = await start({ isNew: () => true, isReady: () => true });
    const agents = await Promise.all(measured.map(node => agentOn(kubernetes, 'kube-system', node)));
    expect(agents.map(agent => agent?.node)).toEqual(measured);
    expect(load.requests).toBe(2);
    expect(load.bytes).toBeLessThan(bytesOf(2));
  });

  test('costs a snapshot no more than a cluster of two nodes', async () => {
    const { kubernetes, load } = await start({ isNew: () => true, isReady: () => true });
    const hosts = { read: () => Promise.resolve({ identity: '', address: '', sections: {} }) };
    // The simulated server has no other pods than agents, so those of the test's namespace are answered here.
    const pods: typeof kubernetes.pods = (namespace, ...selectors) =>
      namespace === 'perf' ? Promise.resolve([]) : kubernetes.pods(namespace, ...selectors);
    const observatory = {
      kubernetes: { ...kubernetes, pods },
      clock: fakeClock(),
      ciliumNamespace: 'kube-system',
      hosts
    };
    await takeSnapshot(observatory as unknown as Observatory, pair, {
      sections: { host: [], agent: [] },
      withZtunnels: false
    });
    expect(load.requests).toBe(2);
    expect(load.bytes).toBeLessThan(bytesOf(2));
  });

  test('is asked only for the addresses of the two measured nodes', async () => {
    const { kubernetes, load } = await start({ isNew: () => true, isReady: () => true });
    const facts = await describePath({ kubernetes }, pair, false);
    expect(facts.ciliumInternalIps).toEqual({ client: '10.0.3.1', server: '10.0.120.1' });
    expect(load.requests).toBe(2);
    expect(load.bytes).toBeLessThan(bytesOf(2));
  });

  test('costs a whole block, with its traffic matrix, no more than a cluster of two nodes', async () => {
    const plan = { verify: true, tests: ['tcp-throughput', 'tcp-throughput'] } as const;
    const small = await driveBlock('native+wireguard', plan);
    const large = await driveBlock('native+wireguard', plan, { otherNodes: size - 2 });
    expect(large.block.status).toBe('measured');
    expect(large.verification?.matrix).toHaveLength(9);
    expect(large.lists).toEqual(small.lists);
    // Our own pods of a namespace, or what one node has.
    expect(large.lists.longest).toBeLessThanOrEqual(4);
    // Probes, rows, samples and looks at the endpoints read both nodes twice, by a list for each.
    expect(large.lists.requests).toBeLessThan(200);
  });

  test('is listed completely, page by page', async () => {
    const { kubernetes, load } = await start({ isNew: () => true, isReady: () => true });
    expect(await kubernetes.pods('kube-system')).toHaveLength(size);
    expect(await kubernetes.nodes()).toHaveLength(size);
    expect(await kubernetes.ciliumNodes()).toHaveLength(size);
    expect(load).toMatchObject({ requests: 6, longest: 100 });
  });

  test('is polled so rarely during a rollout that requests, bytes and commands stay bounded', async () => {
    const clock = fakeClock();
    // Two agents every two seconds, the measured ones among the last; one node never gets ready.
    const batch = (node: number): number => Math.floor((measured.includes(`node-${node}`) ? size - 1 : node) / 2);
    const { kubernetes, load } = await start({
      isNew: node => clock.seconds() >= batch(node) * 2,
      isReady: node => node !== 150
    });
    const told: string[] = [];
    const rollout = {
      namespace: 'kube-system',
      scenario: { routing: 'vxlan', encryption: 'none' } as const,
      nodes: measured,
      since: clock.now()
    };
    await waitForMode(kubernetes, clock, rollout, line => told.push(line));
    expect(told.at(-1)).toMatch(/^no longer waiting for the agents on other nodes .*node-150: not ready\)$/);
    const minutes = clock.seconds() / 60;
    expect(minutes).toBeGreaterThan(3);
    // Six looks a minute, each of six requests; two of them list all agents, page by page.
    expect(load.requests / minutes).toBeLessThan(6 * 6 + 1);
    expect(load.longest).toBeLessThanOrEqual(100);
    expect(load.bytes / minutes).toBeLessThan(6.1 * bytesOf(size + 3));
    // Only agents that are measured are asked, and not before their turn.
    expect([...load.execs.keys()].sort()).toEqual(['cilium-120', 'cilium-3']);
    expect(Math.max(...load.execs.values())).toBeLessThan(20);
  }, 60_000);
});
