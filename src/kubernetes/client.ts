import {
  ApiException,
  AppsV1Api,
  AuthorizationV1Api,
  CoordinationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  type KubeConfig,
  PatchStrategy,
  V1MicroTime,
  setHeaderOptions,
  VersionApi,
  type ConfigurationOptions,
  type V1DaemonSet,
  type V1DeleteOptions,
  type V1Lease,
  type V1Namespace,
  type V1Secret
} from '@kubernetes/client-node';
import { z } from 'zod';
import { defined } from '../lib/defined.ts';
import { ClusterError, TransientError, errorMessage } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import { limitedConfiguration, limitedList, limitedText, maxPages } from './answer-limits.ts';
import { listed, named, textOf } from './answer-types.ts';
import { createConnection, outputLimitBytes } from './connection.ts';
import { startExec } from './exec.ts';
import { cleanTexts } from './foreign.ts';
import { gateway } from './programs.ts';
import { readKubeconfig, selectContext } from './kubeconfig.ts';
import type { Kubernetes, Lease, Owned } from './port.ts';
import { openShell } from './shell.ts';
import { safeJson } from '../lib/json.ts';
import { isPassingFailure } from '../lib/passing-failure.ts';
import { foreignText } from '../redaction/foreign.ts';
import { rememberSecrets } from '../redaction/known.ts';

/**
 * Connects with a kubeconfig (by default kubectl's), through the proxy set in the environment. Throws an InputError
 * if the kubeconfig or context does not exist. Sends nothing yet.
 */
export function connect(
  path: string | undefined,
  context: string | undefined,
  { environment, stop }: Pick<Host, 'environment' | 'stop'>
): Kubernetes {
  const kubeconfig = selectContext(readKubeconfig(path, environment), context);
  return cleanTexts(createKubernetes(createConnection(kubeconfig, environment), stop));
}

const networkPolicies = { group: 'cilium.io', version: 'v2', plural: 'ciliumnetworkpolicies' };

const nodeConfigsSchema = z.object({
  items: z.array(
    z
      .looseObject({
        metadata: z.looseObject({ name: z.string() }),
        spec: z.looseObject({ defaults: z.record(z.string(), z.string()).default({}) })
      })
      .transform(({ metadata, spec }) => ({ name: metadata.name, defaults: spec.defaults }))
  )
});

const ranges = z.array(z.string()).default([]);
const ciliumNodesSchema = z.object({
  metadata: z
    .object({ continue: z.string().optional() })
    .transform(({ continue: _continue }) => ({ _continue }))
    .optional(),
  items: z.array(
    z
      .looseObject({
        metadata: z.looseObject({ name: z.string(), annotations: z.record(z.string(), z.string()).default({}) }),
        spec: z
          .object({
            addresses: z.array(z.object({ type: z.string(), ip: z.string() })).default([]),
            ipam: z
              .object({
                podCIDRs: ranges,
                pools: z.object({ allocated: z.array(z.object({ cidrs: ranges })).default([]) }).optional()
              })
              .optional()
          })
          .optional()
      })
      .transform(({ metadata: { name, annotations }, spec }) => ({
        name,
        annotations,
        addresses: spec?.addresses ?? [],
        podRanges: [
          ...(spec?.ipam?.podCIDRs ?? []),
          ...(spec?.ipam?.pools?.allocated.flatMap(({ cidrs }) => cidrs) ?? [])
        ]
      }))
  )
});

