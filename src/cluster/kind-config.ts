import { parse } from 'yaml';
import { z } from 'zod';
import { InputError, errorMessage } from '../errors.ts';

/** The range that kind itself uses; written out because native routing needs to know it. */
const defaultPodSubnet = '10.244.0.0/16';

const userConfigSchema = z.looseObject({
  kind: z.literal('Cluster').optional(),
  apiVersion: z.literal('kind.x-k8s.io/v1alpha4').optional(),
  nodes: z.array(z.looseObject({ role: z.string() })).optional(),
  networking: z
    .looseObject({
      disableDefaultCNI: z.boolean().optional(),
      kubeProxyMode: z.string().optional(),
      podSubnet: z.string().optional(),
      ipFamily: z.string().optional()
    })
    .optional()
});

/**
 * The configuration for `kind create cluster`: the user's own, completed with what measuring Cilium needs: no default
 * CNI, no kube-proxy, two nodes. Throws an InputError where the user's says the opposite.
 */
export function kindConfig(userConfig: string | undefined): Record<string, unknown> {
  const user = readUserConfig(userConfig);
  const networking = user.networking ?? {};
  if (networking.disableDefaultCNI === false) {
    throw new InputError(
      'kind-config: networking.disableDefaultCNI is false, but Cilium is the CNI here; leave it out or write true'
    );
  }
  if (networking.kubeProxyMode !== undefined && networking.kubeProxyMode !== 'none') {
    throw new InputError(
      `kind-config: networking.kubeProxyMode is "${networking.kubeProxyMode}", but Cilium replaces kube-proxy here; leave it out or write none`
    );
  }
  if (networking.ipFamily !== undefined && networking.ipFamily !== 'ipv4') {
    throw new InputError(
      `kind-config: networking.ipFamily is "${networking.ipFamily}", but only IPv4 is measured; leave it out or write ipv4`
    );
  }
  const nodes = user.nodes ?? [{ role: 'control-plane' }, { role: 'worker' }];
  if (nodes.length < 2) {
    throw new InputError(
      'kind-config: nodes lists one node, but client and server need two; add one with "role: worker"'
    );
  }
  return {
    ...user,
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes,
    networking: {
      ...networking,
      disableDefaultCNI: true,
      kubeProxyMode: 'none',
      podSubnet: networking.podSubnet ?? defaultPodSubnet
    }
  };
}

function readUserConfig(text: string | undefined): z.infer<typeof userConfigSchema> {
  if (text === undefined) return {};
  let document: unknown;
  try {
    document = parse(text) ?? {};
  } catch (error) {
    throw new InputError(`kind-config: not YAML: ${errorMessage(error)}`);
  }
  const parsed = userConfigSchema.safeParse(document);
  if (!parsed.success) throw new InputError(`kind-config: not a kind configuration: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
