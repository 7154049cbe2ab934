import { once } from 'node:events';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createProxy, type Server } from 'node:http';
import { createServer as createApi } from 'node:https';
import { connect as dial, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { connect } from '../../src/kubernetes/client.ts';
import type { Kubernetes } from '../../src/kubernetes/port.ts';
import { localhostCertificate } from '../support/loopback-arm/certificate.ts';

const servers: { close: () => void; closeAllConnections: () => void }[] = [];
/** Who asked the API server, by the Authorization header. */
let callers: (string | undefined)[];
/** What the proxy was asked to connect to, and by whom. */
let tunnels: { readonly to: string; readonly as: string | undefined }[];
let folder: string;
let certificate: string;
let apiPort: number;
let proxyPort: number;

async function listen(server: Pick<Server, 'listen' | 'address' | 'close' | 'closeAllConnections'>): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server as Server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** An API server that tells its version and runs every command with success, behind a proxy that knows its name. */
beforeEach(async () => {
  [callers, tunnels] = [[], []];
  folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-connection-'));
  const tls = await localhostCertificate();
  certificate = tls.certificate;
  const api = createApi({ key: tls.key, cert: tls.certificate }, (request, response) => {
    callers.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json').end('{"gitVersion":"v1.34.3"}');
  });
  const sockets = new WebSocketServer({ server: api, handleProtocols: () => 'v5.channel.k8s.io' });
  sockets.on('connection', (socket, request) => {
    callers.push(request.headers.authorization);
    socket.send(Buffer.concat([Buffer.from([1]), Buffer.from('hello')]));
    socket.send(Buffer.concat([Buffer.from([3]), Buffer.from('{"status":"Success"}')]));
  });
  apiPort = await listen(api);

  const proxy = createProxy((_, response) => response.writeHead(501).end());
  const open = new Set<Socket>();
  proxy.on('connect', (request, client: Socket) => {
    tunnels.push({ to: request.url ?? '', as: request.headers['proxy-authorization'] });
    const upstream = dial(apiPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
    }
  });
  servers.push({
    close: () => undefined,
    closeAllConnections: () => {
      for (const socket of open) socket.destroy();
    }
  });
  proxyPort = await listen(proxy);
});

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A client of that API server by a kubeconfig. */
function client(
  environment: Readonly<Record<string, string>>,
  user: object = { token: 'static' },
  cluster: object = {}
): Kubernetes {
  const path = join(folder, 'kubeconfig');
  const server = {
    server: 'https://api.invalid:6443',
    'tls-server-name': 'localhost',
    'certificate-authority-data': Buffer.from(certificate).toString('base64'),
    ...cluster
  };
  const config = {
    clusters: [{ name: 'c', cluster: server }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x'
  };
  writeFileSync(path, JSON.stringify(config));
  return connect(path, undefined, { environment, stop: new AbortController().signal });
}

const target = { namespace: 'n', pod: 'p', container: 'c', image: 'test' } as const;
const direct = (): object => ({ server: `https://localhost:${apiPort}` });

/** Reads the version and runs a command, both with success. */
async function use(kubernetes: Kubernetes): Promise<void> {
  expect(await kubernetes.version()).toBe('v1.34.3');
  expect(await kubernetes.exec(target, ['iperf3', '--version'], 20)).toMatchObject({ exitCode: 0, stdout: 'hello' });
}

describe('the proxy from the environment', () => {
  // The name is known to the proxy alone, so nothing gets there without it.
  test('carries requests and the WebSocket of an exec, with its user and password', async () => {
    await use(client({ HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${proxyPort}` }));
    const as = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    expect(tunnels).toEqual([
      { to: 'api.invalid:6443', as },
      { to: 'api.invalid:6443', as }
    ]);
  });

  test('is overridden by the one in the kubeconfig', async () => {
    const cluster = { 'proxy-url': `http://127.0.0.1:${proxyPort}` };
    await use(client({ HTTPS_PROXY: 'http://127.0.0.1:9' }, undefined, cluster));
    expect(tunnels).toHaveLength(2);
  });

  test('is not used for what NO_PROXY names', async () => {
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, NO_PROXY: 'api.invalid' };
    await expect(client(environment).version()).rejects.toThrow(/Kubernetes: cannot read the version: .*api\.invalid/);
    await use(client(environment, undefined, direct()));
    expect(tunnels).toEqual([]);
  });
});

describe('credentials', () => {
  test('in a file are read again for each request, without the trailing newline', async () => {
    const kubernetes = client({}, { tokenFile: 'token', token: 'stale' }, direct());
    for (const token of ['first', 'second']) {
      writeFileSync(join(folder, 'token'), `${token}\n`);
      await use(kubernetes);
    }
    expect(callers).toEqual(['Bearer first', 'Bearer first', 'Bearer second', 'Bearer second']);
  });

  test('come from a plugin next to the kubeconfig', async () => {
    const credential = { kind: 'ExecCredential', status: { token: 'plugged' } };
    writeFileSync(join(folder, 'plugin'), `#!/bin/sh\necho '${JSON.stringify(credential)}'\n`);
    chmodSync(join(folder, 'plugin'), 0o755);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: './plugin', interactiveMode: 'Never' };
    await use(client({}, { exec }, direct()));
    expect(callers).toEqual(['Bearer plugged', 'Bearer plugged']);
  });

  test("can be missing, but the server's certificate is still checked", async () => {
    await use(client({}, {}, direct()));
    expect(callers).toEqual([undefined, undefined]);
    const strict = client({}, {}, { ...direct(), 'certificate-authority-data': undefined });
    await expect(strict.version()).rejects.toThrow(/certificate/);
  });
});