function createKubernetes(config: KubeConfig, stop: AbortSignal): Kubernetes {
  const limited = limitedConfiguration(config);
  const core = new CoreV1Api(limited);
  const apps = new AppsV1Api(limited);
  const authorization = new AuthorizationV1Api(limited);
  const coordination = new CoordinationV1Api(limited);
  const versions = new VersionApi(limited);
  const custom = new CustomObjectsApi(limited);

  return {
    context: config.getCurrentContext(),
    version: () => ask('read the version', async () => textOf((await versions.getCode()).gitVersion)),
    isAllowed: ({ group, resource, verb, namespace, name }) =>
      ask('check permissions', async () => {
        const [kind = '', subresource] = resource.split('/');
        const resourceAttributes = {
          group,
          resource: kind,
          verb,
          ...defined({ subresource, namespace, name })
        };
        const review = await authorization.createSelfSubjectAccessReview({ body: { spec: { resourceAttributes } } });
        return review.status?.allowed === true;
      }),
    nodes: labelSelector =>
      ask('list the nodes', () =>
        everyPage((page, limits) => listed(core.listNode({ ...page, ...defined({ labelSelector }) }, limits)))
      ),
    labelNamespace: (name, labels) =>
      ask(`label namespace ${name}`, async () => {
        const contentType = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
        await named(name, core.patchNamespace({ name, body: { metadata: { labels } } }, contentType));
      }),
    namespaces: labelSelector =>
      ask('list the namespaces', async () =>
        (await listed(core.listNamespace({ labelSelector }))).items.map(item => item.metadata?.name ?? '')
      ),
    ensureNamespace: (name, labels) =>
      ask(`create namespace ${name}`, async () => {
        const creating = core.createNamespace({ body: { metadata: { name, labels: { ...labels } } } });
        await named(name, unless([409], creating));
      }),
    namespace: name =>
      ask(`read namespace ${name}`, async () => ownedBy(await named(name, orUndefined(core.readNamespace({ name }))))),
    deleteNamespace: (name, uid) =>
      ask(`delete namespace ${name}`, async () => {
        await unless(goneOrOther(uid), core.deleteNamespace({ name, ...only(uid) }));
      }),
    lease: (namespace, name) =>
      ask(`read lease ${namespace}/${name}`, async () => {
        const found = await named(name, orUndefined(coordination.readNamespacedLease({ namespace, name })));
        return found === undefined ? undefined : toLease(found);
      }),
    createLease: lease =>
      ask(`create lease ${lease.namespace}/${lease.name}`, async () => {
        const { namespace } = lease;
        try {
          const creating = coordination.createNamespacedLease({ namespace, body: leaseBody(lease) });
          return (await named(lease.name, unless([404, 409], creating))) !== undefined;
        } catch (error) {
          if (isTerminating(error)) return false;
          throw error;
        }
      }),
    replaceLease: lease =>
      ask(`renew lease ${lease.namespace}/${lease.name}`, async () => {
        const { namespace, name } = lease;
        const replacing = coordination.replaceNamespacedLease({ namespace, name, body: leaseBody(lease) });
        return (await named(name, unless([404, 409], replacing))) !== undefined;
      }),
    createServiceAccount: (namespace, name, pullSecret) =>
      ask(`create service account ${namespace}/${name}`, async () => {
        const secrets = pullSecret === undefined ? {} : { imagePullSecrets: [{ name: pullSecret }] };
        const creating = core.createNamespacedServiceAccount({ namespace, body: { metadata: { name }, ...secrets } });
        await named(name, unless([409], creating));
      }),
    createPod: (namespace, pod) =>
      ask(`create pod ${namespace}/${pod.metadata?.name ?? ''}`, async () => {
        await named(pod.metadata?.name ?? '', core.createNamespacedPod({ namespace, body: pod }));
      }),
    createService: (namespace, name, selector, port) =>
      ask(`create service ${namespace}/${name}`, async () => {
        const spec = { selector: { ...selector }, ports: [{ port }] };
        const creating = core.createNamespacedService({ namespace, body: { metadata: { name }, spec } });
        const service = await named(name, creating);
        return service.spec?.clusterIP ?? '';
      }),
    deleteService: (namespace, name) =>
      ask(`delete service ${namespace}/${name}`, async () => {
        await orUndefined(core.deleteNamespacedService({ namespace, name }));
      }),
    pod: (namespace, name) =>
      ask(`read pod ${namespace}/${name}`, () => named(name, orUndefined(core.readNamespacedPod({ namespace, name })))),
    pods: (namespace, labelSelector, node) =>
      ask(`list the pods of ${namespace}`, () => {
        const selectors = defined({
          labelSelector,
          fieldSelector: node === undefined ? undefined : `spec.nodeName=${node}`
        });
        return everyPage((page, limits) =>
          listed(core.listNamespacedPod({ namespace, ...page, ...selectors }, limits))
        );
      }),
    deletePod: (namespace, name) =>
      ask(`delete pod ${namespace}/${name}`, async () => {
        await orUndefined(core.deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 1 }));
      }),
    warnings: (namespace, objectName) =>
      ask(`list the events of ${namespace}/${objectName}`, async () => {
        const fieldSelector = `involvedObject.name=${objectName},type=Warning`;
        const events = (await listed(core.listNamespacedEvent({ namespace, fieldSelector }))).items;
        return events
          .sort((a, b) => Number(a.lastTimestamp ?? 0) - Number(b.lastTimestamp ?? 0))
          .map(event => `${event.reason ?? 'Warning'}: ${foreignText(event.message ?? '')}`);
      }),
    daemonSet: (namespace, name) =>
      ask(`read daemonset ${namespace}/${name}`, (): Promise<V1DaemonSet | undefined> =>
        named(name, orUndefined(apps.readNamespacedDaemonSet({ namespace, name })))
      ),
    deployment: (namespace, name) =>
      ask(`read deployment ${namespace}/${name}`, () =>
        named(name, orUndefined(apps.readNamespacedDeployment({ namespace, name })))
      ),
    ciliumNodeConfigs: () =>
      ask('list the CiliumNodeConfigs', async () => {
        const request = { group: 'cilium.io', version: 'v2', plural: 'ciliumnodeconfigs' };
        return nodeConfigsSchema.parse((await orUndefined(custom.listClusterCustomObject(request))) ?? { items: [] })
          .items;
      }),
    ciliumNodes: name =>
      ask('list the CiliumNodes', () => {
        // As a list, to need no extra permission.
        const fieldSelector = name === undefined ? undefined : `metadata.name=${name}`;
        const request = { group: 'cilium.io', version: 'v2', plural: 'ciliumnodes', ...defined({ fieldSelector }) };
        return everyPage(async (page, limits) =>
          ciliumNodesSchema.parse(
            (await orUndefined(custom.listClusterCustomObject({ ...request, ...page }, limits))) ?? { items: [] }
          )
        );
      }),
    createNetworkPolicy: (namespace, name, spec) =>
      ask(`create CiliumNetworkPolicy ${namespace}/${name}`, async () => {
        const body = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name }, spec };
        const creating = custom.createNamespacedCustomObject({ ...networkPolicies, namespace, body });
        await named(name, creating as Promise<{ readonly metadata?: { readonly name?: string } }>);
      }),
    deleteNetworkPolicy: (namespace, name) =>
      ask(`delete CiliumNetworkPolicy ${namespace}/${name}`, async () => {
        await orUndefined(custom.deleteNamespacedCustomObject({ ...networkPolicies, namespace, name }));
      }),
    configMap: (namespace, name) =>
      ask(`read configmap ${namespace}/${name}`, async () => {
        const map = await named(name, orUndefined(core.readNamespacedConfigMap({ namespace, name })));
        return map === undefined ? undefined : (map.data ?? {});
      }),
    secret: (namespace, name) =>
      ask(`read secret ${namespace}/${name}`, async () =>
        ownedBy(await named(name, orUndefined(core.readNamespacedSecret({ namespace, name }))))
      ),
    pullSecret: (namespace, name) =>
      ask(`read secret ${namespace}/${name}`, async () => {
        const secret = await named(name, orUndefined(core.readNamespacedSecret({ namespace, name })));
        const dockerConfig = secret?.data?.[dockerConfigKey];
        rememberSecrets([dockerConfig]);
        return secret?.type !== pullSecretType || dockerConfig === undefined ? undefined : { name, dockerConfig };
      }),
    createPullSecret: (namespace, { name, dockerConfig }) =>
      ask(`create secret ${namespace}/${name}`, async () => {
        const body = { metadata: { name }, type: pullSecretType, data: { [dockerConfigKey]: dockerConfig } };
        await named(name, unless([409], core.createNamespacedSecret({ namespace, body })));
      }),
    createSecret: (namespace, name, stringData, labels) =>
      ask(`create secret ${namespace}/${name}`, async () => {
        const metadata = { name, labels: { ...labels } };
        const body = { metadata, stringData: { ...stringData } };
        await named(name, core.createNamespacedSecret({ namespace, body }));
      }),
    deleteSecret: (namespace, name, uid) =>
      ask(`delete secret ${namespace}/${name}`, async () => {
        await unless(goneOrOther(uid), core.deleteNamespacedSecret({ namespace, name, ...only(uid) }));
      }),
    proxyGet: (namespace, pod, port, path, timeoutSeconds) =>
      ask(`read ${path} of pod ${namespace}/${pod}`, async () => {
        const target = { namespace, name: `${pod}:${port}`, path };
        return textOf(await core.connectGetNamespacedPodProxyWithPath(target, limitedText(timeoutSeconds)));
      }),
    logs: (target, { previous, lines }) =>
      ask(`read the log of ${target.namespace}/${target.pod}`, async () => {
        const { namespace, pod: name, container } = target;
        const wanted = { namespace, name, container, previous, tailLines: lines, limitBytes: outputLimitBytes };
        return textOf((await orUndefined(core.readNamespacedPodLog(wanted, limitedText()))) ?? '');
      }),
    ...gateway({
      exec: (target, command, timeoutSeconds) => startExec(config, target, command, timeoutSeconds, stop).result,
      openShell: target => openShell(config, target, stop),
      startExec: (target, command, timeoutSeconds) => startExec(config, target, command, timeoutSeconds, stop)
    })
  };
}

