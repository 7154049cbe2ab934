import { ClusterError, TransientError } from '../model/errors.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Scenario } from '../model/scenario.ts';
import { agentOn, modeMismatch } from './agents.ts';
import { enrol } from './enrolment.ts';
import { nameLeftovers } from './leftovers.ts';
import { patiently } from './patience.ts';

/**
 * Takes the place of a switch where nothing of Cilium may be changed. What it gives makes sure that the agents of the measured
 * nodes are still in the mode that was found, waiting for one that starts, and enrols the run's own namespace in ztunnel where
 * there is one. Gives the seconds.
 */
export function createKeeper(
  host: Pick<Host, 'outputs' | 'clock'>,
  kubernetes: Kubernetes,
  namespace: string,
  nodes: readonly string[]
): (scenario: Scenario, testNamespace: string) => Promise<number> {
  const { outputs, clock } = host;
  const said = new Set<string>();
  /** What earlier modes left stays as it is, so one block says it for all. */
  const tell = (line: string): void => {
    if (!said.has(line)) outputs.info(line);
    said.add(line);
  };
  return async (scenario, testNamespace) => {
    const started = clock.seconds();
    const agents = await patiently(host, () =>
      Promise.all(
        nodes.map(async node => {
          const agent = await agentOn(kubernetes, namespace, node);
          if (agent === undefined) throw new TransientError(`no Cilium agent runs on ${node}`);
          const mismatch = await modeMismatch(kubernetes, agent, scenario);
          if (mismatch !== undefined) throw new ClusterError(`somebody changed Cilium during the run: ${mismatch}`);
          return agent;
        })
      )
    );
    await nameLeftovers(kubernetes, agents, scenario.encryption, tell);
    if (scenario.encryption === 'ztunnel') await enrol(kubernetes, clock, namespace, nodes, testNamespace);
    return clock.seconds() - started;
  };
}
