import { CanceledError, ClusterError, errorMessage } from '../model/errors.ts';
import { type Limit, pollUntil, tryAgain } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Helm } from './helm.ts';
import { unblockNodes } from './leftovers.ts';
import type { EarlierRelease } from './release.ts';
import { blockOf, refuseOthersChange } from './upgrade.ts';
import { unfinishedRollout } from './rollout.ts';

const pollSeconds = 1;
/** Time that helm needs on top of its wait. */
const helmOwnSeconds = 10;

/**
 * Restores the earlier Cilium release, or removes Cilium if there was none, and waits until every agent is ready.
 * Also removes IPsec's block policy, which would cut off all pods on a WireGuard cluster. Returns false if the run's
 * change is not there. Only a release whose values a block of this run set is changed. Waits while someone else changes
 * the release. Helm does not wait for the rollback, because killing it would leave the release pending.
 */
export async function restoreRelease(
  host: Pick<Host, 'clock' | 'outputs'>,
  kubernetes: Kubernetes,
  helm: Helm,
  runId: string,
  { namespace, revision }: EarlierRelease,
  blockedBefore: readonly string[],
  limit: Limit
): Promise<boolean> {
  const { clock, outputs } = host;
  const isOwn = (block: string): boolean => block.startsWith(`${runId}-`);
  const isOfRun = async (): Promise<boolean> => {
    const block = await tryAgain(host, limit, () => blockOf(helm));
    if (block !== undefined && !isOwn(block)) {
      throw new ClusterError(`block ${block} of another run changed Cilium since; restore that run first`);
    }
    return block !== undefined;
  };
  const now = await tryAgain(host, limit, async () => {
    const release = await helm.release();
    if (release !== undefined) await refuseOthersChange(helm, release, isOwn);
    return release;
  });
  if ((now?.revision ?? 0) === revision) return false;
  if (now !== undefined && !(await isOfRun())) {
    outputs.info(`the Helm release ${helm.name} is at revision ${now.revision}, which no run made: left as it is`);
    return false;
  }
  // Broken agents cannot be queried, but must not prevent the rollback. After an uninstall, there are none.
  await unblockNodes(kubernetes, namespace, blockedBefore, true, outputs.info).catch((error: unknown) => {
    if (error instanceof CanceledError) throw error;
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
  // An IPsec agent may have written its policy again before it was replaced.
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
    throw new ClusterError(`rolled back, but Cilium was not ready within ${limit.seconds.toFixed(0)} s: ${unfinished}`);
  }
}