/** Objects per page of a list: lists of a large cluster take megabytes. */
const pageSize = 100;

/** All objects of a list, page by page. */
async function everyPage<T>(
  list: (
    page: { readonly limit: number; readonly _continue?: string },
    limits: ConfigurationOptions
  ) => Promise<{
    readonly items: readonly T[];
    readonly metadata?: { readonly _continue?: string | undefined } | undefined;
  }>
): Promise<T[]> {
  const limits = limitedList();
  const objects: T[] = [];
  let from: string | undefined;
  for (let page = 1; page <= maxPages; page += 1) {
    const { items, metadata } = await list({ limit: pageSize, ...defined({ _continue: from }) }, limits);
    objects.push(...items);
    from = metadata?._continue;
    if (from === undefined || from === '') return objects;
  }
  throw new ClusterError(`the list has more than ${maxPages} pages of ${pageSize} objects`);
}

const pullSecretType = 'kubernetes.io/dockerconfigjson';
const dockerConfigKey = '.dockerconfigjson';

function ownedBy(found: V1Namespace | V1Secret | undefined): Owned | undefined {
  return found === undefined ? undefined : { uid: found.metadata?.uid ?? '', labels: found.metadata?.labels ?? {} };
}

/** Restricts a deletion to the object that was looked at. */
function only(uid: string | undefined): { readonly body?: V1DeleteOptions } {
  return uid === undefined ? {} : { body: { preconditions: { uid } } };
}

