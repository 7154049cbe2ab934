import type { VmCluster } from './vm-state.ts';

/** Flags for the command line, to use the VM's cluster. */
export function describeFlags(cluster: VmCluster): readonly string[] {
  return [
    ...['--cluster', 'kubeconfig', '--kubeconfig', cluster.kubeconfig, '--allow-reconfigure', cluster.context],
    ...['--cilium-chart', cluster.chart, '--cilium-values', cluster.valuesFile],
    ...['--test-image', cluster.testImage, '--witness-image', cluster.witnessImage],
    // Beside other work, iperf3 ended 5.3 s late, for which 6 is too little: it allows half a second each.
    ...['--time-scale', '12']
  ];
}
