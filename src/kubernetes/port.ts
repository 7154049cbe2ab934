import type { V1DaemonSet, V1Deployment, V1Node, V1Pod } from '@kubernetes/client-node';
import { foreignText } from '../redaction/foreign.ts';
import type { Permission } from './permissions.ts';
import type { ImageKind } from './programs.ts';

/** Where a command runs. */
export interface ExecTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Kind of image, which decides what programs it has. */
  readonly image: ImageKind;
}

/** Container whose log is read. */
type LogTarget = Omit<ExecTarget, 'image'>;

/** Result of a command in a pod. `started` and `ended` are milliseconds since the epoch. */
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly started: number;
  readonly ended: number;
}

/** A command in a pod could not be followed to its end, because the pod, the connection or the time was lost. */
export class ExecError extends Error {
  override readonly name = 'ExecError';
  readonly kind: 'timeout' | 'connection-lost';
  readonly stdout: string;
  readonly stderr: string;

  constructor(kind: 'timeout' | 'connection-lost', message: string, stdout: string, stderr: string) {
    super(foreignText(message));
    this.kind = kind;
    this.stdout = stdout;
    this.stderr = foreignText(stderr);
  }
}

/** A command that runs in a pod until it ends or `close` is called. */
export interface RunningExec {
  /** Resolves with the first matching line of stdout or stderr. Rejects if the command ends or times out first. */
  line(pattern: RegExp, timeoutSeconds: number): Promise<string>;
  readonly result: Promise<ExecResult>;
  close(): void;
}

/** An open shell in a pod; runs one script at a time. */
export interface Shell {
  /** Returns a script's output. Rejects with an ExecError if the shell dies or times out, which also closes it. */
  run(script: string, timeoutSeconds: number): Promise<string>;
  readonly dead: boolean;
  close(): void;
}

