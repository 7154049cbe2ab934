import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { connect } from '../../src/kubernetes/client.ts';
import { neededPermissions } from '../../src/kubernetes/permissions.ts';
import { createAccounts, readPullSecret } from '../../src/kubernetes/test-pods.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { parse } from '../inputs/options.ts';

const secret = { name: 'regcred', dockerConfig: 'e30=' };
const wanted = { namespace: 'default', name: 'regcred' };

describe('the Secret for pulling the test image', () => {
  test('is named by its namespace and name', () => {
    expect(parse({ 'image-pull-secret': 'default/regcred' }).imagePullSecret).toEqual(wanted);
    expect(parse({}).imagePullSecret).toBeUndefined();
    for (const wrong of ['regcred', 'default/', 'Default/regcred', 'a/b/c']) {
      expect(() => parse({ 'image-pull-secret': wrong })).toThrow(`image-pull-secret: "${wrong}" is not a Secret`);
    }
  });

  test('can be for a registry that mirrors quay.io', () => {
    const image = `registry.example:5000/quay.io/cilium/network-perf:3.21-1782913202-88c270c@sha256:${'c'.repeat(64)}`;
    expect(parse({ 'test-image': image, 'image-pull-secret': 'default/regcred' }).image).toBe(image);
  });

  test('must exist', async () => {
    const { kubernetes } = fakeKubernetes();
    await expect(readPullSecret(kubernetes, wanted)).rejects.toThrow(
      new InputError(
        'image-pull-secret: Secret default/regcred of type kubernetes.io/dockerconfigjson not found; create it with: kubectl create secret docker-registry regcred --namespace default'
      )
    );
    expect(await readPullSecret(kubernetes, undefined)).toBeUndefined();
  });

  test("is copied to the pods' namespaces, whose service accounts pull with it", async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    cluster.pullSecrets.set('default/regcred', secret);
    await createAccounts(kubernetes, 'run', ['perf-client'], await readPullSecret(kubernetes, wanted));
    await createAccounts(kubernetes, 'run-control', ['perf-client'], undefined);
    expect(cluster.pullSecrets.get('run/regcred')).toEqual(secret);
    expect([...cluster.pullsWith]).toEqual([['run/perf-client', 'regcred']]);
  });

  test('needs permissions that other runs do not', () => {
    const names = (of: readonly { resource: string; verb: string; namespace?: string }[]): string[] =>
      of.filter(({ resource }) => resource === 'secrets').map(({ verb, namespace = '*' }) => `${verb} in ${namespace}`);
    const access = { apply: false, verifyOnly: false, namespace: 'kube-system' } as const;
    const withSecret = neededPermissions({ ...access, pullSecretNamespace: 'default' });
    expect(names(withSecret)).toEqual(['get in default', 'create in *']);
    expect(names(neededPermissions(access))).toEqual([]);
  });
});

test('only Secrets of that type are read and created', async () => {
  const types: Record<string, string> = { regcred: 'kubernetes.io/dockerconfigjson', other: 'Opaque' };
  const made: unknown[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const name = request.url?.split('/').at(-1) ?? '';
      const written = request.method === 'POST' ? await json(request) : undefined;
      if (written !== undefined) made.push(written);
      const body =
        written !== undefined
          ? written
          : { metadata: { name }, type: types[name], data: { '.dockerconfigjson': 'e30=' } };
      const known = request.method === 'POST' || name in types;
      response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-pull-')), 'kubeconfig');
  writeFileSync(
    path,
    `clusters: [{name: c, cluster: {server: '${address}'}}]\ncontexts: [{name: x, context: {cluster: c}}]\ncurrent-context: x\n`
  );
  const kubernetes = connect(path, undefined, { environment: {}, stop: new AbortController().signal });
  const found = await Promise.all(['regcred', 'other', 'gone'].map(name => kubernetes.pullSecret('default', name)));
  expect(found).toEqual([secret, undefined, undefined]);
  await createAccounts(kubernetes, 'run', ['perf-client'], secret);
  server.closeAllConnections();
  server.close();
  expect(made).toEqual([
    { metadata: { name: 'regcred' }, type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'e30=' } },
    { metadata: { name: 'perf-client' }, imagePullSecrets: [{ name: 'regcred' }] }
  ]);
});
