/** Routing modes in Cilium's words: tunnelling by VXLAN or Geneve, or native routing. */
export const routingModes = ['vxlan', 'geneve', 'native'] as const;
export type RoutingMode = (typeof routingModes)[number];

/** Encryption modes of Cilium's `encryption.type`, and `none`. */
export const encryptionModes = ['none', 'wireguard', 'ipsec', 'ztunnel'] as const;
export type EncryptionMode = (typeof encryptionModes)[number];

/** A routing mode and an encryption mode; written `vxlan`, `geneve+ztunnel`, `native+wireguard`. */
export interface Scenario {
  readonly routing: RoutingMode;
  readonly encryption: EncryptionMode;
}

/** The scenario's name as users write it: the encryption is left out when there is none. */
export function scenarioName(scenario: Scenario): string {
  return scenario.encryption === 'none' ? scenario.routing : `${scenario.routing}+${scenario.encryption}`;
}

/** Reads a scenario's name; `undefined` when it is none. `vxlan+none` is the long form of `vxlan`. */
export function parseScenario(name: string): Scenario | undefined {
  const [routing, encryption = 'none', ...rest] = name.split('+');
  const knownRouting = routingModes.find(mode => mode === routing);
  const knownEncryption = encryptionModes.find(mode => mode === encryption);
  if (knownRouting === undefined || knownEncryption === undefined || rest.length > 0) return undefined;
  return { routing: knownRouting, encryption: knownEncryption };
}
