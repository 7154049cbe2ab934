import { describe, expect, test } from '@jest/globals';
import { describeRoutes, missingRoutes, routesCanBeAsked } from '../../src/measure/routes.ts';
import { CanceledError } from '../../src/model/errors.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import type { PodPair } from '../../src/measure/pod-pair.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const end = (role: string, node: string, ip: string): PodPair['client'] => ({
  pod: role,
  node,
  ip,
  nodeIp: '',
  imageId: '',
  identity: '',
  target: { namespace: 'cpg-1', pod: role, container: 'perf', image: 'test' }
});
const pair = { client: end('client', 'a', '192.168.0.5'), server: end('server', 'b', '192.168.1.5') };
const refusedBy = 'iperf3: error - unable to connect to server: Connection refused';
const silent = 'iperf3: error - unable to connect to server: Connection timed out';

const agent = {
  metadata: { name: 'cilium-a', labels: { 'k8s-app': 'cilium' } },
  spec: { nodeName: 'a', containers: [] }
};

/** Pods that are answered as told by the name of who asks. */
function pods(answers: Readonly<Record<string, string>>) {
  return fakeKubernetes({ exec: ({ pod }) => ({ exitCode: 1, stderr: answers[pod] ?? '' }) }).kubernetes;
}

/** Pods that reach nobody, and an agent that cannot list the nodes. */
function withoutListing(error: Error) {
  return fakeKubernetes({
    pods: new Map([['kube-system/cilium-a', agent]]),
    exec: (_, [program]) => {
      if (program === 'cilium-dbg') throw error;
      return { exitCode: 1, stderr: silent };
    }
  }).kubernetes;
}

describe('routes that Cilium may not install', () => {
  test('exist if a closed port refuses connections both ways', async () => {
    const kubernetes = pods({ client: refusedBy, server: refusedBy });
    expect(await missingRoutes(kubernetes, fakeClock(), 'kube-system', pair)).toBeUndefined();
  });

  test("are not checked with a connection that ztunnel would take over, nor if Cilium's tunnel needs none", () => {
    const asked = (name: string): boolean => {
      const scenario = parseScenario(name);
      return scenario !== undefined && routesCanBeAsked(scenario);
    };
    expect(['native', 'native+wireguard', 'native+ztunnel', 'vxlan', 'vxlan+ztunnel'].map(asked)).toEqual([
      true,
      true,
      false,
      false,
      false
    ]);
  });

  test.each([
    ['there', { client: silent, server: refusedBy }],
    ['back', { client: refusedBy, server: silent }]
  ])('are missing if there is no way %s', async (_, answers) => {
    expect(await missingRoutes(pods(answers), fakeClock(), 'kube-system', pair)).toMatch(
      /^pods on a and b cannot reach each other \(.*timed out\): native routing needs routes in the nodes' network/
    );
  });

  test('are waited for, because the nodes may still be setting them up', async () => {
    const clock = fakeClock();
    const { kubernetes } = fakeKubernetes({
      exec: () => ({ exitCode: 1, stderr: clock.seconds() < 5 ? silent : refusedBy })
    });
    expect(await missingRoutes(kubernetes, clock, 'kube-system', pair)).toBeUndefined();
  });

  test('are not described once the run is stopped', async () => {
    const kubernetes = withoutListing(new CanceledError('stopped'));
    await expect(missingRoutes(kubernetes, fakeClock(), 'kube-system', pair)).rejects.toThrow(CanceledError);
  });

  test('are described in general if the agent cannot list them', async () => {
    const kubernetes = withoutListing(new Error('socket hang up'));
    expect(await missingRoutes(kubernetes, fakeClock(), 'kube-system', pair)).toContain(
      "cannot create: to each node's pod range"
    );
  });

  test('are listed by range and node', () => {
    const node = (name: string, ip: string, range: string): object => ({
      name,
      'primary-address': { ipv4: { ip, 'alloc-range': range } }
    });
    const listing = [node('a', '10.224.0.4', '192.168.0.0/24'), node('b', '10.224.0.5', '192.168.1.0/24')];
    expect(describeRoutes(JSON.stringify(listing))).toBe(
      '192.168.0.0/24 via 10.224.0.4 (a), 192.168.1.0/24 via 10.224.0.5 (b)'
    );
    expect(describeRoutes('')).toBe("to each node's pod range via the node's address");
  });
});
