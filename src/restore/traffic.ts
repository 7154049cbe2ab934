import type { V1Pod } from '@kubernetes/client-node';
import { type Limit, pollUntil, tryAgain } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import { ipv4Of } from '../kubernetes/pod-state.ts';
import { ExecError, type ExecTarget, type Kubernetes, type PullSecret } from '../kubernetes/port.ts';
import { createAccounts, testContainer, waitForRunning, whyUnreached } from '../kubernetes/test-pods.ts';
import { errorMessage } from '../model/errors.ts';

const pollSeconds = 1;

/**
 * Creates two test pods in their own namespace and waits until they reach each other, because a node can drop packets
 * that its agent considers sent. Rejects with the tool's message on timeout.
 */
export async function checkTraffic(
  host: Pick<Host, 'clock' | 'outputs'>,
  kubernetes: Kubernetes,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  pods: readonly V1Pod[],
  pullSecret: PullSecret | undefined,
  limit: Limit
): Promise<void> {
  const { clock } = host;
  await kubernetes.ensureNamespace(namespace, labels);
  const accounts = pods.map(({ spec }) => spec?.serviceAccountName ?? '');
  await createAccounts(kubernetes, namespace, accounts, pullSecret);
  const ends = await Promise.all(
    pods.map(async pod => {
      const name = pod.metadata?.name ?? '';
      await tryAgain(host, limit, async () => {
        if ((await kubernetes.pod(namespace, name)) === undefined) await kubernetes.createPod(namespace, pod);
      });
      const running = await waitForRunning(kubernetes, clock, namespace, name, limit);
      const target: ExecTarget = { namespace, pod: name, container: testContainer, image: 'test' };
      return { target, address: ipv4Of(running, 'pod'), node: running.spec?.nodeName ?? '' };
    })
  );
  const look = async (): Promise<readonly string[]> => {
    const failures: string[] = [];
    for (const from of ends) {
      for (const to of ends.filter(other => other !== from)) {
        const why = await whyUnreached(kubernetes, clock, from.target, to.address).catch((error: unknown) => {
          if (error instanceof ExecError) return errorMessage(error);
          throw error;
        });
        if (why !== undefined) failures.push(`a pod on ${from.node} cannot reach one on ${to.node} (${why})`);
      }
    }
    return failures;
  };
  const failures = await pollUntil(clock, limit, pollSeconds, look, seen => seen.length === 0);
  if (failures.length > 0) throw new Error(failures.join('; '));
}
