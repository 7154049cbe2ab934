import { join } from 'node:path';
import type { Host } from '../host/ports.ts';
import type { ClusterOptions } from '../model/options.ts';
import type { Undo } from '../results/undo-state.ts';
import type { Values } from '../scenario/values.ts';
import { createEphemeralAks, type AksRun } from './aks/ephemeral.ts';
import { createExistingAks } from './aks/existing.ts';
import { byocniValues } from './aks/values.ts';
import { createKindCluster, kindValues } from './kind.ts';
import { createKubeconfigCluster } from './kubeconfig.ts';
import type { Cluster } from './port.ts';

/** The cluster that the options select. `remember` receives what must be undone, before it is done. */
export function selectCluster(
  options: ClusterOptions,
  host: Host,
  workFolder: string,
  remember: (more: Partial<Undo>) => Promise<void>,
  run: Pick<AksRun, 'runId' | 'tags'> & { readonly apply: boolean }
): Cluster {
  const kubeconfig = join(workFolder, 'kubeconfig');
  switch (options.provider) {
    case 'kubeconfig':
      return createKubeconfigCluster(host, options, kubeconfig);
    case 'aks':
      return options.kind === 'existing'
        ? createExistingAks(host, options, kubeconfig, run.apply, aksTransit => remember({ aksTransit }))
        : createEphemeralAks(host, options, { ...run, kubeconfig, beforeCreation: aks => remember({ aks }) });
    case 'kind':
      return createKindCluster(host, options, kubeconfig, () =>
        options.keep ? Promise.resolve() : remember({ kindCluster: options.name })
      );
  }
}

/** Cilium's values on the selected cluster, as far as they are known before there is one. */
export function plannedValues(options: ClusterOptions): Values {
  switch (options.provider) {
    case 'kubeconfig':
      return {};
    case 'aks':
      return byocniValues(options.kind === 'ephemeral' ? options.podCidr : undefined);
    case 'kind':
      return kindValues(options.name);
  }
}
