import { refusedBaselineFiles } from '../baseline/files.ts';
import { readChart, type ChartContent } from '../cilium/helm.ts';
import { kindConfig } from '../cluster/kind-config.ts';
import { imageInput } from '../cluster/kind.ts';
import { findContext } from '../cluster/kubeconfig.ts';
import type { BaseSource } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import { ClusterError, errorMessage } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import { readArms, type Arms } from './read-arms.ts';
import type { ReferenceKind } from './reference.ts';

/**
 * For `plan-only`: reads every file that the run would read itself, and refuses what the run would refuse. Throws an
 * InputError. As in a run, an unusable earlier run is only a warning. Without helm or the chart's registry, what depends
 * on the chart is left to the run.
 */
export async function checkFiles(
  host: Host,
  options: RunOptions,
  kind: ReferenceKind | undefined,
  base: BaseSource | undefined
): Promise<Arms<ChartContent | undefined>> {
  const { cluster, comparing } = options;
  if (cluster.provider === 'kind' && cluster.configFile !== undefined) {
    const { name, workers, configFile } = cluster;
    kindConfig(await host.files.read(configFile), { name, workers, imageInput: imageInput(cluster) });
  }
  if (cluster.provider === 'kubeconfig') findContext(cluster, host.environment);
  const unread = new Set<string>();
  const arms = await readArms(host, options, kind, base, chart =>
    readChart(host.processes, chart).catch((error: unknown) => {
      if (!(error instanceof ClusterError)) throw error;
      unread.add(errorMessage(error));
      return undefined;
    })
  );
  for (const reason of unread) {
    host.outputs.warning(
      `the chart was not read, so the plan neither checks the values' keys nor renders them: ${reason}`
    );
  }
  for (const reason of await refusedBaselineFiles(host.files, comparing.baselineFiles)) {
    host.outputs.warning(`baseline-files: ${reason}`);
  }
  return arms;
}
