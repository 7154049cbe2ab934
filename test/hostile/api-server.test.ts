import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { connect } from '../../src/kubernetes/client.ts';
import { ClusterError, TransientError } from '../../src/model/errors.ts';
import {
  answering,
  asks,
  hidden,
  notAllowed,
  notObjects,
  ofDeletions,
  ofTexts,
  refusals,
  wrongObjects
} from './api-answers.ts';

jest.setTimeout(60_000);

let server: Server | undefined;
let requests = 0;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener): Promise<string> {
  requests = 0;
  server = createServer((request, response) => {
    requests += 1;
    request.resume();
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What the real client makes of an answer: a value or an error. */
async function outcome(ask: string, answer: RequestListener): Promise<{ value: unknown } | { error: unknown }> {
  const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-api-')), 'kubeconfig');
  const config = {
    clusters: [{ name: 'c', cluster: { server: await serve(answer) } }],
    users: [{ name: 'u', user: { token: 'a-token-that-stays-here' } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x'
  };
  writeFileSync(path, JSON.stringify(config));
  const kubernetes = connect(path, undefined, { environment: {}, stop: new AbortController().signal });
  const result = await (asks[ask] ?? (() => Promise.reject(new Error(`nobody asks ${ask}`))))(kubernetes).then(
    value => ({ value }),
    (error: unknown) => ({ error })
  );
  server?.closeAllConnections();
  server?.close();
  return result;
}

function expectClean(error: unknown): asserts error is ClusterError {
  expect(error).toBeInstanceOf(ClusterError);
  const { message } = error as ClusterError;
  expect(message).toMatch(/^Kubernetes: cannot /);
  expect(message.length).toBeLessThan(4200);
  for (const text of [...hidden, 'a-token-that-stays-here']) expect(message).not.toContain(text);
}

describe.each(Object.entries(notObjects))('an API server that answers with %s', (_, answer) => {
  test('is not believed, whatever was asked', async () => {
    for (const ask of Object.keys(asks)) {
      const result = await outcome(ask, answer);
      expect([ask, requests]).toEqual([ask, 1]);
      if ('error' in result) expectClean(result.error);
      else if (ofTexts.has(ask)) expect(typeof result.value).toBe('string');
      else expect([ask, result.value]).toEqual([ask, 'an error']);
    }
  });
});

describe.each(Object.entries(refusals))('an API server that refuses with %s', (name, answer) => {
  test('is quoted in a bounded, visible text without secrets, and not asked again', async () => {
    for (const ask of Object.keys(asks)) {
      const result = await outcome(ask, answer);
      expect([ask, requests]).toEqual([ask, 1]);
      expectClean('error' in result ? result.error : undefined);
      if (/too many|unavailable/.test(name)) expect('error' in result && result.error).toBeInstanceOf(TransientError);
    }
  });
});

describe('an object that is not what was asked for is an error:', () => {
  test.each(wrongObjects)('%s %s', async (ask, _, content) => {
    const result = await outcome(ask, answering(content));
    expect(requests).toBe(1);
    expectClean('error' in result ? result.error : result);
  });
});

test.each(notAllowed.map(content => [JSON.stringify(content), content] as const))(
  'the answer %s allows nothing',
  async (_, content) => {
    const result = await outcome('isAllowed', answering(content));
    if ('error' in result) expectClean(result.error);
    else expect(result.value).toBe(false);
  }
);

test.each([...ofDeletions])(
  '%s believes an object of any kind, because its caller looks whether it is gone',
  async ask => {
    expect(await outcome(ask, answering({ kind: 'Status', status: 'Success' }))).toEqual({ value: undefined });
  }
);

describe('what a real API server answers is believed:', () => {
  const metadata = {
    name: 'obj',
    namespace: 'ns',
    uid: 'u',
    resourceVersion: '7',
    creationTimestamp: null,
    labels: { a: 'b' }
  };
  const spec = { holderIdentity: 'cpg-1', leaseDurationSeconds: 60, renewTime: '2026-11-23T10:00:00.123456Z' };

  test('a Lease with microseconds', async () => {
    expect(await outcome('lease', answering({ kind: 'Lease', metadata, spec }))).toMatchObject({
      value: { holder: 'cpg-1', version: '7', durationSeconds: 60, renewedAt: expect.any(Date) }
    });
    expect(await outcome('createLease', answering({ kind: 'Lease', metadata, spec }))).toEqual({ value: true });
  });

  test('a pod, with ports by name and number, quantities and fields that the client does not know', async () => {
    const container = {
      ...{ name: 'c', image: 'i', resources: { limits: { cpu: '2', memory: '1Gi' } }, newField: { a: [1] } },
      livenessProbe: { httpGet: { port: 'health', path: '/' } },
      readinessProbe: { tcpSocket: { port: 80 } }
    };
    const state = { running: { startedAt: '2026-11-23T10:00:00Z' } };
    const pod = {
      ...{
        kind: 'Pod',
        metadata,
        spec: { nodeName: 'n', containers: [container], tolerations: [{ operator: 'Exists' }] }
      },
      status: {
        ...{ phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }], startTime: '2026-11-23T10:00:00Z' },
        containerStatuses: [
          { name: 'c', ready: true, restartCount: 0, image: 'i', imageID: 'x', state, lastState: {} }
        ],
        conditions: [{ type: 'Ready', status: 'True', lastProbeTime: null, lastTransitionTime: '2026-11-23T10:00:00Z' }]
      }
    };
    expect(await outcome('pod', answering(pod))).toMatchObject({ value: { status: { podIP: '10.0.0.1' } } });
    expect(await outcome('pods', answering({ metadata: { resourceVersion: '1' }, items: [pod] }))).toMatchObject({
      value: [{ spec: { nodeName: 'n' } }]
    });
  });

  test('a DaemonSet with a share as its limit, an empty list, and an object without data', async () => {
    const daemonSet = {
      metadata,
      spec: { selector: {}, template: {}, updateStrategy: { rollingUpdate: { maxUnavailable: '10%', maxSurge: 0 } } }
    };
    expect(await outcome('daemonSet', answering(daemonSet))).toMatchObject({ value: { metadata: { name: 'obj' } } });
    expect(await outcome('nodes', answering({ kind: 'NodeList', metadata: {}, items: [] }))).toEqual({ value: [] });
    expect(await outcome('configMap', answering({ kind: 'ConfigMap', metadata }))).toEqual({ value: {} });
    expect(await outcome('isAllowed', answering({ metadata: {}, spec: {}, status: { allowed: true } }))).toEqual({
      value: true
    });
    expect(await outcome('version', answering({ major: '1', gitVersion: 'v1.34.0' }))).toEqual({ value: 'v1.34.0' });
  });
});

describe('a list', () => {
  const pages = (page: (number: number) => unknown): RequestListener => {
    let number = 0;
    return (_, response) => {
      number += 1;
      const content = page(number);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    };
  };
  const item = { metadata: { name: 'a' } };

  test.each(['nodes', 'pods', 'ciliumNodes'])('of %s without end is given up after 100 pages', async ask => {
    const endless = pages(number => ({ items: [item], metadata: { continue: `token ${number}` } }));
    const result = await outcome(ask, endless);
    expectClean('error' in result ? result.error : result);
    expect(requests).toBe(100);
  });

  test.each(['nodes', 'pods', 'ciliumNodes'])('of %s whose token comes back is given up too', async ask => {
    const result = await outcome(
      ask,
      pages(() => ({ items: [item], metadata: { continue: 'same' } }))
    );
    expectClean('error' in result ? result.error : result);
    expect(requests).toBe(100);
  });

  test.each(['nodes', 'pods', 'ciliumNodes'])('of %s that expires in its middle is no shorter list', async ask => {
    let number = 0;
    const result = await outcome(ask, (_, response) => {
      number += 1;
      response.writeHead(number === 1 ? 200 : 410, { 'content-type': 'application/json' });
      response.end(JSON.stringify(number === 1 ? { items: [item], metadata: { continue: 'x' } } : { message: 'Gone' }));
    });
    expectClean('error' in result ? result.error : result);
  });

  test.each([7, {}, ['x']])('whose token is %j is not read as complete', async token => {
    const result = await outcome(
      'nodes',
      pages(() => ({ items: [item], metadata: { continue: token } }))
    );
    expectClean('error' in result ? result.error : result);
  });
});

describe('words of a cluster', () => {
  const ugly = `\u001b[2J<b>x</b>\u202e\u0000${hidden[1]}\n::error::x`;

  test('in events are on one line each, bounded and without secrets', async () => {
    const event = { metadata: { name: 'a' }, reason: ugly, message: ugly.repeat(1000) };
    const items = Array.from({ length: 200 }, () => event);
    const result = await outcome('warnings', answering({ items, metadata: {} }));
    const lines = ('value' in result ? result.value : []) as string[];
    expect(lines).toHaveLength(100);
    for (const line of lines) {
      expect(line.length).toBeLessThan(1300);
      for (const text of [...hidden, '\n']) expect(line).not.toContain(text);
    }
  });

  test('in the status of a pod are visible and without secrets', async () => {
    const status = { message: ugly, conditions: [{ type: 'Ready', status: 'False', message: ugly }] };
    const result = await outcome('pod', answering({ metadata: { name: 'obj' }, status }));
    const text = JSON.stringify('value' in result ? result.value : undefined);
    for (const one of [hidden[1] ?? '', '\\u001b', '\\u0000', '\u202e', '\\n']) expect(text).not.toContain(one);
  });

  test('in logs are visible and without secrets', async () => {
    const result = await outcome('logs', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(ugly.repeat(10_000));
    });
    const text = String('value' in result ? result.value : '');
    expect(text.length).toBeGreaterThan(1000);
    for (const one of hidden) expect(text).not.toContain(one);
  });
});

test.each([301, 302, 303, 307, 308])(
  'a redirect (%i) sends neither the token nor what is written elsewhere',
  async code => {
    const seen: string[] = [];
    const other = createServer((request, response) => {
      seen.push(`${String(request.method)} ${String(request.headers.authorization)}`);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"metadata":{"name":"obj"}}');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    for (const ask of ['createPullSecret', 'createLease', 'pod', 'proxyGet']) {
      const result = await outcome(ask, (_, response) => {
        response.writeHead(code, { location }).end();
      });
      expectClean('error' in result ? result.error : result);
    }
    other.close();
    expect(seen).toEqual([]);
  }
);
