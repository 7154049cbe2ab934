import type { TestName } from '../model/test.ts';
import {
  type Side,
  type PlaceReading,
  type SampleFacts,
  type Section,
  type Snapshot,
  sides,
  NoProof,
  percent
} from './contract.ts';
import {
  type Direction,
  type Counter,
  type Counters,
  directions,
  gained,
  interfacesSection,
  readInterfaces
} from './counters.ts';
import { someText } from './readings.ts';
import {
  BLIND_RECEIVER_SHARE,
  COVERAGE_NEEDED,
  CRR_PACKETS,
  RR_PACKETS,
  TCP_HEADER_BYTES,
  TCP_TIMESTAMPS_BYTES
} from './thresholds.ts';

/**
 * What a direction of a test carries. `bulk`: payload, judged by bytes, because a pod's interface counts packets of up
 * to 64 KiB while the wire counts segments. `acknowledgments` and `transactions` (requests or responses): judged by
 * packets, which both ends count equally, because bytes would hide small packets. `control`: only iperf3's control
 * connection of about 30 packets, fewer than the noise of health probes. It is shown but never decides, because the
 * result does not depend on it.
 */
export type Role = 'bulk' | 'acknowledgments' | 'transactions' | 'control';

type Way = 'forward' | 'backward';

/**
 * Bulk tests send from client to server. A bidirectional test is bulk in both directions, so only payload decides it.
 */
const roles: Readonly<Record<TestName, Readonly<Record<Way, Role>>>> = {
  'tcp-throughput': { forward: 'bulk', backward: 'acknowledgments' },
  'tcp-bidirectional': { forward: 'bulk', backward: 'bulk' },
  'tcp-latency': { forward: 'transactions', backward: 'transactions' },
  'tcp-stream': { forward: 'bulk', backward: 'acknowledgments' },
  'udp-throughput': { forward: 'bulk', backward: 'control' },
  'udp-latency': { forward: 'transactions', backward: 'transactions' },
  'tcp-connect': { forward: 'transactions', backward: 'transactions' }
};

/**
 * What a node's direction carries in a test. Forward is what the client's node sends and the server's node receives.
 */
export function roleOf(test: TestName, side: Side, direction: Direction): Role {
  return roles[test][(side === 'client') === (direction === 'sent') ? 'forward' : 'backward'];
}

/** Whether the test counts transactions rather than bytes. */
export function countsTransactions(test: TestName): boolean {
  return roles[test].forward === 'transactions';
}

/** Whether payload flows in both directions. */
export function isBidirectional(test: TestName): boolean {
  return roles[test].backward === 'bulk';
}

/** Whether TCP connections of the pod have timestamps, if the other end has them, too: 0 is no (ip-sysctl.rst). */
const timestampsSection: Section = {
  name: 'tcp-timestamps',
  command: ['cat', '/proc/sys/net/ipv4/tcp_timestamps'],
  keep: someText
};

/** Sections to read in the test pods. */
export const podSections: readonly Section[] = [interfacesSection, timestampsSection];

/** Name of a pod's own interface. */
const podInterface = 'eth0';

/** What the two pods moved, by side and direction. */
export type PodTraffic = Readonly<Record<Side, Counters & { readonly countsReceived: boolean }>>;

/**
 * What eth0 of both pods moved. If one does not count received packets, the other's sent packets are used instead,
 * which differ little without heavy loss, and a note is added. @throws NoProof if a pod has no eth0 or its counters
 * went backward.
 */
export function podTraffic(before: Snapshot, after: Snapshot, notes: string[]): PodTraffic {
  const own = bySide(side => byDirection(direction => eth0Gain(before, after, side, direction)));
  return bySide(side => {
    const other = own[side === 'client' ? 'server' : 'client'].sent;
    const received = own[side].received;
    const blind =
      received.bytes < BLIND_RECEIVER_SHARE * other.bytes && received.packets < BLIND_RECEIVER_SHARE * other.packets;
    if (!blind) return { ...own[side], countsReceived: true };
    notes.push(
      `The ${side} pod's eth0 counts ${percent(received.packets / other.packets)} of the packets sent to it ` +
        '(veth before Linux 6.7 does not count them under BPF host routing), so the packets sent by the other pod are used instead.'
    );
    return { sent: own[side].sent, received: other, countsReceived: false };
  });
}

/**
 * IP and TCP header of each TCP segment between the pods, in bytes, but never more than it really was: without timestamps
 * where they were not read.
 */
export function tcpHeaderBytes({ pods }: Snapshot): number {
  const have = sides.every(side => {
    const reading = pods[side].sections[timestampsSection.name];
    return reading?.ok === true && Number(reading.text) > 0;
  });
  return have ? TCP_HEADER_BYTES : TCP_HEADER_BYTES - TCP_TIMESTAMPS_BYTES;
}

/**
 * Checks that the pods' interfaces saw what the tool reported; otherwise a proof would say nothing about the sample.
 * @throws NoProof if they did not.
 */
export function checkToolTraffic(traffic: PodTraffic, sample: SampleFacts): void {
  if (countsTransactions(sample.test)) {
    const needed = packetsNeeded(sample);
    for (const side of sides)
      for (const direction of directions)
        if (traffic[side][direction].packets < needed)
          throw new NoProof(
            `eth0 of the ${side} pod counted ${traffic[side][direction].packets} packets ${direction}, but ` +
              `${String(sample.transactions)} transactions need ${Math.ceil(needed)}`
          );
    return;
  }
  if (sample.receivedBytes <= 0) throw new NoProof('the tool received no payload');
  for (const side of sides) {
    const bytes = directions
      .filter(direction => roleOf(sample.test, side, direction) === 'bulk')
      .reduce((total, direction) => total + traffic[side][direction].bytes, 0);
    if (bytes < COVERAGE_NEEDED * sample.receivedBytes)
      throw new NoProof(
        `eth0 of the ${side} pod moved ${bytes} bytes, but the tool reported ${sample.receivedBytes}` +
          (isBidirectional(sample.test) ? ' in both directions' : '')
      );
  }
}

/** Packets a request-response test needs in each direction. @throws NoProof without a number of transactions. */
export function packetsNeeded(sample: SampleFacts): number {
  if (sample.transactions === undefined || sample.transactions <= 0)
    throw new NoProof('the tool counted no transactions');
  return sample.test === 'tcp-connect'
    ? CRR_PACKETS * sample.transactions
    : RR_PACKETS * COVERAGE_NEEDED * sample.transactions;
}

export function bySide<T>(of: (side: Side) => T): Record<Side, T> {
  return { client: of('client'), server: of('server') };
}

/** How much a pod's eth0 gained. @throws NoProof if the pod has none or its counter went backward. */
export function eth0Gain(before: Snapshot, after: Snapshot, side: Side, direction: Direction): Counter {
  const [first, last] = [eth0(before.pods[side], side), eth0(after.pods[side], side)];
  return gained(first[direction], last[direction], `${podInterface} ${direction} of the ${side} pod`);
}

function byDirection(of: (direction: Direction) => Counter): Counters {
  return { sent: of('sent'), received: of('received') };
}

function eth0(place: PlaceReading, side: Side): Counters {
  const counters = readInterfaces(place, `the ${side} pod`).get(podInterface);
  if (counters === undefined) throw new NoProof(`the ${side} pod has no ${podInterface}`);
  return counters;
}
