import { sides, type Snapshot } from '../proof/contract.ts';
import type { Metric } from '../results/run.ts';
import { busySeconds, ztunnelSeconds } from './observe.ts';

const bytesPerGigabyte = 1e9;

/** What a sample moved. */
interface Moved {
  readonly receivedBytes: number;
  /** Where the test counts them. */
  readonly transactions?: number;
}

/**
 * CPU time of the nodes (of a kind cluster one figure: its nodes are one machine) and of their ztunnels between two snapshots:
 * for a transaction where the test counts those, else for a GB. What could not be read has no figure.
 */
export function cpuMetrics(
  oneMachine: boolean,
  { receivedBytes, transactions }: Moved,
  before: Snapshot,
  after: Snapshot
): Record<string, Metric> {
  // A transaction moves a byte each way: by the GB its cost would be a figure that nobody has ever seen.
  const [factor, unit] =
    transactions === undefined
      ? [bytesPerGigabyte / receivedBytes, 's/GB' as const]
      : [1e6 / transactions, 'us/transaction' as const];
  if (!Number.isFinite(factor)) return {};
  const seconds = new Map([
    ...(oneMachine
      ? ([['machine-cpu', busySeconds(before, after, 'client')]] as const)
      : sides.map(side => [`${side}-node-cpu`, busySeconds(before, after, side)] as const)),
    ...sides.map(side => [`${side}-ztunnel-cpu`, ztunnelSeconds(before, after, side)] as const)
  ]);
  return Object.fromEntries(
    [...seconds].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { value: value * factor, unit, better: 'lower' } as const]]
    )
  );
}
