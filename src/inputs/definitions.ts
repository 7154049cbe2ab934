import type { z } from 'zod';
import { maxRounds } from '../model/limits.ts';
import { ipsecKeyAlgorithms, strictModes, ztunnelCas } from '../model/scenario.ts';
import { testNames } from '../model/test.ts';
import { aks } from './aks.ts';
import {
  chart,
  scenarioGrammar,
  scenarios,
  boolean,
  choice,
  clusterName,
  image,
  list,
  namespace,
  oneLine,
  secretReference,
  seed,
  version,
  wholeNumber,
  workerThreads
} from './values.ts';
import { comparing } from './comparing.ts';
import type { InputDefinition } from './definition.ts';
import { nodes } from './nodes.ts';

/** Every input of the action, and every flag of `run`, by name. */
export const definitions = {
  cluster: {
    group: 'Cluster',
    summary: 'Cluster to measure: a kind cluster, an AKS cluster, or one from a kubeconfig.',
    description: [
      'Cluster to measure. `kind` creates a two-node kind cluster, or uses the one named in `cluster-name` if it exists. `aks` uses an existing AKS cluster (`aks-resource-group`, `aks-name`) or creates one for the run (`aks-location`); it needs the Azure CLI and a login. `kubeconfig` uses any existing cluster.',
      'Use `kind` to compare scenarios on one machine. All nodes of a kind cluster share one kernel and one CPU, so only ratios are meaningful, not absolute numbers. Use `aks` or `kubeconfig` to measure real machines.'
    ],
    example: 'cluster: kind',
    placeholder: '<kind|aks|kubeconfig>',
    required: false,
    default: 'kind',
    parser: oneLine.pipe(choice(['kind', 'aks', 'kubeconfig']))
  },
  'cluster-name': {
    group: 'Cluster',
    summary: 'Name of the kind cluster. An existing one is used and kept if allow-reconfigure names it.',
    description: [
      'Name of the kind cluster. If a cluster with this name exists and `allow-reconfigure` names its context, the run uses it and keeps it. Otherwise the run creates the cluster and deletes it at the end unless `keep-cluster` is set.',
      'Set it to measure a kind cluster that an earlier step created, or when several runs share one machine.'
    ],
    example: 'cluster-name: perf',
    placeholder: '<name>',
    required: false,
    default: 'cilium-perf-gate',
    defaultHolds: 'with `cluster: kind`',
    provider: 'kind',
    parser: clusterName
  },
  'keep-cluster': {
    group: 'Cluster',
    summary: 'Keep the kind cluster that this run creates.',
    description: [
      'Set to true to keep the kind cluster that this run creates. The next run with the same `cluster-name` can use it.',
      'Use it on your own machine to inspect the cluster afterwards or to save setup time. On a hosted runner it has no use: the machine is discarded with the job.'
    ],
    example: 'keep-cluster: true',
    required: false,
    default: 'false',
    defaultHolds: 'with `cluster: kind`',
    provider: 'kind',
    parser: boolean
  },
  'kind-config': {
    group: 'Cluster',
    summary: 'kind configuration file; merged with the required settings.',
    description: [
      'Path of a kind configuration file. The action adds what it needs: two nodes, no default CNI, no kube-proxy. Settings that conflict with these or with another input are refused.',
      'Use it for feature gates, mounts, subnets or a registry mirror. You do not need it for plain nodes: the default is two, and `kind-workers` adds more.'
    ],
    example: 'kind-config: .github/kind.yaml',
    placeholder: '<file>',
    required: false,
    provider: 'kind',
    parser: oneLine
  },
  'kind-node-image': {
    group: 'Cluster',
    summary: 'Node image of the kind cluster. Default: the image built into kind.',
    description: [
      'Image for the nodes of the kind cluster, with a tag or a digest. It determines the Kubernetes version. By default, kind uses the image that belongs to its own version, or the one for `kubernetes-version`.',
      "Set it to pin the image (kind's release notes list the digests), or to use an image built on this machine."
    ],
    example: 'kind-node-image: kindest/node:v1.34.3',
    placeholder: '<image>',
    required: false,
    provider: 'kind',
    parser: image
  },
  'kubernetes-version': {
    group: 'Cluster',
    summary: "Kubernetes version of the kind cluster, without v. Default: the version of kind's own image.",
    description: [
      'Kubernetes version of the kind cluster, without `v`. The nodes use the image `kindest/node:v<version>`. kind publishes images only for some versions; see the release notes of your kind version.',
      'Set it to the version your clusters run. To pin the image by digest or pull it from a mirror, use `kind-node-image` instead.'
    ],
    example: 'kubernetes-version: 1.34.3',
    placeholder: '<version>',
    required: false,
    provider: 'kind',
    parser: version
  },
  'kind-workers': {
    group: 'Cluster',
    summary: 'Number of worker nodes in the kind cluster, 1 to 20. Default: 1.',
    description: [
      'Number of worker nodes in the kind cluster, from 1 to 20, in addition to the control plane. Default: 1, or the number in `kind-config`.',
      'Set it to 2 for `wireguard-node-encryption`, because control-plane nodes opt out of it. More nodes do not give you more to measure: all of them share the CPUs of one machine.'
    ],
    example: 'kind-workers: 2',
    placeholder: '<count>',
    required: false,
    provider: 'kind',
    parser: wholeNumber(1, 20, 2)
  },
  'load-images': {
    group: 'Cluster',
    summary: 'Local Docker images to load into the nodes of the kind cluster.',
    description: [
      'Images from the local Docker engine, one per line or separated by commas. They are loaded into the kind nodes with `kind load docker-image`.',
      'Use it for a Cilium or test image that an earlier step built, and reference the same tag in `cilium-values` or `image`. Images that the nodes can pull do not need it.'
    ],
    example: 'load-images: cilium-dev:ci',
    placeholder: '<image,…>',
    required: false,
    provider: 'kind',
    parser: list(image)
  },
  ...aks,
  kubeconfig: {
    group: 'Cluster',
    summary: 'Path of the kubeconfig file. Default: $KUBECONFIG or ~/.kube/config.',
    description: [
      'Path of the kubeconfig file, for `cluster: kubeconfig`. By default, the file is found the way kubectl finds it: the files listed in `KUBECONFIG`, then `~/.kube/config`. Inside a pod, its service account is used, as context `in-cluster`.',
      'Set it to a path, never to the content of the file.'
    ],
    example: 'kubeconfig: ./kubeconfig',
    placeholder: '<file>',
    required: false,
    provider: 'kubeconfig',
    parser: oneLine
  },
  context: {
    group: 'Cluster',
    summary: 'Kubeconfig context to use. Default: the context named in allow-reconfigure.',
    description: [
      'Name of the kubeconfig context, for `cluster: kubeconfig`. Default: the context named in `allow-reconfigure`, or with `apply: false` the current context of the kubeconfig.',
      'Set it when the context and the permission come from different places. Both must match, so changing only one of them fails the run.'
    ],
    example: 'context: perf-lab',
    placeholder: '<context>',
    required: false,
    provider: 'kubeconfig',
    parser: oneLine
  },
  'allow-reconfigure': {
    group: 'Cluster',
    summary: 'Name of the kubeconfig context this action may reconfigure. Required for existing clusters.',
    description: [
      "Name of the kubeconfig context whose Cilium this action may reconfigure. Required for a cluster that this action did not create, unless `apply` is false: with `cluster: kubeconfig` the context in use, for an existing kind cluster `kind-<cluster-name>`, for an existing BYOCNI AKS cluster its name. Measuring a scenario changes Cilium's routing and encryption modes and restarts its agents, which interrupts the network of all pods.",
      'Never name a cluster that serves users. At the end, and after a failure or a cancellation, the run restores the previous Helm release. Cilium must be installed with Helm, or not at all.'
    ],
    example: 'allow-reconfigure: perf-lab',
    placeholder: '<context>',
    required: false,
    applied: true,
    parser: oneLine
  },
  ...nodes,
  apply: {
    group: 'Cluster',
    summary: 'Set to false to measure the cluster as is, without changing Cilium.',
    description: [
      'Set to false to measure an existing cluster as is and verify what is encrypted on it. Nothing is installed, reconfigured or restarted, and `allow-reconfigure` is not needed. The run only creates namespaces with test pods and deletes them at the end.',
      "The scenario is read from the agents, so Cilium can be installed in any way. The proof covers the run's own test pods, not other pods. The tests generate real load: consider what else runs on the nodes."
    ],
    example: 'apply: false',
    required: false,
    default: 'true',
    parser: boolean
  },
  'cilium-chart': {
    group: 'Cilium',
    summary: 'Cilium Helm chart: a path, an oci:// reference or the https:// address of a repository.',
    description: [
      'Source of the Cilium Helm chart: an OCI reference (`oci://…`), the address of a chart repository (`https://…`), or the path of a chart folder or archive.',
      'Use a path to measure a modified chart, or on a machine that cannot reach a registry.'
    ],
    example: 'cilium-chart: https://helm.cilium.io',
    placeholder: '<path|oci://…|https://…>',
    required: false,
    default: 'oci://quay.io/cilium/charts/cilium',
    defaultHolds: 'with `apply: true`',
    applied: true,
    parser: chart
  },
  'cilium-version': {
    group: 'Cilium',
    summary: 'Chart version, without v. Not allowed with a chart path, because that chart has its own version.',
    description: [
      'Version of the Cilium chart, without `v`. Not allowed if `cilium-chart` is a path, because that chart has its own version.',
      'Set it to the version you run or plan to run. The version is stored in the results.'
    ],
    example: 'cilium-version: 1.20.2',
    placeholder: '<version>',
    required: false,
    default: '1.20.2',
    defaultHolds: 'with a chart from a registry or repository',
    applied: true,
    parser: version
  },
  'cilium-version-file': {
    group: 'Cilium',
    summary: 'File that contains the chart version; replaces cilium-version.',
    description: [
      'Path of a file whose first line is the version of the Cilium chart, with or without `v`. It replaces `cilium-version`.',
      'Use it when pull requests change the version: the reference reads the same file at the base commit.'
    ],
    example: 'cilium-version-file: .cilium-version',
    placeholder: '<file>',
    required: false,
    applied: true,
    parser: oneLine
  },
  'cilium-values': {
    group: 'Cilium',
    summary: 'Helm values files for Cilium; later files override earlier ones.',
    description: [
      'Paths of Helm values files for Cilium, one per line or separated by commas. Later files override earlier ones. The values of the scenario override all of them.',
      'Use the files of your own clusters so that the results apply to your setup. Leave routing and encryption to `scenarios`. Without files, a cluster that already has Cilium keeps the values of its Helm release.'
    ],
    example: 'cilium-values: |\n  cilium/values.yaml\n  cilium/values-perf.yaml',
    placeholder: '<file,…>',
    required: false,
    applied: true,
    parser: list(oneLine)
  },
  'cilium-namespace': {
    group: 'Cilium',
    summary: 'Namespace where Cilium is installed.',
    description: [
      'Namespace where Cilium is installed.',
      'Change it only if Cilium runs in another namespace on your cluster.'
    ],
    example: 'cilium-namespace: cilium',
    placeholder: '<namespace>',
    required: false,
    default: 'kube-system',
    parser: namespace
  },
  'wireguard-node-encryption': {
    group: 'Modes',
    summary: 'Also encrypt node-to-node traffic with WireGuard.',
    description: [
      "Set to true to also encrypt traffic that nodes send to each other outside of pods (Cilium's `encryption.nodeEncryption`).",
      'Use it if your clusters do. It encrypts the control path too, so the run has no control. Control-plane nodes opt out, so a kind cluster needs `kind-workers: 2`.'
    ],
    example: 'wireguard-node-encryption: true',
    required: false,
    default: 'false',
    defaultHolds: 'with a WireGuard scenario',
    encryptions: ['wireguard'],
    applied: true,
    parser: boolean
  },
  'ipsec-key-algorithm': {
    group: 'Modes',
    summary: 'Algorithm of the IPsec key to create if the cluster has none.',
    description: [
      'Algorithm of the IPsec key, named as in cilium-cli. The key is created only if the Secret `cilium-ipsec-keys` is missing. An existing key is used, whatever its algorithm.',
      'Change it only if your clusters use another algorithm: AES-GCM encrypts and authenticates in one pass, AES-CBC with a hash needs two.'
    ],
    example: 'ipsec-key-algorithm: cbc-aes-sha256',
    placeholder: '<algorithm>',
    required: false,
    default: 'rfc4106-gcm-aes',
    defaultHolds: 'with an IPsec scenario',
    encryptions: ['ipsec'],
    applied: true,
    parser: oneLine.pipe(choice(ipsecKeyAlgorithms))
  },
  'strict-mode': {
    group: 'Modes',
    summary: 'Make Cilium drop unencrypted pod traffic: off, egress or ingress.',
    description: [
      'Where Cilium drops pod traffic that should be encrypted but is not. `egress` drops at the sender, for the pod range and IPv4 only; with IPsec it needs Cilium 1.19. `ingress` drops at the receiver; it needs WireGuard and Cilium 1.19, and before 1.20 a tunnel.',
      'Set it to measure what your clusters run. The proof of encryption does not need it. It applies to WireGuard and IPsec scenarios only.'
    ],
    example: 'strict-mode: egress',
    placeholder: '<off|egress|ingress>',
    required: false,
    default: 'off',
    defaultHolds: 'with a WireGuard or IPsec scenario',
    encryptions: ['wireguard', 'ipsec'],
    applied: true,
    parser: oneLine.pipe(choice(strictModes))
  },
  'ztunnel-ca': {
    group: 'Modes',
    summary: "Issuer of ztunnel's certificates: internal (Cilium's own CA) or spire.",
    description: [
      "CA that issues the certificates of ztunnel's workloads. `internal` is Cilium's own CA. `spire` is an existing SPIRE installation and needs Cilium 1.20 or later.",
      "With `spire`, `cilium-values` must point ztunnel and the operator to SPIRE as Cilium's guide describes: ztunnel's CA address (or `SPIRE_ENABLED`), its extra volumes and mounts, and the operator's SPIRE server address and agent socket. Without these values Cilium would silently keep its internal CA, so the run refuses to start."
    ],
    example: 'ztunnel-ca: spire',
    placeholder: '<internal|spire>',
    required: false,
    default: 'internal',
    defaultHolds: 'with a ztunnel scenario',
    encryptions: ['ztunnel'],
    applied: true,
    parser: oneLine.pipe(choice(ztunnelCas))
  },
  'ztunnel-worker-threads': {
    group: 'Modes',
    summary: "Worker threads of ztunnel: a number, or N% of the CPUs. Default: ztunnel's own 2.",
    description: [
      "Worker threads of each ztunnel: a number, or a percentage of the node's CPUs (`ZTUNNEL_WORKER_THREADS`). ztunnel's default is 2. Needs Cilium 1.19.2 or later.",
      'Raise it to find out whether ztunnel is limited by its threads. Otherwise keep the default, which is what clusters run.'
    ],
    example: 'ztunnel-worker-threads: 4',
    placeholder: '<count|N%>',
    required: false,
    encryptions: ['ztunnel'],
    applied: true,
    parser: workerThreads
  },
  'ztunnel-image': {
    group: 'Modes',
    summary: "ztunnel image, with a digest or a tag other than latest. Default: the chart's image.",
    description: [
      'Image of ztunnel, with a digest or a tag, instead of the one in the chart. Needs Cilium 1.19.2 or later.',
      'Set it to test your own ztunnel build, or to a mirror if the nodes cannot pull the default.'
    ],
    example: 'ztunnel-image: registry.example/ztunnel:1.28.0',
    placeholder: '<image>',
    required: false,
    encryptions: ['ztunnel'],
    applied: true,
    parser: image
  },
  scenarios: {
    group: 'Measuring',
    summary: `What to measure: ${scenarioGrammar}. One or more.`,
    description: [
      `Scenarios to measure, one per line or separated by commas: ${scenarioGrammar}. Each round measures all of them in random order.`,
      'To see what encryption costs, also list the routing mode without it. `native` needs nodes that reach each other directly, or routes you created. ztunnel needs Cilium 1.19 or later and encrypts TCP only. WireGuard and IPsec need kernel support.',
      'Secrets that IPsec and ztunnel need are created if missing and reused if present. If a file in `cilium-values` sets a mode outside the scenario, for example in `extraConfig`, the run stops before it changes anything.',
      'With `apply: false`, leave it out, or name the one scenario the cluster must be in: if the run finds another one, it stops.'
    ],
    example: 'scenarios: vxlan, vxlan+wireguard, native+ztunnel',
    placeholder: '<scenario,…>',
    required: false,
    default: 'vxlan',
    defaultHolds: 'with `apply: true`',
    parser: scenarios
  },
  suite: {
    group: 'Measuring',
    summary: 'Test recipe: default, or published to match the published benchmark (30 s, one round).',
    description: [
      'Test recipe. `default` uses the inputs below. `published` repeats the published benchmark: its four TCP tests, 30 seconds each, no warm-up, one round. You can still choose other `tests`.',
      'Use `published` to compare your numbers with the published ones. Do not base decisions on it, because one round has no spread. `rounds`, `duration` and `omit` cannot have other values with it.'
    ],
    example: 'suite: published',
    placeholder: '<default|published>',
    required: false,
    default: 'default',
    parser: oneLine.pipe(choice(['default', 'published']))
  },
  tests: {
    group: 'Measuring',
    summary: `Tests to run: ${testNames.join(', ')}.`,
    description: [
      `Tests to run, one per line or separated by commas: ${testNames.join(', ')}. They run in random order.`,
      'Remove tests to save time. Add `tcp-connect` to measure new connections per second, `udp-throughput` and `udp-latency` to measure UDP.'
    ],
    example: 'tests: tcp-throughput, tcp-latency',
    placeholder: '<test,…>',
    required: false,
    default: 'tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream',
    parser: list(choice(testNames))
  },
  rounds: {
    group: 'Measuring',
    summary: 'Number of rounds, 1 to 100. Default: 3, or 7 with a reference.',
    description: [
      'Number of rounds, from 1 to 100. Default: 3, or 7 with a reference. Each round applies and measures every scenario again.',
      'More rounds show the spread and take proportionally longer; `plan-only` shows how long. One round has no spread.'
    ],
    example: 'rounds: 5',
    placeholder: '<count>',
    required: false,
    published: '1',
    parser: wholeNumber(1, maxRounds, 3)
  },
  duration: {
    group: 'Measuring',
    summary: 'Measured seconds per test, 1 to 3600.',
    description: [
      'Measured seconds per test, from 1 to 3600. Use digits only, because netperf reads `1m0s` as a million seconds.',
      'Use 5 to try things out, and 10 or more for results you keep.'
    ],
    example: 'duration: 30',
    placeholder: '<seconds>',
    required: false,
    default: '10',
    defaultHolds: 'with `suite: default`',
    published: '30',
    parser: wholeNumber(1, 3600, 10)
  },
  omit: {
    group: 'Measuring',
    summary: 'Warm-up seconds that iperf3 tests exclude from the results; less than duration.',
    description: [
      'Warm-up seconds before the measurement, excluded from the results of the iperf3 tests. Must be less than `duration`. With `duration: 1`, the default is 0.',
      'Raise it if TCP slow start shows in the results, as on long or fast paths.'
    ],
    example: 'omit: 2',
    placeholder: '<seconds>',
    required: false,
    default: '1',
    defaultHolds: 'with `suite: default`',
    published: '0',
    parser: wholeNumber(0, 3599, 1)
  },
  seed: {
    group: 'Measuring',
    summary: 'Seed of the random order. Default: a random seed, stored in the results.',
    description: [
      'Seed of the random order: up to 64 letters, digits, hyphens and underscores. By default, a random one is used. Either way it is in run.json and in the output `seed`.',
      'Set it to repeat a run in the same order. Otherwise leave it out so that each run uses a different order.'
    ],
    example: 'seed: nightly-42',
    placeholder: '<text>',
    required: false,
    parser: seed
  },
  image: {
    group: 'Measuring',
    summary: 'Image of the test pods, with iperf3 and netperf; needs a digest or a tag other than latest.',
    description: [
      'Image of the test pods. It must contain iperf3 (3.12 to 3.21) and netperf (2.7), and have a digest or a tag. `latest` and a missing tag are refused, because the next run could use other tools.',
      'Set it to a mirror if the nodes cannot pull the default.'
    ],
    example: 'image: registry.example/perf:3.21',
    placeholder: '<image>',
    required: false,
    default:
      'quay.io/cilium/network-perf:3.21-1782913202-88c270c@sha256:c115a00b80bbf4ff49857dd545f0c40025f226d79051b2c8fdab3e8b938c7f92',
    parser: image
  },
  'time-scale': {
    group: 'Measuring',
    summary: 'Factor for all time limits, 1 to 20, for slow or emulated clusters.',
    description: [
      'Multiplies every time limit on the cluster: rollouts, commands in pods, settling, and how far a tool may miss its duration. The tests themselves take as long as before.',
      'Set it to 3 or more if a healthy cluster fails with `was not ready within`, `did not end within` or `the path was not steady`, for example on emulated CPUs, overloaded machines or with a distant API server.'
    ],
    example: 'time-scale: 3',
    placeholder: '<factor>',
    required: false,
    default: '1',
    parser: wholeNumber(1, 20, 3)
  },
  'witness-image': {
    group: 'Measuring',
    summary: 'Image with tcpdump for the second witness; needs a digest or a tag other than latest.',
    description: [
      "Image with tcpdump. The second witness uses it to capture what leaves the nodes: in `verify`, and during samples whose encryption counters also count other traffic. The default is the image of Cilium's own encryption tests.",
      'Set it to a mirror if the nodes cannot pull the default. Without the image the run continues, but samples that only the witness could prove are `unproven`.'
    ],
    example: 'witness-image: registry.example/alpine-curl:v1.10.0',
    placeholder: '<image>',
    required: false,
    default:
      'quay.io/cilium/alpine-curl:v1.10.0@sha256:913e8c9f3d960dde03882defa0edd3a919d529c2eb167caa7f54194528bde364',
    parser: image
  },
  'image-pull-secret': {
    group: 'Measuring',
    summary: 'Secret for pulling the test and witness images, as namespace/name.',
    description: [
      'Secret of type `kubernetes.io/dockerconfigjson` for pulling `image` and `witness-image`, as `namespace/name`. The run copies it into its own namespaces and deletes it with them. The user of the context must be able to read the Secret and to create Secrets in new namespaces.',
      'Set it if the images are in a private registry. You do not need it if the nodes have their own credentials, as on AKS with an attached registry.'
    ],
    example: 'image-pull-secret: default/regcred',
    placeholder: '<namespace/name>',
    required: false,
    parser: secretReference
  },
  'plan-only': {
    group: 'Measuring',
    summary: 'Print the plan and the estimated time, then stop.',
    description: [
      'Set to true to print the plan and the estimated time, then stop. Nothing is created, changed or measured.',
      'Use it before a long run, or to review what changed inputs would do.'
    ],
    example: 'plan-only: true',
    required: false,
    default: 'false',
    parser: boolean
  },
  ...comparing,
  output: {
    group: 'Results',
    summary: 'Folder for run.json, summary.md and the scenario documents.',
    description: [
      'Folder for the results: run.json, summary.md, one document per scenario, and the raw tool output. It is created if missing.',
      'Upload this folder as an artifact to keep the run.'
    ],
    example: 'output: results/native',
    placeholder: '<folder>',
    required: false,
    default: 'cilium-perf-gate-results',
    parser: oneLine
  }
} as const satisfies Record<string, InputDefinition>;

