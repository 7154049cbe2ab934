import { refusedBaselineFiles } from '../baseline/files.ts';
import { readChart } from '../cilium/helm.ts';
import { kindConfig } from '../cluster/kind-config.ts';
import { imageInput } from '../cluster/kind.ts';
import { findContext } from '../cluster/kubeconfig.ts';
import type { BaseSource } from '../github/job.ts';
import type { Host } from '../host/ports.ts';
import { ClusterError } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import type { Arm } from '../model/run.ts';
import type { KnownArms } from './arm-modes.ts';
import { openOnDisk } from './checkout.ts';
import {
  candidateFiles,
  describeArm,
  readWritten,
  refuse,
  refuseOther,
  withMode,
  type ArmFiles
} from './cilium-spec.ts';
import { referenceFiles, type ReferenceKind } from './reference.ts';

/**
 * For `plan-only`: reads every file that the run would read itself, and refuses what the run would refuse. Throws an
 * InputError. As in a run, an unusable earlier run is only a warning. Returns the arms whose files it read.
 */
export async function checkFiles(
  host: Host,
  options: RunOptions,
  reference: ReferenceKind | undefined,
  base: BaseSource | undefined
): Promise<KnownArms> {
  const arms = new Map<Arm, Known>();
  const { cluster, comparing } = options;
  if (cluster.provider === 'kind' && cluster.configFile !== undefined) {
    const { name, workers, configFile } = cluster;
    kindConfig(await host.files.read(configFile), { name, workers, imageInput: imageInput(cluster) });
  }
  if (cluster.provider === 'kubeconfig') findContext(cluster, host.environment);
  if (options.apply) {
    const open = openOnDisk(host, reference === 'base' ? base : undefined);
    arms.set('candidate', await checkArm(host, options, candidateFiles(options, open)));
    if (reference !== undefined) {
      const { files } = await referenceFiles(host, options, reference, base);
      arms.set('reference', await checkArm(host, options, files));
    }
  }
  for (const reason of await refusedBaselineFiles(host.files, comparing.baselineFiles)) {
    host.outputs.warning(`baseline-files: ${reason}`);
  }
  return arms;
}

type Known = NonNullable<ReturnType<KnownArms['get']>>;

/** Without helm or its registry, what depends on the chart is left to the run. */
async function checkArm(host: Host, options: RunOptions, files: ArmFiles): Promise<Known> {
  const written = await readWritten(host, options, files);
  const { values, from, version } = written;
  const content = await readChart(host.processes, { source: options.cilium.chart, version: version?.text }).catch(
    (error: unknown) => {
      if (!(error instanceof ClusterError)) throw error;
      host.outputs.warning(`the chart was not read, so ${files.input} is not compared with its keys: ${error.message}`);
      return undefined;
    }
  );
  refuseOther(options, written, content);
  const chartVersion = content?.version ?? version?.text ?? '';
  const arm = withMode(options, { chartVersion, values, from });
  refuse(options, arm, {});
  host.outputs.info(describeArm(files.arm, chartVersion, written));
  return arm;
}
