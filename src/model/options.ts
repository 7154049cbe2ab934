import type { Verdict } from './comparison.ts';
import type { ModeOptions, Scenario } from './scenario.ts';
import type { TestName } from './test.ts';

/** A toleration as Kubernetes has it; it fits V1Toleration. */
export interface Toleration {
  /** Every taint when absent. */
  readonly key?: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  /** Every effect when absent. */
  readonly effect?: string;
}

/** What decides what a change means. */
export interface Policy {
  /** Losses that count as none, in percent. */
  readonly marginPercent: { readonly throughput: number; readonly latency: number };
  /** Metrics that gate besides the primary one of each test, as `test/metric`. */
  readonly alsoGate: readonly string[];
  /** Verdicts that make the exit code non-zero. */
  readonly failOn: readonly Verdict[];
  /** Jobs whose gated metrics are one family, this one included. */
  readonly legs: number;
}

/** Where a chart comes from: a folder or archive, an OCI reference, or a repository's address. */
export type ChartSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'oci'; readonly reference: string }
  | { readonly kind: 'repository'; readonly url: string };

/** An AKS cluster that exists. */
export interface ExistingAks {
  readonly provider: 'aks';
  readonly kind: 'existing';
  readonly resourceGroup: string;
  readonly name: string;
  /** The cluster's name when it may be reconfigured. */
  readonly allowReconfigure: string | undefined;
  /** What to set on a managed cluster; it stays as it is when absent. */
  readonly transitEncryption: 'none' | 'wireguard' | undefined;
  /** Inputs that were given and say what is applied to Cilium: a managed one takes none of them. */
  readonly appliedInputs: readonly string[];
  /** `scenarios` was given, and is not the default. */
  readonly scenariosGiven: boolean;
}

/** An AKS cluster that is made for the run, in a resource group of its own. */
export interface EphemeralAks {
  readonly provider: 'aks';
  readonly kind: 'ephemeral';
  readonly location: string;
  readonly vmSize: string;
  /** A proximity placement group when absent. */
  readonly zone: string | undefined;
  readonly kubernetesVersion: string | undefined;
  readonly podCidr: string;
  /** Of the resource group and what is in it, each as `name=value`; the program's own come on top. */
  readonly tags: readonly string[];
  /** Of one node for an hour, in the user's currency. */
  readonly nodePrice: number | undefined;
}

/** The cluster: one that the program makes (or finds by name) with kind, one on AKS, or any kubeconfig. */
export type ClusterOptions =
  | ExistingAks
  | EphemeralAks
  | {
      readonly provider: 'kind';
      readonly name: string;
      readonly keep: boolean;
      /** `kind-<name>` when the cluster may be reconfigured although it exists already. */
      readonly allowReconfigure: string | undefined;
      readonly nodeImage: string | undefined;
      /** In place of the image: kind's own one for this version, without `v`. */
      readonly kubernetesVersion: string | undefined;
      /** Path of the user's kind configuration, merged with what the program needs. */
      readonly configFile: string | undefined;
      /** As the configuration says, or 1, when absent. */
      readonly workers: number | undefined;
      /** Images of this machine's engine that the nodes get. */
      readonly loadImages: readonly string[];
    }
  | {
      readonly provider: 'kubeconfig';
      readonly kubeconfig: string | undefined;
      readonly context: string | undefined;
      /** The context whose Cilium may be reconfigured, which must be the context used; absent when nothing is applied. */
      readonly allowReconfigure: string | undefined;
    };

/** Which two nodes are measured. */
interface NodeOptions {
  /** A name or a label selector; the program's own choice when absent. */
  readonly client: string | undefined;
  readonly server: string | undefined;
  readonly tolerations: readonly Toleration[];
}

/** With what a run is compared, what a change means, and where that is said. */
export interface ComparingOptions {
  /** What the event suggests when absent. */
  readonly reference: 'base' | 'none' | undefined;
  readonly referenceValues: readonly string[] | undefined;
  readonly referenceVersion: string | undefined;
  readonly timeBudgetMinutes: number | undefined;
  readonly baseline: 'artifact' | 'file' | 'none';
  readonly baselineFiles: readonly string[];
  /** This job's own when absent. */
  readonly baselineWorkflow: string | undefined;
  readonly policy: Policy;
  readonly comment: boolean;
  readonly commentKey: string;
  readonly token: string | undefined;
}

/** All that a run was asked to do, validated: the only form in which inputs reach the program. */
export interface RunOptions {
  readonly cluster: ClusterOptions;
  readonly nodes: NodeOptions;
  readonly cilium: {
    readonly chart: ChartSource;
    /** Chart version without `v`; absent for a chart by path. */
    readonly version: string | undefined;
    /** File whose first line is the version, in place of it. */
    readonly versionFile: string | undefined;
    readonly valuesFiles: readonly string[];
    readonly namespace: string;
  };
  /** False: Cilium is measured in the mode that it is in, and nothing of it is changed. */
  readonly apply: boolean;
  /** With `apply: false` the one that must be found, or none when any will do. */
  readonly scenarios: readonly Scenario[];
  readonly modes: ModeOptions;
  readonly suite: 'default' | 'published';
  readonly tests: readonly TestName[];
  /** As many as suit the arms when absent. */
  readonly rounds: number | undefined;
  readonly durationSeconds: number;
  readonly omitSeconds: number;
  readonly comparing: ComparingOptions;
  /** Seed of the order; drawn and recorded when absent. */
  readonly seed: string | undefined;
  readonly image: string;
  /** The Secret with which the nodes pull it. */
  readonly imagePullSecret: { readonly namespace: string; readonly name: string } | undefined;
  /** How many times as long as on a normal cluster everything may take. */
  readonly timeScale: number;
  readonly witnessImage: string;
  readonly output: string;
  readonly planOnly: boolean;
  /** No samples: only the mode of each scenario, its traffic matrix and the second witness. */
  readonly verifyOnly: boolean;
}