export type InputName = keyof typeof definitions;

/** The values of all inputs. Inputs without a default may be absent. */
export type InputValues = {
  readonly [Name in InputName]:
    | z.output<(typeof definitions)[Name]['parser']>
    | ((typeof definitions)[Name] extends { readonly default: string } ? never : undefined);
};

/** All names, in order. */
export const inputNames = Object.keys(definitions) as InputName[];

/** The flags of `run`. */
export const runInputs = inputNames.filter(name => definitionOf(name).workflowOnly !== true);

/** The flags of `verify`: those of `run` except for samples and comparisons. */
export const verifyInputs = runInputs.filter(
  name =>
    definitionOf(name).group !== 'Comparing' &&
    !(['suite', 'tests', 'rounds', 'duration', 'omit'] as readonly InputName[]).includes(name)
);

/** The flags of `compare`. */
export const compareInputs = [
  'baseline-files',
  'margin-throughput',
  'margin-latency',
  'gate',
  'matrix-jobs',
  'fail-on'
] as const satisfies readonly InputName[];

/** The inputs of the second stage (`report/`). */
export const reportInputs = [
  'baseline',
  'baseline-files',
  'baseline-workflow',
  'margin-throughput',
  'margin-latency',
  'gate',
  'matrix-jobs',
  'fail-on',
  'comment',
  'comment-key',
  'github-token'
] as const satisfies readonly InputName[];

/** The definition of one input, typed with all optional parts. */
export function definitionOf(name: InputName): InputDefinition {
  return definitions[name];
}

/** Whether a name is the name of an input. */
export function isInputName(name: string): name is InputName {
  return Object.hasOwn(definitions, name);
}
