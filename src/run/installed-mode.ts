import type { Arm } from '../model/run.ts';
import { withMode, type CiliumSpec } from './cilium-spec.ts';
import { enterCluster, type EnteredCluster, type Entry } from './enter-cluster.ts';
import type { Start } from './start.ts';
import { findStartPatiently } from './survey.ts';

/**
 * Enters a cluster to start from the values of its Cilium release, which determine the modes of arms without values of
 * their own. Without Cilium, these are the modes of the chart's defaults. If that fails, stops renewing the lock.
 */
export async function enterInstalled(
  entry: Entry,
  specs: ReadonlyMap<Arm, CiliumSpec>
): Promise<{ readonly entered: EnteredCluster; readonly start: Start }> {
  const { options, host } = entry;
  const entered = await enterCluster(entry);
  try {
    const nodes = await entered.kubernetes.nodes();
    const start = await findStartPatiently({ options, specs, host, entered }, nodes, !entered.cluster.ours);
    const found = [...start.specs].map(([arm, spec]) => [arm, withMode(options, spec)] as const);
    return { entered, start: { ...start, specs: new Map(found) } };
  } catch (error) {
    entered.lock.stop();
    throw error;
  }
}
