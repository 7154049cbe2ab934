import type { InputDefinition } from './definition.ts';
import { nodes } from './nodes.ts';
import { boolean, choice, namespace, oneLine } from './values.ts';

/** Inputs of every cluster, and of one from a kubeconfig. */
export const cluster = {
  cluster: {
    summary: 'Cluster to measure: `kind`, `aks`, or any cluster in a `kubeconfig`.',
    description: [
      'Cluster to measure. `kind` creates a two-node kind cluster, or uses the one named in `kind-name` if it exists. `aks` uses an existing AKS cluster (`aks-resource-group`, `aks-name`) or creates one for the run (`aks-location`); it needs the Azure CLI and a login. `kubeconfig` uses any existing cluster.',
      'Use `kind` to compare scenarios on one machine. All nodes of a kind cluster share one kernel and one CPU, so only ratios are meaningful, not absolute numbers. Use `aks` or `kubeconfig` to measure real machines.'
    ],
    example: 'cluster: kind',
    placeholder: '<kind|aks|kubeconfig>',
    default: 'kind',
    parser: oneLine.pipe(choice(['kind', 'aks', 'kubeconfig']))
  },
  'allow-reconfigure': {
    summary: 'Name of the kubeconfig context this action may reconfigure. Required for existing clusters.',
    description: [
      "Name of the kubeconfig context whose Cilium this action may reconfigure. Required for a cluster that this action did not create, unless `apply` is false: with `cluster: kubeconfig` the context in use, for an existing kind cluster `kind-<kind-name>`, for an existing BYOCNI AKS cluster its name. Measuring a scenario changes Cilium's routing and encryption modes and restarts its agents, which interrupts the network of all pods.",
      'Never name a cluster that serves users. At the end, and after a failure or a cancellation, the run restores the previous Helm release. Cilium must be installed with Helm, or not at all.'
    ],
    example: 'allow-reconfigure: perf-lab',
    placeholder: '<context>',
    applied: true,
    parser: oneLine
  },
  apply: {
    summary: 'Set to `false` to measure the cluster as is, without changing Cilium.',
    description: [
      'Set to false to measure an existing cluster as is and verify what is encrypted on it. Nothing is installed, reconfigured or restarted, and `allow-reconfigure` is not needed. The run only creates namespaces with test pods and deletes them at the end.',
      "The scenario is read from the agents, so Cilium can be installed in any way. The proof covers the run's own test pods, not other pods. The tests generate real load: consider what else runs on the nodes."
    ],
    example: 'apply: false',
    default: 'true',
    parser: boolean
  },
  kubeconfig: {
    summary: 'Path of the kubeconfig file.',
    description: [
      'Path of the kubeconfig file, for `cluster: kubeconfig`. Without it, the file is found the way kubectl finds it. Inside a pod, its service account is used, as context `in-cluster`.',
      'Set it to a path, never to the content of the file.'
    ],
    example: 'kubeconfig: ./kubeconfig',
    placeholder: '<file>',
    defaultInWords: 'the files in `$KUBECONFIG`, or `~/.kube/config`',
    provider: 'kubeconfig',
    parser: oneLine
  },
  context: {
    summary: 'Kubeconfig context to use.',
    description: [
      'Name of the kubeconfig context, for `cluster: kubeconfig`.',
      'Set it when the context and the permission come from different places. Both must match, so changing only one of them fails the run.'
    ],
    example: 'context: perf-lab',
    placeholder: '<context>',
    defaultInWords: 'the context in `allow-reconfigure`; with `apply: false` the current one',
    provider: 'kubeconfig',
    parser: oneLine
  },
  'cilium-namespace': {
    summary: 'Namespace where Cilium is installed.',
    description: [
      'Namespace where Cilium is installed.',
      'Change it only if Cilium runs in another namespace on your cluster.'
    ],
    example: 'cilium-namespace: cilium',
    placeholder: '<namespace>',
    default: 'kube-system',
    parser: namespace
  },
  ...nodes
} as const satisfies Record<string, InputDefinition>;
