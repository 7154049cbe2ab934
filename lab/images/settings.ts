import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// JSON is YAML, and needs no library.
function toYaml(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The images that the values name. */
export interface ValueImages {
  readonly official: string;
  readonly operator: string;
  readonly ztunnel: string | undefined;
}

/** The values that only the lab's images need; what any kind cluster needs is computed elsewhere. */
export function describeValues(images: ValueImages): Record<string, unknown> {
  const local = (override: string): unknown => ({ override, pullPolicy: 'Never', useDigest: false });
  const ztunnel = images.ztunnel === undefined ? {} : { encryption: { ztunnel: { image: local(images.ztunnel) } } };
  return {
    image: local(images.official),
    operator: { image: local(images.operator) },
    // There is no Envoy in any package registry, and without it no layer 7 proxy.
    envoy: { enabled: false },
    l7Proxy: false,
    ...ztunnel
  };
}

/** What the lab adds to a kind configuration: it has no CoreDNS image, and kind's own patch of skipPhases is replaced by ours. */
export function describeKindConfig(): Record<string, unknown> {
  const patch = 'kind: InitConfiguration\nskipPhases:\n- preflight\n- addon/kube-proxy\n- addon/coredns\n';
  return { kind: 'Cluster', apiVersion: 'kind.x-k8s.io/v1alpha4', kubeadmConfigPatches: [patch] };
}

/** Writes <target>/values.yaml and <target>/kind.yaml. */
export async function writeSettings(target: string, images: ValueImages): Promise<void> {
  await writeFile(join(target, 'values.yaml'), toYaml(describeValues(images)));
  await writeFile(join(target, 'kind.yaml'), toYaml(describeKindConfig()));
}
