import type { EncryptionMode, RoutingMode } from './scenario.ts';

/** What a row of `verify` was seen to be. */
export type Seen = 'encrypted' | 'plaintext' | 'unproven';

/**
 * Ends of a row's traffic. For ztunnel, `enrolled` and `other` are pods by namespace and `service` is the ClusterIP of
 * an enrolled one, always on two nodes.
 */
export const rowEnds = ['pod', 'host', 'enrolled', 'other', 'service'] as const;
export type RowEnd = (typeof rowEnds)[number];

export interface MatrixRow {
  readonly source: RowEnd;
  readonly destination: RowEnd;
  readonly placement: 'same-node' | 'other-node';
  /** TCP if absent. */
  readonly protocol?: 'UDP' | undefined;
  /** `recorded` rows have no expectation: they are shown but never fail. */
  readonly expected: 'encrypted' | 'plaintext' | 'recorded';
}

/** Settings that affect what is expected. */
export interface MatrixOptions {
  readonly routing: RoutingMode;
  readonly nodeEncryption: boolean;
  /** A measured node opted out of node encryption (by default, every control-plane node does). */
  readonly optedOut: boolean;
  /** ztunnel supports traffic between enrolled and other pods, since Cilium 1.20 (docs/cilium-notes.md). */
  readonly crossEnrollment: boolean;
}

const ends = ['pod', 'host'] as const;

/**
 * The published table of four: both pods must be enrolled. ztunnel also encrypts same-node traffic, which that table
 * leaves out.
 */
function publishedRows({ crossEnrollment }: MatrixOptions): readonly MatrixRow[] {
  return (['enrolled', 'other'] as const).flatMap(source =>
    (['enrolled', 'other'] as const).map((destination): MatrixRow => {
      const across = crossEnrollment ? 'plaintext' : 'recorded';
      const alike = source === 'enrolled' ? 'encrypted' : 'plaintext';
      return { source, destination, placement: 'other-node', expected: source === destination ? alike : across };
    })
  );
}

/** Shows whether Services really leak; the agents' state is judged separately. */
const serviceRow: MatrixRow = {
  source: 'enrolled',
  destination: 'service',
  placement: 'other-node',
  expected: 'recorded'
};

/** The rows `verify` runs in a mode, with their expectations (docs/proof.md#who-is-encrypted-to-whom). */
export function expectedMatrix(mode: EncryptionMode, options: MatrixOptions): readonly MatrixRow[] {
  const rows = tcpRows(mode, options);
  return [...rows, ...rows.filter(isMeasuredInUdp).map(row => ofUdp(row, mode))];
}

/**
 * Between the measured pods, and wherever TCP must be encrypted. On all other paths, what TCP sends in plaintext, UDP does
 * too.
 */
function isMeasuredInUdp({ source, destination, placement, expected }: MatrixRow): boolean {
  const measured = source === destination && (source === 'pod' || source === 'enrolled');
  return placement === 'other-node' && (measured || expected === 'encrypted');
}

/** Pods' in-pod rules redirect only TCP to ztunnel (docs/cilium-notes.md#ztunnel); nothing else depends on the protocol. */
function ofUdp(row: MatrixRow, mode: EncryptionMode): MatrixRow {
  return { ...row, protocol: 'UDP', expected: mode === 'ztunnel' ? 'plaintext' : row.expected };
}

function tcpRows(mode: EncryptionMode, options: MatrixOptions): readonly MatrixRow[] {
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
  // Which of a host's rows an opted-out node leaves in plaintext depends on which end it is, so these rows are only
  // recorded.
  if (nodeEncryption) return optedOut ? 'recorded' : 'encrypted';
  if (destination === 'host') return 'plaintext';
  if (mode === 'ipsec') return 'recorded';
  // WireGuard encrypts host packets to a pod if they are encapsulated between node IPs, but not if they are routed.
  return routing === 'native' ? 'plaintext' : 'encrypted';
}

/** False if the result differs or could not be proven. A single mismatch fails the scenario. */
export function isAsExpected({ expected }: Pick<MatrixRow, 'expected'>, seen: Seen): boolean {
  return expected === 'recorded' || expected === seen;
}
