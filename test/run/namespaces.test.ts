import { expect, test } from '@jest/globals';
import { makeNamespaces } from '../../src/run/prepare.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

test("a run's namespaces are saved before the first is created, so that a killed run leaves none behind", async () => {
  const { kubernetes, cluster } = fakeKubernetes();
  const remembered: { readonly namespaces: readonly string[]; readonly made: number }[] = [];
  const made = await makeNamespaces(
    kubernetes,
    ({ namespaces }) => Promise.resolve(void remembered.push({ namespaces, made: cluster.namespaces.size })),
    'cpg-1',
    undefined
  );
  expect(remembered).toEqual([{ namespaces: ['cpg-1', 'cpg-1-control', 'cpg-1-other'], made: 0 }]);
  expect([...cluster.namespaces].sort()).toEqual(Object.values(made).sort());
});

test('only the namespace of host-network pods is privileged', async () => {
  const { kubernetes } = fakeKubernetes();
  const labels = new Map<string, Readonly<Record<string, string>>>();
  const ensureNamespace: typeof kubernetes.ensureNamespace = (name, given) => {
    labels.set(name, given);
    return Promise.resolve();
  };
  await makeNamespaces({ ...kubernetes, ensureNamespace }, () => Promise.resolve(), 'cpg-1', undefined);
  const enforced = [...labels].filter(([, given]) => given['pod-security.kubernetes.io/enforce'] !== undefined);
  expect(enforced.map(([name]) => name)).toEqual(['cpg-1-control']);
});
