import type { Scenario } from '../model/scenario.ts';
import type { Values } from '../scenario/values.ts';

/** A cluster that can be measured. */
export interface ReadyCluster {
  readonly provider: 'kind' | 'aks' | 'kubeconfig';
  /** On AKS: whether this run or Azure installs Cilium. */
  readonly networking?: 'byocni' | 'managed';
  /** Name of the cluster; by default the context's name. */
  readonly name: string | undefined;
  /** Whether it was created for this run, so that nothing has to be restored. */
  readonly ours: boolean;
  /** Path of the kubeconfig; `undefined` for the user's default. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** Cilium's values on this kind of cluster; lowest precedence. */
  readonly ciliumValues: Values;
  /** Service range, if known. The pods' range must not overlap it. */
  readonly serviceCidr?: string | undefined;
  /** Whether test pods may run on control-plane nodes: only on clusters made for measuring. */
  readonly tolerateControlPlane: boolean;
}

/** What is known about a cluster before it is created. */
export interface Prospect {
  /** Number of worker nodes. */
  readonly workers: number;
  /** Scenarios that cannot work there, by name, with the reason. */
  readonly unsupported: ReadonlyMap<string, string>;
}

/** Creates or finds a cluster. `restore` deletes what it created, using the state saved before. */
export interface Cluster {
  /**
   * Checks everything before anything is changed. Throws an InputError if the inputs rule the cluster out. Returns
   * `undefined` for existing clusters, which are queried instead.
   */
  examine?(scenarios: readonly Scenario[]): Promise<Prospect | undefined>;
  obtain(): Promise<ReadyCluster>;
}
