import { startLimit } from '../host/limit.ts';
import { tryAgain } from '../host/try-again.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Chart, Helm } from './helm.ts';
import { removeCutOff } from './mend.ts';

/** Helm itself gives a change of somebody else five minutes; an API server that restarts, or a registry that fails, is back sooner. */
const limitSeconds = 300;

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
  /** The block that the upgrade is for, as the values annotate it. */
  readonly block: string;
  /** Blocks of this run whose upgrade may have been cut off, so that their revision is still pending. */
  readonly cutOff: Set<string>;
}

/**
 * Upgrades the release, again while helm fails for reasons that pass. Helm refuses every upgrade while a revision is pending:
 * one that an upgrade of this run left is removed, and a change of somebody else is waited for.
 */
export async function upgradePatiently(upgrade: Upgrade): Promise<void> {
  const { host, kubernetes, helm, namespace, chart, valuesFiles, block, cutOff } = upgrade;
  await tryAgain(host, startLimit(host.clock, limitSeconds), async () => {
    if (cutOff.size > 0) await removeCutOff(kubernetes, helm, namespace, cutOff, host.outputs.info);
    cutOff.add(block);
    await helm.upgrade(chart, valuesFiles);
    cutOff.clear();
  });
}
