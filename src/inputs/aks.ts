import { prefixLength, rangesOverlap } from '../lib/addresses.ts';
import type { InputDefinition } from './definition.ts';
import { choice, decimal, list, oneLine, withoutV } from './values.ts';

/**
 * Ranges that pods of an AKS cluster cannot use: the defaults of its Services and nodes (from `az aks create`), and the
 * four that AKS refuses (Azure's guide to IP address planning for AKS).
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
  const prefix = prefixLength(value);
  if (prefix === undefined) {
    wrong('is not an IPv4 range; write its first address and prefix length, for example 192.168.0.0/16');
    return;
  }
  // Cilium gives each node a /24.
  if (prefix > 22) wrong('is too small, because each node gets a /24; write a /22 or larger');
  for (const [taken, owner] of Object.entries(takenRanges)) {
    if (rangesOverlap(value, taken)) wrong(`overlaps ${taken}, ${owner}; write for example 192.168.0.0/16`);
  }
});

/** Up to 90 characters. Azure also allows some rare letters that are not accepted here. */
const resourceGroup = oneLine.regex(/^[A-Za-z0-9_.()-]{0,89}[A-Za-z0-9_()-]$/, {
  error: 'is not the name of a resource group; write letters, digits, hyphens and underscores, for example perf-lab'
});

/** What Azure allows in a tag (learn.microsoft.com/azure/azure-resource-manager/management/tag-resources). */
const tag = oneLine
  .regex(/^[^<>%&\\?/=]{1,512}=.{0,256}$/, {
    error: 'is not a tag; write name=value, with none of < > % & \\ ? / in the name',
    abort: true
  })
  .regex(/^(?!cilium-perf-gate-)/i, { error: 'uses a name reserved for this program; write another name' });

const aksName = oneLine.regex(/^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/, {
  error: 'is not the name of an AKS cluster; write at most 63 letters, digits and hyphens, for example perf-lab'
});

/** Azure also takes a minor version and chooses its newest patch. */
const aksVersion = oneLine
  .regex(/^v?\d+\.\d+(\.\d+)?$/, { error: 'is not a version; write two or three numbers, for example 1.34' })
  .transform(withoutV);

