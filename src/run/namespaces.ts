import { hostAccount } from '../kubernetes/host-pods.ts';
import type { Kubernetes, PullSecret } from '../kubernetes/port.ts';
import { createAccounts } from '../kubernetes/test-pods.ts';
import { podNames } from '../measure/pod-pair.ts';
import type { Undo } from '../results/undo-state.ts';

/** The namespaces of a run. */
export interface RunNamespaces {
  /** Of the test pods. */
  readonly pods: string;
  /** Of host-network pods. */
  readonly control: string;
  /** Of pods that are never enrolled in ztunnel. */
  readonly other: string;
}

/** Makes a run's namespaces with the service accounts of its pods; they are remembered before the first of them is there. */
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
  // Host-network pods are refused by every stricter level of pod security.
  await kubernetes.ensureNamespace(made.control, { ...owner, 'pod-security.kubernetes.io/enforce': 'privileged' });
  const accounts = [...Object.values(podNames), hostAccount];
  for (const namespace of Object.values(made)) await createAccounts(kubernetes, namespace, accounts, pullSecret);
  return made;
}
