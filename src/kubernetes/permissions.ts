import { InputError } from '../model/errors.ts';
import type { Kubernetes } from './port.ts';

/** Something that a run does with objects of one kind. */
export interface Permission {
  /** API group; empty for the core. */
  readonly group: string;
  /** In the plural, with its subresource: `pods/exec`. */
  readonly resource: string;
  readonly verb: string;
  /** Where it is done; in all namespaces, or outside of any, when absent. */
  readonly namespace?: string;
}

type Verbs = Readonly<Record<string, readonly string[]>>;

/**
 * What measuring needs, by `group/resource` as `core/pods`. Cluster-wide: a run's namespaces get their names when it starts.
 * An exec by WebSocket is a `get` for the API server, and a `create` for those that follow RBAC by the letter.
 */
const measuring: Verbs = {
  'core/namespaces': ['get', 'list', 'create', 'patch', 'delete'],
  'core/nodes': ['list'],
  'core/pods': ['get', 'list', 'create', 'delete'],
  'core/pods/exec': ['get', 'create'],
  'core/pods/log': ['get'],
  'core/pods/proxy': ['get'],
  'core/serviceaccounts': ['create'],
  'core/services': ['create', 'delete'],
  'core/events': ['list'],
  'coordination.k8s.io/leases': ['get', 'create', 'update'],
  'cilium.io/ciliumnodes': ['list'],
  'cilium.io/ciliumnodeconfigs': ['list']
};

/** Helm 4 watches what it waits for. */
const all = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** What setting a mode needs in Cilium's namespace: helm and its release there, and what the chart renders. */
const reconfiguring: Verbs = {
  'core/secrets': all,
  'core/configmaps': all,
  'core/serviceaccounts': all,
  'core/services': all,
  'apps/daemonsets': all,
  'apps/deployments': all,
  'apps/replicasets': ['get', 'list', 'watch']
};

/** The same elsewhere: the chart has roles in a namespace of secrets, too. */
const reconfiguringCluster: Verbs = {
  'rbac.authorization.k8s.io/clusterroles': [...all, 'bind', 'escalate'],
  'rbac.authorization.k8s.io/clusterrolebindings': all,
  'rbac.authorization.k8s.io/roles': [...all, 'bind', 'escalate'],
  'rbac.authorization.k8s.io/rolebindings': all
};

/**
 * Everything that a run needs permission for, by whether it reconfigures Cilium, which lives in `namespace`, and by where the
 * Secret lies with which it pulls the test image.
 */
export function neededPermissions(
  apply: boolean,
  namespace: string,
  pullSecretNamespace?: string
): readonly Permission[] {
  return [
    ...permissions(measuring),
    // Granted by no example: few clusters need it, and a Secret can be anything.
    ...(pullSecretNamespace === undefined
      ? []
      : [
          ...permissions({ 'core/secrets': ['get'] }, pullSecretNamespace),
          ...permissions({ 'core/secrets': ['create'] })
        ]),
    ...(apply ? [...permissions(reconfiguring, namespace), ...permissions(reconfiguringCluster)] : [])
  ];
}

function permissions(verbs: Verbs, namespace?: string): readonly Permission[] {
  return Object.entries(verbs).flatMap(([kind, list]) => {
    const [group = '', ...resource] = kind.split('/');
    return list.map(verb => ({
      group: group === 'core' ? '' : group,
      resource: resource.join('/'),
      verb,
      ...(namespace === undefined ? {} : { namespace })
    }));
  });
}

/** Asks the API server for each permission; throws one InputError that lists all that are missing. */
export async function requirePermissions(
  kubernetes: Kubernetes,
  apply: boolean,
  namespace: string,
  pullSecretNamespace?: string
): Promise<void> {
  const needed = neededPermissions(apply, namespace, pullSecretNamespace);
  const granted = await Promise.all(needed.map(permission => kubernetes.isAllowed(permission)));
  const missing = needed.filter((_, index) => granted[index] !== true);
  if (missing.length === 0) return;
  const manifest = `examples/rbac/${apply ? 'reconfigure' : 'measure'}.yaml`;
  throw new InputError(
    `context: the user of "${kubernetes.context}" may not do all that this run needs (${manifest} grants it); missing:\n${summarize(missing)}`
  );
}

function summarize(missing: readonly Permission[]): string {
  const verbs = new Map<string, string[]>();
  for (const { group, resource, verb, namespace } of missing) {
    const kind = `${resource}${group === '' ? '' : `.${group}`}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
    verbs.set(kind, [...(verbs.get(kind) ?? []), verb]);
  }
  return [...verbs].map(([kind, list]) => `  ${list.join(', ')} ${kind}`).join('\n');
}
