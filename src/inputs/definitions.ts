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
    summary: 'Which cluster to measure: one made with kind, an AKS cluster, or one that a kubeconfig names.',
    description: [
      'Which cluster to measure. `kind` creates a cluster of two nodes with kind, or uses the one named `cluster-name` when it exists. `aks` uses an AKS cluster (`aks-resource-group`, `aks-name`) or makes one for the run (`aks-location`); it needs the Azure CLI and a login. `kubeconfig` uses a cluster that is already there.',
      'Use `kind` to compare scenarios on one machine. All nodes of a kind cluster share one kernel and one CPU: ratios count there, absolute figures do not. Use `aks` or `kubeconfig` for figures of real machines.'
    ],
    example: 'cluster: kind',
    placeholder: '<kind|aks|kubeconfig>',
    required: false,
    default: 'kind',
    parser: oneLine.pipe(choice(['kind', 'aks', 'kubeconfig']))
  },
  'cluster-name': {
    group: 'Cluster',
    summary: 'Name of the kind cluster; an existing one is used, if allow-reconfigure names it, and kept.',
    description: [
      'Name of the kind cluster. A cluster of this name that exists is used, if `allow-reconfigure` names its context, and kept. Otherwise it is created, and removed at the end unless `keep-cluster` is set.',
      'Set it to measure a cluster that an earlier step made with kind, or when several runs share one machine.'
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
      'Set this to true to keep the kind cluster that this run creates. The next run with the same `cluster-name` uses it.',
      'Use it on your own machine, to look at the cluster afterwards or to save the time of creating it. It does nothing useful on a hosted runner, whose machine goes with the job.'
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
    summary: 'File with a kind configuration, merged with what the program needs.',
    description: [
      'Path of a kind configuration file. The program adds what it needs to it: two nodes, no default CNI, no kube-proxy. What says the opposite of that, or of another input, is refused.',
      'Use it for feature gates, mounts, subnets or a registry mirror. Leave it out when two plain nodes will do, or some by `kind-workers`.'
    ],
    example: 'kind-config: .github/kind.yaml',
    placeholder: '<file>',
    required: false,
    provider: 'kind',
    parser: oneLine
  },
  'kind-node-image': {
    group: 'Cluster',
    summary: "Node image of the kind cluster; kind's own choice when left out.",
    description: [
      'Image of the nodes of the kind cluster, with a tag or a digest. It decides the Kubernetes version. Without it kind uses the image that belongs to its own version, unless `kubernetes-version` asks for another.',
      'Set it to stay on one image: the release notes of kind list the digest of each. Or use an image that was built on this machine.'
    ],
    example: 'kind-node-image: kindest/node:v1.34.3',
    placeholder: '<image>',
    required: false,
    provider: 'kind',
    parser: image
  },
  'kubernetes-version': {
    group: 'Cluster',
    summary: "Kubernetes version of the kind cluster, without v; that of kind's own image when left out.",
    description: [
      'Kubernetes version of the kind cluster, without `v`. The nodes get the image `kindest/node:v<version>`, by its tag: kind publishes one for some versions only, those of the release notes of your version of kind.',
      'Set it to measure on the version that your clusters run. To fix the image by its digest too, or to take it from a mirror, use `kind-node-image` in its place.'
    ],
    example: 'kubernetes-version: 1.34.3',
    placeholder: '<version>',
    required: false,
    provider: 'kind',
    parser: version
  },
  'kind-workers': {
    group: 'Cluster',
    summary: 'Number of worker nodes of the kind cluster, 1 to 20; 1 when left out.',
    description: [
      'Number of worker nodes of the kind cluster, from 1 to 20, beside its control plane. Without it there is one, or as many as `kind-config` lists.',
      'Set it to 2 for `wireguard-node-encryption`, from which control-plane nodes opt out. More nodes do not measure more: all share the CPUs of one machine.'
    ],
    example: 'kind-workers: 2',
    placeholder: '<count>',
    required: false,
    provider: 'kind',
    parser: wholeNumber(1, 20, 2)
  },
  'load-images': {
    group: 'Cluster',
    summary: "Images of this machine's Docker engine that the nodes of the kind cluster get.",
    description: [
      'Images that the Docker engine of this machine has, one per line or separated by commas. They are loaded into the nodes of the kind cluster, by `kind load docker-image`.',
      'Use it for a Cilium or test image that an earlier step built, named in `cilium-values` or `image` by the same tag. Leave it out for images that the nodes can pull.'
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
    summary: 'Kubeconfig file; $KUBECONFIG or ~/.kube/config when left out.',
    description: [
      'Path of the kubeconfig file, for `cluster: kubeconfig`. Without it the file is found as kubectl finds it: the files that the variable `KUBECONFIG` lists, then `~/.kube/config`; in a pod of the cluster its service account, as the context `in-cluster`.',
      "Write a path here, never the file's content."
    ],
    example: 'kubeconfig: ./kubeconfig',
    placeholder: '<file>',
    required: false,
    provider: 'kubeconfig',
    parser: oneLine
  },
  context: {
    group: 'Cluster',
    summary: 'Context of the kubeconfig; the one of allow-reconfigure when left out.',
    description: [
      "Name of the kubeconfig context, for `cluster: kubeconfig`. Without it the context that `allow-reconfigure` names is used, or with `apply: false` the kubeconfig's current one.",
      'Set it when the context comes from another place than the permission: the two must agree, so neither can change alone.'
    ],
    example: 'context: perf-lab',
    placeholder: '<context>',
    required: false,
    provider: 'kubeconfig',
    parser: oneLine
  },
  'allow-reconfigure': {
    group: 'Cluster',
    summary: 'The context whose Cilium may be reconfigured; required for a cluster that exists.',
    description: [
      'Name of the kubeconfig context whose Cilium may be reconfigured. Required with `cluster: kubeconfig` unless `apply` is false; there it must be the context that is used, for a kind cluster that exists already, whose context is `kind-` and its name, and for an AKS cluster that exists (BYOCNI), whose context is its name. It is the permission to change a cluster that this program did not create: measuring a scenario sets the routing and encryption modes of Cilium and restarts its agents, which interrupts the network of all pods.',
      'Do not name a cluster here that serves users. At the end, after a failure or a cancel too, the earlier Helm release is put back; Cilium must have been installed with helm as release `cilium`, or not at all.'
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
    summary: 'Set to false to measure Cilium in the mode that it is in, and change nothing of it.',
    description: [
      'Set this to false to measure a cluster as it is and to prove what is found there: is my traffic encrypted? Only with a cluster that exists. Nothing is installed, reconfigured or restarted, and `allow-reconfigure` is not needed; all that is made are namespaces with test pods, removed at the end.',
      "The scenario is read from the agents. Cilium need not have been installed with helm. What is proven is the path of the run's own test pods, not that of any other pod. The load of the tests is real: mind what else the nodes do."
    ],
    example: 'apply: false',
    required: false,
    default: 'true',
    parser: boolean
  },
  'cilium-chart': {
    group: 'Cilium',
    summary: 'Helm chart of Cilium: a path, oci://… or the https://… address of a repository.',
    description: [
      "Where the Helm chart of Cilium comes from: an OCI reference (`oci://…`), the address of a chart repository (`https://…`), or the path of a chart's folder or archive.",
      'Use a path to measure a chart that you changed, or on a machine that reaches no registry.'
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
    summary: 'Version of the chart, without v; not with a chart by path, which has its own.',
    description: [
      'Version of the Cilium chart, without `v`. Not allowed with a `cilium-chart` by path, which has its own version.',
      'Set it to what you run or want to run. The version is recorded in the run.'
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
    summary: 'File that holds the version of the chart, in place of cilium-version.',
    description: [
      'Path of a file whose first line is the version of the Cilium chart, with or without `v`, in place of `cilium-version`.',
      'Use it when pull requests change the version: the reference arm reads the same file at the base commit.'
    ],
    example: 'cilium-version-file: .cilium-version',
    placeholder: '<file>',
    required: false,
    applied: true,
    parser: oneLine
  },
  'cilium-values': {
    group: 'Cilium',
    summary: 'Helm values files for Cilium, in the order in which Helm reads them.',
    description: [
      'Paths of Helm values files for Cilium, one per line or separated by commas. Later files win. What the scenario demands is applied on top.',
      'Give the files that your clusters use, so that the figures are about your set-up. Leave routing and encryption to `scenarios`. Without files, a cluster that has Cilium keeps the values of its Helm release.'
    ],
    example: 'cilium-values: |\n  cilium/values.yaml\n  cilium/values-perf.yaml',
    placeholder: '<file,…>',
    required: false,
    applied: true,
    parser: list(oneLine)
  },
  'cilium-namespace': {
    group: 'Cilium',
    summary: 'Namespace of Cilium.',
    description: [
      'Namespace in which Cilium is installed.',
      'Change it only when Cilium runs elsewhere on your cluster.'
    ],
    example: 'cilium-namespace: cilium',
    placeholder: '<namespace>',
    required: false,
    default: 'kube-system',
    parser: namespace
  },
  'wireguard-node-encryption': {
    group: 'Modes',
    summary: 'Let WireGuard also encrypt the traffic of the nodes themselves.',
    description: [
      "Set this to true to let WireGuard also encrypt what the nodes send to each other outside of pods (Cilium's `encryption.nodeEncryption`).",
      'Use it when your clusters do. The control path is then encrypted too, so the run has no control. Control-plane nodes opt out: a kind cluster needs `kind-workers: 2`.'
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
    summary: 'Algorithm of the IPsec key that is made when the cluster has none.',
    description: [
      "Algorithm of the IPsec key, by cilium-cli's names. The key is made when the Secret `cilium-ipsec-keys` is missing; one that exists is used, whatever its algorithm.",
      'Leave it out unless your clusters use another one: AES-GCM does encryption and authentication in one pass, AES-CBC with a hash needs two.'
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
    summary: 'Let Cilium drop unencrypted pod traffic: off, egress or ingress.',
    description: [
      'Where Cilium drops pod traffic that should be encrypted and is not. `egress` drops at the sender, for the range of the pods and IPv4 only; with IPsec it needs Cilium 1.19. `ingress` drops at the receiver, with WireGuard only, from Cilium 1.19 on, and before 1.20 only in a tunnel.',
      'Set it to measure what your clusters run. It is not needed to prove encryption. It holds for the WireGuard and IPsec scenarios; the others stay without it.'
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
    summary: "Issuer of ztunnel's certificates: internal (Cilium's own) or spire.",
    description: [
      "Who issues the certificates of ztunnel's workloads. `internal` is Cilium's own CA. `spire` is a SPIRE that is installed already, with Cilium 1.20 or later.",
      "For `spire`, `cilium-values` must lead to it as Cilium's guide says: ztunnel's CA address (or `SPIRE_ENABLED`), its extra volumes and mounts, and the operator's SPIRE server address and agent socket. The setting alone would keep the internal CA without a word, so the run is refused without them."
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
    summary: "Worker threads of ztunnel, a number or N% of the CPUs; ztunnel's own 2 when left out.",
    description: [
      "Worker threads of each ztunnel: a number, or a percentage of the node's CPUs (`ZTUNNEL_WORKER_THREADS`). Without it ztunnel takes 2.",
      'Raise it to see whether ztunnel is short of threads. Beyond that leave it alone: the default is what clusters run. It needs Cilium 1.19.2 or later.'
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
    summary: "Image of ztunnel, by digest or by a tag other than latest; the chart's when left out.",
    description: [
      'Image of ztunnel in place of the one that the chart names, with a digest or a tag. It needs Cilium 1.19.2 or later.',
      'Set it to compare a ztunnel of your own, or to your mirror when the nodes cannot pull the default.'
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
    summary: `What to measure: ${scenarioGrammar}. One or several.`,
    description: [
      `The scenarios to measure, one per line or separated by commas: ${scenarioGrammar}. Each round measures all of them, in a random order.`,
      'List a routing mode also alone to see what its encryption costs. `native` needs nodes that reach each other directly, or routes that you made. ztunnel needs Cilium 1.19 or later and encrypts TCP only; WireGuard and IPsec need a kernel that has them.',
      'The Secrets that IPsec and ztunnel need are made when missing, and used as they are when there. A file of `cilium-values` that sets a mode past the scenario, in `extraConfig` for example, ends the run before anything is touched.',
      'With `apply: false` leave it out, or name the one scenario that the cluster must be in: another one that is found there ends the run.'
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
    summary: 'The recipe: default, or published for the published benchmark (30 s, one round).',
    description: [
      'The recipe. `default` takes the inputs below. `published` is the recipe of the published benchmark: its four TCP tests, 30 seconds each, no warm-up, one round. `tests` may still choose others.',
      'Use `published` to put your figures beside the published ones. Do not use it to decide anything: one round has no spread. Another value of `rounds`, `duration` or `omit` contradicts it.'
    ],
    example: 'suite: published',
    placeholder: '<default|published>',
    required: false,
    default: 'default',
    parser: oneLine.pipe(choice(['default', 'published']))
  },
  tests: {
    group: 'Measuring',
    summary: `The tests to run: ${testNames.join(', ')}.`,
    description: [
      `The tests to run, one per line or separated by commas: ${testNames.join(', ')}. They run in a random order.`,
      'Leave tests out to save time. Add `tcp-connect` for new connections per second, `udp-throughput` and `udp-latency` for UDP.'
    ],
    example: 'tests: tcp-throughput, tcp-latency',
    placeholder: '<test,…>',
    required: false,
    default: 'tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream',
    parser: list(choice(testNames))
  },
  rounds: {
    group: 'Measuring',
    summary: 'How often everything is measured, 1 to 100; 3 when left out, 7 with a reference.',
    description: [
      'How often everything is measured, from 1 to 100: 3 when left out, 7 with a reference arm. Each round applies and measures every scenario anew.',
      'More rounds show the spread and take proportionally longer; `plan-only` tells how long. With 1 there is no spread.'
    ],
    example: 'rounds: 5',
    placeholder: '<count>',
    required: false,
    published: '1',
    parser: wholeNumber(1, maxRounds, 3)
  },
  duration: {
    group: 'Measuring',
    summary: 'Measured seconds of each test, 1 to 3600.',
    description: [
      'Measured seconds of each test, from 1 to 3600, in digits only: netperf reads `1m0s` as a million seconds.',
      'Use 5 to try things out and 10 or more for figures that you keep.'
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
    summary: 'Warm-up seconds that the iperf3 tests leave out of their figures; less than duration.',
    description: [
      'Warm-up seconds before the measured ones, which the iperf3 tests leave out of their figures. It must be less than `duration`; with `duration: 1` the default is 0.',
      "Raise it when TCP's slow start shows, on long or fast paths."
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
    summary: 'Seed of the random order; drawn and recorded when left out.',
    description: [
      'Text from which the random order is drawn: up to 64 letters, digits, hyphens and underscores. Without it one is drawn. Either way it is in run.json and in the output `seed`.',
      'Set it to repeat a run in the same order. Leave it out otherwise, so that each run has another order.'
    ],
    example: 'seed: nightly-42',
    placeholder: '<text>',
    required: false,
    parser: seed
  },
  image: {
    group: 'Measuring',
    summary: 'Image of the test pods, with iperf3 and netperf; by digest or by a tag other than latest.',
    description: [
      'Image of the test pods. It must hold iperf3 (3.12 to 3.21) and netperf (2.7), and carry a digest or a tag. `latest` and a missing tag are refused: the next run could measure with other tools.',
      'Set it to your mirror when the nodes cannot pull the default.'
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
    summary: 'Factor for every time limit, from 1 to 20: for clusters that are slow or emulated.',
    description: [
      'Factor by which every time limit on the cluster is multiplied: rollouts, commands in pods, settling, and how far a tool may miss its duration. What is measured takes as long as before.',
      'Set it to 3 or more when a healthy run ends with `was not ready within`, `did not end within` or `the path was not steady`: on emulated CPUs, overloaded machines or distant API servers.'
    ],
    example: 'time-scale: 3',
    placeholder: '<factor>',
    required: false,
    default: '1',
    parser: wholeNumber(1, 20, 3)
  },
  'witness-image': {
    group: 'Measuring',
    summary: 'Image of the second witness, with tcpdump; by digest or by a tag other than latest.',
    description: [
      "Image with tcpdump, in which the second witness looks at what leaves the nodes: in `verify`, and beside each sample where the encryption counters are shared with other traffic. The default is the image of Cilium's own encryption tests.",
      'Set it to your mirror when the nodes cannot pull the default. Without the image the run goes on; samples that only the witness could prove are `unproven`.'
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
    summary: 'Secret with which test and witness image are pulled, as namespace/name.',
    description: [
      "Secret of type `kubernetes.io/dockerconfigjson` with which the nodes pull the images of `image` and `witness-image`, as `namespace/name`. It is copied into the run's namespaces, and removed with them. The user of the context must be able to read it, and to create Secrets in new namespaces.",
      'Set it when they are in a registry that asks who comes. Leave it out when the nodes have their own credentials, as on AKS with an attached registry.'
    ],
    example: 'image-pull-secret: default/regcred',
    placeholder: '<namespace/name>',
    required: false,
    parser: secretReference
  },
  'plan-only': {
    group: 'Measuring',
    summary: 'Print the plan and the estimated time, and do nothing else.',
    description: [
      'Set this to true to print the plan and the estimated time, and to end there. Nothing is created, changed or measured.',
      'Use it before a long run, or to review what a change of inputs would do.'
    ],
    example: 'plan-only: true',
    required: false,
    default: 'false',
    parser: boolean
  },
  ...comparing,
  output: {
    group: 'Results',
    summary: 'Folder for run.json, summary.md and the documents of the scenarios.',
    description: [
      'Folder for the results: run.json, summary.md, a document per scenario and the raw outputs. It is created when missing.',
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

/** The values of all inputs; those without a default may be absent. */
export type Values = {
  readonly [Name in InputName]:
    | z.output<(typeof definitions)[Name]['parser']>
    | ((typeof definitions)[Name] extends { readonly default: string } ? never : undefined);
};

/** All names, in order. */
export const inputNames = Object.keys(definitions) as InputName[];

/** The inputs that `run` has as flags. */
export const runInputs = inputNames.filter(name => definitionOf(name).workflowOnly !== true);

/** The inputs that `verify` has too: all but those of samples and comparisons. */
export const verifyInputs = runInputs.filter(
  name =>
    definitionOf(name).group !== 'Comparing' &&
    !(['suite', 'tests', 'rounds', 'duration', 'omit'] as readonly InputName[]).includes(name)
);

/** The inputs that `compare` has too. */
export const compareInputs = [
  'baseline-files',
  'margin-throughput',
  'margin-latency',
  'gate',
  'legs',
  'fail-on'
] as const satisfies readonly InputName[];

/** The inputs that the second stage (`report/`) has too. */
export const reportInputs = [
  'baseline',
  'baseline-files',
  'baseline-workflow',
  'margin-throughput',
  'margin-latency',
  'gate',
  'legs',
  'fail-on',
  'comment',
  'comment-key',
  'github-token'
] as const satisfies readonly InputName[];

/** The definition of one input in its general form, with the optional parts that it may not have. */
export function definitionOf(name: InputName): InputDefinition {
  return definitions[name];
}

/** Whether a name, from wherever it comes, is an input's. */
export function isInputName(name: string): name is InputName {
  return Object.hasOwn(definitions, name);
}
