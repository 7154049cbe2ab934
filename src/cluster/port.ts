import type { Scenario } from '../model/scenario.ts';
import type { Values } from '../scenario/values.ts';

/** A cluster that can be measured. */
export interface ReadyCluster {
  readonly provider: 'kind' | 'aks' | 'kubeconfig';
  /** On AKS: whether Cilium is ours to install, or Azure's. */
  readonly networking?: 'byocni' | 'managed';
  /** The context's name when absent. */
  readonly name: string | undefined;
  /** Made for this run; nothing on it has to be put back. */
  readonly ours: boolean;
  /** Path of the kubeconfig; `undefined` means the user's default. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** Values that Cilium needs on this kind of cluster, of lowest rank. */
  readonly ciliumValues: Values;
  /** Range of the Services, where it is known: the pods must be clear of it. */
  readonly serviceCidr?: string | undefined;
  /** Test pods may run on control-plane nodes: only on clusters that exist for the measurement. */
  readonly tolerateControlPlane: boolean;
}

/** What can be told of a cluster before it is made. */
export interface Prospect {
  /** How many of its nodes will be no control-plane nodes. */
  readonly workers: number;
  /** Scenarios, by name, that cannot work there, each with the reason. */
  readonly unsupported: ReadonlyMap<string, string>;
}

/** Makes or finds a cluster; what it made is removed by `restore`, from the state saved before. */
export interface Cluster {
  /**
   * Looks before anything is touched; throws an InputError when the cluster cannot be had as the inputs say. Of a cluster
   * that exists nothing is foretold: it answers itself.
   */
  examine?(scenarios: readonly Scenario[]): Promise<Prospect | undefined>;
  obtain(): Promise<ReadyCluster>;
}
