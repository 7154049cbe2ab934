import type { EncryptionMode } from '../model/scenario.ts';
import type { TestName } from '../model/test.ts';

/** The two ends of the measured path. */
export type Side = 'client' | 'server';
export const sides: readonly Side[] = ['client', 'server'];

/** What a command printed. The streams stay separate, because a warning would break JSON. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** One reading by a constant command. Nothing is inserted into it; the judge filters the output. */
export interface Section {
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Selects what to keep of the output. Throws if the output is incomplete, which triggers a second reading. */
  readonly keep: (printed: Printed) => string;
}

/** What one section printed, or why it could not be read. A failure is never an empty text. */
export type SectionReading =
  | { readonly ok: true; readonly text: string }
  /** `permanent`: a second reading would not help. */
  | { readonly ok: false; readonly why: string; readonly permanent?: true };

/** A pod's UID and restart counts, and what was read there. */
export interface PlaceReading {
  readonly identity: string;
  readonly sections: Readonly<Record<string, SectionReading>>;
}

/** What was read in a pod that represents its node. */
export interface NodeReading extends PlaceReading {
  /** Address of the pod's node. Empty if there was no pod to read in; section `pod` then contains the reason. */
  readonly address: string;
}

/** Everything read at one moment before or after a sample. `seconds` is a monotonic clock. */
export interface Snapshot {
  readonly seconds: number;
  /** Our own pods in the host network of both nodes, for everything that needs a shell, /proc or /sys. */
  readonly hosts: Readonly<Record<Side, NodeReading>>;
  /** The Cilium agents of both nodes, for what only they, or the kernel with their privileges, can report. */
  readonly agents: Readonly<Record<Side, NodeReading>>;
  /** The two test pods: the sections in `podSections`. */
  readonly pods: Readonly<Record<Side, PlaceReading>>;
  /** :15020/metrics of every ztunnel pod on the two nodes, as section `metrics`. */
  readonly ztunnels?: Readonly<Record<Side, readonly PlaceReading[]>>;
}

/** What the judge must know about the path in addition to the readings. */
export interface PathFacts {
  /** Namespace that contains only the test pods. */
  readonly namespace: string;
  readonly serviceAccounts: Readonly<Record<Side, string>>;
  readonly podIps: Readonly<Record<Side, string>>;
  readonly nodeIps: Readonly<Record<Side, string>>;
  /** CiliumInternalIPs of the two nodes (IPsec's tunnel endpoints in native routing). */
  readonly ciliumInternalIps: Readonly<Record<Side, string | undefined>>;
  /** Whether packets between the nodes are encapsulated (VXLAN, Geneve) before encryption. */
  readonly encapsulated: boolean;
  readonly sameNode: boolean;
}

/** What the tool reported about the sample. */
export interface SampleFacts {
  readonly test: TestName;
  /** Payload bytes read by the receivers, both directions. */
  readonly receivedBytes: number;
  readonly transactions?: number;
  /** Bytes of a request and of a response in RR and CRR tests. */
  readonly transactionBytes?: number;
}

/**
 * Snapshots around an idle time of at least 5 s per block, to determine the rate of other traffic in a mode's counters.
 */
export interface Background {
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** One number a proof is based on: what was counted where, what was expected, and the share covered. */
export interface Coverage {
  readonly side: Side;
  /** `sent` and `received` from the perspective of that node. */
  readonly direction: 'sent' | 'received';
  /** `bytes` means payload: the counter without its packets' headers. */
  readonly unit: 'packets' | 'bytes' | 'connections';
  readonly counted: number;
  readonly expected: number;
  readonly share: number;
  /** Share required for `encrypted`; 0 if for information only. */
  readonly needed: number;
}

/** What the second witness saw leaving a node during a measurement, or why it could not watch. */
export type Sighting =
  | {
      readonly ok: true;
      /** Readable packets between the two test pods; at most a thousand. */
      readonly clear: number;
      /** The first of them, as printed by tcpdump. */
      readonly first?: string | undefined;
      /**
       * Encrypted packets to the other node; at most ten, which is enough to prove that the witness could see the
       * traffic.
       */
      readonly sealed: number;
    }
  | { readonly ok: false; readonly why: string };

/** What both witnesses saw. */
export type Sightings = Readonly<Record<Side, Sighting>>;

/** Evidence for one sample. */
export interface Proof {
  readonly verdict: 'encrypted' | 'plaintext' | 'unproven';
  /** What decided; a sentence for people. */
  readonly reason: string;
  readonly mode: EncryptionMode;
  /** The counters also include other traffic, so only the second witness can decide. */
  readonly shared?: true;
  readonly coverage: readonly Coverage[];
  /** Details that do not affect the verdict but are worth showing. */
  readonly notes: readonly string[];
  /** Errors of the mode itself that invalidate the sample at any coverage (SA failures, XFRM errors). */
  readonly faults: readonly string[];
  /** What the second witness saw, if it watched. */
  readonly witness?: Sightings;
}

/** Readings of both nodes. */
export type NodesReading = Pick<Snapshot, 'hosts' | 'agents'>;

/** Sections to read in the two pods of a node. */
export interface NodeSections {
  readonly host: readonly Section[];
  readonly agent: readonly Section[];
}

/** Read at the start and end of a block: the sections of every sample plus those of the block. */
export type BlockReading = NodesReading & Pick<Snapshot, 'seconds'>;

/** Whether a block's counters represent the measured path. No sample of an unproven block is proven. */
export interface BlockProof {
  readonly verdict: 'proven' | 'unproven';
  readonly reason: string;
  readonly notes: readonly string[];
}

/** Readings that take too long for every sample and are done once per block. */
export interface ProofOfBlock {
  /** Read in the agents in addition to each sample's sections, and once at the start of the background. */
  readonly sections: readonly Section[];
  /** `tests` are the tests of the samples that depend on the block. */
  judge(
    start: BlockReading,
    end: BlockReading,
    path: PathFacts,
    tests: readonly TestName[],
    background: Background | undefined
  ): BlockProof;
}

/** How to prove one encryption mode: the readings needed and how to judge them. */
export interface ProofOfMode {
  readonly mode: EncryptionMode;
  readonly sections: NodeSections;
  /** Whether the ztunnel pods of both nodes must be listed and read. For `none`, an empty list is a valid answer. */
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

/** Why nothing can be proven: a failed or incomplete reading, a counter that went backward, a replaced pod. */
export class NoProof extends Error {
  override readonly name = 'NoProof';
}

/** Findings so far. Kept even if the judge gives up, because people still want to see them. */
export interface Draft {
  readonly coverage: Coverage[];
  readonly notes: string[];
  readonly faults: string[];
}

/** A verdict with its reason, before it becomes a proof. */
export interface Finding {
  readonly verdict: Proof['verdict'];
  readonly reason: string;
  /** The counters also include other traffic, so only the second witness can decide. */
  readonly shared?: true;
}

/**
 * Runs a judge. If something cannot be read, the proof is `unproven` with that reason (docs/proof.md#failed-readings).
 */
export function prove(mode: EncryptionMode, body: (draft: Draft) => Finding): Proof {
  const draft: Draft = { coverage: [], notes: [], faults: [] };
  return { mode, ...findingOf(() => body(draft)), ...draft };
}

/** The judge's finding, or `unproven` if it gave up. */
export function findingOf(body: () => Finding): Finding {
  try {
    return body();
  } catch (error) {
    if (error instanceof NoProof) return { verdict: 'unproven', reason: error.message };
    throw error;
  }
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
