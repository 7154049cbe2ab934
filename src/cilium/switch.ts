import type { Kubernetes } from '../kubernetes/port.ts';
import type { Scenario } from '../model/scenario.ts';
import { applyScenario, type CiliumSetup } from './upgrade.ts';
import { unenroll, enroll, enrollmentLabel } from './enrollment.ts';
import { removeLeftovers } from './leftovers.ts';
import { ztunnelName } from './rollout.ts';
import { ensureSecrets } from './secrets.ts';

/**
 * Switches Cilium to a scenario's mode without cutting off pods: the test pods are already gone, the namespace leaves
 * ztunnel before ztunnel goes, and is enrolled before new pods start. Returns the seconds it took.
 */
export async function switchMode(
  setup: CiliumSetup,
  scenario: Scenario,
  block: string,
  testNamespace: string
): Promise<number> {
  const { kubernetes, namespace, host } = setup;
  const { clock } = host;
  const started = clock.seconds();
  if ((await kubernetes.namespaces(`${enrollmentLabel}=true`)).includes(testNamespace)) {
    await unenroll(kubernetes, clock, namespace, setup.nodes, testNamespace);
  }
  await ensureSecrets(kubernetes, namespace, scenario.encryption, setup.modes, setup.labels, async name => {
    await setup.beforeSecret(name);
    if (scenario.encryption === 'ztunnel') await removeZtunnels(kubernetes, namespace);
  });
  await applyScenario(setup, scenario, block);
  await removeLeftovers(kubernetes, namespace, scenario.encryption, setup.blockedBefore, host.outputs.info);
  if (scenario.encryption === 'ztunnel') await enroll(kubernetes, clock, namespace, setup.nodes, testNamespace);
  return clock.seconds() - started;
}

/**
 * An interrupted run can leave ztunnels whose Secret is gone. They keep its certificates and never trust agents with
 * new ones. They are deleted before the Secret is created, so that an interruption in between heals in the next run.
 */
async function removeZtunnels(kubernetes: Kubernetes, namespace: string): Promise<void> {
  for (const pod of await kubernetes.pods(namespace, `app=${ztunnelName}`)) {
    await kubernetes.deletePod(namespace, pod.metadata?.name ?? '');
  }
}
