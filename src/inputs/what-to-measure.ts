import { ipsecKeyAlgorithms, strictModes, ztunnelCas } from '../model/scenario.ts';
import { testNames, type TestName } from '../model/test.ts';
import type { InputDefinition } from './definition.ts';
import {
  boolean,
  chart,
  choice,
  fromValues,
  image,
  lines,
  list,
  oneLine,
  scenarioGrammar,
  scenarioNames,
  scenarios,
  version,
  workerThreads
} from './values.ts';

/** Other words for tests: what netperf calls them, and what people say. */
const spokenTests: Readonly<Record<string, TestName>> = {
  ...{ 'tcp-rr': 'tcp-latency', rr: 'tcp-latency', latency: 'tcp-latency' },
  ...{ 'tcp-crr': 'tcp-connect', crr: 'tcp-connect', 'udp-rr': 'udp-latency' },
  ...{ throughput: 'tcp-throughput', iperf3: 'tcp-throughput', iperf: 'tcp-throughput', 'udp-stream': 'udp-throughput' }
};

/** What to measure: Cilium, its modes, and the tests. */
export const whatToMeasure = {
  'cilium-values': {
    summary: 'Files with the Helm values of Cilium; later files override earlier ones.',
    description: [
      'Paths of files with the Helm values of Cilium, one per line or separated by commas. Later files override earlier ones. Their routing and encryption are the mode that is measured, unless `scenarios` names others. A file can also be what installs Cilium: a HelmRelease of Flux, an Application of Argo CD, a HelmChart or HelmChartConfig of K3s and RKE2, a kustomization with `helmCharts`, or the values of a chart that depends on Cilium. `file.yaml#spec.values` names the place of the values in any other file.',
      'Use the files of your own repository so that the results apply to your setup. Without files, a cluster that already has Cilium keeps the values of its Helm release.'
    ],
    example: 'cilium-values: |\n  cilium/values.yaml\n  cilium/values-perf.yaml',
    placeholder: '<file,…>',
    applied: true,
    parser: list(oneLine)
  },
  set: {
    summary: 'Single Helm values as in helm --set, one per line, on top of cilium-values in both arms.',
    description: [
      'Single Helm values as in `helm --set`, one `key.path=value` per line. They have precedence over `cilium-values` and `reference-values`, and both arms get them: they belong to the workflow, not to the change that is measured.',
      'Use it for what another program fills in before Helm sees it, such as `${API_SERVER}` in a HelmRelease of Flux, and to leave out what the measurement does not need: `hubble.ui.ingress=null`.'
    ],
    example: 'set: |\n  k8sServiceHost=10.0.0.10\n  hubble.ui.enabled=false',
    placeholder: '<key=value>',
    applied: true,
    parser: lines
  },
  'cilium-version': {
    summary: 'Cilium version to install. Not allowed with the path of a chart, which has its own version.',
    description: [
      'Cilium version to install, with or without `v`: the version of the chart. By default, the version in the files of `cilium-values`, in each arm that of its own commit. Not allowed if `cilium-chart` is a path, because that chart has its own version.',
      'Set it if no file contains the version, or to measure another one in both arms. The results contain it.'
    ],
    example: 'cilium-version: 1.20.2',
    placeholder: '<version>',
    default: '1.20.2',
    defaultHolds: 'if no file contains the version',
    applied: true,
    parser: version
  },
  'cilium-version-file': {
    summary: 'File that contains the Cilium version; replaces `cilium-version`.',
    description: [
      'Path of a file that contains the version of Cilium: in its first line, in a HelmRelease, OCIRepository, Application, HelmChart, kustomization or `Chart.yaml`, or in the line below a `# renovate:` marker. `versions.yaml#cilium.version` names the place in any other YAML file. It replaces `cilium-version`.',
      'Use it when pull requests change the version in a file other than those of `cilium-values`: the reference reads the same file at the base commit.'
    ],
    example: 'cilium-version-file: .cilium-version',
    placeholder: '<file>',
    applied: true,
    parser: oneLine
  },
  'cilium-chart': {
    summary: 'Cilium Helm chart: a path, an `oci://` reference or the `https://` address of a repository.',
    description: [
      'Source of the Cilium Helm chart: an OCI reference (`oci://…`), the address of a chart repository (`https://…`), or the path of a chart folder or archive.',
      'Use a path to measure a modified chart, or on a machine that cannot reach a registry.'
    ],
    example: 'cilium-chart: https://helm.cilium.io',
    placeholder: '<path|oci://…|https://…>',
    default: 'oci://quay.io/cilium/charts/cilium',
    defaultHolds: 'with `apply: true`',
    applied: true,
    parser: chart
  },
  scenarios: {
    summary: `Routing and encryption modes to measure: \`from-values\`, or one or more of ${scenarioGrammar}.`,
    description: [
      'Leave it out to measure what your values ask for (`from-values`): each side of a comparison runs in the mode of its own `cilium-values` and is verified in it, so a pull request may change routing and encryption. Without `cilium-values`, the mode is that of the Helm release on a cluster with Cilium, and otherwise `vxlan`.',
      `To evaluate modes, name scenarios, one per line or separated by commas: ${scenarioGrammar}. They override the values. Each round measures all of them in random order.`,
      'To see what encryption costs, also list the routing mode without it. `native` needs nodes that reach each other directly, or routes you created. ztunnel needs Cilium 1.19 or later and encrypts TCP only. WireGuard and IPsec need kernel support.',
      "Secrets that IPsec and ztunnel need are created if missing and reused if present. If a file in `cilium-values` sets a mode outside of the chart's own values, for example in `extraConfig`, the run stops before it changes anything.",
      'With `apply: false`, leave it out, or name the one scenario the cluster must be in: if the run finds another one, it stops.'
    ],
    example: 'scenarios: vxlan, vxlan+wireguard, native+ztunnel',
    placeholder: '<scenario,…>',
    words: [...scenarioNames, fromValues],
    defaultInWords: '`from-values` with `cilium-values`; otherwise the mode of the installed release, or `vxlan`',
    parser: scenarios
  },
  'wireguard-node-encryption': {
    summary: 'Also encrypts node-to-node traffic with WireGuard.',
    description: [
      "Set to true to also encrypt traffic that nodes send to each other outside of pods (Cilium's `encryption.nodeEncryption`).",
      'Use it if your clusters do. It encrypts the control path too, so the run has no control. Control-plane nodes opt out, so a kind cluster needs `kind-workers: 2`.'
    ],
    example: 'wireguard-node-encryption: true',
    default: 'false',
    defaultHolds: 'with a WireGuard scenario',
    encryptions: ['wireguard'],
    chartValue: 'encryption.nodeEncryption',
    applied: true,
    parser: boolean
  },
  'ipsec-key-algorithm': {
    summary: 'Algorithm of the IPsec key to create if the cluster has none.',
    description: [
      'Algorithm of the IPsec key, named as in cilium-cli. The key is created only if the Secret `cilium-ipsec-keys` is missing. An existing key is used, whatever its algorithm.',
      'Change it only if your clusters use another algorithm: AES-GCM encrypts and authenticates in one pass, AES-CBC with a hash needs two.'
    ],
    example: 'ipsec-key-algorithm: cbc-aes-sha256',
    placeholder: '<algorithm>',
    words: ipsecKeyAlgorithms,
    default: 'rfc4106-gcm-aes',
    defaultHolds: 'with an IPsec scenario',
    encryptions: ['ipsec'],
    applied: true,
    parser: oneLine.pipe(choice(ipsecKeyAlgorithms))
  },
  'strict-mode': {
    summary: 'Makes Cilium drop unencrypted pod traffic: `off`, `egress`, `ingress` or `both`.',
    description: [
      'Where Cilium drops pod traffic that should be encrypted but is not. `egress` drops at the sender, for the pod range and IPv4 only; with IPsec it needs Cilium 1.19. `ingress` drops at the receiver; it needs WireGuard and Cilium 1.19, and before 1.20 a tunnel.',
      'Set it to measure what your clusters run. The proof of encryption does not need it. It applies to WireGuard and IPsec scenarios only.'
    ],
    example: 'strict-mode: egress',
    placeholder: '<off|egress|ingress|both>',
    default: 'off',
    defaultHolds: 'with a WireGuard or IPsec scenario',
    encryptions: ['wireguard', 'ipsec'],
    chartValue: 'encryption.strictMode',
    applied: true,
    parser: oneLine.pipe(choice(strictModes))
  },
  'ztunnel-ca': {
    summary: "Issuer of ztunnel's certificates: `internal` (Cilium's own CA) or `spire`.",
    description: [
      "CA that issues the certificates of ztunnel's workloads. `internal` is Cilium's own CA. `spire` is an existing SPIRE installation and needs Cilium 1.20 or later.",
      "With `spire`, `cilium-values` must point ztunnel and the operator to SPIRE as Cilium's guide describes: ztunnel's CA address (or `SPIRE_ENABLED`), its extra volumes and mounts, and the operator's SPIRE server address and agent socket. Without these values Cilium would silently keep its internal CA, so the run refuses to start."
    ],
    example: 'ztunnel-ca: spire',
    placeholder: '<internal|spire>',
    default: 'internal',
    defaultHolds: 'with a ztunnel scenario',
    encryptions: ['ztunnel'],
    chartValue: 'encryption.ztunnel.ca.type',
    applied: true,
    parser: oneLine.pipe(choice(ztunnelCas))
  },
  'ztunnel-worker-threads': {
    summary: 'Worker threads of ztunnel: a number, or a percentage of the CPUs.',
    description: [
      "Worker threads of each ztunnel: a number, or a percentage of the node's CPUs (`ZTUNNEL_WORKER_THREADS`). Needs Cilium 1.19.2 or later.",
      'Raise it to find out whether ztunnel is limited by its threads. Otherwise keep the default, which is what clusters run.'
    ],
    example: 'ztunnel-worker-threads: 4',
    placeholder: '<count|N%>',
    defaultInWords: "2, ztunnel's own default",
    encryptions: ['ztunnel'],
    applied: true,
    parser: workerThreads
  },
  'ztunnel-image': {
    summary: 'ztunnel image, with a digest or a tag other than `latest`.',
    description: [
      'Image of ztunnel, with a digest or a tag, instead of the one in the chart. Needs Cilium 1.19.2 or later.',
      'Set it to test your own ztunnel build, or to a mirror if the nodes cannot pull the default.'
    ],
    example: 'ztunnel-image: registry.example/ztunnel:1.28.0',
    placeholder: '<image>',
    defaultInWords: 'the image in the chart',
    encryptions: ['ztunnel'],
    applied: true,
    parser: image
  },
  tests: {
    summary: `Tests to run: ${testNames.map(name => `\`${name}\``).join(', ')}.`,
    description: [
      `Tests to run, one per line or separated by commas: ${testNames.join(', ')}. They run in random order.`,
      'Remove tests to save time. Add `tcp-connect` to measure new connections per second, `udp-throughput` and `udp-latency` to measure UDP.'
    ],
    example: 'tests: tcp-throughput, tcp-latency',
    placeholder: '<test,…>',
    words: testNames,
    default: 'tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream',
    parser: list(choice(testNames, spokenTests))
  }
} as const satisfies Record<string, InputDefinition>;
