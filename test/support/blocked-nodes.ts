import type { V1DaemonSet, V1Pod } from '@kubernetes/client-node';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';

/** `ip xfrm policy` after IPsec -> none on Cilium 1.20.2 (recording leak-none-to-wireguard). */
const policy = 'src 0.0.0.0/0 dst 0.0.0.0/0 \n\tdir out action block priority 100 \n\tmark 0xe00/0xf00 ';

/** Two nodes, `a` and `b`, whose kernels can hold IPsec's block policy. */
export interface BlockedNodes extends ReturnType<typeof fakeKubernetes> {
  /** Nodes that have the policy now. */
  readonly blocked: Set<string>;
  /** Commands that were run, with their node. */
  readonly commands: string[];
}

/** Agents whose nodes have the policy; `mode` is what their status says, `ip` what the deletion answers. */
export function blockedNodes(
  nodes: readonly string[],
  {
    mode = () => 'Disabled',
    ip = () => ({})
  }: { mode?: () => string; ip?: () => { exitCode?: number; stderr?: string } } = {},
  parts: Partial<FakeCluster> = {}
): BlockedNodes {
  const blocked = new Set(nodes);
  const commands: string[] = [];
  const pods = new Map<string, V1Pod>(
    ['a', 'b'].map(node => [
      `kube-system/cilium-${node}`,
      {
        metadata: { name: `cilium-${node}`, labels: { 'k8s-app': 'cilium', 'controller-revision-hash': 'new' } },
        spec: { nodeName: node, containers: [] }
      }
    ])
  );
  const fake = fakeKubernetes({
    pods,
    exec: ({ pod }, command) => {
      const node = pod.replace('cilium-', '');
      const text = command.join(' ');
      if (text === 'ip xfrm policy') return { stdout: blocked.has(node) ? `${policy}\n` : '' };
      if (text.startsWith('ip xfrm policy delete')) {
        commands.push(`${node}: ${text}`);
        const answer = ip();
        if ((answer.exitCode ?? 0) === 0) blocked.delete(node);
        return answer;
      }
      if (text === 'ip -j link') return { stdout: '[{"ifname":"lo"}]' };
      if (command[0] === 'ip') return {};
      if (text.startsWith('cilium-dbg encrypt')) return { stdout: `{"mode":"${mode()}"}` };
      const routing = { 'inter-host-routing-mode': 'Tunnel', 'tunnel-protocol': 'vxlan' };
      return { stdout: JSON.stringify({ encryption: { mode: mode() }, routing }) };
    },
    ...parts
  });
  return { ...fake, blocked, commands };
}

/** The agents' DaemonSet after a rollout to two nodes. */
export function agentsReady(ready: number): V1DaemonSet {
  return {
    metadata: { generation: 1 },
    spec: { selector: {}, template: {} },
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
      numberMisscheduled: 0,
      updatedNumberScheduled: 2,
      numberReady: ready
    }
  };
}

/** A cluster after a rollout, both of whose nodes have the policy. */
export function rolledOut(ready: number, mode: () => string = () => 'Wireguard'): BlockedNodes {
  const nodes = blockedNodes(['a', 'b'], { mode });
  nodes.cluster.daemonSets.set('kube-system/cilium', agentsReady(ready));
  nodes.cluster.deployments.set('kube-system/cilium-operator', {
    metadata: { generation: 1 },
    spec: { replicas: 1, selector: {}, template: {} },
    status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1 }
  });
  return nodes;
}
