import type { ModeOptions } from '../../src/model/scenario.ts';

/** The default mode options with some changes. */
export function modes(changed: Partial<ModeOptions> = {}): ModeOptions {
  return {
    wireguardNodeEncryption: false,
    ipsecKeyAlgorithm: 'rfc4106-gcm-aes',
    strictMode: 'off',
    ztunnelCa: 'internal',
    ztunnelWorkerThreads: undefined,
    ztunnelImage: undefined,
    ...changed
  };
}
