import { addGroup, keyOf, type ArmError, type ArmWorld, type FakeCluster, type FakeGroup } from './world.ts';

/** What came in. */
export interface ArmRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: Record<string, unknown>;
}

/** What goes out. */
export interface ArmAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Operation = (world: ArmWorld, request: ArmRequest, parts: readonly string[]) => ArmAnswer;

const s = '/subscriptions/[^/]+';
const group = `${s}/resource[gG]roups/([^/]+)`;
const container = `${group}/providers/Microsoft.ContainerService`;

/** ARM as far as az asks it here, by method and path. */
const operations: readonly (readonly [string, RegExp, Operation])[] = [
  ['GET', path(s), world => ok(describeSubscription(world))],
  ['GET', path('/subscriptions'), world => ok({ value: [describeSubscription(world)] })],
  ['GET', path('/tenants'), () => ok({ value: [{ tenantId, id: `/tenants/${tenantId}` }] })],
  [
    'GET',
    path(`${s}/locations`),
    () => ok({ value: ['westeurope', 'northeurope'].map(name => ({ name, displayName: name })) })
  ],
  ['GET', path(`${s}/resource[gG]roups`), listGroups],
  ['HEAD', path(group), (world, _, [name = '']) => ({ status: seeGroup(world, name) === undefined ? 404 : 204 })],
  [
    'GET',
    path(group),
    (world, _, [name = '']) => orMissing(seeGroup(world, name), name, one => ok(describeGroup(world, one)))
  ],
  ['PUT', path(group), putGroup],
  ['DELETE', path(group), deleteGroup],
  ['PUT', path(`${group}/providers/Microsoft.Compute/proximityPlacementGroups/([^/]+)`), putPlacementGroup],
  ['GET', path(`${container}/managedClusters/([^/]+)`), getCluster],
  ['PUT', path(`${container}/managedClusters/([^/]+)`), putCluster],
  ['POST', path(`${container}/managedClusters/([^/]+)/listClusterUserCredential`), listCredentials],
  ['GET', path(`${s}/providers/Microsoft.ContainerService/locations/[^/]+/operations/([^/]+)/([^/]+)`), pollCreation]
];

const tenantId = '99999999-8888-7777-6666-555555555555';

/** Answers what ARM would; what it would not know is answered by 501, which fails the test that asked. */
export function answer(world: ArmWorld, request: ArmRequest): ArmAnswer {
  if (world.refuseEverything !== undefined) return refuse(world.refuseEverything);
  for (const [method, pattern, operation] of operations) {
    const match = method === request.method ? pattern.exec(request.url.pathname) : null;
    if (match !== null) return operation(world, request, match.slice(1).map(decodeURIComponent));
  }
  return refuse({ status: 501, code: 'NotImplemented', message: `${request.method} ${request.url.pathname}` });
}

function path(text: string): RegExp {
  return new RegExp(`^${text}/?$`);
}

function ok(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): ArmAnswer {
  return { status, body, headers };
}

function refuse({ status, code, message }: ArmError): ArmAnswer {
  const challenge = status === 401 ? { 'WWW-Authenticate': 'Bearer error="invalid_token"' } : {};
  return ok({ error: { code, message } }, status, challenge);
}

function missingGroup(name: string): ArmAnswer {
  return refuse({
    status: 404,
    code: 'ResourceGroupNotFound',
    message: `Resource group '${name}' could not be found.`
  });
}

function orMissing(found: FakeGroup | undefined, name: string, then: (group: FakeGroup) => ArmAnswer): ArmAnswer {
  return found === undefined ? missingGroup(name) : then(found);
}

function describeSubscription({ subscription }: ArmWorld): object {
  return {
    id: `/subscriptions/${subscription}`,
    subscriptionId: subscription,
    displayName: 'loopback',
    state: 'Enabled',
    tenantId
  };
}

function describeGroup({ subscription }: ArmWorld, one: FakeGroup): object {
  const { name, location, tags, managedBy, state } = one;
  return {
    id: `/subscriptions/${subscription}/resourceGroups/${name}`,
    type: 'Microsoft.Resources/resourceGroups',
    ...{ name, location, tags, managedBy },
    properties: { provisioningState: state }
  };
}

/** Each look brings a deletion nearer to its end. */
function seeGroup(world: ArmWorld, name: string): FakeGroup | undefined {
  const key = name.toLowerCase();
  if (world.takenNames?.test(key) === true) addGroup(world, name);
  const found = world.groups.get(key);
  if (found?.state !== 'Deleting') return found;
  if (found.looksLeft > 0) {
    found.looksLeft -= 1;
    return found;
  }
  world.groups.delete(key);
  for (const [id, cluster] of world.clusters) if (cluster.group.toLowerCase() === key) world.clusters.delete(id);
  for (const id of world.placementGroups) if (id.startsWith(`${key}/`)) world.placementGroups.delete(id);
  return undefined;
}

