import type { V1DaemonSet, V1Deployment, V1Node, V1Pod } from '@kubernetes/client-node';
import type { Permission } from './permissions.ts';
import type { ImageKind } from './programs.ts';

/** Where a command runs. */
export interface ExecTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Which programs its image has. */
  readonly image: ImageKind;
}

/** Where a log is read. */
type LogTarget = Omit<ExecTarget, 'image'>;

/** What a command in a pod left behind; `started` and `ended` are milliseconds since the epoch. */
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly started: number;
  readonly ended: number;
}

/** A command in a pod could not be followed to its end: the pod, the connection or the time went first. */
export class ExecError extends Error {
  override readonly name = 'ExecError';
  readonly kind: 'timeout' | 'connection-lost';
  readonly stdout: string;
  readonly stderr: string;

  constructor(kind: 'timeout' | 'connection-lost', message: string, stdout: string, stderr: string) {
    super(message);
    this.kind = kind;
    this.stdout = stdout;
    this.stderr = stderr;
  }
}

/** A command that goes on in a pod until it ends or `close` is called. */
export interface RunningExec {
  /** Resolves with the first line of stdout or stderr that matches; rejects when the command ends or time is up first. */
  line(pattern: RegExp, timeoutSeconds: number): Promise<string>;
  readonly result: Promise<ExecResult>;
  close(): void;
}

/** A shell in a pod that stays open; one script at a time. */
export interface Shell {
  /** Gives what a script printed. Rejects with an ExecError when the shell dies or time is up, which ends it too. */
  run(script: string, timeoutSeconds: number): Promise<string>;
  readonly dead: boolean;
  close(): void;
}

/** A Lease with the fields that the program uses. */
export interface Lease {
  readonly namespace: string;
  readonly name: string;
  /** Its resourceVersion: it changes with every write. */
  readonly version: string;
  readonly holder: string;
  /** Where the holder runs, for people. */
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
  /** By type, such as `InternalIP` and `CiliumInternalIP`; a node can have one of each IP family. */
  readonly addresses: readonly { readonly type: string; readonly ip: string }[];
  /** Ranges that Cilium's own address management gave the node, of every pool. */
  readonly podRanges: readonly string[];
}

/** Credentials of registries, as a Secret has them. */
export interface PullSecret {
  readonly name: string;
  /** The base64 of a Docker configuration. */
  readonly dockerConfig: string;
}

/** The part of Kubernetes that the program uses. Lookups of a missing object give `undefined`; other errors reject with a ClusterError. */
export interface Kubernetes extends Executor {
  readonly context: string;
  version(): Promise<string>;
  /** Whether the API server would let this user do it. */
  isAllowed(permission: Permission): Promise<boolean>;
  /** All nodes, or those with the labels. */
  nodes(labelSelector?: string): Promise<readonly V1Node[]>;
  /** Sets labels; `null` takes one away. */
  labelNamespace(name: string, labels: Readonly<Record<string, string | null>>): Promise<void>;
  /** Names of the namespaces with a label. */
  namespaces(labelSelector: string): Promise<readonly string[]>;
  /** Makes a namespace unless there is one. */
  ensureNamespace(name: string, labels: Readonly<Record<string, string>>): Promise<void>;
  namespace(name: string): Promise<{ readonly uid: string } | undefined>;
  /** Asks for deletion and returns; a missing namespace is fine, and with `uid` another one of the same name. */
  deleteNamespace(name: string, uid?: string): Promise<void>;
  lease(namespace: string, name: string): Promise<Lease | undefined>;
  /** False when there is one already, or its namespace is going or gone. */
  createLease(lease: Lease): Promise<boolean>;
  /** False when it was written or deleted since `lease.version`. */
  replaceLease(lease: Lease): Promise<boolean>;
  /** Makes a service account unless there is one, whose pods pull their images with a Secret of its namespace when one is named. */
  createServiceAccount(namespace: string, name: string, pullSecret?: string): Promise<void>;
  createPod(namespace: string, pod: V1Pod): Promise<void>;
  /** Makes a ClusterIP Service for the pods with these labels and gives its address. */
  createService(
    namespace: string,
    name: string,
    selector: Readonly<Record<string, string>>,
    port: number
  ): Promise<string>;
  /** A missing Service is fine. */
  deleteService(namespace: string, name: string): Promise<void>;
  pod(namespace: string, name: string): Promise<V1Pod | undefined>;
  /** The pods of a namespace: those with the labels, and on the node, where they are given. */
  pods(namespace: string, labelSelector?: string, node?: string): Promise<readonly V1Pod[]>;
  /**
   * Deletes within a second; a missing pod is fine. Never with a grace period of 0: that takes the object away while its
   * processes still hold their ports.
   */
  deletePod(namespace: string, name: string): Promise<void>;
  /** Texts of the warnings about an object, oldest first: `reason: message`. */
  warnings(namespace: string, objectName: string): Promise<readonly string[]>;
  daemonSet(namespace: string, name: string): Promise<V1DaemonSet | undefined>;
  deployment(namespace: string, name: string): Promise<V1Deployment | undefined>;
  /** The cluster's CiliumNodeConfig objects and what they set; none where Cilium is not installed. */
  ciliumNodeConfigs(): Promise<
    readonly { readonly name: string; readonly defaults: Readonly<Record<string, string>> }[]
  >;
  /** The cluster's CiliumNodes, or the one with the name; none where Cilium is not installed. */
  ciliumNodes(name?: string): Promise<readonly CiliumNode[]>;
  configMap(namespace: string, name: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** Sets keys of a ConfigMap that exists; its others stay. */
  setConfigMap(namespace: string, name: string, data: Readonly<Record<string, string>>): Promise<void>;
  secretExists(namespace: string, name: string): Promise<boolean>;
  /** A Secret with the credentials of registries; `undefined` when there is none of this name and type. */
  pullSecret(namespace: string, name: string): Promise<PullSecret | undefined>;
  /** Makes such a Secret unless there is one of the name. */
  createPullSecret(namespace: string, secret: PullSecret): Promise<void>;
  createSecret(namespace: string, name: string, stringData: Readonly<Record<string, string>>): Promise<void>;
  /** A missing Secret is fine. */
  deleteSecret(namespace: string, name: string): Promise<void>;
  /** The body of a GET to a port of a pod, through the API server. Rejects when it is not there in time. */
  proxyGet(namespace: string, pod: string, port: number, path: string, timeoutSeconds: number): Promise<string>;
  /** The last lines of a container's log, of its previous instance if asked. */
  logs(target: LogTarget, options: { readonly previous: boolean; readonly lines: number }): Promise<string>;
}
