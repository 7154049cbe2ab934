import type { InputDefinition } from './definition.ts';
import { boolean, clusterName, image, list, oneLine, version, wholeNumber } from './values.ts';

/** Inputs of `cluster: kind`. */
export const kind = {
  'kind-name': {
    summary: 'Name of the kind cluster. An existing one is used and kept if `allow-reconfigure` names it.',
    description: [
      'Name of the kind cluster. If a cluster with this name exists and `allow-reconfigure` names its context, the run uses it and keeps it. Otherwise the run creates the cluster and deletes it at the end unless `kind-keep` is set.',
      'Set it to measure a kind cluster that an earlier step created, or when several runs share one machine.'
    ],
    example: 'kind-name: perf',
    placeholder: '<name>',
    default: 'cilium-perf-gate',
    defaultHolds: 'with `cluster: kind`',
    provider: 'kind',
    parser: clusterName
  },
  'kind-keep': {
    summary: 'Keeps the kind cluster that this run creates.',
    description: [
      'Set to true to keep the kind cluster that this run creates. The next run with the same `kind-name` can use it.',
      'Use it on your own machine to inspect the cluster afterwards or to save setup time. On a hosted runner it has no use: the machine is discarded with the job.'
    ],
    example: 'kind-keep: true',
    default: 'false',
    defaultHolds: 'with `cluster: kind`',
    provider: 'kind',
    parser: boolean
  },
  'kind-config': {
    summary: 'kind configuration file, merged with the required settings.',
    description: [
      'Path of a kind configuration file. The action adds what it needs: two nodes, no default CNI, no kube-proxy. Settings that conflict with these or with another input are refused.',
      'Use it for feature gates, mounts, subnets or a registry mirror. You do not need it for plain nodes: the default is two, and `kind-workers` adds more.'
    ],
    example: 'kind-config: .github/kind.yaml',
    placeholder: '<file>',
    provider: 'kind',
    parser: oneLine
  },
  'kind-node-image': {
    summary: 'Node image of the kind cluster.',
    description: [
      'Image for the nodes of the kind cluster, with a tag or a digest. It determines the Kubernetes version.',
      "Set it to pin the image (kind's release notes list the digests), or to use an image built on this machine."
    ],
    example: 'kind-node-image: kindest/node:v1.34.3',
    placeholder: '<image>',
    defaultInWords: 'the image for `kind-kubernetes-version`, or the one built into kind',
    provider: 'kind',
    parser: image
  },
  'kind-kubernetes-version': {
    summary: 'Kubernetes version of the kind cluster.',
    description: [
      'Kubernetes version of the kind cluster, with or without `v`. The nodes use the image `kindest/node:v<version>`. kind publishes images only for some versions; see the release notes of your kind version.',
      'Set it to the version your clusters run. To pin the image by digest or pull it from a mirror, use `kind-node-image` instead.'
    ],
    example: 'kind-kubernetes-version: 1.34.3',
    placeholder: '<version>',
    defaultInWords: "the version of kind's own image",
    provider: 'kind',
    parser: version
  },
  'kind-workers': {
    summary: 'Number of worker nodes in the kind cluster, 1 to 20.',
    description: [
      'Number of worker nodes in the kind cluster, from 1 to 20, in addition to the control plane.',
      'Set it to 2 for `wireguard-node-encryption`, because control-plane nodes opt out of it. More nodes do not give you more to measure: all of them share the CPUs of one machine.'
    ],
    example: 'kind-workers: 2',
    placeholder: '<count>',
    defaultInWords: '1, or the number in `kind-config`',
    provider: 'kind',
    parser: wholeNumber(1, 20, 2)
  },
  'kind-load-images': {
    summary: 'Local Docker images to load into the nodes of the kind cluster.',
    description: [
      'Images from the local Docker engine, one per line or separated by commas. They are loaded into the kind nodes with `kind load docker-image`.',
      'Use it for a Cilium or test image that an earlier step built, and reference the same tag in `cilium-values` or `test-image`. Images that the nodes can pull do not need it.'
    ],
    example: 'kind-load-images: cilium-dev:ci',
    placeholder: '<image,…>',
    provider: 'kind',
    parser: list(image)
  }
} as const satisfies Record<string, InputDefinition>;
