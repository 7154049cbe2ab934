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