function listGroups(world: ArmWorld, { url }: ArmRequest): ArmAnswer {
  const tag = /^tagname eq '(.+)'$/.exec(url.searchParams.get('$filter') ?? '')?.[1];
  const all = [...world.groups.values()].filter(one => tag === undefined || tag in one.tags);
  return ok({ value: all.map(one => describeGroup(world, one)) });
}

function putGroup(world: ArmWorld, { body }: ArmRequest, [name = '']: readonly string[]): ArmAnswer {
  const { location, tags } = body as { location: string; tags?: Record<string, string> };
  return ok(describeGroup(world, addGroup(world, name, { location, tags: tags ?? {} })), 201);
}

function deleteGroup(world: ArmWorld, { url }: ArmRequest, [name = '']: readonly string[]): ArmAnswer {
  return orMissing(world.groups.get(name.toLowerCase()), name, found => {
    if (world.refuseDeletion !== undefined) return refuse(world.refuseDeletion);
    found.state = 'Deleting';
    found.looksLeft = world.deletionLooks;
    return { status: 202, headers: { Location: `${url.origin}/never-asked` } };
  });
}

function putPlacementGroup(
  world: ArmWorld,
  { url, body }: ArmRequest,
  [groupName = '', name = '']: readonly string[]
): ArmAnswer {
  world.placementGroups.add(keyOf(groupName, name));
  return ok({ id: url.pathname, name, location: body['location'], properties: body['properties'] ?? {} }, 201);
}

function getCluster(world: ArmWorld, { url }: ArmRequest, [groupName = '', name = '']: readonly string[]): ArmAnswer {
  if (!world.groups.has(groupName.toLowerCase())) return missingGroup(groupName);
  const cluster = world.clusters.get(keyOf(groupName, name));
  if (cluster !== undefined) return ok(describeCluster(cluster, url.pathname));
  return refuse({
    status: 404,
    code: 'ResourceNotFound',
    message: `The Resource 'Microsoft.ContainerService/managedClusters/${name}' under resource group '${groupName}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`
  });
}

function putCluster(world: ArmWorld, request: ArmRequest, [groupName = '', name = '']: readonly string[]): ArmAnswer {
  if (!world.groups.has(groupName.toLowerCase())) return missingGroup(groupName);
  if (world.refuseCluster !== undefined) return refuse(world.refuseCluster);
  const body = request.body as FakeCluster['body'];
  const known = world.clusters.get(keyOf(groupName, name));
  const cluster: FakeCluster = {
    group: groupName,
    name,
    body: { ...body, properties: { ...body.properties, powerState: { code: 'Running' } } },
    state: known === undefined ? 'Creating' : 'Updating',
    pollsLeft: world.creationPolls
  };
  world.clusters.set(keyOf(groupName, name), cluster);
  const operation = `${request.url.origin}/subscriptions/${world.subscription}/providers/Microsoft.ContainerService/locations/westeurope/operations/${groupName}/${name}?api-version=2017-08-31`;
  return ok(describeCluster(cluster, request.url.pathname), known === undefined ? 201 : 200, {
    'Azure-AsyncOperation': operation,
    'Retry-After': '1'
  });
}

function pollCreation(world: ArmWorld, _: ArmRequest, [groupName = '', name = '']: readonly string[]): ArmAnswer {
  const cluster = world.clusters.get(keyOf(groupName, name));
  if (cluster === undefined) return missingGroup(groupName);
  if (cluster.pollsLeft > 0) {
    cluster.pollsLeft -= 1;
    return ok({ name, status: 'InProgress' }, 200, { 'Retry-After': '1' });
  }
  const failure = world.failCreation;
  cluster.state = failure === undefined ? 'Succeeded' : 'Failed';
  return ok({
    name,
    status: cluster.state,
    ...(failure === undefined ? {} : { error: { code: failure.code, message: failure.message } })
  });
}

function listCredentials(world: ArmWorld, _: ArmRequest, [groupName = '', name = '']: readonly string[]): ArmAnswer {
  if (!world.clusters.has(keyOf(groupName, name))) return missingGroup(groupName);
  return ok({ kubeconfigs: [{ name: 'clusterUser', value: Buffer.from(world.kubeconfig).toString('base64') }] });
}

function describeCluster({ name, body, state }: FakeCluster, id: string): object {
  return {
    id,
    name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    ...body,
    properties: { ...body.properties, provisioningState: state }
  };
}
