import type { Values } from '../scenario/values.ts';

/** A cluster that can be measured. */
export interface ReadyCluster {
  readonly provider: 'kind' | 'kubeconfig';
  /** The context's name when absent. */
  readonly name: string | undefined;
  /** Made for this run; nothing on it has to be put back. */
  readonly ours: boolean;
  /** Path of the kubeconfig; `undefined` means the user's default. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** Values that Cilium needs on this kind of cluster, of lowest rank. */
  readonly ciliumValues: Values;
  /** Test pods may run on control-plane nodes: only on clusters that exist for the measurement. */
  readonly tolerateControlPlane: boolean;
}

/** Makes or finds a cluster; what it made is removed by `restore`, from the state saved before. */
export interface Cluster {
  obtain(): Promise<ReadyCluster>;
}