/** Codes of a deletion that found nothing, or another object of that name. */
function goneOrOther(uid: string | undefined): readonly number[] {
  return uid === undefined ? [404] : [404, 409];
}

const placeAnnotation = 'cilium-perf-gate/run';

function toLease({ metadata, spec }: V1Lease): Lease {
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    version: metadata?.resourceVersion ?? '',
    holder: spec?.holderIdentity ?? '',
    place: metadata?.annotations?.[placeAnnotation] ?? '',
    renewedAt: new Date(spec?.renewTime ?? 0),
    durationSeconds: spec?.leaseDurationSeconds ?? 0
  };
}

function leaseBody({ namespace, name, version, holder, place, renewedAt, durationSeconds }: Lease): V1Lease {
  return {
    metadata: {
      namespace,
      name,
      annotations: { [placeAnnotation]: place },
      ...(version === '' ? {} : { resourceVersion: version })
    },
    spec: {
      holderIdentity: holder,
      leaseDurationSeconds: durationSeconds,
      renewTime: new V1MicroTime(renewedAt.getTime())
    }
  };
}

/** The API server reports creation in a terminating namespace as forbidden. */
function isTerminating(error: unknown): boolean {
  if (!(error instanceof ApiException) || error.code !== 403) return false;
  const body: unknown = error.body;
  return (typeof body === 'string' ? body : JSON.stringify(body)).includes('NamespaceTerminating');
}

async function orUndefined<T>(request: Promise<T>): Promise<T | undefined> {
  return unless([404], request);
}

/** Answer to a request, or `undefined` if the API server refused it with one of the codes. */
async function unless<T>(codes: readonly number[], request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ApiException && codes.includes(error.code)) return undefined;
    throw error;
  }
}

async function ask<T>(what: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    // Not passed as the cause, which would repeat the raw answer.
    const message = `Kubernetes: cannot ${what}: ${apiErrorText(error)}`;
    throw isTransient(error) ? new TransientError(message) : new ClusterError(message);
  }
}

/** True if the API server was busy, lost its store for a moment, was behind a failing proxy, or did not answer. */
function isTransient(error: unknown): boolean {
  if (error instanceof ApiException) return error.code === 429 || error.code >= 500;
  if (error instanceof TransientError) return true;
  return isPassingFailure(errorMessage(error));
}

/** The API server's own message. client-node wraps it in a body that may be text or an object. */
function apiErrorText(error: unknown): string {
  if (!(error instanceof ApiException)) return errorMessage(error);
  const body: unknown = error.body;
  const status: unknown = typeof body === 'string' ? safeJson(body) : body;
  const message: unknown = typeof status === 'object' && status !== null && 'message' in status && status.message;
  const said = [message, body, JSON.stringify(body)].find(one => typeof one === 'string') ?? '';
  // Its body has no message.
  if (error.code !== 401) return `${error.code} ${foreignText(said)}`;
  return `401 Unauthorized: the API server does not accept the kubeconfig's credentials, or they have expired; log in again before this step`;
}
