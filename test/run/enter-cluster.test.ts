import { expect, test } from '@jest/globals';
import { enterCluster, type Entry } from '../../src/run/enter-cluster.ts';
import { TransientError } from '../../src/model/errors.ts';
import { createHost } from '../../src/host/host.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { parse } from '../inputs/options.ts';

test("entering a cluster survives a short outage of the API server, and its lock names the run's machine", async () => {
  const { kubernetes, cluster } = fakeKubernetes();
  let asked = 0;
  const isAllowed: typeof kubernetes.isAllowed = permission => {
    asked += 1;
    return asked <= 10 ? Promise.reject(new TransientError('503')) : kubernetes.isAllowed(permission);
  };
  const remembered: unknown[] = [];
  const found = {
    name: undefined,
    kubeconfig: '/k',
    context: undefined,
    ciliumValues: {},
    tolerateControlPlane: false
  };
  const entry: Entry = {
    options: parse({ cluster: 'kubeconfig', apply: 'false' }),
    host: { ...fakeHost(), hostName: 'laptop' },
    connect: () => Promise.resolve({ ...kubernetes, isAllowed }),
    choice: { obtain: () => Promise.resolve({ provider: 'kubeconfig', ours: false, ...found }) },
    ...{ id: 'cpg-1', source: undefined },
    remember: more => Promise.resolve(void remembered.push(more))
  };
  (await enterCluster(entry)).lock.stop();
  const place = `process ${process.pid} on laptop`;
  expect(remembered).toEqual([{ clusterLock: place, context: 'kind-test', kubeconfig: '/k' }]);
  expect([...cluster.leases.values()]).toMatchObject([{ holder: 'cpg-1', place }]);
});

test("the machine's name does not depend on what its shell exports", () => {
  expect(createHost(fakeOutputs()).hostName).not.toBe('');
});
