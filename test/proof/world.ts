import type {
  NodeReading,
  PathFacts,
  PlaceReading,
  SampleFacts,
  SectionReading,
  Side,
  Snapshot
} from '../../src/proof/contract.ts';
import type { Counter, Counters } from '../../src/proof/counters.ts';
import { judgeSample, type SampleJudgment } from '../../src/proof/index.ts';
import type { EncryptionMode } from '../../src/model/scenario.ts';
import type { TestName } from '../../src/model/test.ts';

/** Fully mutable: a test takes a good case and breaks one thing. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
export type MutableCounters = Mutable<Counters>;

interface State {
  source: string;
  destination: string;
  mark: string;
  spi: string;
  added: string;
  packets: number;
  bytes: number;
  failed: number;
}

export interface Connection {
  reporter: 'source' | 'destination';
  policy: string;
  source: string;
  destination: string;
  sourceAccount: string;
  destinationAccount: string;
  opened: number;
  received: number;
  sent: number;
}

interface Node {
  address: string;
  wireguard?: MutableCounters & { index: number; sendDrops: number };
  states: State[];
  errors: Record<string, number>;
  agent: string;
  /** What Cilium's datapath counted as encrypted, both directions together. */
  encrypted: Counter;
}

interface Ztunnel {
  identity: string;
  connections: Connection[];
}

/** The state of the two nodes at one moment. */
export interface Moment {
  seconds: number;
  nodes: Record<Side, Node>;
  pods: Record<Side, MutableCounters & { identity: string }>;
  ztunnels: Record<Side, Ztunnel[]>;
  /** Readings that fail: "hosts client net-dev". */
  failing: string[];
}

/** A sample with all inputs of a judge. */
export interface Case {
  encryption: EncryptionMode;
  before: Moment;
  after: Moment;
  idle: { before: Moment; after: Moment } | undefined;
  sample: Mutable<SampleFacts>;
  path: Mutable<PathFacts>;
}

export const path: PathFacts = {
  namespace: 'perf',
  serviceAccounts: { client: 'perf-client', server: 'perf-server' },
  podIps: { client: '10.244.0.21', server: '10.244.1.135' },
  nodeIps: { client: '172.31.0.2', server: '172.31.0.3' },
  ciliumInternalIps: { client: '10.244.0.227', server: '10.244.1.11' },
  encapsulated: false,
  sameNode: false
};

export const both = ['client', 'server'] as const;
const other: Record<Side, Side> = { client: 'server', server: 'client' };

export function counters(sent: Counter, received: Counter): MutableCounters {
  return { sent: { ...sent }, received: { ...received } };
}

/** Payload, segmented for the wire, and its acknowledgments; or the packets of transactions. */
const bulk: Counter = { packets: 20_000, bytes: 1_020_280_000 };

/** The same payload in the mode's counters: segments with a header each, plus the mode's overhead. */
export function bulkOnWire(encryption: EncryptionMode): Counter {
  const payload = bulk.bytes - 66 * bulk.packets;
  const packets = 720_000;
  return { packets, bytes: payload + packets * (encryption === 'wireguard' ? 52 + 32 : 52) };
}

const acknowledgments: Counter = { packets: 30_000, bytes: 1_980_000 };
const transactions: Counter = { packets: 10_020, bytes: 671_340 };
const control: Counter = { packets: 30, bytes: 3_000 };

/** Traffic of a good sample, for the pods and the mode's counters; client to server, then back. */
function traffic(test: TestName, encryption: EncryptionMode): Record<'pods' | 'wire', readonly [Counter, Counter]> {
  const wire = bulkOnWire(encryption);
  if (test === 'tcp-bidirectional') return { pods: [bulk, bulk], wire: [wire, wire] };
  if (test === 'udp-throughput') return { pods: [bulk, control], wire: [wire, control] };
  if (test === 'tcp-throughput' || test === 'tcp-stream')
    return { pods: [bulk, acknowledgments], wire: [wire, acknowledgments] };
  const packets = test === 'tcp-connect' ? { packets: 40_000, bytes: 2_680_000 } : transactions;
  return { pods: [packets, packets], wire: [packets, packets] };
}

function sampleOf(test: TestName): SampleFacts {
  if (test.endsWith('latency')) return { test, receivedBytes: 20_000, transactions: 10_000, transactionBytes: 1 };
  if (test === 'tcp-connect') return { test, receivedBytes: 20_000, transactions: 10_000, transactionBytes: 1 };
  return { test, receivedBytes: test === 'tcp-bidirectional' ? 2_000_000_000 : 1_000_000_000 };
}

