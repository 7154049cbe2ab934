import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// JSON is valid YAML, and needs no library.
function toYaml(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The images that the values refer to. */
export interface ValueImages {
  readonly official: string;
  readonly operator: string;
  readonly ztunnel: string | undefined;
}

/** Values that only the lab's images need. What every kind cluster needs is computed elsewhere. */
export function describeValues(images: ValueImages): Record<string, unknown> {
  const local = (override: string): unknown => ({ override, pullPolicy: 'Never', useDigest: false });
  const ztunnel = images.ztunnel === undefined ? {} : { encryption: { ztunnel: { image: local(images.ztunnel) } } };
  return {
    image: local(images.official),
    operator: { image: local(images.operator) },
    // No package registry has Envoy, and without it there is no layer 7 proxy.
    envoy: { enabled: false },
    l7Proxy: false,
    ...ztunnel
  };
}

/**
 * What the lab adds to a kind configuration. It has no CoreDNS image, and this replaces kind's own patch of skipPhases.
 */
export function describeKindConfig(): Record<string, unknown> {
  const patch = 'kind: InitConfiguration\nskipPhases:\n- preflight\n- addon/kube-proxy\n- addon/coredns\n';
  return { kind: 'Cluster', apiVersion: 'kind.x-k8s.io/v1alpha4', kubeadmConfigPatches: [patch] };
}

/** Writes <target>/values.yaml and <target>/kind.yaml. */
export async function writeSettings(target: string, images: ValueImages): Promise<void> {
  await writeFile(join(target, 'values.yaml'), toYaml(describeValues(images)));
  await writeFile(join(target, 'kind.yaml'), toYaml(describeKindConfig()));
}
