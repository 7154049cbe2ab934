import type { EncryptionMode, Scenario } from './scenario.ts';

/** What the cluster, not the scenario, decides about routing. */
export interface Network {
  /** IPv4 range of all pods, for native routing. */
  readonly podCidr: string;
  /** Whether agents may install routes to each other's pods: only where the nodes share a layer-2 network. */
  readonly autoDirectNodeRoutes: boolean;
}

/** Helm's nested values. */
export type Values = Record<string, unknown>;

/**
 * The values that the scenario owns and always writes, whatever the user's files say (rules 9), so that no key of a
 * previous mode survives. The old strict-mode key is written for the charts that still read it (1.18, 1.19).
 */
export function scenarioValues(scenario: Scenario, network: Network, ciliumVersion: string): Values {
  return { ...routingValues(scenario, network), encryption: encryptionValues(scenario.encryption, ciliumVersion) };
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

function encryptionValues(encryption: EncryptionMode, ciliumVersion: string): Values {
  const off = { enabled: false };
  const oldStrictMode = /^1\.(18|19)\./.test(ciliumVersion) ? off : {};
  return {
    enabled: encryption !== 'none',
    // The chart's default: without encryption the type means nothing, but a user's mistyped one would pass through.
    type: encryption === 'none' ? 'ipsec' : encryption,
    nodeEncryption: false,
    strictMode: { ...oldStrictMode, egress: off, ingress: off }
  };
}
