import type { V1DaemonSet, V1Deployment, V1Node, V1Pod } from '@kubernetes/client-node';
import { cleanTexts } from '../../src/kubernetes/foreign.ts';
import { gateway } from '../../src/kubernetes/programs.ts';
import type { Permission } from '../../src/kubernetes/permissions.ts';
import { runScript } from './shell-script.ts';
import type {
  CiliumNode,
  ExecResult,
  ExecTarget,
  Kubernetes,
  Lease,
  Owned,
  PullSecret,
  RunningExec
} from '../../src/kubernetes/port.ts';

/** Address of each Service. */
export const serviceIp = '10.96.0.77';

/** What the fake cluster holds; tests change it while the program looks. */
export interface FakeCluster {
  nodes: V1Node[];
  /** Pods by `namespace/name`. */
  pods: Map<string, V1Pod>;
  namespaces: Set<string>;
  /** Labels of namespaces, and of Secrets by `namespace/name`. */
  labels: Map<string, Record<string, string | null>>;
  /** Leases by `namespace/name`. */
  leases: Map<string, Lease>;
  /** Secrets by `namespace/name`. */
  secrets: Set<string>;
  pullSecrets: Map<string, PullSecret>;
  /** The Secret that a service account's pods pull with, by the account. */
  pullsWith: Map<string, string>;
  daemonSets: Map<string, V1DaemonSet>;
  deployments: Map<string, V1Deployment>;
  configMaps: Map<string, Record<string, string>>;
  /** Specs of CiliumNetworkPolicies by `namespace/name`. */
  policies: Map<string, object>;
  /** Annotations of CiliumNodes by name. */
  ciliumNodes: Map<string, Record<string, string>>;
  /** Ranges of pods of CiliumNodes by name. */
  ciliumNodeRanges: Map<string, string[]>;
  ciliumNodeAddresses: Map<string, CiliumNode['addresses']>;
  warnings: Map<string, string[]>;
  logs: Map<string, string>;
  exec: (target: ExecTarget, command: readonly string[]) => Partial<ExecResult> | Promise<Partial<ExecResult>>;
  /** What the user may do. */
  allows: (permission: Permission) => boolean;
  /** Called before each look at pods: lets time bring changes. */
  onLook: () => void;
}

