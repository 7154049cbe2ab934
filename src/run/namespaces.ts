import { hostAccount } from '../kubernetes/host-pods.ts';
import type { Kubernetes, PullSecret } from '../kubernetes/port.ts';
import { createAccounts } from '../kubernetes/test-pods.ts';
import { podNames } from '../measure/pod-pair.ts';
import type { Undo } from '../results/undo-state.ts';

/** The namespaces of a run. */
export interface RunNamespaces {
  /** For the test pods. */
  readonly pods: string;
  /** For host-network pods. */
  readonly control: string;
  /** For pods that are never enrolled in ztunnel. */
  readonly other: string;
}

/**
 * Creates a run's namespaces and the service accounts of its pods. Saves their names first, so that a killed run can be
 * cleaned up.
 */
export async function makeNamespaces(
  kubernetes: Kubernetes,
  remember: (more: Pick<Undo, 'namespaces'>) => Promise<void>,
  id: string,
  pullSecret: PullSecret | undefined
): Promise<RunNamespaces> {
  const made = { pods: id, control: `${id}-control`, other: `${id}-other` };
  await remember({ namespaces: Object.values(made) });
  const owner = { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' };
  await kubernetes.ensureNamespace(made.pods, owner);
  await kubernetes.ensureNamespace(made.other, owner);
  // Every stricter level of pod security refuses host-network pods.
  await kubernetes.ensureNamespace(made.control, { ...owner, 'pod-security.kubernetes.io/enforce': 'privileged' });
  const accounts = [...Object.values(podNames), hostAccount];
  for (const namespace of Object.values(made)) await createAccounts(kubernetes, namespace, accounts, pullSecret);
  return made;
}