/** An object that may be somebody else's. */
export interface Owned {
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The used fields of a Lease. */
export interface Lease {
  readonly namespace: string;
  readonly name: string;
  /** Its resourceVersion, which changes with every write. */
  readonly version: string;
  readonly holder: string;
  /** Where the holder runs, for display. */
  readonly place: string;
  readonly renewedAt: Date;
  readonly durationSeconds: number;
}

/** Everything that starts a program in a pod. */
export interface Executor {
  exec(target: ExecTarget, command: readonly string[], timeoutSeconds: number): Promise<ExecResult>;
  openShell(target: ExecTarget): Shell;
  startExec(target: ExecTarget, command: readonly string[], timeoutSeconds: number): RunningExec;
}

/** A node as Cilium knows it. */
export interface CiliumNode {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** With type, such as `InternalIP` or `CiliumInternalIP`; a node can have one of each IP family. */
  readonly addresses: readonly { readonly type: string; readonly ip: string }[];
  /** Ranges that Cilium's IPAM assigned to the node, from all pools. */
  readonly podRanges: readonly string[];
}

/** Registry credentials from a Secret. */
export interface PullSecret {
  readonly name: string;
  /** A Docker configuration, base64-encoded. */
  readonly dockerConfig: string;
}

/**
 * The part of Kubernetes that the program uses. Reads of a missing object return `undefined`; other errors reject
 * with a ClusterError.
 */
export interface Kubernetes extends Executor {
  readonly context: string;
  version(): Promise<string>;
  /** Whether the API server would allow this user to do it. */
  isAllowed(permission: Permission): Promise<boolean>;
  /** All nodes, or those that match the selector. */
  nodes(labelSelector?: string): Promise<readonly V1Node[]>;
  /** Sets labels; `null` removes one. */
  labelNamespace(name: string, labels: Readonly<Record<string, string | null>>): Promise<void>;
  /** Names of the namespaces with a label. */
  namespaces(labelSelector: string): Promise<readonly string[]>;
  /** Creates a namespace if it does not exist. */
  ensureNamespace(name: string, labels: Readonly<Record<string, string>>): Promise<void>;
  namespace(name: string): Promise<Owned | undefined>;
  /**
   * Requests deletion and returns. A missing namespace is no error; with `uid`, neither is another namespace of that
   * name.
   */
  deleteNamespace(name: string, uid?: string): Promise<void>;
  lease(namespace: string, name: string): Promise<Lease | undefined>;
  /** False if it already exists, or its namespace is terminating or gone. */
  createLease(lease: Lease): Promise<boolean>;
  /** False if it was changed or deleted since `lease.version`. */
  replaceLease(lease: Lease): Promise<boolean>;
  /**
   * Creates a service account if it does not exist. With `pullSecret`, its pods pull their images with that Secret of
   * its namespace.
   */
  createServiceAccount(namespace: string, name: string, pullSecret?: string): Promise<void>;
  createPod(namespace: string, pod: V1Pod): Promise<void>;
  /** Creates a ClusterIP Service for the pods with these labels and returns its address. */
  createService(
    namespace: string,
    name: string,
    selector: Readonly<Record<string, string>>,
    port: number
  ): Promise<string>;
  /** Deletes a Service. A missing one is no error. */
  deleteService(namespace: string, name: string): Promise<void>;
  pod(namespace: string, name: string): Promise<V1Pod | undefined>;
  /** Pods of a namespace, optionally only those that match the selector or run on the node. */
  pods(namespace: string, labelSelector?: string, node?: string): Promise<readonly V1Pod[]>;
  /**
   * Deletes a pod within a second. A missing one is no error. The grace period is never 0, which would remove the
   * object while its processes still hold their ports.
   */
  deletePod(namespace: string, name: string): Promise<void>;
  /** Warning events of an object, oldest first: `reason: message`. */
  warnings(namespace: string, objectName: string): Promise<readonly string[]>;
  daemonSet(namespace: string, name: string): Promise<V1DaemonSet | undefined>;
  deployment(namespace: string, name: string): Promise<V1Deployment | undefined>;
  /** The cluster's CiliumNodeConfigs and their settings. Empty if Cilium is not installed. */
  ciliumNodeConfigs(): Promise<
    readonly { readonly name: string; readonly defaults: Readonly<Record<string, string>> }[]
  >;
  /** The cluster's CiliumNodes, or the one with this name. Empty if Cilium is not installed. */
  ciliumNodes(name?: string): Promise<readonly CiliumNode[]>;
  /** Creates a CiliumNetworkPolicy. */
  createNetworkPolicy(namespace: string, name: string, spec: object): Promise<void>;
  /** Deletes a CiliumNetworkPolicy. A missing one is no error. */
  deleteNetworkPolicy(namespace: string, name: string): Promise<void>;
  configMap(namespace: string, name: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** Whose a Secret is; never its content. */
  secret(namespace: string, name: string): Promise<Owned | undefined>;
  /** A Secret with registry credentials; `undefined` if there is none with this name and type. */
  pullSecret(namespace: string, name: string): Promise<PullSecret | undefined>;
  /** Creates such a Secret if the name is not taken. */
  createPullSecret(namespace: string, secret: PullSecret): Promise<void>;
  createSecret(
    namespace: string,
    name: string,
    stringData: Readonly<Record<string, string>>,
    labels: Readonly<Record<string, string>>
  ): Promise<void>;
  /** Deletes a Secret. A missing one is no error; with `uid`, neither is another Secret of that name. */
  deleteSecret(namespace: string, name: string, uid?: string): Promise<void>;
  /** Body of a GET request to a pod's port, through the API server. Rejects on timeout. */
  proxyGet(namespace: string, pod: string, port: number, path: string, timeoutSeconds: number): Promise<string>;
  /** Last lines of a container's log; optionally of its previous instance. */
  logs(target: LogTarget, options: { readonly previous: boolean; readonly lines: number }): Promise<string>;
}
