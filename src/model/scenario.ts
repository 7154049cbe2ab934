/** Routing modes as Cilium names them: tunneling with VXLAN or Geneve, or native routing. */
export const routingModes = ['vxlan', 'geneve', 'native'] as const;
export type RoutingMode = (typeof routingModes)[number];

/** Values of Cilium's `encryption.type`, and `none`. */
export const encryptionModes = ['none', 'wireguard', 'ipsec', 'ztunnel'] as const;
export type EncryptionMode = (typeof encryptionModes)[number];

/** A routing mode and an encryption mode; written `vxlan`, `geneve+ztunnel`, `native+wireguard`. */
export interface Scenario {
  readonly routing: RoutingMode;
  readonly encryption: EncryptionMode;
}

/** The scenario's name as users write it; `none` is omitted. */
export function scenarioName(scenario: Scenario): string {
  return scenario.encryption === 'none' ? scenario.routing : `${scenario.routing}+${scenario.encryption}`;
}

/** Parses a scenario's name; `undefined` if it is unknown. `vxlan+none` is the long form of `vxlan`. */
export function parseScenario(name: string): Scenario | undefined {
  const [routing, encryption = 'none', ...rest] = name.split('+');
  const knownRouting = routingModes.find(mode => mode === routing);
  const knownEncryption = encryptionModes.find(mode => mode === encryption);
  if (knownRouting === undefined || knownEncryption === undefined || rest.length > 0) return undefined;
  return { routing: knownRouting, encryption: knownEncryption };
}

/** Whether a scenario's mode encrypts; an unknown one does not. */
export function encrypts(scenario: string): boolean {
  return (parseScenario(scenario)?.encryption ?? 'none') !== 'none';
}

/** IPsec key algorithms, named as in cilium-cli's `--auth-algo`. */
export const ipsecKeyAlgorithms = ['rfc4106-gcm-aes', 'cbc-aes-sha256', 'cbc-aes-sha512'] as const;
export type IpsecKeyAlgorithm = (typeof ipsecKeyAlgorithms)[number];

/** Direction in which Cilium drops unencrypted pod traffic that should be encrypted. */
export const strictModes = ['off', 'egress', 'ingress', 'both'] as const;
export type StrictMode = (typeof strictModes)[number];

/** Who issues the certificates of ztunnel's workloads: Cilium's own CA, or an existing SPIRE server. */
export const ztunnelCas = ['internal', 'spire'] as const;
export type ZtunnelCa = (typeof ztunnelCas)[number];

/** Settings of the encryption modes. An option affects only scenarios with its mode. */
export interface ModeOptions {
  /** WireGuard also encrypts the nodes' own traffic. */
  readonly wireguardNodeEncryption: boolean;
  /** Used for the key created if the cluster has none. */
  readonly ipsecKeyAlgorithm: IpsecKeyAlgorithm;
  /** For WireGuard and IPsec. */
  readonly strictMode: StrictMode;
  readonly ztunnelCa: ZtunnelCa;
  /** A number or a percentage of the CPUs; if absent, ztunnel's default of 2. */
  readonly ztunnelWorkerThreads: string | undefined;
  /** If absent, the chart's image. */
  readonly ztunnelImage: string | undefined;
}

/** What an arm is measured in. */
export interface Mode {
  readonly scenario: Scenario;
  readonly modes: ModeOptions;
}

/** The strict mode a scenario uses: without encryption it would drop everything, and ztunnel has none. */
export function strictModeOf({ encryption }: Scenario, modes: ModeOptions): StrictMode {
  return encryption === 'wireguard' || encryption === 'ipsec' ? modes.strictMode : 'off';
}

/** A mode for people: the scenario's name, and the settings that change what is encrypted. */
export function describeMode({ scenario, modes }: Mode): string {
  const strictMode = strictModeOf(scenario, modes);
  const settings = [
    ...(scenario.encryption === 'wireguard' && modes.wireguardNodeEncryption ? ['node encryption'] : []),
    ...(strictMode === 'off' ? [] : [`strict mode ${strictMode}`]),
    ...(scenario.encryption === 'ztunnel' && modes.ztunnelCa === 'spire' ? ['SPIRE'] : [])
  ];
  return settings.length === 0 ? scenarioName(scenario) : `${scenarioName(scenario)} (${settings.join(', ')})`;
}