/** A cluster in memory behind the Kubernetes port. */
export function fakeKubernetes(parts: Partial<FakeCluster> = {}): { kubernetes: Kubernetes; cluster: FakeCluster } {
  const cluster: FakeCluster = {
    nodes: [],
    pods: new Map(),
    namespaces: new Set(),
    labels: new Map(),
    leases: new Map(),
    secrets: new Set(),
    pullSecrets: new Map(),
    pullsWith: new Map(),
    daemonSets: new Map(),
    deployments: new Map(),
    configMaps: new Map(),
    policies: new Map(),
    ciliumNodes: new Map(),
    ciliumNodeRanges: new Map(),
    ciliumNodeAddresses: new Map(),
    warnings: new Map(),
    logs: new Map(),
    exec: () => ({}),
    allows: () => true,
    onLook: () => undefined,
    ...parts
  };
  const execute = async (target: ExecTarget, command: readonly string[]): Promise<ExecResult> => ({
    exitCode: 0,
    stdout: '',
    stderr: '',
    started: 0,
    ended: 1000,
    ...(await cluster.exec(target, command))
  });
  const matches = (pod: V1Pod, selector: string | undefined): boolean => {
    if (selector === undefined) return true;
    const [key = '', value] = selector.split('=');
    return pod.metadata?.labels?.[key] === value;
  };
  const owned = (key: string): Owned => {
    const labels = Object.entries(cluster.labels.get(key) ?? {}).flatMap(([name, value]) =>
      value === null ? [] : [[name, value] as const]
    );
    return { uid: `uid of ${key}`, labels: Object.fromEntries(labels) };
  };
  const kubernetes: Kubernetes = {
    context: 'kind-test',
    version: () => Promise.resolve('v1.34.3'),
    isAllowed: permission => Promise.resolve(cluster.allows(permission)),
    nodes: selector => {
      const [key = '', value] = selector?.split('=') ?? [];
      const selected = (node: V1Node): boolean => selector === undefined || node.metadata?.labels?.[key] === value;
      return Promise.resolve(cluster.nodes.filter(selected));
    },
    labelNamespace: (name, labels) => {
      cluster.labels.set(name, { ...cluster.labels.get(name), ...labels });
      return Promise.resolve();
    },
    namespaces: selector => {
      const [key = '', value] = selector.split('=');
      return Promise.resolve([...cluster.labels].filter(([, labels]) => labels[key] === value).map(([name]) => name));
    },
    ensureNamespace: (name, labels) => {
      if (!cluster.namespaces.has(name)) cluster.labels.set(name, { ...cluster.labels.get(name), ...labels });
      cluster.namespaces.add(name);
      return Promise.resolve();
    },
    namespace: name => Promise.resolve(cluster.namespaces.has(name) ? owned(name) : undefined),
    deleteNamespace: name => {
      cluster.namespaces.delete(name);
      for (const key of cluster.leases.keys()) if (key.startsWith(`${name}/`)) cluster.leases.delete(key);
      return Promise.resolve();
    },
    lease: (namespace, name) => Promise.resolve(cluster.leases.get(`${namespace}/${name}`)),
    createLease: lease => {
      const key = `${lease.namespace}/${lease.name}`;
      if (cluster.leases.has(key) || !cluster.namespaces.has(lease.namespace)) return Promise.resolve(false);
      cluster.leases.set(key, { ...lease, version: '1' });
      return Promise.resolve(true);
    },
    replaceLease: lease => {
      const key = `${lease.namespace}/${lease.name}`;
      if (cluster.leases.get(key)?.version !== lease.version) return Promise.resolve(false);
      cluster.leases.set(key, { ...lease, version: String(Number(lease.version) + 1) });
      return Promise.resolve(true);
    },
    createServiceAccount: (namespace, name, pullSecret) => {
      if (pullSecret !== undefined) cluster.pullsWith.set(`${namespace}/${name}`, pullSecret);
      return Promise.resolve();
    },
    createPod: (namespace, pod) => {
      cluster.pods.set(`${namespace}/${pod.metadata?.name ?? ''}`, pod);
      return Promise.resolve();
    },
    createService: () => Promise.resolve(serviceIp),
    deleteService: () => Promise.resolve(),
    pod: (namespace, name) => {
      cluster.onLook();
      return Promise.resolve(cluster.pods.get(`${namespace}/${name}`));
    },
    pods: (namespace, selector, node) => {
      cluster.onLook();
      const own = [...cluster.pods].filter(([key]) => key.startsWith(`${namespace}/`)).map(([, pod]) => pod);
      const there = own.filter(pod => node === undefined || pod.spec?.nodeName === node);
      return Promise.resolve(there.filter(pod => matches(pod, selector)));
    },
    deletePod: (namespace, name) => {
      cluster.pods.delete(`${namespace}/${name}`);
      return Promise.resolve();
    },
    warnings: (namespace, name) => Promise.resolve(cluster.warnings.get(`${namespace}/${name}`) ?? []),
    daemonSet: (namespace, name) => Promise.resolve(cluster.daemonSets.get(`${namespace}/${name}`)),
    deployment: (namespace, name) => Promise.resolve(cluster.deployments.get(`${namespace}/${name}`)),
    ciliumNodeConfigs: () => Promise.resolve([]),
    ciliumNodes: wanted => {
      const { ciliumNodes, ciliumNodeRanges, ciliumNodeAddresses } = cluster;
      const names = new Set([ciliumNodes, ciliumNodeRanges, ciliumNodeAddresses].flatMap(map => [...map.keys()]));
      const nodes = [...names].map(name => ({
        name,
        annotations: ciliumNodes.get(name) ?? {},
        podRanges: ciliumNodeRanges.get(name) ?? [],
        addresses: ciliumNodeAddresses.get(name) ?? []
      }));
      return Promise.resolve(nodes.filter(({ name }) => wanted === undefined || name === wanted));
    },
    createNetworkPolicy: (namespace, name, spec) => {
      cluster.policies.set(`${namespace}/${name}`, spec);
      return Promise.resolve();
    },
    deleteNetworkPolicy: (namespace, name) => {
      cluster.policies.delete(`${namespace}/${name}`);
      return Promise.resolve();
    },
    configMap: (namespace, name) => Promise.resolve(cluster.configMaps.get(`${namespace}/${name}`)),
    pullSecret: (namespace, name) => Promise.resolve(cluster.pullSecrets.get(`${namespace}/${name}`)),
    createPullSecret: (namespace, secret) => {
      cluster.pullSecrets.set(`${namespace}/${secret.name}`, secret);
      return Promise.resolve();
    },
    secret: (namespace, name) => {
      const key = `${namespace}/${name}`;
      return Promise.resolve(cluster.secrets.has(key) ? owned(key) : undefined);
    },
    createSecret: (namespace, name, _, labels) => {
      cluster.secrets.add(`${namespace}/${name}`);
      cluster.labels.set(`${namespace}/${name}`, { ...labels });
      return Promise.resolve();
    },
    deleteSecret: (namespace, name) => {
      cluster.secrets.delete(`${namespace}/${name}`);
      return Promise.resolve();
    },
    proxyGet: () => Promise.reject(new Error('nothing listens')),
    logs: target => Promise.resolve(cluster.logs.get(`${target.namespace}/${target.pod}/${target.container}`) ?? ''),
    ...gateway({
      exec: (target, command) => execute(target, command),
      openShell: target => ({
        dead: false,
        run: script => runScript(script, command => execute(target, command)),
        close: () => undefined
      }),
      startExec: (target, command): RunningExec => {
        const result = execute(target, command);
        // As the real one: its user may only look at a line.
        result.catch(() => undefined);
        return {
          result,
          line: async pattern => {
            const match = pattern.exec((await result).stdout);
            if (match === null) throw new Error('no such line');
            return match[0];
          },
          close: () => undefined
        };
      }
    })
  };
  return { kubernetes: cleanTexts(kubernetes), cluster };
}
