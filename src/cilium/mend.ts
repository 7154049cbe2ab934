import type { Helm } from './helm.ts';

/** What helm leaves when it is killed or fails half-way. It refuses every further change of a pending release. */
const broken = /^(?:pending-|failed$|uninstalling$)/;

/**
 * Brings back a release whose last change was cut off: to the revision before it, or away when there is none. Only for clusters
 * that were made for measuring, because nobody misses on them what the cut-off change was to bring.
 */
export async function mendRelease(helm: Helm, tell: (line: string) => void): Promise<void> {
  const release = await helm.release();
  if (release === undefined || !broken.test(release.status)) return;
  const { status, revision } = release;
  const cutOff = `the last change of Cilium on this cluster was cut off (${status}, revision ${String(revision)})`;
  if (status === 'uninstalling' || revision === 1) {
    tell(`${cutOff}: it is removed and installed again`);
    await helm.uninstall();
  } else {
    tell(`${cutOff}: it is rolled back first`);
    await helm.rollback(revision - 1);
  }
}
