import { refusedBaselineFiles } from '../baseline/files.ts';
import { readUserValues } from '../cilium/upgrade.ts';
import { kindConfig } from '../cluster/kind-config.ts';
import { imageInput } from '../cluster/kind.ts';
import { findContext } from '../cluster/kubeconfig.ts';
import type { Host } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import type { Arm } from '../model/run.ts';
import type { KnownArms } from './arm-modes.ts';
import { readVersion, refuse, withMode } from './cilium-spec.ts';

/**
 * For `plan-only`: reads every file that the run would read itself, and refuses what the run would refuse. Throws an
 * InputError. As in a run, an unusable earlier run is only a warning. Returns the arms whose files it read.
 */
export async function checkFiles(host: Host, options: RunOptions): Promise<KnownArms> {
  const arms = new Map<Arm, Known>();
  const { cluster, cilium, comparing } = options;
  if (cluster.provider === 'kind' && cluster.configFile !== undefined) {
    const { name, workers, configFile } = cluster;
    kindConfig(await host.files.read(configFile), { name, workers, imageInput: imageInput(cluster) });
  }
  if (cluster.provider === 'kubeconfig') findContext(cluster, host.environment);
  if (options.apply) {
    const { versionFile, valuesFiles } = cilium;
    const version =
      versionFile === undefined ? cilium.version : readVersion(versionFile, await host.files.read(versionFile));
    arms.set('candidate', await checkArm(host, options, version, valuesFiles));
    const { referenceValues, referenceVersion } = comparing;
    if (referenceValues !== undefined || referenceVersion !== undefined) {
      arms.set('reference', await checkArm(host, options, referenceVersion ?? version, referenceValues ?? valuesFiles));
    }
  }
  for (const reason of await refusedBaselineFiles(host.files, comparing.baselineFiles)) {
    host.outputs.warning(`baseline-files: ${reason}`);
  }
  return arms;
}

type Known = NonNullable<ReturnType<KnownArms['get']>>;

/** Only helm can read the version of a chart given by path, so checks that depend on it are left to the run. */
async function checkArm(
  host: Host,
  options: RunOptions,
  chartVersion: string | undefined,
  valuesFiles: readonly string[]
): Promise<Known> {
  const userValues = await readUserValues(host, valuesFiles);
  const arm = withMode(options, { chartVersion: chartVersion ?? '', userValues, valuesFiles });
  refuse(options, arm, {});
  return arm;
}
