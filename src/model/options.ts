import type { Verdict } from './comparison.ts';
import type { ModeOptions, Scenario } from './scenario.ts';
import type { SampleTiming, TestName } from './test.ts';

/** A toleration as in Kubernetes; compatible with V1Toleration. */
export interface Toleration {
  /** If absent, matches every taint. */
  readonly key?: string;
  readonly operator: 'Exists' | 'Equal';
  readonly value?: string;
  /** If absent, matches every effect. */
  readonly effect?: string;
}

/** How a comparison becomes a verdict. */
export interface Policy {
  /** Tolerated losses in percent. */
  readonly tolerancePercent: { readonly throughput: number; readonly latency: number };
  /** Metrics that gate in addition to each test's primary one, as `test/metric`. */
  readonly alsoGate: readonly string[];
  /** Verdicts that make the exit code nonzero. */
  readonly failOn: readonly Verdict[];
  /** Number of matrix jobs corrected together, including this one. */
  readonly matrixJobs: number;
}

/** Where a chart comes from: a folder or archive, an OCI reference, or a repository URL. */
export type ChartSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'oci'; readonly reference: string }
  | { readonly kind: 'repository'; readonly url: string };

/** An existing AKS cluster. */
export interface ExistingAks {
  readonly provider: 'aks';
  readonly kind: 'existing';
  readonly resourceGroup: string;
  readonly name: string;
  /** The cluster's name if it may be reconfigured. */
  readonly allowReconfigure: string | undefined;
  /** What to set on a managed cluster; unchanged if absent. */
  readonly transitEncryption: 'none' | 'wireguard' | undefined;
  /** Inputs given that change Cilium. A managed cluster accepts none of them. */
  readonly appliedInputs: readonly string[];
}

/** An AKS cluster created for the run, in its own resource group. */
export interface EphemeralAks {
  readonly provider: 'aks';
  readonly kind: 'ephemeral';
  readonly location: string;
  readonly vmSize: string;
  /** If absent, a proximity placement group is used. */
  readonly zone: string | undefined;
  readonly kubernetesVersion: string | undefined;
  readonly podCidr: string;
  /** Tags for the resource group and everything in it, as `name=value`, in addition to the program's own. */
  readonly tags: readonly string[];
  /** Price of one node per hour in the user's currency. */
  readonly nodePrice: number | undefined;
}

/** The cluster: kind (created, or found by name), AKS, or any kubeconfig. */
export type ClusterOptions =
  | ExistingAks
  | EphemeralAks
  | {
      readonly provider: 'kind';
      readonly name: string;
      readonly keep: boolean;
      /** `kind-<name>` if an existing cluster may be reconfigured. */
      readonly allowReconfigure: string | undefined;
      readonly nodeImage: string | undefined;
      /** Selects kind's image for this version, without `v`, instead of `nodeImage`. */
      readonly kubernetesVersion: string | undefined;
      /** Path of the user's kind configuration, which is merged with what the program needs. */
      readonly configFile: string | undefined;
      /** If absent, as in the configuration, or 1. */
      readonly workers: number | undefined;
      /** Local images to load into the nodes. */
      readonly loadImages: readonly string[];
    }
  | {
      readonly provider: 'kubeconfig';
      readonly kubeconfig: string | undefined;
      readonly context: string | undefined;
      /** The context whose Cilium may be reconfigured. Must be the context in use; absent if nothing is applied. */
      readonly allowReconfigure: string | undefined;
    };

/** Which two nodes to measure. */
interface NodeOptions {
  /** A name or a label selector; chosen automatically if absent. */
  readonly client: string | undefined;
  readonly server: string | undefined;
  readonly tolerations: readonly Toleration[];
}

/** Where to keep one issue for each lasting loss, and what new ones get. */
interface RegressionIssueOptions {
  /** As `owner/name`; if absent, the repository of the job. */
  readonly repository: string | undefined;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** What to compare with, how to judge a change, and where to report it. */
export interface ComparingOptions {
  /** If absent, depends on the event. */
  readonly reference: 'base' | 'none' | undefined;
  readonly referenceValues: readonly string[] | undefined;
  readonly referenceVersion: string | undefined;
  /** What to do if the chart renders the same for both arms. */
  readonly whenUnchanged: 'skip' | 'measure';
  readonly timeBudgetMinutes: number | undefined;
  readonly baseline: 'artifact' | 'file' | 'none';
  readonly baselineFiles: readonly string[];
  /** If absent, the workflow of this job. */
  readonly baselineWorkflow: string | undefined;
  readonly policy: Policy;
  readonly comment: boolean;
  readonly commentKey: string;
  /** One issue for each lasting loss, if wanted. */
  readonly regressionIssue: RegressionIssueOptions | undefined;
  /** Branch for GitHub Pages that gets the trend, if wanted. */
  readonly pages: string | undefined;
  readonly token: string | undefined;
  /** Number of the pull request that a job of another event measures. */
  readonly pullRequest: number | undefined;
}

/** Everything a run was asked to do, validated. Inputs reach the program only in this form. */
export interface RunOptions extends SampleTiming {
  readonly cluster: ClusterOptions;
  readonly nodes: NodeOptions;
  readonly cilium: {
    readonly chart: ChartSource;
    /** Chart version without `v`, if an input sets it; otherwise files can contain it. Absent for a chart given by path. */
    readonly version: string | undefined;
    /** The version if neither an input nor a file has one. */
    readonly defaultVersion: string;
    /** File that contains the version, with an optional place after `#`. */
    readonly versionFile: string | undefined;
    /** Files that contain values, each with an optional place after `#`. */
    readonly valuesFiles: readonly string[];
    /** Single values as in `helm --set`, on top of the files of both arms. */
    readonly set: readonly string[];
    readonly namespace: string;
  };
  /** If false, the cluster is measured as is, without changing Cilium. */
  readonly apply: boolean;
  /**
   * The scenarios that the inputs name. Empty if each arm is measured in the mode of its own values; with `apply: false`,
   * if any mode is accepted.
   */
  readonly scenarios: readonly Scenario[];
  readonly modes: ModeOptions;
  readonly suite: 'default' | 'published';
  readonly tests: readonly TestName[];
  /** If absent, depends on the arms. */
  readonly rounds: number | undefined;
  readonly comparing: ComparingOptions;
  /** Seed of the order; generated and recorded if absent. */
  readonly seed: string | undefined;
  readonly image: string;
  /** The Secret nodes use to pull the image. */
  readonly imagePullSecret: { readonly namespace: string; readonly name: string } | undefined;
  /** Factor by which timeouts are extended for slow clusters. */
  readonly timeScale: number;
  readonly witnessImage: string;
  readonly output: string;
  readonly planOnly: boolean;
  /** Logs the whole plan. */
  readonly verbose: boolean;
  /** Takes no samples; only verifies each scenario's mode, traffic matrix and second witness. */
  readonly verifyOnly: boolean;
}
