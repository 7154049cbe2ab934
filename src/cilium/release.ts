import { ClusterError, InputError } from '../errors.ts';
import type { Helm, Release } from './helm.ts';
import type { Installed } from './installed.ts';

/** What was installed before the first change; revision 0 means that nothing was. */
export interface EarlierRelease {
  readonly namespace: string;
  readonly name: string;
  readonly revision: number;
}

/**
 * Looks at what is installed on a cluster that is not ours, before it is changed; `undefined` when nothing is. Throws a
 * ClusterError for what could not be put back: a Cilium without a Helm release, and a release that is not deployed.
 */
export async function readInstalledRelease(
  helm: Helm,
  installed: Installed | undefined,
  namespace: string
): Promise<Release | undefined> {
  const release = await helm.release();
  if (release === undefined) {
    if (installed !== undefined) {
      const whose = installed.manager === undefined ? '' : ` (it belongs to ${installed.manager.owner})`;
      throw new ClusterError(
        `Cilium runs in namespace ${namespace}, but helm did not install it there${whose}, so it could not be put back; name its namespace with cilium-namespace, install it with helm, or write apply: false to measure it as it is`
      );
    }
    return undefined;
  }
  if (release.status !== 'deployed') {
    throw new ClusterError(
      `the Helm release ${helm.name} is ${release.status} (revision ${String(release.revision)}), so another change is under way or was cut off; bring it back first: helm rollback ${helm.name} --namespace ${namespace}`
    );
  }
  return release;
}

/**
 * Throws an InputError when a release would get another chart: a distribution's own has other defaults, and one with Cilium
 * as a part of it would lose its other parts.
 */
export function refuseOtherChart(name: string, { chartName, chartVersion }: Release, candidate: string): void {
  if (chartName === candidate) return;
  throw new InputError(
    `cilium-chart: the Helm release ${name} is of the chart ${chartName} ${chartVersion}, and the chart ${candidate} would replace it with other defaults; write the path of a chart ${chartName}, or apply: false to measure it as it is`
  );
}
