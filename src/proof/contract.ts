import type { EncryptionMode } from '../model/scenario.ts';
import type { TestName } from '../model/test.ts';

/** The two ends of the measured path. */
export type Side = 'client' | 'server';
export const sides: readonly Side[] = ['client', 'server'];

/** What a command printed. The two are never merged: a warning would break the JSON beside it. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** One reading by a constant command. Nothing is ever put into it: the judge filters what it prints. */
export interface Section {
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** What is kept of what it printed. Throws when that is not whole; then it is read once more. */
  readonly keep: (printed: Printed) => string;
}

/** What one section printed, or why it could not be read: never an empty text in place of a failure. */
export type SectionReading =
  | { readonly ok: true; readonly text: string }
  /** `lasting`: reading it once more would not help. */
  | { readonly ok: false; readonly why: string; readonly lasting?: true };

/** A pod's UID and restart counts, and what was read there. */
export interface PlaceReading {
  readonly identity: string;
  readonly sections: Readonly<Record<string, SectionReading>>;
}

/** What was read in a pod that stands for its node. */
export interface NodeReading extends PlaceReading {
  /** The address of the node that it runs on; empty when there was no pod to read in, and then section `pod` says why. */
  readonly address: string;
}

/** Everything read at one moment around a sample. `seconds` is a monotonic clock. */
export interface Snapshot {
  readonly seconds: number;
  /** Our own pods in the host network of the two nodes: all that takes a shell, /proc or /sys. */
  readonly hosts: Readonly<Record<Side, NodeReading>>;
  /** Cilium agents on the two nodes: what only they, or the kernel through their privileges, can tell. */
  readonly agents: Readonly<Record<Side, NodeReading>>;
  /** The two test pods: the sections of `podSections`. */
  readonly pods: Readonly<Record<Side, PlaceReading>>;
  /** :15020/metrics of the ztunnel pods on the two nodes, as section `metrics`; every ztunnel pod of the node is listed. */
  readonly ztunnels?: Readonly<Record<Side, readonly PlaceReading[]>>;
}

/** What the judge must know of the path besides the readings. */
export interface PathFacts {
  /** Namespace of the test pods, used by nobody else. */
  readonly namespace: string;
  readonly serviceAccounts: Readonly<Record<Side, string>>;
  readonly podIps: Readonly<Record<Side, string>>;
  readonly nodeIps: Readonly<Record<Side, string>>;
  /** CiliumInternalIPs of the two nodes (IPsec's tunnel ends in native routing). */
  readonly ciliumInternalIps: Readonly<Record<Side, string | undefined>>;
  /** Whether packets between the nodes are encapsulated (VXLAN, Geneve) before they are encrypted. */
  readonly encapsulated: boolean;
  readonly sameNode: boolean;
}

/** What the tool says of the sample. */
export interface SampleFacts {
  readonly test: TestName;
  /** Payload bytes read by the receivers, both directions. */
  readonly receivedBytes: number;
  readonly transactions?: number;
  /** Bytes of a request and of a response in RR and CRR tests. */
  readonly transactionBytes?: number;
}

