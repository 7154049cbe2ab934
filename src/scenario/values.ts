import { modeSecrets } from '../model/mode-secrets.ts';
import { defined } from '../lib/defined.ts';
import { isBefore } from '../lib/version.ts';
import { strictModeOf, type ModeOptions, type Scenario } from '../model/scenario.ts';

/** Pod annotation that changes with every block, so that one Helm upgrade is one rollout of agents and operator. */
export const blockAnnotation = 'cilium-perf-gate/block';

/** Routing settings determined by the cluster, not the scenario. */
export interface Network {
  /** IPv4 range of all pods, for native routing and strict egress. */
  readonly podCidr: string;
  /** Whether agents may install routes to each other's pods, which requires nodes on a shared layer-2 network. */
  readonly autoDirectNodeRoutes: boolean;
}

/** Helm's nested values. */
export type Values = Record<string, unknown>;

/**
 * Name and entry of the Secret with the IPsec key: the chart's defaults, written explicitly to override other names in
 * the user's values.
 */
export const ipsecSecret = { name: modeSecrets.ipsec, entry: 'keys' } as const;

/**
 * The values a scenario owns. They are always written, on top of the user's files (docs/rules.md#what-a-mode-owns),
 * so that no key of a previous mode survives. An unknown version (of a chart given by path, before it is read) counts
 * as the newest.
 */
export function scenarioValues(
  scenario: Scenario,
  network: Network,
  ciliumVersion: string | undefined,
  modes: ModeOptions
): Values {
  return {
    ...routingValues(scenario, network),
    encryption: encryptionValues(scenario, network, ciliumVersion, modes)
  };
}

/** The cluster's values for one scenario; the chart rejects BYOCNI's setting with native routing. */
export function clusterValuesFor(clusterValues: Values, { routing }: Scenario): Values {
  return routing === 'native' && clusterValues['aksbyocni'] !== undefined
    ? { ...clusterValues, aksbyocni: { enabled: false } }
    : clusterValues;
}

/** The address of the cluster's API server. Another cluster's, in the user's values, would cut off every agent. */
export function addressOf(clusterValues: Values): Values {
  return Object.fromEntries(Object.entries(clusterValues).filter(([key]) => /^k8sService(?:Host|Port)$/.test(key)));
}

/** Whether a scenario needs to know the pods' IP range. */
export function needsPodCidr(scenario: Scenario, modes: ModeOptions): boolean {
  return scenario.routing === 'native' || isStrict(scenario, modes, 'egress');
}

/** Whether a scenario drops unencrypted traffic in a direction. */
export function isStrict(scenario: Scenario, modes: ModeOptions, direction: 'egress' | 'ingress'): boolean {
  const strictMode = strictModeOf(scenario, modes);
  return strictMode === direction || strictMode === 'both';
}

function routingValues(scenario: Scenario, network: Network): Values {
  if (scenario.routing === 'native') {
    return {
      routingMode: 'native',
      // The tunnel protocol stays: under native routing it belongs to other features, such as DSR with Geneve.
      autoDirectNodeRoutes: network.autoDirectNodeRoutes,
      ipv4NativeRoutingCIDR: network.podCidr
    };
  }
  return {
    routingMode: 'tunnel',
    tunnelProtocol: scenario.routing,
    autoDirectNodeRoutes: false,
    ipv4NativeRoutingCIDR: ''
  };
}

function encryptionValues(
  scenario: Scenario,
  network: Network,
  ciliumVersion: string | undefined,
  modes: ModeOptions
): Values {
  const { encryption } = scenario;
  return {
    enabled: encryption !== 'none',
    // The chart's default. Without encryption the type has no effect, but a typo in the user's value would be passed
    // on.
    type: encryption === 'none' ? 'ipsec' : encryption,
    nodeEncryption: encryption === 'wireguard' && modes.wireguardNodeEncryption,
    strictMode: strictModeValues(scenario, network, ciliumVersion, modes),
    ...(encryption === 'ipsec' ? { ipsec: { secretName: ipsecSecret.name, keyFile: ipsecSecret.entry } } : {}),
    ...(encryption === 'ztunnel' ? { ztunnel: ztunnelValues(ciliumVersion, modes) } : {})
  };
}

