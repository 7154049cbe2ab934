import type { Scenario } from '../scenario/scenario.ts';
import { lackingParts, type Kernel, type KernelFeature } from './kernel.ts';

/** What a kernel needs for Cilium's routing and encryption modes (Cilium's system requirements name the same options). */
export const modeFeatures = {
  vxlan: { name: 'VXLAN', parts: [{ option: 'VXLAN', module: 'vxlan' }] },
  geneve: { name: 'Geneve', parts: [{ option: 'GENEVE', module: 'geneve' }] },
  wireguard: { name: 'WireGuard', parts: [{ option: 'WIREGUARD', module: 'wireguard' }] },
  ipsec: {
    name: 'IPsec',
    parts: [
      { option: 'XFRM_USER', module: 'xfrm_user' },
      // It selects the ciphers and modes that Cilium's keys name.
      { option: 'INET_ESP', module: 'esp4' }
    ]
  }
} as const satisfies Record<string, KernelFeature>;

/** Why a scenario cannot work on a kernel, or `undefined` when nothing certain speaks against it. */
export function kernelLack(kernel: Kernel, scenario: Scenario): string | undefined {
  const sentences = Object.entries(modeFeatures)
    .filter(([mode]) => mode === scenario.routing || mode === scenario.encryption)
    .map(([, feature]) => describeLack(kernel, feature))
    .filter(sentence => sentence !== undefined);
  return sentences.length === 0 ? undefined : sentences.join('; ');
}

function describeLack(kernel: Kernel, feature: KernelFeature): string | undefined {
  const lacking = lackingParts(kernel, feature);
  if (lacking.length === 0) return undefined;
  const modules = lacking.flatMap(({ module }) => module ?? []).join(', ');
  const options = lacking.map(({ option }) => `CONFIG_${option}`).join(', ');
  if (kernel.closed) {
    return `the kernel ${kernel.release} has not loaded ${feature.name} (${modules}) and was told to load no further module (kernel.modules_disabled)`;
  }
  const built = lacking.every(({ option }) => kernel.options?.get(option) === 'm');
  return built
    ? `the kernel ${kernel.release} has ${feature.name} as a module (${modules}) that is not installed (Ubuntu has it in linux-modules-extra-${kernel.release})`
    : `the kernel ${kernel.release} has no ${feature.name} (${options})`;
}
