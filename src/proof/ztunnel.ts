import {
  NoProof,
  type PathFacts,
  type PlaceReading,
  type Side,
  type Snapshot,
  type Coverage,
  type ProofOfMode,
  type SampleFacts,
  sides,
  type Draft,
  type Finding,
  percent,
  prove
} from './contract.ts';
import { enrollmentSection, judgeEnrollment } from './ztunnel-state.ts';
import { bySide, countsTransactions, isBidirectional } from './pod-counters.ts';
import { textOf, checkSame, checkPath, checkPlaces } from './readings.ts';
import { ZTUNNEL_AGREEMENT, COVERAGE_NEEDED, PLAINTEXT_SHARE } from './thresholds.ts';

/** One sample of Prometheus' text format. */
export interface MetricSeries {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)/;
const label = /(?<!\w)([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** The series whose names start with `prefix`. @throws NoProof if one of their lines cannot be parsed. */
export function parseSeries(text: string, prefix: string): readonly MetricSeries[] {
  return text
    .split('\n')
    .filter(line => line.startsWith(prefix))
    .map(line => {
      const found = sampleLine.exec(line);
      const value = Number(found?.[3]);
      if (found === null || !Number.isFinite(value))
        throw new NoProof(`a line of the metrics cannot be parsed: ${line}`);
      const labels = [...(found[2] ?? '').matchAll(label)].map(([, name = '', quoted = '']): [string, string] => [
        name,
        unescape(quoted)
      ]);
      return { name: found[1] ?? '', labels: new Map(labels), value };
    });
}

function unescape(quoted: string): string {
  return quoted.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

/** Read through the API server's proxy, because ztunnel's image has no shell. */
export const metricsSection = { name: 'metrics' } as const;

/** What one node's ztunnel counted during a sample. */
export interface ZtunnelCount {
  /** Between the two test pods' principals under mutual TLS: the client's payload, the server's, and connections. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly connections: number;
  /** Connections and bytes of the test pods' namespace without mutual TLS. */
  readonly clearConnections: number;
  readonly clearBytes: number;
}

const connectionsOpened = 'istio_tcp_connections_opened_total';
const received = 'istio_tcp_received_bytes_total';
const sent = 'istio_tcp_sent_bytes_total';
const counters = [connectionsOpened, received, sent];

/** How ztunnel labels the observer: the client's node as `source`, the server's as `destination`. */
const reporterOfSide: Readonly<Record<Side, string>> = { client: 'source', server: 'destination' };

/** A node's series and their gains. ztunnel creates a series with its first connection. */
export interface GrownSeries extends MetricSeries {
  readonly gained: number;
}

/**
 * What both nodes' ztunnels counted in a window. @throws NoProof unless each node has exactly one ztunnel, which did
 * not change and whose counters only grew.
 */
export function ztunnelCounts(
  before: Snapshot,
  after: Snapshot,
  path: PathFacts
): Readonly<Record<Side, ZtunnelCount>> {
  return bySide(side => countOf(grownSeries(before, after, side), side, path));
}

/** The TCP series of a node's only ztunnel with their gains. @throws NoProof as `ztunnelCounts`. */
export function grownSeries(before: Snapshot, after: Snapshot, side: Side): readonly GrownSeries[] {
  const first = onlyZtunnel(before, side);
  const last = onlyZtunnel(after, side);
  checkSame(first, last, `the ztunnel of the ${side}'s node`);
  return grown(seriesOf(first, side), seriesOf(last, side), side);
}

/** Number of ztunnels on both nodes together. @throws NoProof if they were not listed. */
export function ztunnelsListed(snapshot: Snapshot): number {
  if (snapshot.ztunnels === undefined) throw new NoProof('the ztunnels were not listed');
  return snapshot.ztunnels.client.length + snapshot.ztunnels.server.length;
}

/**
 * Whether both nodes' ztunnels have counted the same so far. They do within a second after a connection ends; until
 * then, and for at most ZTUNNEL_REREAD_SECONDS, the snapshot after a sample is read again. The client's may stay up to
 * about 1 % higher, by what was sent but never read, so a lasting difference is not an error. A failed reading never
 * agrees.
 */
export function ztunnelsAgree(before: Snapshot, after: Snapshot, path: PathFacts): boolean {
  try {
    return difference(ztunnelCounts(before, after, path)) <= ZTUNNEL_AGREEMENT;
  } catch (error) {
    if (error instanceof NoProof) return false;
    throw error;
  }
}

/** The larger of the relative differences in bytes and in connections between two nodes. */
function difference({ client, server }: Readonly<Record<Side, ZtunnelCount>>): number {
  const share = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.max(a, b));
  return Math.max(
    share(client.requestBytes + client.responseBytes, server.requestBytes + server.responseBytes),
    share(client.connections, server.connections)
  );
}

function onlyZtunnel(snapshot: Snapshot, side: Side): PlaceReading {
  ztunnelsListed(snapshot);
  const [ztunnel, ...others] = snapshot.ztunnels?.[side] ?? [];
  if (ztunnel === undefined) throw new NoProof(`the ${side}'s node has no ztunnel`);
  if (others.length > 0) throw new NoProof(`the ${side}'s node has ${others.length + 1} ztunnels`);
  return ztunnel;
}

function seriesOf(place: PlaceReading, side: Side): readonly MetricSeries[] {
  const where = `the ztunnel of the ${side}'s node`;
  const text = textOf(place, metricsSection, where);
  // Present from the start, unlike the series of connections. The end marker shows that nothing was cut off.
  if (!/^istio_build\{[^}]*component="ztunnel"/m.test(text) || !text.trimEnd().endsWith('# EOF'))
    throw new NoProof(`the metrics of ${where} are not those of a ztunnel, or incomplete`);
  return parseSeries(text, 'istio_tcp_').filter(({ name }) => counters.includes(name));
}

function grown(before: readonly MetricSeries[], after: readonly MetricSeries[], side: Side): readonly GrownSeries[] {
  const first = new Map(before.map(series => [keyOf(series), series.value]));
  const last = new Map(after.map(series => [keyOf(series), series.value]));
  for (const [key, value] of first)
    if ((last.get(key) ?? -1) < value)
      throw new NoProof(`a counter of the ztunnel of the ${side}'s node decreased: it was reset in between`);
  return after.map(series => ({ ...series, gained: series.value - (first.get(keyOf(series)) ?? 0) }));
}

function keyOf({ name, labels }: MetricSeries): string {
  return JSON.stringify([name, ...[...labels].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function countOf(series: readonly GrownSeries[], side: Side, path: PathFacts): ZtunnelCount {
  const total = (name: string, filter: (one: MetricSeries) => boolean): number =>
    series.filter(one => one.name === name && filter(one)).reduce((all, { gained }) => all + gained, 0);
  const ours = (one: MetricSeries): boolean =>
    isMutualTls(one) &&
    one.labels.get('reporter') === reporterOfSide[side] &&
    isPrincipal(one.labels.get('source_principal'), path.namespace, path.serviceAccounts.client) &&
    isPrincipal(one.labels.get('destination_principal'), path.namespace, path.serviceAccounts.server);
  const clear = (one: MetricSeries): boolean => !isMutualTls(one) && touches(one, side, path.namespace);
  return {
    requestBytes: total(received, ours),
    responseBytes: total(sent, ours),
    connections: total(connectionsOpened, ours),
    clearConnections: total(connectionsOpened, clear),
    clearBytes: total(received, clear) + total(sent, clear)
  };
}

/** Describes the test pods' connections without mutual TLS. */
export function clearText({ clearConnections, clearBytes }: ZtunnelCount, side: Side): string {
  const place = side === 'client' ? 'from' : 'to';
  return (
    `the ztunnel of the ${side}'s node counted ${clearConnections} connections ${place} the test namespace ` +
    `without mutual TLS (${clearBytes} bytes)`
  );
}

/** Whether ztunnel reports the connection as mutual TLS. */
export function isMutualTls({ labels }: MetricSeries): boolean {
  return labels.get('connection_security_policy') === 'mutual_tls';
}

/**
 * Whether a connection starts (client's node) or ends (server's node) in the namespace, for any reporter. Checks both
 * the principal and the workload's namespace, because on plaintext paths ztunnel leaves either one "unknown".
 */
function touches({ labels }: MetricSeries, side: Side, namespace: string): boolean {
  const end = side === 'client' ? 'source' : 'destination';
  return (
    labels.get(`${end}_workload_namespace`) === namespace ||
    (labels.get(`${end}_principal`) ?? '').includes(`/ns/${namespace}/`)
  );
}

/** Accepts any trust domain, because SPIRE's is chosen by the user. */
function isPrincipal(principal: string | undefined, namespace: string, account: string): boolean {
  return principal?.replace(/^spiffe:\/\/[^/]+/, '') === `/ns/${namespace}/sa/${account}`;
}

/** ztunnel: counts mutual TLS between the two test pods' principals, and rejects anything else in their namespace. */
export const ztunnel: ProofOfMode = {
  mode: 'ztunnel',
  sections: { host: [], agent: [] },
  needsZtunnel: true,
  block: { sections: [enrollmentSection], judge: judgeEnrollment },
  judge: (before, after, sample, path) =>
    prove('ztunnel', draft => {
      checkPath(path);
      checkPlaces(before, after);
      return judgeZtunnel(ztunnelCounts(before, after, path), sample, draft);
    })
};

/** Compares the counts of both ztunnels with the tool's: both count payload. */
export function judgeZtunnel(counts: Readonly<Record<Side, ZtunnelCount>>, sample: SampleFacts, draft: Draft): Finding {
  const coverage = sides.flatMap(side => coverageOf(counts[side], side, sample));
  draft.coverage.push(...coverage);
  const apart = difference(counts);
  if (apart > ZTUNNEL_AGREEMENT) draft.notes.push(`The ztunnels of the two nodes differ by ${percent(apart)}.`);

  const clear = sides.filter(side => counts[side].clearConnections > 0).map(side => clearText(counts[side], side));
  const none = coverage.every(({ share }) => share < PLAINTEXT_SHARE);
  if (none)
    return {
      verdict: 'plaintext',
      reason: [`the ztunnels counted less than ${percent(PLAINTEXT_SHARE)} of the sample as mutual TLS`, ...clear].join(
        '; '
      )
    };
  if (clear.length > 0) return { verdict: 'unproven', reason: clear.join('; ') };
  const lacking = coverage.find(({ share, needed }) => share < needed);
  if (lacking !== undefined)
    return {
      verdict: 'unproven',
      reason:
        `the ztunnel of the ${lacking.side}'s node counted ${percent(lacking.share)} of the ${lacking.unit} ` +
        `${lacking.direction} as mutual TLS; ${percent(lacking.needed)} are needed`
    };
  return {
    verdict: 'encrypted',
    reason: `both ztunnels counted at least ${percent(COVERAGE_NEEDED)} of the sample as mutual TLS, and no connection without it`
  };
}

function coverageOf(count: ZtunnelCount, side: Side, sample: SampleFacts): readonly Coverage[] {
  const request = side === 'client' ? 'sent' : 'received';
  const response = side === 'client' ? 'received' : 'sent';
  const entry = (
    direction: Coverage['direction'],
    unit: Coverage['unit'],
    counted: number,
    expected: number
  ): Coverage => ({
    side,
    direction,
    unit,
    counted,
    expected,
    share: counted / expected,
    needed: COVERAGE_NEEDED
  });
  if (countsTransactions(sample.test)) {
    const { transactions, transactionBytes } = sample;
    if (transactions === undefined || transactions <= 0) throw new NoProof('the tool counted no transactions');
    if (sample.test === 'tcp-connect') return [entry(request, 'connections', count.connections, transactions)];
    if (transactionBytes === undefined || transactionBytes <= 0)
      throw new NoProof('the size of a transaction is unknown');
    return [
      entry(request, 'bytes', count.requestBytes, transactions * transactionBytes),
      entry(response, 'bytes', count.responseBytes, transactions * transactionBytes)
    ];
  }
  if (sample.receivedBytes <= 0) throw new NoProof('the tool received no payload');
  // The tool reports both directions together, so ztunnel's two are added, but only for a bidirectional test.
  const counted = isBidirectional(sample.test) ? count.requestBytes + count.responseBytes : count.requestBytes;
  return [entry(request, 'bytes', counted, sample.receivedBytes)];
}
