import type { TestName } from '../suite/test.ts';
import type { Side } from './contract.ts';
import type { Direction } from './counters.ts';

/**
 * What a direction of a test carries. `bulk`: the payload, judged by packets and by bytes. `small`: acknowledgements,
 * requests or answers, judged by packets (bytes hide the small ones). `control`: only iperf3's control connection of some
 * 30 packets, less than the noise of a background of health probes; it is shown and decides nothing, for the figure is not in it.
 */
export type Role = 'bulk' | 'small' | 'control';

type Way = 'forward' | 'backward';

/** The suite's bulk tests send from client to server; a bidirectional one is bulk both ways, so it has no small direction. */
const roles: Readonly<Record<TestName, Readonly<Record<Way, Role>>>> = {
  'tcp-throughput': { forward: 'bulk', backward: 'small' },
  'tcp-bidirectional': { forward: 'bulk', backward: 'bulk' },
  'tcp-latency': { forward: 'small', backward: 'small' },
  'tcp-stream': { forward: 'bulk', backward: 'small' },
  'udp-throughput': { forward: 'bulk', backward: 'control' },
  'udp-latency': { forward: 'small', backward: 'small' },
  'tcp-connect': { forward: 'small', backward: 'small' }
};

/** What a node's direction carries in a test: forward is what the client's node sends and the server's receives. */
export function roleOf(test: TestName, side: Side, direction: Direction): Role {
  return roles[test][(side === 'client') === (direction === 'sent') ? 'forward' : 'backward'];
}

/** Whether the test's figure is a number of transactions rather than of bytes. */
export function countsTransactions(test: TestName): boolean {
  return roles[test].forward === 'small';
}

/** Whether payload flows both ways. */
export function isBidirectional(test: TestName): boolean {
  return roles[test].backward === 'bulk';
}
