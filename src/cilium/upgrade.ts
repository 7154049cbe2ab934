import { tryAgain } from '../host/try-again.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Chart, Helm } from './helm.ts';

/** An API server that restarts, or a registry that fails, is back within minutes. */
const limitSeconds = 180;

/** With what a release is upgraded. */
export interface Upgrade {
  readonly host: Pick<Host, 'clock' | 'outputs'>;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  /** Of the release. */
  readonly namespace: string;
  readonly chart: Chart;
  /** Later ones first in rank. */
  readonly valuesFiles: readonly string[];
}

/**
 * Upgrades the release, again while helm fails for reasons that pass. An upgrade that was cut off leaves its revision pending,
 * and helm refuses every other one until that is gone; each further try removes it first.
 */
export async function upgradePatiently(upgrade: Upgrade): Promise<void> {
  const { host, helm, chart, valuesFiles } = upgrade;
  let tries = 0;
  await tryAgain(host, limitSeconds, async () => {
    tries += 1;
    if (tries > 1) await removePending(upgrade);
    await helm.upgrade(chart, valuesFiles);
  });
}

/** Removes the record of a revision that never came to its end; what it had changed already is changed again by the next. */
async function removePending({ host, kubernetes, helm, namespace }: Upgrade): Promise<void> {
  const release = await helm.release();
  if (release?.status.startsWith('pending-') !== true) return;
  host.outputs.info(`  removing revision ${String(release.revision)} of ${helm.name}, which is ${release.status}`);
  // The name that Helm's storage gives it (helm.sh/helm/v4/pkg/storage).
  await kubernetes.deleteSecret(namespace, `sh.helm.release.v1.${helm.name}.v${String(release.revision)}`);
}
