import { isBefore } from '../lib/version.ts';
import type { ModeOptions, Scenario } from '../model/scenario.ts';

/** Pod annotation that changes with every block, so that one helm upgrade is one rollout of agents and operator. */
export const blockAnnotation = 'cilium-perf-gate/block';

/** What the cluster, not the scenario, decides about routing. */
export interface Network {
  /** IPv4 range of all pods, for native routing and strict egress. */
  readonly podCidr: string;
  /** Whether agents may install routes to each other's pods: only where the nodes share a layer-2 network. */
  readonly autoDirectNodeRoutes: boolean;
}

/** Helm's nested values. */
export type Values = Record<string, unknown>;

/** The Secret and its entry that hold the IPsec key: the chart's defaults, written so that a user's other name cannot win. */
export const ipsecSecret = { name: 'cilium-ipsec-keys', entry: 'keys' } as const;

/**
 * The values that the scenario owns and always writes, over the user's files (docs/rules.md#what-a-scenario-owns), so that no key of a
 * previous mode survives. An unknown version (of a chart by path, before it was looked into) counts as the newest.
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

/** The cluster's values for one scenario: the chart refuses BYOCNI's own setting with native routing. */
export function clusterValuesFor(clusterValues: Values, { routing }: Scenario): Values {
  return routing === 'native' && clusterValues['aksbyocni'] !== undefined
    ? { ...clusterValues, aksbyocni: { enabled: false } }
    : clusterValues;
}

/** Whether a scenario cannot be set up without the range of the pods. */
export function needsPodCidr(scenario: Scenario, modes: ModeOptions): boolean {
  return scenario.routing === 'native' || strictModeOf(scenario, modes) === 'egress';
}

/** The strict mode that a scenario gets: without encryption it would drop everything, and ztunnel has none. */
export function strictModeOf({ encryption }: Scenario, modes: ModeOptions): ModeOptions['strictMode'] {
  return encryption === 'wireguard' || encryption === 'ipsec' ? modes.strictMode : 'off';
}

function routingValues(scenario: Scenario, network: Network): Values {
  if (scenario.routing === 'native') {
    return {
      routingMode: 'native',
      tunnelProtocol: '',
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
    // The chart's default: without encryption the type means nothing, but a user's mistyped one would pass through.
    type: encryption === 'none' ? 'ipsec' : encryption,
    nodeEncryption: encryption === 'wireguard' && modes.wireguardNodeEncryption,
    strictMode: strictModeValues(scenario, network, ciliumVersion, modes),
    ...(encryption === 'ipsec' ? { ipsec: { secretName: ipsecSecret.name, keyFile: ipsecSecret.entry } } : {}),
    ...(encryption === 'ztunnel' ? { ztunnel: ztunnelValues(ciliumVersion, modes) } : {})
  };
}

/** 1.18 reads the old keys, at the top; 1.19 reads both, 1.20 the new ones only. */
function strictModeValues(
  scenario: Scenario,
  network: Network,
  ciliumVersion: string | undefined,
  modes: ModeOptions
): Values {
  const off = { enabled: false, cidr: '', allowRemoteNodeIdentities: false };
  const strictMode = strictModeOf(scenario, modes);
  const egress =
    strictMode === 'egress'
      ? {
          enabled: true,
          cidr: network.podCidr,
          // A tunnelled packet goes from node to node: without this the agent would drop it, encrypted or not.
          allowRemoteNodeIdentities: scenario.routing !== 'native'
        }
      : off;
  const oldKeys = isBefore(ciliumVersion, 1, 19) ? egress : isBefore(ciliumVersion, 1, 20) ? off : {};
  return { ...oldKeys, egress, ingress: { enabled: strictMode === 'ingress' } };
}

/**
 * The chart starts the new ztunnel beside the old one, on whose ports of the node it crash-loops ("Address already in use",
 * seen on 1.20.2 when only ztunnel's resources changed). The test pods are gone meanwhile, so none loses a connection, and all
 * nodes may go at once: the chart takes no share, so it is a number that is larger than what is measured on.
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
    ...(ztunnelImage === undefined ? {} : { image: { override: ztunnelImage } })
  };
}

/** Values files as Helm reads them: mappings are merged, later files win, and `null` takes a key away. */
export function mergeValues(files: readonly Values[]): Values {
  return files.reduce<Values>(merged, {});
}

function merged(below: Values, above: Values): Values {
  const result: Values = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const earlier = result[key];
    // A mapping may itself hold nulls, so it is merged even where nothing is below it.
    result[key] = isMapping(value) ? merged(isMapping(earlier) ? earlier : {}, value) : (value ?? undefined);
  }
  return result;
}

/** The value at a path of keys written with dots, `undefined` when there is none. */
export function valueAt(values: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (isMapping(node) ? node[key] : undefined), values);
}

/** Whether a template's `if` would take the value for true. */
export function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isMapping(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Whether a value is a mapping of further values. */
export function isMapping(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Keys of the agent's configuration (ConfigMap cilium-config, CiliumNodeConfig) that make up a scenario's mode, in the
 * releases 1.18 to 1.20. Whoever sets one of them past the chart's values measures another mode than the one named.
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
