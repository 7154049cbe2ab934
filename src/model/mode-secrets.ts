/** Names of the Secrets that runs create, both in Cilium's namespace. ztunnel's is fixed in the chart. */
export const modeSecrets = { ipsec: 'cilium-ipsec-keys', ztunnel: 'cilium-ztunnel-secrets' } as const;
