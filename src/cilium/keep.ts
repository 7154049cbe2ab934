import { ClusterError, TransientError } from '../errors.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { agentOn, modeMismatch } from './agents.ts';
import { enrol } from './enrolment.ts';
import { nameLeftovers } from './leftovers.ts';

/**
 * Takes the place of a switch where nothing of Cilium may be changed: makes sure that the agents of the measured nodes are
 * still in the mode that was found, and enrols the run's own namespace in ztunnel where there is one. Gives the seconds.
 */
export async function keepMode(
  { outputs, clock }: Pick<Host, 'outputs' | 'clock'>,
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[],
  scenario: Scenario,
  testNamespace: string
): Promise<number> {
  const started = clock.seconds();
  const agents = await Promise.all(
    nodes.map(async node => {
      const agent = await agentOn(kubernetes, namespace, node);
      if (agent === undefined) throw new TransientError(`no Cilium agent runs on ${node}`);
      return agent;
    })
  );
  for (const mismatch of await Promise.all(agents.map(agent => modeMismatch(kubernetes, agent, scenario)))) {
    if (mismatch !== undefined) throw new ClusterError(`somebody changed Cilium during the run: ${mismatch}`);
  }
  await nameLeftovers(kubernetes, namespace, scenario.encryption, outputs.info);
  if (scenario.encryption === 'ztunnel') await enrol(kubernetes, clock, namespace, nodes, testNamespace);
  return clock.seconds() - started;
}
