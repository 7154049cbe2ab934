import {
  type Background,
  type PathFacts,
  type Side,
  type Snapshot,
  sides,
  findingOf,
  NoProof,
  percent
} from './contract.ts';
import type { Counter, Direction } from './counters.ts';
import { ipsecSource } from './xfrm.ts';
import { packetSources } from './none.ts';
import type { RowEnd, Seen } from '../model/traffic-matrix.ts';
import { backgroundOf, type CounterSource, gain, withoutBackground } from './source.ts';
import { CONTROL_SHARE, COVERAGE_NEEDED, TCP_HEADER_BYTES, UDP_HEADER_BYTES } from './thresholds.ts';
import { checkNodes, checkPlaces } from './readings.ts';
import { wireguardSource } from './wireguard.ts';
import { grownSeries, type GrownSeries, isMutualTls } from './ztunnel.ts';

/** What a row of `verify` was seen to be, with the evidence from the counters. */
export interface Observation {
  readonly seen: Seen;
  readonly reason: string;
}

const sent: Readonly<Record<Side, Direction>> = { client: 'sent', server: 'received' };

/**
 * Judges a transfer from client to server by WireGuard's or IPsec's counters: what the client's node sent and the
 * server's node received. The pods may use the host network or share a node, so the counters are compared with the
 * payload.
 */
export function observeTransfer(
  mode: 'none' | 'wireguard' | 'ipsec',
  before: Snapshot,
  after: Snapshot,
  receivedBytes: number,
  path: PathFacts,
  background: Background | undefined,
  protocol: 'TCP' | 'UDP' = 'TCP'
): Observation {
  return observed(() => {
    checkPlaces(before, after);
    checkNodes([before, after], path);
    const header = protocol === 'UDP' ? UDP_HEADER_BYTES : TCP_HEADER_BYTES;
    const sources = mode === 'none' ? packetSources : [mode === 'wireguard' ? wireguardSource : ipsecSource];
    return sources
      .map(source => seenBy(source, before, after, receivedBytes, path, background, header))
      .reduce((worst, next) => (worst.seen === 'plaintext' ? next : worst));
  });
}

function seenBy(
  source: CounterSource,
  before: Snapshot,
  after: Snapshot,
  receivedBytes: number,
  path: PathFacts,
  background: Background | undefined,
  header: number
): Observation {
  if (receivedBytes <= 0) throw new NoProof('the transfer moved no data');
  const seconds = after.seconds - before.seconds;
  const shares = sides.map(side => {
    const { path: counter } = gain(source, { before, after }, side, sent[side], path);
    const idle = background && backgroundOf(source, background, seconds, side, sent[side], path);
    return payloadOf(withoutBackground(counter, idle), header, source, path) / receivedBytes;
  });
  const reason = `${source.name} counted ${shares.map(percent).join(' | ')} of ${receivedBytes} bytes (client's | server's node)`;
  if (shares.every(share => share < CONTROL_SHARE)) return { seen: 'plaintext', reason };
  return { seen: shares.every(share => share >= COVERAGE_NEEDED) ? 'encrypted' : 'unproven', reason };
}

/**
 * A counter without the headers of each packet, so that neither a leak nor other small packets can hide behind them.
 * Encapsulation headers are not subtracted, because not every row's packets have them.
 */
function payloadOf({ packets, bytes }: Counter, header: number, source: CounterSource, path: PathFacts): number {
  const headers = header + source.overheadBytes({ ...path, encapsulated: false });
  return Math.max(0, bytes - headers * packets);
}

/** A row of ztunnel's table and the namespaces of its two pods; one or both may not be enrolled. */
export interface ZtunnelRow {
  readonly source: RowEnd;
  readonly destination: RowEnd;
  /** TCP if absent. */
  readonly protocol?: 'UDP' | undefined;
  readonly namespaces: Readonly<Record<Side, string>>;
}

/** What a node's ztunnel must have counted for a plaintext row. It only sees connections of an enrolled end. */
type ConnectionSecurity = 'mutual_tls' | 'unknown' | 'nothing';

/**
 * Judges a row of ztunnel's table by the counts of both ztunnels (client's node | server's node): enrolled to enrolled
 * mutual_tls | mutual_tls, enrolled to other unknown | nothing, other to enrolled nothing | unknown, other to other
 * nothing. A transfer that an enrolled end did not report at all is `unproven`, not plaintext. UDP never enters a
 * ztunnel, even between enrolled pods.
 */
export function observeZtunnelRow(
  before: Snapshot,
  after: Snapshot,
  receivedBytes: number,
  row: ZtunnelRow
): Observation {
  return observed(() => {
    if (receivedBytes <= 0) throw new NoProof('the transfer moved no data');
    checkPlaces(before, after);
    const seen = sides.map(side =>
      policyOf(grownSeries(before, after, side), side, row.namespaces[side], receivedBytes)
    );
    const reason = `ztunnels counted ${seen.join(' | ')} (client's | server's node)`;
    const clear = [row.source, row.destination].map((end): ConnectionSecurity =>
      end === 'other' || row.protocol === 'UDP' ? 'nothing' : 'unknown'
    );
    if (seen.every(policy => policy === 'mutual_tls')) return { seen: 'encrypted', reason };
    if (seen.every((policy, index) => policy === clear[index])) return { seen: 'plaintext', reason };
    return { seen: 'unproven', reason };
  });
}

function policyOf(
  series: readonly GrownSeries[],
  side: Side,
  namespace: string,
  receivedBytes: number
): ConnectionSecurity | 'mixed' {
  const [reporter, end] = side === 'client' ? ['source', 'source'] : ['destination', 'destination'];
  const ours = series.filter(
    ({ name, labels }) =>
      name === 'istio_tcp_received_bytes_total' &&
      labels.get('reporter') === reporter &&
      labels.get(`${end}_workload_namespace`) === namespace
  );
  const bytes = (mutual: boolean): number =>
    ours.filter(one => isMutualTls(one) === mutual).reduce((total, { gained }) => total + gained, 0);
  const encrypted = bytes(true);
  const clear = bytes(false);
  if (encrypted + clear < CONTROL_SHARE * receivedBytes) return 'nothing';
  if (encrypted >= COVERAGE_NEEDED * receivedBytes && clear === 0) return 'mutual_tls';
  if (clear >= COVERAGE_NEEDED * receivedBytes && encrypted === 0) return 'unknown';
  return 'mixed';
}

function observed(body: () => Observation): Observation {
  let result: Observation = { seen: 'unproven', reason: '' };
  const { verdict, reason } = findingOf(() => {
    result = body();
    return { verdict: 'plaintext', reason: '' };
  });
  return verdict === 'unproven' ? { seen: 'unproven', reason } : result;
}
