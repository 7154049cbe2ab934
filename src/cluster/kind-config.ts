import { count } from '../lib/count.ts';
import { z } from 'zod';
import { readFirstYaml } from '../lib/yaml.ts';
import { InputError } from '../model/errors.ts';
import { isIpv4Range, listedRanges, rangesOverlap } from '../lib/addresses.ts';

/** Label on the nodes of a cluster made for measuring, whose content is disposable. */
export const madeLabel = 'cilium-perf-gate/made';

/** kind's default ranges, by family. The pod range is set explicitly because native routing needs it. */
const defaults = {
  ipv4: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' },
  dual: { podSubnet: '10.244.0.0/16,fd00:10:244::/56', serviceSubnet: '10.96.0.0/16,fd00:10:96::/112' }
};

const nodeSchema = z.looseObject({
  // kind treats a node without a role as a control plane.
  role: z.enum(['control-plane', 'worker']).default('control-plane'),
  image: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional()
});
type Node = z.infer<typeof nodeSchema>;

const userConfigSchema = z.looseObject({
  kind: z.literal('Cluster').optional(),
  apiVersion: z.literal('kind.x-k8s.io/v1alpha4').optional(),
  name: z.string().optional(),
  nodes: z.array(nodeSchema).optional(),
  networking: z
    .looseObject({
      disableDefaultCNI: z.boolean().optional(),
      kubeProxyMode: z.string().optional(),
      podSubnet: z.string().optional(),
      serviceSubnet: z.string().optional(),
      ipFamily: z.string().optional()
    })
    .optional()
});
type UserConfig = z.infer<typeof userConfigSchema>;

/** What other inputs require of a kind cluster. */
export interface KindWishes {
  /** Name of the cluster. */
  readonly name: string;
  /** Number of workers; 1 by default. */
  readonly workers: number | undefined;
  /** The input that sets the image of all nodes, if any. */
  readonly imageInput: string | undefined;
}

/** A configuration for `kind create cluster`, and how many workers it has. */
export interface KindConfig {
  readonly document: Readonly<Record<string, unknown>>;
  readonly workers: number;
}

/**
 * The user's configuration, completed with what measuring Cilium requires: no default CNI, no kube-proxy, two nodes.
 * Throws an InputError that lists every contradiction between the user's configuration, these requirements and other
 * inputs.
 */
export function kindConfig(userConfig: string | undefined, wishes: KindWishes): KindConfig {
  const user = readUserConfig(userConfig);
  const nodes = user.nodes === undefined ? plainNodes(wishes.workers ?? 1) : withWorkers(user.nodes, wishes.workers);
  const problems = [...ownership(user, wishes), ...networking(user.networking ?? {}), ...nodeProblems(nodes, wishes)];
  if (problems.length > 0) throw new InputError(problems.map(problem => `kind-config: ${problem}`).join('\n'));
  const document = {
    ...user,
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: nodes.map(node => ({ ...node, labels: { ...node.labels, [madeLabel]: 'true' } })),
    networking: {
      ...user.networking,
      disableDefaultCNI: true,
      kubeProxyMode: 'none',
      podSubnet: user.networking?.podSubnet ?? defaultsOf(user.networking).podSubnet
    }
  };
  return { document, workers: countWorkers(nodes) };
}

function plainNodes(workers: number): readonly Node[] {
  return [{ role: 'control-plane' }, ...workerNodes(workers)];
}

/** A list without workers does not rule them out, so the required ones are added. */
function withWorkers(nodes: readonly Node[], workers: number | undefined): readonly Node[] {
  return countWorkers(nodes) === 0 ? [...nodes, ...workerNodes(workers ?? 0)] : nodes;
}

function workerNodes(count: number): readonly Node[] {
  return Array.from({ length: count }, () => ({ role: 'worker' as const }));
}

function countWorkers(nodes: readonly Node[]): number {
  return nodes.filter(({ role }) => role === 'worker').length;
}

function* ownership(user: UserConfig, { name, imageInput }: KindWishes): Iterable<string> {
  if (user.name !== undefined && user.name !== name) {
    yield `name is "${user.name}", but kind-name is "${name}"; remove it from the file, or write the same name in both`;
  }
  const own = user.nodes?.find(({ image }) => image !== undefined)?.image;
  if (imageInput !== undefined && own !== undefined) {
    yield `a node has the image "${own}", but ${imageInput} sets the image of all nodes; remove one of them`;
  }
}

function* networking(user: NonNullable<UserConfig['networking']>): Iterable<string> {
  if (user.disableDefaultCNI === false) {
    yield 'networking.disableDefaultCNI is false, but Cilium is the CNI; remove it or write true';
  }
  if (user.kubeProxyMode !== undefined && user.kubeProxyMode !== 'none') {
    yield `networking.kubeProxyMode is "${user.kubeProxyMode}", but Cilium replaces kube-proxy; remove it or write none`;
  }
  if (user.ipFamily !== undefined && user.ipFamily !== 'ipv4' && user.ipFamily !== 'dual') {
    yield `networking.ipFamily is "${user.ipFamily}", but only IPv4 is measured; remove it, or write ipv4 or dual`;
    return;
  }
  const ipv4: string[] = [];
  for (const name of ['podSubnet', 'serviceSubnet'] as const) {
    const text = user[name] ?? defaultsOf(user)[name];
    const ranges = listedRanges(text);
    const [range, ...more] = ranges.filter(isIpv4Range);
    if (range === undefined || more.length > 0 || (ranges.length > 1 && user.ipFamily !== 'dual')) {
      yield `networking.${name} is "${text}", which is not an IPv4 range; write one such as ${defaults.ipv4[name]}, or one of each family with ipFamily: dual`;
    } else ipv4.push(range);
  }
  const [pods, services] = ipv4;
  if (pods !== undefined && services !== undefined && rangesOverlap(pods, services)) {
    yield `networking.podSubnet ${pods} and networking.serviceSubnet ${services} overlap; write separate ranges`;
  }
}

function defaultsOf(user: UserConfig['networking']): (typeof defaults)['ipv4'] {
  return user?.ipFamily === 'dual' ? defaults.dual : defaults.ipv4;
}

function* nodeProblems(nodes: readonly Node[], { workers }: KindWishes): Iterable<string> {
  const listed = countWorkers(nodes);
  if (workers !== undefined && listed !== workers) {
    yield `nodes lists ${count(listed, 'worker')}, but kind-workers is ${workers}; remove one of them`;
  }
  if (listed === nodes.length) {
    yield 'nodes lists no control plane; add one with "role: control-plane"';
  }
  if (nodes.length < 2) {
    yield 'nodes lists one node, but two are required; add one with "role: worker", or write kind-workers: 1';
  }
}

function readUserConfig(text: string | undefined): UserConfig {
  if (text === undefined) return {};
  const document = readFirstYaml(text);
  if (!document.ok) throw new InputError(`kind-config: is not valid YAML: ${document.problem}`);
  const parsed = userConfigSchema.safeParse(document.value ?? {});
  if (!parsed.success)
    throw new InputError(`kind-config: must be a kind configuration: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
