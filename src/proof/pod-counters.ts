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
import { BLIND_RECEIVER_SHARE, COVERAGE_NEEDED, CRR_PACKETS, RR_PACKETS } from './thresholds.ts';

/**
 * What a direction of a test carries. `bulk`: the payload, judged by bytes, because a pod's interface counts packets of up to
 * 64 KiB and the wire counts segments. `acknowledgements` and `transactions` (requests or answers): judged by packets, which
 * both ends count alike, because bytes hide the small ones. `control`: only iperf3's control connection of some 30 packets,
 * less than the noise of a background of health probes; it is shown and decides nothing, because the figure is not in it.
 */
export type Role = 'bulk' | 'acknowledgements' | 'transactions' | 'control';

type Way = 'forward' | 'backward';

/** The suite's bulk tests send from client to server; a bidirectional one is bulk both ways, so nothing but payload decides it. */
const roles: Readonly<Record<TestName, Readonly<Record<Way, Role>>>> = {
  'tcp-throughput': { forward: 'bulk', backward: 'acknowledgements' },
  'tcp-bidirectional': { forward: 'bulk', backward: 'bulk' },
  'tcp-latency': { forward: 'transactions', backward: 'transactions' },
  'tcp-stream': { forward: 'bulk', backward: 'acknowledgements' },
  'udp-throughput': { forward: 'bulk', backward: 'control' },
  'udp-latency': { forward: 'transactions', backward: 'transactions' },
  'tcp-connect': { forward: 'transactions', backward: 'transactions' }
};

/** What a node's direction carries in a test: forward is what the client's node sends and the server's receives. */
export function roleOf(test: TestName, side: Side, direction: Direction): Role {
  return roles[test][(side === 'client') === (direction === 'sent') ? 'forward' : 'backward'];
}

/** Whether the test's figure is a number of transactions rather than of bytes. */
export function countsTransactions(test: TestName): boolean {
  return roles[test].forward === 'transactions';
}

/** Whether payload flows both ways. */
export function isBidirectional(test: TestName): boolean {
  return roles[test].backward === 'bulk';
}

/** What is read in the two test pods. */
export const podSections: readonly Section[] = [interfacesSection];

/** Kubernetes' name of a pod's own interface under Cilium. */
const podInterface = 'eth0';

/** What the two pods moved, by side and direction. */
export type PodTraffic = Readonly<Record<Side, Counters>>;

/**
 * What eth0 of both pods really moved, with a note where one does not count what it receives: then the other's sent packets
 * stand in, which a sample without heavy loss hardly differs from.
 * @throws NoProof when a pod has no eth0 or its counters went back.
 */
export function podTraffic(before: Snapshot, after: Snapshot, notes: string[]): PodTraffic {
  const own = bySide(side => byDirection(direction => eth0Gain(before, after, side, direction)));
  return bySide(side => {
    const other = own[side === 'client' ? 'server' : 'client'].sent;
    const received = own[side].received;
    const blind =
      received.bytes < BLIND_RECEIVER_SHARE * other.bytes && received.packets < BLIND_RECEIVER_SHARE * other.packets;
    if (!blind) return own[side];
    notes.push(
      `The ${side} pod's eth0 counts ${percent(received.packets / other.packets)} of the packets that it was sent ` +
        '(veth before Linux 6.7 does not count under BPF host routing): what the other pod sent stands in.'
    );
    return { sent: own[side].sent, received: other };
  });
}

/**
 * Checks that the pods' interfaces saw what the tool says it moved; else a proof of them would prove nothing of the sample.
 * @throws NoProof when they did not.
 */
export function checkToolTraffic(traffic: PodTraffic, sample: SampleFacts): void {
  if (countsTransactions(sample.test)) {
    const needed = packetsNeeded(sample);
    for (const side of sides)
      for (const direction of directions)
        if (traffic[side][direction].packets < needed)
          throw new NoProof(
            `eth0 of the ${side} pod has ${traffic[side][direction].packets} packets ${direction}; ` +
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
        `eth0 of the ${side} pod moved ${bytes} bytes, the tool says ${sample.receivedBytes}` +
          (isBidirectional(sample.test) ? ' both ways' : '')
      );
  }
}

/** Packets that a request-response test's transactions need each way. @throws NoProof without a number of transactions. */
export function packetsNeeded(sample: SampleFacts): number {
  if (sample.transactions === undefined || sample.transactions <= 0)
    throw new NoProof('the tool counted no transactions');
  return sample.test === 'tcp-connect'
    ? CRR_PACKETS * sample.transactions
    : RR_PACKETS * COVERAGE_NEEDED * sample.transactions;
}

/** One value for each side. */
export function bySide<T>(of: (side: Side) => T): Record<Side, T> {
  return { client: of('client'), server: of('server') };
}

/** What a pod's eth0 gained. @throws NoProof when the pod has none or its counter went back. */
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
