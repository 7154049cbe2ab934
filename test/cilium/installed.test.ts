import { describe, expect, test } from '@jest/globals';
import { findInstalled } from '../../src/cilium/release.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

interface Marks {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}
const find = (marks: Marks) =>
  findInstalled(
    fakeKubernetes({ daemonSets: new Map([['kube-system/cilium', { metadata: marks }]]) }).kubernetes,
    'kube-system'
  );
const ofHelm = (name: string, namespace = 'kube-system'): Record<string, string> => ({
  'meta.helm.sh/release-name': name,
  'meta.helm.sh/release-namespace': namespace
});

describe('the installation of Cilium', () => {
  test("is known from Helm's annotations on its agents, also with RKE2's own release name", async () => {
    expect(await find({ annotations: ofHelm('rke2-cilium') })).toEqual({
      release: { name: 'rke2-cilium', namespace: 'kube-system' },
      manager: undefined
    });
    expect(await find({ annotations: ofHelm('network', 'infra') })).toMatchObject({
      release: { name: 'network', namespace: 'infra' }
    });
    expect(await find({})).toEqual({ release: undefined, manager: undefined });
  });

  test("is found by the name of the DaemonSet in the agents' pods", async () => {
    const { kubernetes } = fakeKubernetes({
      pods: new Map([
        [
          'kube-system/net-x',
          {
            metadata: {
              name: 'net-x',
              labels: { 'k8s-app': 'cilium' },
              ownerReferences: [{ kind: 'DaemonSet', name: 'net', apiVersion: 'apps/v1', uid: '1' }]
            }
          }
        ]
      ]),
      daemonSets: new Map([['kube-system/net', { metadata: { annotations: ofHelm('net') } }]])
    });
    expect(await findInstalled(kubernetes, 'kube-system')).toMatchObject({ release: { name: 'net' } });
  });

  test('is unknown without agents', async () => {
    expect(await findInstalled(fakeKubernetes().kubernetes, 'kube-system')).toBeUndefined();
  });
});

describe('a tool that manages Cilium', () => {
  test.each<[string, Marks, string, string]>([
    [
      "Flux's HelmRelease",
      {
        labels: { 'helm.toolkit.fluxcd.io/name': 'cilium', 'helm.toolkit.fluxcd.io/namespace': 'flux-system' },
        annotations: ofHelm('cilium')
      },
      'Flux (HelmRelease flux-system/cilium)',
      'flux suspend helmrelease cilium --namespace flux-system'
    ],
    [
      "Flux's Kustomization",
      {
        labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' }
      },
      'Flux (Kustomization flux-system/apps)',
      'flux suspend kustomization apps --namespace flux-system'
    ],
    [
      'Argo CD, by its tracking id',
      { annotations: { 'argocd.argoproj.io/tracking-id': 'infra:apps/DaemonSet:kube-system/cilium' } },
      'Argo CD (Application infra)',
      'argocd app set infra --sync-policy none'
    ],
    [
      'Argo CD, by its label',
      { labels: { 'app.kubernetes.io/instance': 'network' }, annotations: ofHelm('cilium') },
      'Argo CD (Application network)',
      'argocd app set network --sync-policy none'
    ],
    [
      'Azure',
      { labels: { 'kubernetes.azure.com/managedby': 'aks' } },
      'Azure (AKS)',
      'set apply: false to measure it as is'
    ]
  ])('is recognized: %s', async (_, marks, owner, pause) => {
    expect(await find(marks)).toMatchObject({ manager: { owner, pause } });
  });

  test("is not inferred from the label that charts set to their own release's name", async () => {
    const marks = { labels: { 'app.kubernetes.io/instance': 'cilium' }, annotations: ofHelm('cilium') };
    expect((await find(marks))?.manager).toBeUndefined();
  });
});
