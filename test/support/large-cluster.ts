import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/kubernetes/client.ts';
import type { ExecTarget, Kubernetes } from '../../src/kubernetes/port.ts';
import { fakeHost } from '../fakes/host.ts';

/** Bytes of an agent's pod and of a CiliumNode; a real one's are tenfold. */
const podBytes = 2_000;

/** An API server with Cilium's agents and CiliumNodes of many nodes, which counts what it is asked and what it answers. */
export interface LargeCluster {
  /** Its commands are answered by `exec`; all else goes through the server. */
  readonly kubernetes: Kubernetes;
  /** Requests since the last `reset`, the bytes of their answers, and the objects in the longest. */
  readonly load: { requests: number; bytes: number; longest: number; readonly execs: Map<string, number> };
  reset(): void;
  close(): void;
}

/** What the cluster's agents are doing. */
export interface Agents {
  /** Whether the agent of this node has been replaced by the second template's. */
  readonly isNew: (node: number) => boolean;
  readonly isReady: (node: number) => boolean;
}

/** Starts one; node `i` is called `node-i`. */
export async function startLargeCluster(
  size: number,
  agents: Agents,
  exec: (target: ExecTarget, command: readonly string[]) => string
): Promise<LargeCluster> {
  const load = { requests: 0, bytes: 0, longest: 0, execs: new Map<string, number>() };
  const nodes = Array.from({ length: size }, (_, index) => index);
  const padding = 'x'.repeat(podBytes);

  const pod = (node: number): object => ({
    metadata: {
      name: `cilium-${node}`,
      uid: String(node),
      labels: { 'k8s-app': 'cilium', 'pod-template-generation': agents.isNew(node) ? '2' : '1' },
      annotations: { padding },
      ownerReferences: [{ kind: 'DaemonSet', name: 'cilium', apiVersion: 'apps/v1', uid: 'd' }]
    },
    spec: { nodeName: `node-${node}`, containers: [] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: agents.isReady(node) ? 'True' : 'False' }] }
  });
  const ciliumNode = (node: number): object => ({
    metadata: { name: `node-${node}`, annotations: { padding } },
    spec: { addresses: [{ type: 'CiliumInternalIP', ip: `10.0.${node}.1` }] }
  });
  const daemonSet = (): object => ({
    metadata: { name: 'cilium', generation: 2, annotations: { 'deprecated.daemonset.template.generation': '2' } },
    spec: { selector: {}, template: {}, updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } },
    status: {
      observedGeneration: 2,
      desiredNumberScheduled: size,
      currentNumberScheduled: size,
      numberMisscheduled: 0,
      updatedNumberScheduled: nodes.filter(agents.isNew).length,
      numberReady: nodes.filter(agents.isReady).length
    }
  });
  const answer = ({ pathname, searchParams }: URL): object | string => {
    if (pathname.includes('/proxy/')) return {};
    if (pathname.endsWith('/log')) return 'level=info msg=x\n';
    if (pathname.endsWith('/daemonsets/cilium')) return daemonSet();
    if (pathname.endsWith('/deployments/cilium-operator')) {
      return {
        metadata: { name: 'cilium-operator', generation: 1 },
        spec: { replicas: 1, selector: {}, template: {} },
        status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1 }
      };
    }
    const wanted = searchParams.get('fieldSelector')?.replace(/^(spec.nodeName|metadata.name)=node-/, '');
    const kind = pathname.endsWith('/ciliumnodes') ? ciliumNode : pod;
    const all = nodes.filter(node => wanted === undefined || String(node) === wanted);
    const from = Number(searchParams.get('continue') ?? 0);
    const end = from + Number(searchParams.get('limit') ?? size);
    const items = all.slice(from, end).map(kind);
    load.longest = Math.max(load.longest, items.length);
    return { metadata: end < all.length ? { continue: String(end) } : {}, items };
  };
  const server: Server = createServer((request, response) => {
    const body = JSON.stringify(answer(new URL(request.url ?? '', 'http://127.0.0.1')));
    load.requests += 1;
    load.bytes += body.length;
    response.setHeader('content-type', 'application/json').end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-large-')), 'kubeconfig');
  const config = {
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x'
  };
  writeFileSync(path, JSON.stringify(config));
  const kubernetes: Kubernetes = {
    ...connect(path, undefined, fakeHost()),
    exec: (target, command) => {
      load.execs.set(target.pod, (load.execs.get(target.pod) ?? 0) + 1);
      return Promise.resolve({ exitCode: 0, stdout: exec(target, command), stderr: '', started: 0, ended: 1 });
    }
  };
  return {
    kubernetes,
    load,
    reset: () => {
      load.requests = 0;
      load.bytes = 0;
      load.longest = 0;
      load.execs.clear();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    }
  };
}

/** Bytes of an answer with so many objects. */
export function bytesOf(objects: number): number {
  return objects * (podBytes + 1000);
}
