import type { EncryptionMode, RoutingMode } from './scenario.ts';

/** What a row of `verify` was seen to be, or is promised to be. */
export type Seen = 'encrypted' | 'plaintext' | 'unproven';

/**
 * Where a row's traffic runs. For ztunnel, `enrolled` and `other` are pods by their namespace, and `service` is the
 * ClusterIP before an enrolled one; all are on two nodes.
 */
export const rowEnds = ['pod', 'host', 'enrolled', 'other', 'service'] as const;
export type RowEnd = (typeof rowEnds)[number];

/** One row of the traffic matrix. */
export interface MatrixRow {
  readonly source: RowEnd;
  readonly destination: RowEnd;
  readonly placement: 'same-node' | 'other-node';
  /** `recorded` rows are shown and fail nothing: nothing is promised of them. */
  readonly expected: 'encrypted' | 'plaintext' | 'recorded';
}

/** What changes the promises. */
export interface MatrixOptions {
  readonly routing: RoutingMode;
  readonly nodeEncryption: boolean;
  /** A measured node opted out of node encryption (by default every control-plane node does). */
  readonly optedOut: boolean;
  /** ztunnel's traffic between an enrolled and another pod is supported: since Cilium 1.20 (docs/cilium-notes.md). */
  readonly crossEnrollment: boolean;
}

const ends = ['pod', 'host'] as const;

/** The published table of four: both must be enrolled. Same-node traffic is encrypted by ztunnel too, and not in the table. */
function publishedRows({ crossEnrollment }: MatrixOptions): readonly MatrixRow[] {
  return (['enrolled', 'other'] as const).flatMap(source =>
    (['enrolled', 'other'] as const).map((destination): MatrixRow => {
      const across = crossEnrollment ? 'plaintext' : 'recorded';
      const alike = source === 'enrolled' ? 'encrypted' : 'plaintext';
      return { source, destination, placement: 'other-node', expected: source === destination ? alike : across };
    })
  );
}

/** The row that confirms the Service leak, or that there is none: what the agents' state says of it is judged apart. */
const serviceRow: MatrixRow = {
  source: 'enrolled',
  destination: 'service',
  placement: 'other-node',
  expected: 'recorded'
};

/** The rows that `verify` runs in a mode, with what is expected of each (docs/proof.md#who-is-encrypted-to-whom). */
export function expectedMatrix(mode: EncryptionMode, options: MatrixOptions): readonly MatrixRow[] {
  if (mode === 'ztunnel') return [...publishedRows(options), serviceRow];
  return (['same-node', 'other-node'] as const).flatMap(placement =>
    ends.flatMap(source =>
      ends.map((destination): MatrixRow => ({
        source,
        destination,
        placement,
        expected:
          mode === 'none' || placement === 'same-node' ? 'plaintext' : betweenNodes(mode, source, destination, options)
      }))
    )
  );
}

function betweenNodes(
  mode: 'wireguard' | 'ipsec',
  source: 'pod' | 'host',
  destination: 'pod' | 'host',
  { routing, nodeEncryption, optedOut }: MatrixOptions
): MatrixRow['expected'] {
  if (source === 'pod' && destination === 'pod') return 'encrypted';
  // Which of a host's rows an opted-out node leaves in the clear depends on which end it is: shown, not asserted.
  if (nodeEncryption) return optedOut ? 'recorded' : 'encrypted';
  if (destination === 'host') return 'plaintext';
  if (mode === 'ipsec') return 'recorded';
  // The host's packets to a pod are encapsulated between node IPs, which WireGuard encrypts; routed ones are not a pod's.
  return routing === 'native' ? 'plaintext' : 'encrypted';
}

/** A row with what was seen. */
export interface RowResult {
  readonly row: MatrixRow;
  readonly seen: Seen;
  /** What the counters said. */
  readonly reason: string;
  /** False for what differs and for what could not be proved; a false one fails the scenario. */
  readonly matches: boolean;
}

/** Compares a row with what was seen. */
export function judgeRow(row: MatrixRow, seen: Seen, reason: string): RowResult {
  return { row, seen, reason, matches: row.expected === 'recorded' || row.expected === seen };
}
