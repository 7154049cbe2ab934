import { cidrsOverlap, readCidr } from '../lib/cidr.ts';
import type { InputDefinition } from './definition.ts';
import { choice, list, oneLine } from './values.ts';

/**
 * Ranges that pods of an AKS cluster cannot have: its Services and its nodes by default, and what AKS refuses (Azure's
 * planning of IP addresses for AKS names the four; the defaults are those of `az aks create`).
 */
const takenRanges = {
  '10.0.0.0/16': "the cluster's Services",
  '10.224.0.0/12': "the cluster's nodes",
  '169.254.0.0/16': 'a range that AKS refuses',
  '172.30.0.0/16': 'a range that AKS refuses',
  '172.31.0.0/16': 'a range that AKS refuses',
  '192.0.2.0/24': 'a range that AKS refuses'
} as const;

const podCidr = oneLine.superRefine((value, context) => {
  const wrong = (message: string): void => {
    context.addIssue({ code: 'custom', input: value, message });
  };
  const range = readCidr(value);
  if (range === undefined) {
    wrong('is not an IPv4 range; write its first address and its length, for example 192.168.0.0/16');
    return;
  }
  // Cilium gives each node a /24.
  if (range.prefix > 22) wrong('has no room for the nodes, which get a /24 each; write at least a /22');
  for (const [taken, owner] of Object.entries(takenRanges)) {
    if (cidrsOverlap(value, taken)) wrong(`overlaps ${taken}, ${owner}; write for example 192.168.0.0/16`);
  }
});

/** Up to 90 characters; what Azure allows in the name of a resource group, without its rare letters. */
const resourceGroup = oneLine.regex(/^[A-Za-z0-9_.()-]{0,89}[A-Za-z0-9_()-]$/, {
  error: 'is not the name of a resource group; write letters, digits, hyphens and underscores, for example perf-lab'
});

/** What Azure allows in a tag (learn.microsoft.com/azure/azure-resource-manager/management/tag-resources). */
const tag = oneLine
  .regex(/^[^<>%&\\?/=]{1,512}=.{0,256}$/, {
    error: 'is not a tag; write name=value, the name without any of < > % & \\ ? /',
    abort: true
  })
  .regex(/^(?!cilium-perf-gate-)/i, { error: 'has the name of a tag of this program; write another name' });

const aksName = oneLine.regex(/^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/, {
  error: 'is not the name of an AKS cluster; write at most 63 letters, digits and hyphens, for example perf-lab'
});

