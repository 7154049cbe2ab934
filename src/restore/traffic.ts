import type { V1Pod } from '@kubernetes/client-node';
import type { Limit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { ExecTarget, Kubernetes } from '../kubernetes/port.ts';
import { whyUnreached } from '../kubernetes/reach.ts';
import { testContainer, waitForRunning } from '../kubernetes/test-pods.ts';

const pollSeconds = 1;

/**
 * Makes two test pods in a namespace of their own and waits until each reaches the other, which they do not where a node drops what
 * its agent believes to be sent. Rejects with the tool's words when they do not within the limit.
 */
export async function seeTraffic(
  { clock }: Pick<Host, 'clock'>,
  kubernetes: Kubernetes,
  namespace: string,
  pods: readonly V1Pod[],
  limit: Limit
): Promise<void> {
  await kubernetes.createNamespace(namespace, { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' });
  const ends = await Promise.all(
    pods.map(async pod => {
      const name = pod.metadata?.name ?? '';
      await kubernetes.createServiceAccount(namespace, pod.spec?.serviceAccountName ?? '');
      await kubernetes.createPod(namespace, pod);
      const running = await waitForRunning(kubernetes, clock, namespace, name);
      const target: ExecTarget = { namespace, pod: name, container: testContainer, image: 'test' };
      return { target, address: running.status?.podIP ?? '', node: running.spec?.nodeName ?? '' };
    })
  );
  for (;;) {
    const failures: string[] = [];
    for (const from of ends) {
      for (const to of ends.filter(other => other !== from)) {
        const why = await whyUnreached(kubernetes, clock, from.target, to.address);
        if (why !== undefined) failures.push(`a pod on ${from.node} does not reach one on ${to.node} (${why})`);
      }
    }
    if (failures.length === 0) return;
    if (limit.isOver()) throw new Error(failures.join('; '));
    await clock.sleep(pollSeconds);
  }
}
