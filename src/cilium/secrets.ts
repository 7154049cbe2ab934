import { randomBytes } from 'node:crypto';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { IpsecKeyAlgorithm, ModeOptions, EncryptionMode } from '../model/scenario.ts';
import { modeSecrets } from '../model/mode-secrets.ts';
import { rememberSecrets } from '../redaction/known.ts';
import { ipsecSecret } from '../scenario/values.ts';

/** The part of the Kubernetes port that Secrets need. */
export type SecretStore = Pick<Kubernetes, 'secret' | 'createSecret'>;

/** A Secret that must exist before a mode's agents start. Each call generates new content. */
export interface ModeSecret {
  readonly name: string;
  readonly stringData: () => Promise<Readonly<Record<string, string>>>;
}

/**
 * A new IPsec key in the agent's format: ID, algorithm, key and parameters. The `+` requests a key per tunnel;
 * without it, agents since 1.16 do not start.
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

/** The Secrets of a mode. ztunnel needs all entries with SPIRE, too. */
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
          name: modeSecrets.ztunnel,
          stringData: async () => (await import('./ztunnel.ts')).ztunnelCertificates()
        }
      ];
  }
}

/**
 * Creates the missing Secrets of a mode, with these labels, and leaves existing ones alone. Awaits `beforeCreation` before
 * each creation, so that a killed run can be cleaned up.
 */
export async function ensureSecrets(
  kubernetes: SecretStore,
  namespace: string,
  encryption: EncryptionMode,
  modes: ModeOptions,
  labels: Readonly<Record<string, string>>,
  beforeCreation: (name: string) => Promise<void>
): Promise<void> {
  for (const { name, stringData } of secretsFor(encryption, modes)) {
    if ((await kubernetes.secret(namespace, name)) !== undefined) continue;
    const content = await stringData();
    rememberSecrets(Object.values(content).flatMap(value => [value, ...value.split(/[ \n]/)]));
    await beforeCreation(name);
    await kubernetes.createSecret(namespace, name, content, labels);
  }
}
