import { ClusterError } from '../errors.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { blockPolicySelector, findLeftovers, leftoverSections } from '../proof/index.ts';
import type { EncryptionMode } from '../scenario/scenario.ts';
import { listAgents, readSections } from './agents.ts';

const readingSeconds = 20;

/**
 * Looks on every node for kernel state that an earlier mode left. The XFRM policy of IPsec that drops all of WireGuard's
 * packets is deleted on clusters of ours and stops the scenario on others that are reconfigured; the rest is told.
 */
export async function handleLeftovers(
  kubernetes: Kubernetes,
  namespace: string,
  mode: EncryptionMode,
  blockPolicy: 'delete' | 'refuse' | 'tell',
  tell: (line: string) => void
): Promise<void> {
  for (const agent of (await listAgents(kubernetes, namespace)).values()) {
    const place = await readSections(kubernetes, agent, leftoverSections, readingSeconds);
    const { found, unread } = findLeftovers(place, mode, `node ${agent.node}`);
    for (const why of unread) tell(`  left over of another mode: unknown: ${why}`);
    for (const leftover of found) {
      if (leftover.kind !== 'xfrm-block-policy' || blockPolicy === 'tell') {
        tell(`  left over of another mode: ${leftover.text}`);
        continue;
      }
      const remedy = ['ip', 'xfrm', 'policy', 'delete', ...blockPolicySelector];
      if (blockPolicy === 'refuse') {
        throw new ClusterError(`${leftover.text}; delete it on that node with: ${remedy.join(' ')}`);
      }
      const { exitCode, stderr } = await kubernetes.exec(agent.target, remedy, readingSeconds);
      if (exitCode !== 0) throw new ClusterError(`${leftover.text}; deleting it failed: ${stderr.trim()}`);
      tell(`  deleted on ${agent.node}: ${leftover.text}`);
    }
  }
}
