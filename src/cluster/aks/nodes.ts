import { ClusterError, errorMessage } from '../../errors.ts';
import { startLimit } from '../../host/limit.ts';
import type { Host } from '../../host/ports.ts';
import { isUninitialized } from '../../kubernetes/placement.ts';
import type { Kubernetes } from '../../kubernetes/port.ts';
import { nodeCount } from './cost.ts';

const limitSeconds = 300;
const pauseSeconds = 5;

/**
 * Waits until both nodes of a new cluster have come and Azure has initialized them: until then pods are kept off by a taint,
 * and zone and size are missing. They are not ready: that takes Cilium.
 */
export async function waitForNodes(kubernetes: Kubernetes, { clock, outputs }: Host): Promise<void> {
  const limit = startLimit(clock, limitSeconds);
  let told = false;
  for (;;) {
    let seen: string;
    try {
      const nodes = await kubernetes.nodes();
      const initialized = nodes.filter(node => !isUninitialized(node)).length;
      if (initialized >= nodeCount) return;
      seen =
        nodes.length < nodeCount
          ? `${String(nodes.length)} of ${String(nodeCount)} nodes have come`
          : `${String(initialized)} of ${String(nodeCount)} nodes are initialized by Azure`;
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      seen = errorMessage(error);
    }
    if (limit.isOver()) {
      throw new ClusterError(`the new cluster had not its nodes within ${String(limit.seconds)} s: ${seen}`);
    }
    if (!told) outputs.info(`  waiting for the nodes: ${seen}`);
    told = true;
    await clock.sleep(pauseSeconds);
  }
}
