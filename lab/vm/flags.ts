import type { VmCluster } from './vm-state.ts';

/** Flags for the command line, to use the VM's cluster. */
export function describeFlags(cluster: VmCluster): readonly string[] {
  return [
    ...['--cluster', 'kubeconfig', '--kubeconfig', cluster.kubeconfig, '--allow-reconfigure', cluster.context],
    ...['--cilium-chart', cluster.chart, '--cilium-values', cluster.valuesFile],
    ...['--test-image', cluster.testImage, '--witness-image', cluster.witnessImage],
    // How much slower than on a processor its rollouts and commands are, at most.
    ...['--time-scale', '6']
  ];
}