/** A sample that fulfills its scenario's expectation. */
export function goodCase(encryption: EncryptionMode, test: TestName = 'tcp-throughput'): Case {
  const before = { ...start(encryption), seconds: 120 };
  const after = { ...structuredClone(before), seconds: 130 };
  const { pods, wire } = traffic(test, encryption);
  after.pods.client.sent = add(after.pods.client.sent, pods[0]);
  after.pods.server.received = add(after.pods.server.received, pods[0]);
  after.pods.client.received = add(after.pods.client.received, pods[1]);
  after.pods.server.sent = add(after.pods.server.sent, pods[1]);
  const made: Case = {
    encryption,
    before,
    after,
    idle: { before: start(encryption), after: { ...start(encryption), seconds: 106 } },
    sample: sampleOf(test),
    path: structuredClone(path)
  };
  if (encryption === 'wireguard' || encryption === 'ipsec') encrypt(made, wire[0], wire[1]);
  if (encryption === 'ztunnel') mutualTls(made, test);
  return made;
}

/** Increases the mode's counters of both nodes by this much, client to server and back. */
export function encrypt(made: Case, forward: Counter, back: Counter): void {
  for (const side of both) {
    const [sent, received] = side === 'client' ? [forward, back] : [back, forward];
    const { wireguard, states, encrypted } = made.after.nodes[side];
    made.after.nodes[side].encrypted = add(add(encrypted, sent), received);
    if (wireguard) {
      wireguard.sent = add(wireguard.sent, sent);
      wireguard.received = add(wireguard.received, received);
    }
    for (const [mark, counter] of [
      ['e00/', sent],
      ['d00/', received]
    ] as const) {
      const state = states.find(one => one.mark.includes(mark) && one.source.startsWith('172.'));
      if (state) Object.assign(state, add(state, counter));
    }
  }
}

function mutualTls(made: Case, test: TestName): void {
  const { receivedBytes, transactions: count = 5 } = made.sample;
  const small = made.sample.transactions !== undefined;
  for (const side of both)
    for (const one of made.after.ztunnels[side][0]?.connections ?? []) {
      one.opened += test === 'tcp-connect' ? count : 5;
      one.received += small ? count : test === 'tcp-bidirectional' ? receivedBytes / 2 : receivedBytes;
      one.sent += small ? count : test === 'tcp-bidirectional' ? receivedBytes / 2 : 0;
    }
}

export function add<T extends Counter>(a: T, b: Counter): T {
  return { ...a, packets: a.packets + b.packets, bytes: a.bytes + b.bytes };
}

export function times(counter: Counter, factor: number): Counter {
  return { packets: Math.round(counter.packets * factor), bytes: Math.round(counter.bytes * factor) };
}

/** The mode's initial state, with nonzero counters. */
function start(encryption: EncryptionMode): Moment {
  const earlier = { packets: 1_000, bytes: 100_000 };
  const node = (side: Side): Node => ({
    address: path.nodeIps[side],
    agent: `agent-${side} 0`,
    states: encryption === 'ipsec' ? statesOf(side) : [],
    errors: { XfrmInNoStates: 24 },
    encrypted: { packets: 70, bytes: 7_000 },
    ...(encryption === 'wireguard' ? { wireguard: { index: 10, sendDrops: 0, ...counters(earlier, earlier) } } : {})
  });
  const ztunnels = (side: Side): Ztunnel[] =>
    encryption === 'ztunnel' ? [{ identity: `ztunnel-${side} 0`, connections: [connection(side)] }] : [];
  return {
    seconds: 100,
    nodes: { client: node('client'), server: node('server') },
    pods: {
      client: { identity: 'pod-client 0', ...counters(earlier, earlier) },
      server: { identity: 'pod-server 0', ...counters(earlier, earlier) }
    },
    ztunnels: { client: ztunnels('client'), server: ztunnels('server') },
    failing: []
  };
}

/** A series between the two principals; with mutual TLS by default. */
export function connection(side: Side, changes: Partial<Connection> = {}): Connection {
  return {
    reporter: side === 'client' ? 'source' : 'destination',
    policy: 'mutual_tls',
    source: 'perf',
    destination: 'perf',
    sourceAccount: 'perf-client',
    destinationAccount: 'perf-server',
    opened: 7,
    received: 4_000,
    sent: 900,
    ...changes
  };
}

function statesOf(side: Side): State[] {
  const far = other[side];
  const of = (source: string | undefined, destination: string | undefined, mark: string): State => ({
    source: source ?? '',
    destination: destination ?? '',
    mark,
    spi: '0x00000003(3)',
    added: '2026-11-23 01:06:19',
    packets: 500,
    bytes: 50_000,
    failed: 0
  });
  return [path.nodeIps, path.ciliumInternalIps].flatMap(ips => [
    of(ips[far], ips[side], '0xbe30d00/0xffff0f00'),
    of(ips[side], ips[far], '0xbe33e00/0xffffff00')
  ]);
}

export function judge(made: Case): SampleJudgment {
  const idle = made.idle && { before: build(made.idle.before), after: build(made.idle.after) };
  return judgeSample(made.encryption, build(made.before), build(made.after), made.sample, made.path, idle);
}

