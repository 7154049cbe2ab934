import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ClusterError, TransientError } from '../../src/model/errors.ts';
import { connect } from '../../src/kubernetes/client.ts';
import type { Kubernetes } from '../../src/kubernetes/port.ts';

let server: Server | undefined;

/** A client of an API server that answers with `text` (and, for metrics, their address), or never. */
function connected(text?: string, code = 200): Promise<Kubernetes> {
  return connectedTo((request, response) => {
    if (text === undefined) return;
    if (code === 200) response.setHeader('content-type', 'text/plain').end(`${text} ${String(request.url)}`);
    else response.writeHead(code, { 'content-type': 'application/json' }).end(text);
  });
}

async function connectedTo(answer: RequestListener): Promise<Kubernetes> {
  server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-client-')), 'kubeconfig');
  const config = {
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x'
  };
  writeFileSync(path, JSON.stringify(config));
  return connect(path, undefined, { environment: {}, stop: new AbortController().signal });
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('a failed request', () => {
  test.each([
    [500, 'etcdserver: request timed out', TransientError],
    [503, 'apiserver is shutting down', TransientError],
    [429, 'too many requests', TransientError],
    [403, 'nodes is forbidden', ClusterError],
    [400, 'unable to parse requirement', ClusterError]
  ])('of status %i (%s) is classified by whether a retry may help', async (code, message, kind) => {
    const kubernetes = await connected(JSON.stringify({ message }), code);
    const error: unknown = await kubernetes.nodes().catch((thrown: unknown) => thrown);
    expect((error as Error).constructor).toBe(kind);
    expect(String(error)).toContain(`cannot list the nodes: ${code} ${message}`);
  });

  test('can be retried if nothing listens yet', async () => {
    const kubernetes = await connected();
    server?.closeAllConnections();
    server?.close();
    await expect(kubernetes.nodes()).rejects.toThrow(TransientError);
  });
});

describe("a GET request to a pod's port", () => {
  test('returns the body', async () => {
    const kubernetes = await connected('metrics of');
    const body = await kubernetes.proxyGet('kube-system', 'ztunnel-a', 15020, 'metrics', 5);
    expect(body).toBe('metrics of /api/v1/namespaces/kube-system/pods/ztunnel-a%3A15020/proxy/metrics');
  });

  test('times out without an answer', async () => {
    const kubernetes = await connected();
    await expect(kubernetes.proxyGet('kube-system', 'ztunnel-a', 15020, 'metrics', 0.1)).rejects.toThrow(
      'Kubernetes: cannot read metrics of pod kube-system/ztunnel-a: no complete answer within 0.1 s'
    );
  });
});

describe("Cilium's nodes", () => {
  const items = [
    { metadata: { name: 'a', annotations: { key: 'x' } }, spec: { ipam: { podCIDRs: ['10.0.1.0/24', 'fd00::/64'] } } },
    {
      metadata: { name: 'b' },
      spec: { ipam: { pools: { allocated: [{ pool: 'default', cidrs: ['10.1.0.0/27', '10.1.0.32/27'] }] } } }
    },
    { metadata: { name: 'c' }, spec: {} }
  ];

  test('are read with their pod ranges, for any IPAM', async () => {
    const kubernetes = await connectedTo((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ items }));
    });
    expect(await kubernetes.ciliumNodes()).toMatchObject([
      { name: 'a', annotations: { key: 'x' }, podRanges: ['10.0.1.0/24', 'fd00::/64'] },
      { name: 'b', annotations: {}, podRanges: ['10.1.0.0/27', '10.1.0.32/27'] },
      { name: 'c', annotations: {}, podRanges: [] }
    ]);
  });

  test('are an empty list if Cilium is not installed', async () => {
    const kubernetes = await connectedTo((_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"kind":"Status","code":404}');
    });
    expect(await kubernetes.ciliumNodes()).toEqual([]);
  });
});

test("objects in a run's namespaces may already exist, because an answer was lost", async () => {
  const kubernetes = await connected(JSON.stringify({ message: 'already exists' }), 409);
  await kubernetes.ensureNamespace('cpg-1', {});
  await kubernetes.createServiceAccount('cpg-1', 'perf-client');
  await kubernetes.createPullSecret('cpg-1', { name: 'registry', dockerConfig: 'e30=' });
  await expect(kubernetes.createPod('cpg-1', {})).rejects.toThrow('already exists');
});
