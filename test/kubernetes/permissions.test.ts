import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { neededPermissions, requirePermissions } from '../../src/kubernetes/permissions.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
  readonly rules?: readonly Rule[];
}

/** What a manifest of examples/rbac grants, one line each. */
function granted(name: string): string[] {
  const documents = parseAllDocuments(readFileSync(`examples/rbac/${name}.yaml`, 'utf8'));
  return documents
    .map(document => document.toJS() as Manifest)
    .flatMap(({ kind, metadata, rules = [] }) =>
      rules.flatMap(rule =>
        rule.apiGroups.flatMap(group =>
          rule.resources.flatMap(resource =>
            rule.verbs.flatMap(verb => {
              const namespace = kind === 'Role' ? metadata.namespace : undefined;
              return (rule.resourceNames ?? [undefined]).map(name => line(group, resource, verb, namespace, name));
            })
          )
        )
      )
    )
    .sort();
}

function line(group: string, resource: string, verb: string, namespace = '*', name = '*'): string {
  return `${verb} ${resource}.${group} ${name} in ${namespace}`;
}

const measuring = { apply: false, verifyOnly: false } as const;

describe('the permissions', () => {
  test.each([
    ['measure', false],
    ['reconfigure', true]
  ])('that a run needs are exactly those that examples/rbac/%s.yaml grants', (name, apply) => {
    const needed = neededPermissions({ apply, verifyOnly: true, namespace: 'kube-system' });
    const lines = needed.map(one => line(one.group, one.resource, one.verb, one.namespace, one.name));
    expect(lines.sort()).toEqual(granted(name));
  });

  test.each(['measure', 'reconfigure'])('that examples/rbac/%s.yaml grants cluster-wide have a comment why', name => {
    const text = readFileSync(`examples/rbac/${name}.yaml`, 'utf8');
    const clusterRole = text.split('---\n').find(document => document.includes('kind: ClusterRole\n')) ?? '';
    const rules = clusterRole.split('rules:\n')[1] ?? '';
    // Rules for one reason follow each other.
    expect(rules).toMatch(/^ {2}# /);
    expect(rules.match(/^ {2}# /gm)?.length).toBeGreaterThanOrEqual(5);
  });

  test('to read through pods, to change Cilium and to write Leases are not granted in all namespaces', () => {
    const wide = [...granted('measure'), ...granted('reconfigure')].filter(one => one.endsWith(' * in *'));
    const narrow = /pods\/proxy|secrets|configmaps|daemonsets|deployments|replicasets|(?:get|update) leases/;
    expect(wide.filter(one => narrow.test(one))).toEqual([]);
  });

  test('that are missing are listed together, with the manifest that grants them', async () => {
    const { kubernetes } = fakeKubernetes({
      allows: ({ resource, verb }) => resource !== 'pods/exec' && !(resource === 'leases' && verb === 'update')
    });
    await expect(requirePermissions(kubernetes, { ...measuring, namespace: 'kube-system' })).rejects.toThrow(
      [
        'context: the user of "kind-test" lacks permissions that this run needs (examples/rbac/measure.yaml grants them); missing:',
        '  get, create pods/exec',
        '  update leases.coordination.k8s.io cluster-lock'
      ].join('\n')
    );
  });

  test('to change Cilium are needed only if it is changed', async () => {
    const { kubernetes } = fakeKubernetes({ allows: ({ resource }) => resource !== 'secrets' });
    await requirePermissions(kubernetes, { ...measuring, namespace: 'kube-system' });
    await expect(requirePermissions(kubernetes, { ...measuring, apply: true, namespace: 'cilium' })).rejects.toThrow(
      /patch, delete secrets in namespace cilium/
    );
  });

  test('to create network policies are needed only by verify', async () => {
    const { kubernetes } = fakeKubernetes({ allows: ({ resource }) => resource !== 'ciliumnetworkpolicies' });
    const access = { ...measuring, namespace: 'kube-system' };
    await requirePermissions(kubernetes, access);
    await expect(requirePermissions(kubernetes, { ...access, verifyOnly: true })).rejects.toThrow(
      'create, delete ciliumnetworkpolicies.cilium.io'
    );
  });
});