/** The moment in the format the sections print. */
export function build(moment: Moment): Snapshot {
  const place = (kind: string, side: Side, identity: string, texts: Record<string, string>): PlaceReading => ({
    identity,
    sections: Object.fromEntries(
      Object.entries(texts).map(([name, text]): [string, SectionReading] => [
        name,
        moment.failing.includes(`${kind} ${side} ${name}`) ? { ok: false, why: 'exit status 1' } : { ok: true, text }
      ])
    )
  });
  const each = <T>(of: (side: Side) => T): Record<Side, T> => ({ client: of('client'), server: of('server') });
  return {
    seconds: moment.seconds,
    hosts: each(side => {
      const node = moment.nodes[side];
      const { wireguard } = node;
      const interfaces = { eth0: still, ...(wireguard ? { cilium_wg0: wireguard } : {}) };
      const index = wireguard ? { 'wireguard-index': `${wireguard.index}\n` } : {};
      const texts = { 'net-dev': interfacesText(interfaces), ...index, 'xfrm-stat': errorsText(node.errors) };
      return { ...place('hosts', side, `host-${side} 0`, texts), address: node.address };
    }),
    agents: each((side): NodeReading => {
      const node = moment.nodes[side];
      const texts = { 'xfrm-state': statesText(node.states), datapath: datapathText(node.encrypted) };
      return { ...place('agents', side, node.agent, texts), address: node.address };
    }),
    pods: each(side =>
      place('pods', side, moment.pods[side].identity, {
        'net-dev': interfacesText({ eth0: moment.pods[side] }),
        'tcp-timestamps': '1\n'
      })
    ),
    ztunnels: each(side =>
      moment.ztunnels[side].map(({ identity, connections }) =>
        place('ztunnels', side, identity, { metrics: metricsText(connections) })
      )
    )
  };
}

const still: Counters = counters({ packets: 9, bytes: 900 }, { packets: 9, bytes: 900 });

function datapathText(encrypted: Counter): string {
  const row = (reason: string, counter: Counter): object => ({ reason, direction: 'ingress', ...counter, line: 1 });
  return JSON.stringify([
    row('Success', { packets: 9_000_000, bytes: 9_000_000_000 }),
    row('Interface Decrypted', encrypted),
    row('Policy denied', { packets: 3, bytes: 300 })
  ]);
}

function statesText(states: readonly State[]): string {
  const blocks = states.map(
    ({ source, destination, mark, spi, added, packets, bytes, failed }) =>
      `src ${source} dst ${destination}\n\tproto esp spi ${spi} reqid 1(0x00000001) mode tunnel\n\tmark ${mark} output-mark 0xd00/0xffffff00\n` +
      `\t  ${bytes}(bytes), ${packets}(packets)\n\t  add ${added} use -\n\t  replay-window 0 replay 0 failed ${failed}\n`
  );
  return blocks.join('');
}

const errorNames = [
  ...['XfrmInError', 'XfrmInNoStates', 'XfrmInStateProtoError', 'XfrmInTmplMismatch'],
  ...['XfrmOutNoStates', 'XfrmOutPolBlock', 'XfrmAcquireError']
];

function errorsText(errors: Readonly<Record<string, number>>): string {
  return errorNames.map(name => `${name.padEnd(24)}\t${errors[name] ?? 0}\n`).join('');
}

export function interfacesText(
  interfaces: Readonly<Record<string, Counters & { readonly sendDrops?: number }>>
): string {
  const line = (name: string, { sent, received, sendDrops = 0 }: Counters & { readonly sendDrops?: number }): string =>
    [`${name}:`, received.bytes, received.packets, ...'0 0 0 0 0 0'.split(' '), sent.bytes, sent.packets].join(' ') +
    ` 0 ${sendDrops} 0 0 0 0\n`;
  return (
    'Inter-|   Receive                                                |  Transmit\n' +
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n' +
    Object.entries({ lo: still, ...interfaces })
      .map(([name, of]) => line(name, of))
      .join('')
  );
}

/** ztunnel's metrics with these series; empty before its first connection. */
export function metricsText(connections: readonly Connection[]): string {
  const lines = connections.flatMap(one => {
    const principal = (namespace: string, account: string): string =>
      account === 'unknown' ? 'unknown' : `spiffe://cluster.local/ns/${namespace}/sa/${account}`;
    const labels = Object.entries({
      reporter: one.reporter,
      source_workload: 'unknown',
      source_workload_namespace: one.source,
      source_principal: principal(one.source, one.sourceAccount),
      destination_workload_namespace: one.destination,
      destination_principal: principal(one.destination, one.destinationAccount),
      request_protocol: 'tcp',
      response_flags: '-',
      connection_security_policy: one.policy
    }).map(([name, value]) => `${name}="${value}"`);
    return [
      `istio_tcp_connections_opened_total{${labels.join(',')}} ${one.opened}`,
      `istio_tcp_received_bytes_total{${labels.join(',')}} ${one.received}`,
      `istio_tcp_sent_bytes_total{${labels.join(',')}} ${one.sent}`
    ];
  });
  return ['istio_build{component="ztunnel",tag="unknown"} 1', ...lines, '# EOF', ''].join('\n');
}
