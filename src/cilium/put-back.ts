import { CancelledError, ClusterError, errorMessage } from '../model/errors.ts';
import { type Limit, pollUntil, tryAgain } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Helm } from './helm.ts';
import { unblockNodes } from './leftovers.ts';
import type { EarlierRelease } from './release.ts';
import { refuseOthersChange } from './upgrade.ts';
import { unfinishedRollout } from './rollout.ts';

const pollSeconds = 1;
/** What helm needs in addition to its own wait. */
const helmOwnSeconds = 10;

/**
 * Puts back the Cilium that was installed, or removes what was not there before, and waits until every agent is ready. What the
 * run's IPsec left in the kernel goes too: it would cut off all pods of a cluster with WireGuard. False when nothing had changed.
 * A change of somebody else is waited for.
 * Helm itself does not wait for the rollback: killed while it waits, it would leave the release pending.
 */
export async function putCiliumBack(
  host: Pick<Host, 'clock' | 'outputs'>,
  kubernetes: Kubernetes,
  helm: Helm,
  runId: string,
  { namespace, revision }: EarlierRelease,
  blockedBefore: readonly string[],
  limit: Limit
): Promise<boolean> {
  const { clock, outputs } = host;
  const now = await tryAgain(host, limit, async () => {
    const release = await helm.release();
    if (release !== undefined) await refuseOthersChange(helm, release, block => block.startsWith(`${runId}-`));
    return release;
  });
  if ((now?.revision ?? 0) === revision) return false;
  // Agents that are broken cannot be asked, and that must not keep the good ones away. After an uninstallation there are none.
  await unblockNodes(kubernetes, namespace, blockedBefore, true, outputs.info).catch((error: unknown) => {
    if (error instanceof CancelledError) throw error;
    outputs.warning(errorMessage(error));
  });
  if (revision === 0) {
    await tryAgain(host, limit, async () => {
      if ((await helm.release()) !== undefined) await helm.uninstall(limit.left() - helmOwnSeconds);
    });
    return true;
  }
  await tryAgain(host, limit, () => helm.rollback(revision));
  await untilRolledOut(kubernetes, clock, namespace, limit);
  // An agent of the run's IPsec can have written its policy again until it was replaced.
  await unblockNodes(kubernetes, namespace, blockedBefore, false, outputs.info);
  return true;
}

async function untilRolledOut(
  kubernetes: Kubernetes,
  clock: Host['clock'],
  namespace: string,
  limit: Limit
): Promise<void> {
  const look = (): Promise<string | undefined> => unfinishedRollout(kubernetes, namespace);
  const unfinished = await pollUntil(clock, limit, pollSeconds, look, seen => seen === undefined);
  if (unfinished !== undefined) {
    throw new ClusterError(`rolled back, but not ready within ${limit.seconds.toFixed(0)} s: ${unfinished}`);
  }
}
