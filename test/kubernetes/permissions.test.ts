import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { neededPermissions, requirePermissions } from '../../src/kubernetes/permissions.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
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
            rule.verbs.map(verb => line(group, resource, verb, kind === 'Role' ? metadata.namespace : undefined))
          )
        )
      )
    )
    .sort();
}

function line(group: string, resource: string, verb: string, namespace = '*'): string {
  return `${verb} ${resource}.${group} in ${namespace}`;
}

describe('the permissions', () => {
  test.each([
    ['measure', false],
    ['reconfigure', true]
  ])('that a run needs are exactly those that examples/rbac/%s.yaml grants', (name, apply) => {
    const needed = neededPermissions(apply, 'kube-system');
    expect(needed.map(({ group, resource, verb, namespace }) => line(group, resource, verb, namespace)).sort()).toEqual(
      granted(name)
    );
  });

  test('that are missing are listed together, with the manifest that grants them', async () => {
    const { kubernetes } = fakeKubernetes({
      allows: ({ resource, verb }) => resource !== 'pods/exec' && !(resource === 'leases' && verb === 'update')
    });
    await expect(requirePermissions(kubernetes, false, 'kube-system')).rejects.toThrow(
      [
        'context: the user of "kind-test" lacks permissions that this run needs (examples/rbac/measure.yaml grants them); missing:',
        '  get, create pods/exec',
        '  update leases.coordination.k8s.io'
      ].join('\n')
    );
  });

  test('to change Cilium are needed only if it is changed', async () => {
    const { kubernetes } = fakeKubernetes({ allows: ({ resource }) => resource !== 'secrets' });
    await requirePermissions(kubernetes, false, 'kube-system');
    await expect(requirePermissions(kubernetes, true, 'cilium')).rejects.toThrow(
      /patch, delete secrets in namespace cilium/
    );
  });
});
