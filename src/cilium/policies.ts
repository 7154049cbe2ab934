import { z } from 'zod';
import { pollUntil, startLimit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { roleLabel } from '../kubernetes/test-pods.ts';
import { safeJson } from '../lib/json.ts';
import { policyPorts, type PolicyName } from '../model/policy-matrix.ts';
import { agentOn, readSections } from './agents.ts';
import { fixedConfigSection, jsonOf } from './describe.ts';

/** Label that a policy selects its server by. */
export const policyLabel = 'cilium-perf-gate/policy';

const client = [{ matchLabels: { [roleLabel]: 'client' } }];
const named = [{ ports: [{ port: String(policyPorts.named), protocol: 'TCP' }] }];

/** What each policy does with connections to its server. Only CiliumNetworkPolicy can deny. */
const rules: Readonly<Record<PolicyName, object>> = {
  'l4-allow': { ingress: [{ fromEndpoints: client, toPorts: named }] },
  'l4-deny': { ingress: [{ fromEndpoints: client }], ingressDeny: [{ fromEndpoints: client, toPorts: named }] },
  // An empty rule allows nothing.
  'default-deny': { ingress: [{}] },
  'l3-deny': { ingress: [{ fromEntities: ['all'] }], ingressDeny: [{ fromEndpoints: client }] }
};

/** The spec of a CiliumNetworkPolicy. */
export function policySpec(policy: PolicyName): object {
  return { endpointSelector: { matchLabels: { [policyLabel]: policy } }, ...rules[policy] };
}

/** The policy that an endpoint's datapath has. */
export interface RealizedPolicy {
  /** Increases with every change of the agent's policies. */
  readonly revision: number;
  /** Whether any policy applies to what it receives. */
  readonly ingress: boolean;
}

const endpointsSchema = z.array(
  z.looseObject({
    status: z.looseObject({
      networking: z.looseObject({ addressing: z.array(z.looseObject({ ipv4: z.string().optional() })) }),
      policy: z.looseObject({
        realized: z.looseObject({ 'policy-revision': z.number().default(0), 'policy-enabled': z.string() })
      })
    })
  })
);

const settingsSchema = z.object({
  EnablePolicy: z.string().optional(),
  EnableCiliumNetworkPolicy: z.boolean().optional()
});

/** Why a node's agent enforces no CiliumNetworkPolicy, by its settings; `undefined` if it does. */
export async function whyNoPolicies(
  kubernetes: Kubernetes,
  namespace: string,
  node: string
): Promise<string | undefined> {
  const agent = await agentOn(kubernetes, namespace, node);
  if (agent === undefined) return undefined;
  const { sections } = await readSections(kubernetes, agent, [fixedConfigSection], callSeconds);
  const settings = settingsSchema.safeParse(jsonOf(sections, fixedConfigSection)).data;
  if (settings?.EnablePolicy === 'never')
    return 'the agents enforce no network policies (policyEnforcementMode: never)';
  if (settings?.EnableCiliumNetworkPolicy === false)
    return 'the agents do not know CiliumNetworkPolicies (enable-cilium-network-policy: false)';
  return undefined;
}

const callSeconds = 20;
/** An endpoint has a new policy within a second or two. */
const limitSeconds = 30;
const pollSeconds = 0.5;

/** The realized policy of each endpoint of a node, by IPv4 address; empty while its agent cannot be read. */
export async function readPolicies(
  kubernetes: Kubernetes,
  namespace: string,
  node: string
): Promise<ReadonlyMap<string, RealizedPolicy>> {
  const agent = await agentOn(kubernetes, namespace, node);
  if (agent === undefined) return new Map();
  const { stdout } = await kubernetes.exec(agent.target, ['cilium-dbg', 'endpoint', 'list', '-o', 'json'], callSeconds);
  const endpoints = endpointsSchema.safeParse(safeJson(stdout)).data ?? [];
  return new Map(
    endpoints.flatMap(({ status: { networking, policy } }) =>
      networking.addressing.map(({ ipv4 = '' }) => {
        const { 'policy-revision': revision, 'policy-enabled': enabled } = policy.realized;
        return [ipv4, { revision, ingress: ['ingress', 'both'].includes(enabled) }] as const;
      })
    )
  );
}

/**
 * Waits until the datapath of each endpoint has what the agent was told: as `cilium-dbg policy wait`, by the revision, and
 * by whether a policy applies. Returns the addresses that are late.
 */
export async function waitForPolicies(
  kubernetes: Kubernetes,
  clock: Clock,
  namespace: string,
  node: string,
  wanted: ReadonlyMap<string, RealizedPolicy>
): Promise<readonly string[]> {
  const findLate = async (): Promise<readonly string[]> => {
    const realized = await readPolicies(kubernetes, namespace, node);
    return [...wanted].flatMap(([address, { revision, ingress }]) => {
      const now = realized.get(address);
      return now !== undefined && now.revision >= revision && now.ingress === ingress ? [] : [address];
    });
  };
  return pollUntil(clock, startLimit(clock, limitSeconds), pollSeconds, findLate, late => late.length === 0);
}
