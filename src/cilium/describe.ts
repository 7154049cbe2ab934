import { ClusterError } from '../errors.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Run } from '../results/run.ts';
import type { Values } from '../scenario/values.ts';
import { listAgentPods } from './agents.ts';
import type { Helm } from './helm.ts';

/** What is installed, for the run's record. */
export interface Installation {
  /** The Helm values in force; empty where they are not known. */
  values(): Promise<Values>;
  describe(): Promise<NonNullable<Run['cilium']>>;
}

/**
 * An installation that helm knows; it can change between blocks. `chart` says where the chart comes from, `valuesFrom` whose
 * values it started from where the inputs name none.
 */
export function installationOfHelm(
  kubernetes: Kubernetes,
  helm: Helm,
  namespace: string,
  chart: string,
  valuesFrom?: string
): Installation {
  return {
    values: () => helm.values(),
    async describe() {
      const release = await helm.release();
      if (release === undefined) throw new ClusterError('Cilium is not there after its installation');
      const { appVersion: version, chartVersion } = release;
      const started = valuesFrom === undefined ? {} : { valuesFrom };
      return { version, chart, chartVersion, ...started, ...(await readImage(kubernetes, namespace)) };
    }
  };
}

/** An installation whose values nobody tells: its version is the agents' own word. */
export function installationOfAgents(kubernetes: Kubernetes, namespace: string, version: string): Installation {
  return {
    values: () => Promise.resolve({}),
    async describe() {
      return { version, chart: 'not known', chartVersion: '', ...(await readImage(kubernetes, namespace)) };
    }
  };
}

/** The image that the agents really run. */
async function readImage(
  kubernetes: Kubernetes,
  namespace: string
): Promise<Pick<NonNullable<Run['cilium']>, 'agentImage' | 'agentImageId'>> {
  const agent = (await listAgentPods(kubernetes, namespace))[0]?.status?.containerStatuses?.find(
    status => status.name === 'cilium-agent'
  );
  if (agent === undefined) throw new ClusterError(`no Cilium agent runs in namespace ${namespace}`);
  return { agentImage: agent.image, agentImageId: agent.imageID };
}
