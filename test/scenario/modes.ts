import type { ModeOptions } from '../../src/model/scenario.ts';

/** The default options of the modes, with some of them changed. */
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
