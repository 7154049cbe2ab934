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

/** Algorithms of the IPsec key, by the names of cilium-cli's `--auth-algo`. */
export const ipsecKeyAlgorithms = ['rfc4106-gcm-aes', 'cbc-aes-sha256', 'cbc-aes-sha512'] as const;
export type IpsecKeyAlgorithm = (typeof ipsecKeyAlgorithms)[number];

/** Where Cilium drops pod traffic that should have been encrypted and is not. */
export const strictModes = ['off', 'egress', 'ingress'] as const;
type StrictMode = (typeof strictModes)[number];

/** Who issues the certificates of ztunnel's workloads: Cilium's own CA, or a SPIRE server that is already there. */
export const ztunnelCas = ['internal', 'spire'] as const;
export type ZtunnelCa = (typeof ztunnelCas)[number];

/** How the encryption modes of a run are set up. An option touches only the scenarios whose mode has it. */
export interface ModeOptions {
  /** WireGuard also encrypts the traffic of the nodes themselves. */
  readonly wireguardNodeEncryption: boolean;
  /** Of the key that is made when the cluster has none. */
  readonly ipsecKeyAlgorithm: IpsecKeyAlgorithm;
  /** For WireGuard and IPsec. */
  readonly strictMode: StrictMode;
  readonly ztunnelCa: ZtunnelCa;
  /** A number or a percentage of the CPUs; ztunnel's own 2 when absent. */
  readonly ztunnelWorkerThreads: string | undefined;
  /** The chart's image when absent. */
  readonly ztunnelImage: string | undefined;
}