/** 1.18 reads the old top-level keys, 1.19 both, 1.20 only the new ones. */
function strictModeValues(
  scenario: Scenario,
  network: Network,
  ciliumVersion: string | undefined,
  modes: ModeOptions
): Values {
  const off = { enabled: false, cidr: '', allowRemoteNodeIdentities: false };
  const egress = isStrict(scenario, modes, 'egress')
    ? {
        enabled: true,
        cidr: network.podCidr,
        // Tunneled packets go from node to node; without this the agent would drop them, encrypted or not.
        allowRemoteNodeIdentities: scenario.routing !== 'native'
      }
    : off;
  const oldKeys = isBefore(ciliumVersion, 1, 19) ? egress : isBefore(ciliumVersion, 1, 20) ? off : {};
  return { ...oldKeys, egress, ingress: { enabled: isStrict(scenario, modes, 'ingress') } };
}

/**
 * By default, the chart starts the new ztunnel next to the old one, where it crash-loops on the node's ports ("Address
 * already in use", seen on 1.20.2 if only ztunnel's resources changed). No test pods exist at that time, so no
 * connection is lost and all nodes may restart at once. The chart does not accept a percentage, so this is a number
 * larger than the clusters that are measured.
 */
const ztunnelRollout = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 100 } } as const;

function ztunnelValues(ciliumVersion: string | undefined, modes: ModeOptions): Values {
  const { ztunnelCa, ztunnelWorkerThreads, ztunnelImage } = modes;
  return {
    updateStrategy: ztunnelRollout,
    ...(isBefore(ciliumVersion, 1, 20) ? {} : { ca: { type: ztunnelCa } }),
    ...(ztunnelWorkerThreads === undefined
      ? {}
      : { extraEnv: [{ name: 'ZTUNNEL_WORKER_THREADS', value: ztunnelWorkerThreads }] }),
    ...defined({ image: ztunnelImage && { override: ztunnelImage } })
  };
}

/** Merges values files like Helm: mappings are merged, later files win. `null` stays, because it removes the chart's default. */
export function mergeValues(files: readonly Values[]): Values {
  return files.reduce<Values>(merged, {});
}

function merged(below: Values, above: Values): Values {
  const result = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const earlier = result.get(key);
    result.set(key, isMapping(value) && isMapping(earlier) ? merged(earlier, value) : value);
  }
  // An assignment to `__proto__` would let keys be read that are not written for Helm.
  return Object.fromEntries(result);
}

/** The value at a dotted path; `undefined` if there is none, or `null`. */
export function valueAt(values: Values, path: string): unknown {
  return (
    path
      .split('.')
      .reduce<unknown>((node, key) => (isMapping(node) && Object.hasOwn(node, key) ? node[key] : undefined), values) ??
    undefined
  );
}

/** Whether a template's `if` would treat the value as true. */
export function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isMapping(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

export function isMapping(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Keys of the agent's configuration (ConfigMap cilium-config, CiliumNodeConfig) that define a scenario's mode in
 * releases 1.18 to 1.20. Setting one of them outside the chart's values would measure a mode other than the one named.
 */
export const modeKeys: readonly string[] = [
  'routing-mode',
  'tunnel-protocol',
  'auto-direct-node-routes',
  'ipv4-native-routing-cidr',
  'enable-wireguard',
  'encrypt-node',
  'enable-ipsec',
  'ipsec-key-file',
  'enable-ipsec-encrypted-overlay',
  'enable-ztunnel',
  'ztunnel-ca-type',
  'enable-encryption-strict-mode',
  'encryption-strict-mode-cidr',
  'encryption-strict-mode-allow-remote-node-identities',
  'enable-encryption-strict-mode-egress',
  'encryption-strict-egress-cidr',
  'encryption-strict-egress-allow-remote-node-identities',
  'enable-encryption-strict-mode-ingress'
];