/** Inputs of `cluster: aks`: a cluster that is there, or one that is made for the run. */
export const aks = {
  'aks-resource-group': {
    group: 'Cluster',
    summary: 'Resource group of an AKS cluster that exists.',
    description: [
      'Resource group of an AKS cluster that exists, with `aks-name`. Its credentials are fetched into a file of the run; your own kubeconfig is left alone.',
      'Leave it out to have a cluster made for the run: then write `aks-location`. Log in before this step (azure/login with OIDC); no password is asked for here.'
    ],
    example: 'aks-resource-group: perf-lab',
    placeholder: '<group>',
    required: false,
    provider: 'aks',
    parser: resourceGroup
  },
  'aks-name': {
    group: 'Cluster',
    summary: 'Name of the AKS cluster that exists, in aks-resource-group.',
    description: [
      'Name of the AKS cluster, in `aks-resource-group`. A BYOCNI cluster is reconfigured if `allow-reconfigure` has the same name. A cluster with Azure CNI powered by Cilium is measured as it is: Azure manages its Cilium, so version, values, routing and IPsec cannot be chosen.',
      'Use it for the cluster that you keep for measuring. Do not name one that serves users.'
    ],
    example: 'aks-name: perf-lab',
    placeholder: '<name>',
    required: false,
    provider: 'aks',
    parser: aksName
  },
  'aks-transit-encryption': {
    group: 'Cluster',
    summary: 'Set the encryption of a managed AKS cluster: none or wireguard; left as it is when left out.',
    description: [
      'Transit encryption of Advanced Container Networking Services to set on a cluster with Azure CNI powered by Cilium, whose name `allow-reconfigure` must have: Azure restarts its agents. It is put back at the end. The cluster must have these services already, because Azure bills them.',
      'Leave it out to measure what the cluster has. It means nothing on BYOCNI: there `scenarios` decide.'
    ],
    example: 'aks-transit-encryption: wireguard',
    placeholder: '<none|wireguard>',
    required: false,
    provider: 'aks',
    applied: true,
    parser: oneLine.pipe(choice(['none', 'wireguard']))
  },
  'aks-location': {
    group: 'Cluster',
    summary: 'Azure region in which a BYOCNI cluster is made for the run, and removed after it.',
    description: [
      'Azure region in which a cluster is made for the run: two nodes, no CNI but Cilium, in a resource group of its own, whose deletion is requested at the end, after a failure or a cancel too. It takes about ten minutes more than a cluster that exists, and is billed while it lives.',
      'Use it for nightly runs on real machines. Run `cilium-perf-gate sweep` in a later job: it removes what a killed runner left.'
    ],
    example: 'aks-location: westeurope',
    placeholder: '<region>',
    required: false,
    provider: 'aks',
    parser: oneLine.regex(/^[a-z0-9]+$/, {
      error: 'is not a region; write its short name, for example westeurope'
    })
  },
  'aks-vm-size': {
    group: 'Cluster',
    summary: 'Size of both nodes of the AKS cluster that is made.',
    description: [
      'Size of both nodes of the cluster that is made. The default is that of the published benchmark.',
      'Take the size that your clusters use: network limits differ by size, so runs on different sizes are never compared.'
    ],
    example: 'aks-vm-size: Standard_D8s_v5',
    placeholder: '<size>',
    required: false,
    default: 'Standard_D4s_v5',
    defaultHolds: 'with `aks-location`',
    provider: 'aks',
    parser: oneLine.regex(/^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9-]+)+$/, {
      error: 'is not a size; write it as Azure does, for example Standard_D4s_v5'
    })
  },
  'aks-zone': {
    group: 'Cluster',
    summary: 'Availability zone of both nodes, 1 to 3; a proximity placement group when left out.',
    description: [
      'Availability zone for both nodes of the cluster that is made. Without it they share a proximity placement group, which every region has.',
      'Set it when your clusters are zonal: the zone is then the same in every run.'
    ],
    example: 'aks-zone: 1',
    placeholder: '<1|2|3>',
    required: false,
    provider: 'aks',
    parser: oneLine.pipe(choice(['1', '2', '3']))
  },
  'aks-kubernetes-version': {
    group: 'Cluster',
    summary: "Kubernetes version of the AKS cluster that is made; Azure's default when left out.",
    description: [
      "Kubernetes version of the cluster that is made, two or three numbers. Without it Azure's default is taken, which changes now and then; runs on another minor version are not compared.",
      'Set it so that nightly runs stay comparable.'
    ],
    // Quoted, or YAML would read a number.
    example: "aks-kubernetes-version: '1.34'",
    placeholder: '<version>',
    required: false,
    provider: 'aks',
    parser: oneLine.regex(/^\d+\.\d+(\.\d+)?$/, {
      error: 'is not a version; write two or three numbers without v, for example 1.34'
    })
  },
  'aks-pod-cidr': {
    group: 'Cluster',
    summary: 'Range of the pods of the AKS cluster that is made.',
    description: [
      "IPv4 range of the pods of the cluster that is made. The default is what Cilium's own tests take: clear of 10.0.0.0/16, where AKS has its Services.",
      'Change it only when your values name another range.'
    ],
    example: 'aks-pod-cidr: 192.168.0.0/16',
    placeholder: '<range>',
    required: false,
    default: '192.168.0.0/16',
    defaultHolds: 'with `aks-location`',
    provider: 'aks',
    parser: podCidr
  },
  'aks-tags': {
    group: 'Cluster',
    summary: 'Tags of the resource group of the AKS cluster that is made, each as name=value.',
    description: [
      "Tags of the resource group, the cluster and what belongs to it, each as `name=value`, one per line or separated by commas. The program's own tags, by which `sweep` finds what a killed runner left, are added.",
      'Set them when a policy of your subscription refuses what has no tag, or when costs are told apart by one.'
    ],
    example: 'aks-tags: costcenter=4711, owner=network',
    placeholder: '<name=value,…>',
    required: false,
    provider: 'aks',
    parser: list(tag)
  },
  'aks-node-price': {
    group: 'Cluster',
    summary: 'Price of one node for an hour, for the estimated cost of the AKS cluster that is made.',
    description: [
      'Price of one node for an hour, a number in any currency. The plan then says what the run will cost; without it, how many node hours.',
      "Take it from Azure's price list for your size and region: this program asks nobody for prices."
    ],
    example: 'aks-node-price: 0.23',
    placeholder: '<number>',
    required: false,
    provider: 'aks',
    parser: oneLine
      .regex(/^\d{1,4}(\.\d{1,4})?$/, { error: 'is not a price; write a number such as 0.23' })
      .transform(Number)
  }
} as const satisfies Record<string, InputDefinition>;

/** What belongs to a cluster that is made for the run, besides its location. */
export const ephemeralInputs = [
  'aks-vm-size',
  'aks-zone',
  'aks-kubernetes-version',
  'aks-pod-cidr',
  'aks-tags',
  'aks-node-price'
] as const satisfies readonly (keyof typeof aks)[];

/** What belongs to a cluster that exists. */
export const existingInputs = [
  'aks-resource-group',
  'aks-name',
  'aks-transit-encryption'
] as const satisfies readonly (keyof typeof aks)[];