/** A mode's counters with nothing of ours running, as packets and bytes per second; measured for at least 5 s per block. */
export interface Background {
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** One figure that a proof rests on: what was counted where, against what, and the share that it covers. */
export interface Coverage {
  readonly side: Side;
  /** `sent` and `received` as seen by that node. */
  readonly direction: 'sent' | 'received';
  /** `bytes` are payload: what is left of a counter without the headers of its packets. */
  readonly unit: 'packets' | 'bytes' | 'connections';
  readonly counted: number;
  readonly expected: number;
  readonly share: number;
  /** For `encrypted`; 0 where the figure is only shown. */
  readonly needed: number;
}

/** What the second witness saw leave a node while something was measured, or why it could not look. */
export type Sighting =
  | {
      readonly ok: true;
      /** Packets between the two test pods that anyone could read; at most a thousand. */
      readonly clear: number;
      /** The first of them, as tcpdump prints it. */
      readonly first?: string | undefined;
      /** Encrypted packets to the other node; at most ten, because they only show that the witness could see. */
      readonly sealed: number;
    }
  | { readonly ok: false; readonly why: string };

/** Both nodes' sightings. */
export type Sightings = Readonly<Record<Side, Sighting>>;

/** Evidence around one sample. */
export interface Proof {
  readonly verdict: 'encrypted' | 'plaintext' | 'unproven';
  /** A sentence for people: what decided. */
  readonly reason: string;
  readonly mode: EncryptionMode;
  /** The counters are shared with other traffic: only the second witness can decide. */
  readonly shared?: true;
  readonly coverage: readonly Coverage[];
  /** Particulars that do not decide but that people should see. */
  readonly notes: readonly string[];
  /** Errors of the mode itself that make the sample invalid whatever the coverage (SA failures, XFRM errors). */
  readonly faults: readonly string[];
  /** What the second witness saw, where it watched. */
  readonly witness?: Sightings;
}

/** What was read of the two nodes. */
export type NodesReading = Pick<Snapshot, 'hosts' | 'agents'>;

/** Which sections are read in the two pods of a node. */
export interface NodeSections {
  readonly host: readonly Section[];
  readonly agent: readonly Section[];
}

/** Read at the start and at the end of a block: the sections of every sample and those of the block. */
export type BlockReading = NodesReading & Pick<Snapshot, 'seconds'>;

/** Whether a block's counters stand for the measured path at all; no sample of an unproven block is proven. */
export interface BlockProof {
  readonly verdict: 'proven' | 'unproven';
  readonly reason: string;
  readonly notes: readonly string[];
}

/** What a mode needs to know per block because it takes too long for every sample. */
export interface ProofOfBlock {
  /** Read in the agents besides the sections of every sample, and once where the background begins. */
  readonly sections: readonly Section[];
  /** `tests` are those of the samples that rest on the block. */
  judge(
    start: BlockReading,
    end: BlockReading,
    path: PathFacts,
    tests: readonly TestName[],
    background: Background | undefined
  ): BlockProof;
}

/** How one encryption mode is proved: which readings it needs and how they are judged. */
export interface ProofOfMode {
  readonly mode: EncryptionMode;
  readonly sections: NodeSections;
  /** Whether the ztunnel pods of both nodes must be listed and read; none listed is an answer for `none`. */
  readonly needsZtunnel: boolean;
  readonly block?: ProofOfBlock;
  judge(
    before: Snapshot,
    after: Snapshot,
    sample: SampleFacts,
    path: PathFacts,
    background: Background | undefined
  ): Proof;
}

/** Why nothing can be proved: a failed or broken reading, a counter that went back, a place that was replaced. */
export class NoProof extends Error {
  override readonly name = 'NoProof';
}

/** What a judge has gathered so far; kept when it has to give up, for people still want to see it. */
export interface Draft {
  readonly coverage: Coverage[];
  readonly notes: string[];
  readonly faults: string[];
}

/** A verdict with its reason, before it becomes a proof. */
export interface Finding {
  readonly verdict: Proof['verdict'];
  readonly reason: string;
  /** The counters are shared with other traffic: only the second witness can decide. */
  readonly shared?: true;
}

/** Runs a judge; whatever it cannot read makes the proof `unproven` with that reason (docs/proof.md#failed-readings). */
export function prove(mode: EncryptionMode, body: (draft: Draft) => Finding): Proof {
  const draft: Draft = { coverage: [], notes: [], faults: [] };
  return { mode, ...findingOf(() => body(draft)), ...draft };
}

/** The finding of a judge, `unproven` where it gave up. */
export function findingOf(body: () => Finding): Finding {
  try {
    return body();
  } catch (error) {
    if (error instanceof NoProof) return { verdict: 'unproven', reason: error.message };
    throw error;
  }
}

/** A share for people. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
