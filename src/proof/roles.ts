import type { TestName } from '../suite/test.ts';
import type { Side } from './contract.ts';
import type { Direction } from './counters.ts';

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
