import { join } from 'node:path';
import type { Host } from '../host/ports.ts';
import type { ClusterOptions } from '../inputs/options.ts';
import type { Undo } from '../restore/state.ts';
import { createKindCluster } from './kind.ts';
import { createKubeconfigCluster } from './kubeconfig.ts';
import type { Cluster } from './port.ts';

/** The cluster that the options ask for. `remember` is told what will have to be undone before it is done. */
export function selectCluster(
  options: ClusterOptions,
  host: Host,
  workFolder: string,
  remember: (more: Partial<Undo>) => Promise<void>
): Cluster {
  switch (options.provider) {
    case 'kubeconfig':
      return createKubeconfigCluster(options);
    case 'kind':
      return createKindCluster(host, options, join(workFolder, 'kubeconfig'), () =>
        options.keep ? Promise.resolve() : remember({ kindCluster: options.name })
      );
  }
}
