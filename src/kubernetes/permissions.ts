import { defined } from '../lib/defined.ts';
import { InputError } from '../model/errors.ts';
import type { Kubernetes } from './port.ts';

/** An action on one kind of object. */
export interface Permission {
  /** API group; empty for the core group. */
  readonly group: string;
  /** Plural name with subresource, such as `pods/exec`. */
  readonly resource: string;
  readonly verb: string;
  /** Namespace of the action. If absent, all namespaces or cluster-scoped. */
  readonly namespace?: string;
  /** The only object. If absent, all of the kind. */
  readonly name?: string;
}

/** Name of the Lease that is the cluster lock. */
export const lockName = 'cluster-lock';

type Verbs = Readonly<Record<string, readonly string[]>>;

/**
 * Permissions for measuring, by `group/resource`, such as `core/pods`. Cluster-wide, because a run's namespaces are
 * named when it starts. An exec over WebSocket is a `get` for the API server, and a `create` for strict RBAC
 * implementations.
 */
const measuring: Verbs = {
  'core/namespaces': ['get', 'list', 'create', 'patch', 'delete'],
  'core/nodes': ['list'],
  'core/pods': ['get', 'list', 'create', 'delete'],
  'core/pods/exec': ['get', 'create'],
  'core/pods/log': ['get'],
  'core/serviceaccounts': ['create'],
  'core/services': ['create', 'delete'],
  'core/events': ['list'],
  // RBAC cannot limit a creation to a name.
  'coordination.k8s.io/leases': ['create'],
  'cilium.io/ciliumnodes': ['list'],
  'cilium.io/ciliumnodeconfigs': ['list']
};

/** For the cluster lock alone: other Leases elect the leaders of controllers. Its namespace exists only during runs. */
const locking: Verbs = { 'coordination.k8s.io/leases': ['get', 'update'] };

/** Permissions for measuring that are only needed in Cilium's namespace: ztunnel's metrics. */
const measuringCilium: Verbs = { 'core/pods/proxy': ['get'] };

/** Permissions for the policy matrix of `verify`, in the run's own namespace. */
const tryingPolicies: Verbs = { 'cilium.io/ciliumnetworkpolicies': ['create', 'delete'] };

/** Helm 4 watches the objects that it waits for. */
const all = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** Permissions for setting a mode, in Cilium's namespace: for Helm, its release and the objects in the chart. */
const reconfiguring: Verbs = {
  'core/secrets': all,
  'core/configmaps': all,
  'core/serviceaccounts': all,
  'core/services': all,
  'apps/daemonsets': all,
  'apps/deployments': all,
  'apps/replicasets': ['get', 'list', 'watch']
};

/** The same outside of it: the chart also has roles in a namespace for Secrets. */
const reconfiguringCluster: Verbs = {
  'rbac.authorization.k8s.io/clusterroles': [...all, 'bind', 'escalate'],
  'rbac.authorization.k8s.io/clusterrolebindings': all,
  'rbac.authorization.k8s.io/roles': [...all, 'bind', 'escalate'],
  'rbac.authorization.k8s.io/rolebindings': all
};

/** What the permissions of a run depend on. */
export interface RunAccess {
  /** Whether the run reconfigures Cilium. */
  readonly apply: boolean;
  readonly verifyOnly: boolean;
  /** Cilium's namespace. */
  readonly namespace: string;
  /** Where the Secret for pulling the test image is. */
  readonly pullSecretNamespace?: string | undefined;
}

/** All permissions of a run. */
export function neededPermissions({
  apply,
  verifyOnly,
  namespace,
  pullSecretNamespace
}: RunAccess): readonly Permission[] {
  return [
    ...permissions(measuring),
    ...(verifyOnly ? permissions(tryingPolicies) : []),
    ...permissions(locking).map(permission => ({ ...permission, name: lockName })),
    ...permissions(measuringCilium, namespace),
    // Not in the example manifests: few clusters need it, and Secrets are sensitive.
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
      ...defined({ namespace })
    }));
  });
}

/** Checks each permission with the API server. Throws one InputError that lists all missing ones. */
export async function requirePermissions(kubernetes: Kubernetes, access: RunAccess): Promise<void> {
  const needed = neededPermissions(access);
  const granted = await Promise.all(needed.map(permission => kubernetes.isAllowed(permission)));
  const missing = needed.filter((_, index) => granted[index] !== true);
  if (missing.length === 0) return;
  const manifest = `examples/rbac/${access.apply ? 'reconfigure' : 'measure'}.yaml`;
  throw new InputError(
    `context: the user of "${kubernetes.context}" lacks permissions that this run needs (${manifest} grants them); missing:\n${summarize(missing)}`
  );
}

function summarize(missing: readonly Permission[]): string {
  const verbs = new Map<string, string[]>();
  for (const { group, resource, verb, namespace, name } of missing) {
    const place = `${name === undefined ? '' : ` ${name}`}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
    const kind = `${resource}${group === '' ? '' : `.${group}`}${place}`;
    verbs.set(kind, [...(verbs.get(kind) ?? []), verb]);
  }
  return [...verbs].map(([kind, list]) => `  ${list.join(', ')} ${kind}`).join('\n');
}
