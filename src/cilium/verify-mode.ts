import { ClusterError, TransientError } from '../model/errors.ts';
import { onlyOnce } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Scenario } from '../model/scenario.ts';
import { agentOn, modeMismatch } from './agents.ts';
import { enrol } from './enrolment.ts';
import { nameLeftovers } from './leftovers.ts';
import { patiently } from './patience.ts';

/**
 * Replaces the switch if Cilium must not be changed. Checks that the agents on the measured nodes are still in the
 * detected mode, waiting for one that is starting, and enrolls the run's own namespace if the mode is ztunnel.
 * Returns the seconds it took.
 */
export function createKeeper(
  host: Pick<Host, 'outputs' | 'clock'>,
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): (scenario: Scenario, testNamespace: string) => Promise<number> {
  const { outputs, clock } = host;
  /** Leftovers of earlier modes stay, so they are reported only once. */
  const { say } = onlyOnce(outputs.info);
  return async (scenario, testNamespace) => {
    const started = clock.seconds();
    const agents = await patiently(host, () =>
      Promise.all(
        nodes.map(async node => {
          const agent = await agentOn(kubernetes, namespace, node);
          if (agent === undefined) throw new TransientError(`no Cilium agent runs on ${node}`);
          const mismatch = await modeMismatch(kubernetes, agent, scenario);
          if (mismatch !== undefined) throw new ClusterError(`someone changed Cilium during the run: ${mismatch}`);
          return agent;
        })
      )
    );
    await nameLeftovers(kubernetes, agents, scenario.encryption, say);
    if (scenario.encryption === 'ztunnel') await enrol(kubernetes, clock, namespace, nodes, testNamespace);
    return clock.seconds() - started;
  };
}
