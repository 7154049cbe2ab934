import { randomBytes } from 'node:crypto';
import type { IpsecKeyAlgorithm, ModeOptions, EncryptionMode } from '../model/scenario.ts';
import { ipsecSecret } from '../scenario/values.ts';

/** The chart names it so, without a value to change it. */
const ztunnelSecretName = 'cilium-ztunnel-secrets';

/** The part of Kubernetes that Secrets need. */
export interface SecretStore {
  secretExists(namespace: string, name: string): Promise<boolean>;
  createSecret(namespace: string, name: string, stringData: Readonly<Record<string, string>>): Promise<void>;
}

/** A Secret that a mode needs before the agents start; its content is generated anew by each call. */
export interface ModeSecret {
  readonly name: string;
  readonly stringData: () => Promise<Readonly<Record<string, string>>>;
}

/**
 * A new IPsec key as the agent reads it: id, algorithm, key and what belongs to it. The `+` asks for a key of its own for
 * each tunnel; without it agents since 1.16 do not start.
 */
export function ipsecKey(algorithm: IpsecKeyAlgorithm): string {
  const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
  switch (algorithm) {
    case 'rfc4106-gcm-aes':
      return `3+ rfc4106(gcm(aes)) ${hex(20)} 128`;
    case 'cbc-aes-sha256':
      return `3+ hmac(sha256) ${hex(16)} cbc(aes) ${hex(16)}`;
    case 'cbc-aes-sha512':
      return `3+ hmac(sha512) ${hex(32)} cbc(aes) ${hex(16)}`;
  }
}

/** The Secrets that a mode needs. ztunnel needs all its entries with SPIRE too. */
export function secretsFor(encryption: EncryptionMode, modes: ModeOptions): readonly ModeSecret[] {
  switch (encryption) {
    case 'none':
    case 'wireguard':
      return [];
    case 'ipsec':
      return [
        {
          name: ipsecSecret.name,
          stringData: () => Promise.resolve({ [ipsecSecret.entry]: ipsecKey(modes.ipsecKeyAlgorithm) })
        }
      ];
    case 'ztunnel':
      return [
        {
          name: ztunnelSecretName,
          stringData: async () => (await import('./ztunnel.ts')).ztunnelCertificates()
        }
      ];
  }
}

/**
 * Makes the Secrets of a mode that are missing, and leaves those that exist alone. `beforeCreation` is awaited before
 * each that is made, so that what removes it is known even if the program ends at once.
 */
export async function ensureSecrets(
  kubernetes: SecretStore,
  namespace: string,
  encryption: EncryptionMode,
  modes: ModeOptions,
  beforeCreation: (name: string) => Promise<void>
): Promise<void> {
  for (const { name, stringData } of secretsFor(encryption, modes)) {
    if (await kubernetes.secretExists(namespace, name)) continue;
    const content = await stringData();
    await beforeCreation(name);
    await kubernetes.createSecret(namespace, name, content);
  }
}
