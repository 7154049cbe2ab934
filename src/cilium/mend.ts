import { z } from 'zod';
import { TransientError } from '../errors.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { blockAnnotation } from '../scenario/values.ts';
import type { Helm, Release } from './helm.ts';

/** What helm leaves when it is killed or fails half-way. It refuses every further change of a pending release. */
const broken = /^(?:pending-|failed$|uninstalling$)/;

/** The values that an upgrade of a run gives; no other run and no other block has the same name of a block. */
const ownValues = z.looseObject({ podAnnotations: z.looseObject({ [blockAnnotation]: z.string() }) });

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

/**
 * Throws a TransientError that names the revision when somebody else's change of the release is under way. `isOwn` knows the
 * blocks whose upgrades may have been cut off.
 */
export async function refuseOthersChange(
  helm: Helm,
  { status, revision, updated }: Release,
  isOwn: (block: string) => boolean
): Promise<void> {
  if (!isPending(status)) return;
  const values = ownValues.safeParse(await helm.values());
  if (isOwn(values.data?.podAnnotations[blockAnnotation] ?? '')) return;
  throw new TransientError(
    `somebody else is changing the Helm release ${helm.name}: revision ${String(revision)} is ${status} since ${updated ?? 'an unknown time'}`
  );
}

/**
 * Clears the way for another try of an upgrade: removes the record of a pending revision that an upgrade of one of these blocks
 * left when it was cut off. What that had changed already is changed again by the next. Throws as `refuseOthersChange` does.
 */
export async function removeCutOff(
  kubernetes: Kubernetes,
  helm: Helm,
  namespace: string,
  cutOff: ReadonlySet<string>,
  tell: (line: string) => void
): Promise<void> {
  const release = await helm.release();
  if (release === undefined || !isPending(release.status)) return;
  await refuseOthersChange(helm, release, block => cutOff.has(block));
  const revision = String(release.revision);
  tell(`  removing revision ${revision} of ${helm.name}, an upgrade of this run that was cut off (${release.status})`);
  // The name that Helm's storage gives it (helm.sh/helm/v4/pkg/storage).
  await kubernetes.deleteSecret(namespace, `sh.helm.release.v1.${helm.name}.v${revision}`);
}

function isPending(status: string): boolean {
  return status.startsWith('pending-');
}
