/** A resource group. */
export interface FakeGroup {
  readonly name: string;
  location: string;
  tags: Record<string, string>;
  managedBy?: string;
  /** `Deleting` for as many looks as `deletionLooks` says. */
  state: 'Succeeded' | 'Deleting';
  looksLeft: number;
}

/** A managed cluster, as the body of a PUT and what Azure adds to it. */
export interface FakeCluster {
  readonly group: string;
  readonly name: string;
  readonly body: Record<string, unknown> & { properties: Record<string, unknown> };
  state: 'Creating' | 'Updating' | 'Succeeded' | 'Failed';
  /** Polls of its operation that still say `InProgress`. */
  pollsLeft: number;
}

/** An error of ARM. */
export interface ArmError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What one subscription holds, and what goes wrong in it on purpose. */
export interface ArmWorld {
  readonly subscription: string;
  readonly groups: Map<string, FakeGroup>;
  readonly clusters: Map<string, FakeCluster>;
  readonly placementGroups: Set<string>;
  /** The content of the kubeconfig that every cluster's credentials are. */
  kubeconfig: string;
  /** Polls that a creation takes. */
  creationPolls: number;
  /** Looks at a group that its deletion lasts. */
  deletionLooks: number;
  /** Answers the PUT of a cluster. */
  refuseCluster: ArmError | undefined;
  /** Ends the operation that creates a cluster, which has begun. */
  failCreation: ArmError | undefined;
  /** Groups of such names are there, and somebody else's. */
  takenNames: RegExp | undefined;
  /** Answers every request of ARM, as when the login has expired. */
  refuseEverything: ArmError | undefined;
  /** Answers the DELETE of a group. */
  refuseDeletion: ArmError | undefined;
  /** The token of a workflow that Entra ID takes for a login; it takes no other. */
  acceptedAssertion: string | undefined;
}

/** An empty subscription in which everything works. */
export function createArmWorld(): ArmWorld {
  return {
    subscription: '11111111-2222-3333-4444-555555555555',
    groups: new Map(),
    clusters: new Map(),
    placementGroups: new Set(),
    kubeconfig: '',
    creationPolls: 0,
    deletionLooks: 1,
    refuseCluster: undefined,
    failCreation: undefined,
    takenNames: undefined,
    refuseEverything: undefined,
    refuseDeletion: undefined,
    acceptedAssertion: undefined
  };
}

/** Adds a resource group that is there already. */
export function addGroup(world: ArmWorld, name: string, more: Partial<FakeGroup> = {}): FakeGroup {
  const group: FakeGroup = { name, location: 'westeurope', tags: {}, state: 'Succeeded', looksLeft: 0, ...more };
  world.groups.set(name.toLowerCase(), group);
  return group;
}

/** Adds a cluster that is there already, with its group. */
export function addCluster(
  world: ArmWorld,
  group: string,
  name: string,
  networkProfile: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>> = {}
): FakeCluster {
  addGroup(world, group);
  const cluster: FakeCluster = {
    group,
    name,
    state: 'Succeeded',
    pollsLeft: 0,
    body: {
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
      properties: {
        kubernetesVersion: '1.34',
        powerState: { code: 'Running' },
        // az reads the nodes' identity before each update.
        identityProfile: { kubeletidentity: { resourceId: '/nodes', clientId: 'nodes', objectId: 'nodes' } },
        agentPoolProfiles: [{ name: 'nodepool1', count: 2, vmSize: 'Standard_D4s_v5', mode: 'System' }],
        ...properties,
        networkProfile: { serviceCidr: '10.0.0.0/16', ...networkProfile }
      }
    }
  };
  world.clusters.set(keyOf(group, name), cluster);
  return cluster;
}

/** ARM's names know no case. */
export function keyOf(group: string, name: string): string {
  return `${group}/${name}`.toLowerCase();
}