/** Inputs of `cluster: aks`: an existing cluster, or one created for the run. */
export const aks = {
  'aks-resource-group': {
    summary: 'Resource group of an existing AKS cluster.',
    description: [
      'Resource group of an existing AKS cluster, used with `aks-name`. The run stores its credentials in a file of its own; your kubeconfig does not change.',
      'To create a cluster for the run instead, use `aks-location`. Log in before this step (azure/login with OIDC); the action never asks for a password.'
    ],
    example: 'aks-resource-group: perf-lab',
    placeholder: '<group>',
    provider: 'aks',
    parser: resourceGroup
  },
  'aks-name': {
    summary: 'Name of the existing AKS cluster in `aks-resource-group`.',
    description: [
      'Name of the AKS cluster in `aks-resource-group`. A BYOCNI cluster is reconfigured if `allow-reconfigure` has the same name. A cluster with Azure CNI powered by Cilium is measured as is: Azure manages its Cilium, so you cannot choose version, values, routing or IPsec.',
      'Use a cluster dedicated to measuring. Never name one that serves users.'
    ],
    example: 'aks-name: perf-lab',
    placeholder: '<name>',
    provider: 'aks',
    parser: aksName
  },
  'aks-transit-encryption': {
    summary: 'Encryption to set on a managed AKS cluster: `none` or `wireguard`.',
    description: [
      'Transit encryption (Advanced Container Networking Services) to set on a cluster with Azure CNI powered by Cilium. `allow-reconfigure` must name the cluster, because Azure restarts its agents. The previous setting is restored at the end. The services must already be enabled on the cluster, because Azure bills them.',
      'Leave it out to measure the current setting. It has no effect on BYOCNI clusters: use `scenarios` there.'
    ],
    example: 'aks-transit-encryption: wireguard',
    placeholder: '<none|wireguard>',
    defaultInWords: 'unchanged',
    provider: 'aks',
    applied: true,
    parser: oneLine.pipe(choice(['none', 'wireguard']))
  },
  'aks-location': {
    summary: 'Azure region where a BYOCNI cluster is created for the run and deleted afterwards.',
    description: [
      'Azure region where a cluster is created for the run: two nodes, no CNI but Cilium, in its own resource group. The run requests deletion of the group at the end, and after a failure or a cancellation. Creating and deleting it is estimated at 15 minutes, and Azure bills it while it exists.',
      'Use it for nightly runs on real machines. Run `cilium-perf-gate sweep` in a later job to remove what a killed runner left behind.'
    ],
    example: 'aks-location: westeurope',
    placeholder: '<region>',
    provider: 'aks',
    parser: oneLine.regex(/^[a-z][a-z0-9]+$/, {
      error: 'is not a region; write its short name, for example westeurope'
    })
  },
  'aks-vm-size': {
    summary: 'VM size of both nodes of the AKS cluster to create.',
    description: [
      'VM size of both nodes of the cluster to create. The default has 4 vCPUs. The published benchmark mixed two other sizes, `Standard_D4das_v5` (AMD) and `Standard_D4ds_v5` (Intel).',
      'Choose the size your clusters use. Network limits depend on the size, so runs on different sizes are never compared.'
    ],
    example: 'aks-vm-size: Standard_D8s_v5',
    placeholder: '<size>',
    default: 'Standard_D4s_v5',
    defaultHolds: 'with `aks-location`',
    provider: 'aks',
    parser: oneLine.regex(/^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9-]+)+$/, {
      error: 'is not a VM size; write one as Azure does, for example Standard_D4s_v5'
    })
  },
  'aks-zone': {
    summary: 'Availability zone of both nodes, 1 to 3.',
    description: [
      'Availability zone of both nodes of the cluster to create.',
      'Set it if your clusters are zonal, so that every run uses the same zone.'
    ],
    example: 'aks-zone: 1',
    placeholder: '<1|2|3>',
    defaultInWords: 'any; both share a proximity placement group',
    provider: 'aks',
    parser: oneLine.pipe(choice(['1', '2', '3']))
  },
  'aks-kubernetes-version': {
    summary: 'Kubernetes version of the AKS cluster to create.',
    description: [
      'Kubernetes version of the cluster to create, as two or three numbers, with or without `v`. The default changes over time, and runs on different minor versions are not compared.',
      'Set it to keep nightly runs comparable.'
    ],
    // Quoted, because YAML would read it as a number.
    example: "aks-kubernetes-version: '1.34'",
    placeholder: '<version>',
    defaultInWords: "Azure's default",
    provider: 'aks',
    parser: aksVersion
  },
  'aks-pod-cidr': {
    summary: 'Pod IP range of the AKS cluster to create.',
    description: [
      "IPv4 pod range of the cluster to create. The default is the range of Cilium's own tests. It does not overlap 10.0.0.0/16, which AKS uses for Services.",
      'Change it only if your values name another range.'
    ],
    example: 'aks-pod-cidr: 192.168.0.0/16',
    placeholder: '<range>',
    default: '192.168.0.0/16',
    defaultHolds: 'with `aks-location`',
    provider: 'aks',
    parser: podCidr
  },
  'aks-tags': {
    summary: 'Tags for the resource group of the AKS cluster to create, each as `name=value`.',
    description: [
      'Tags for the resource group, the cluster and its resources, each as `name=value`, one per line or separated by commas. The action adds its own tags, which `sweep` uses to find what a killed runner left behind.',
      'Set them if an Azure policy requires tags, or to assign costs.'
    ],
    example: 'aks-tags: costcenter=4711, owner=network',
    placeholder: '<name=value,…>',
    provider: 'aks',
    parser: list(tag)
  },
  'aks-node-price': {
    summary: 'Price per node and hour, to estimate the cost of the AKS cluster to create.',
    description: [
      'Price per node and hour, as a number in any currency. The plan then shows the estimated cost of the run; without a price it shows node hours.',
      "Look it up in Azure's price list for your size and region. The action does not fetch prices."
    ],
    example: 'aks-node-price: 0.23',
    placeholder: '<number>',
    provider: 'aks',
    parser: decimal(0, 9999, 0.23)
  }
} as const satisfies Record<string, InputDefinition>;

/** Inputs for a cluster created for the run, apart from its location. */
export const ephemeralInputs = [
  'aks-vm-size',
  'aks-zone',
  'aks-kubernetes-version',
  'aks-pod-cidr',
  'aks-tags',
  'aks-node-price'
] as const satisfies readonly (keyof typeof aks)[];

/** Inputs for an existing cluster. */
export const existingInputs = [
  'aks-resource-group',
  'aks-name',
  'aks-transit-encryption'
] as const satisfies readonly (keyof typeof aks)[];
