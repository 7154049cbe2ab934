import { ClusterError } from '../errors.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import type { Run } from '../results/run.ts';
import { listAgentPods } from './agents.ts';
import type { Helm } from './helm.ts';

/** What is installed: chart and version from helm, the image that the agents really run from their pods. */
export async function describeCilium(
  kubernetes: Kubernetes,
  helm: Helm,
  namespace: string,
  chart: string
): Promise<NonNullable<Run['cilium']>> {
  const release = await helm.release();
  const agent = (await listAgentPods(kubernetes, namespace))[0]?.status?.containerStatuses?.find(
    status => status.name === 'cilium-agent'
  );
  if (release === undefined || agent === undefined)
    throw new ClusterError('Cilium is not there after its installation');
  return {
    version: release.appVersion,
    chart,
    chartVersion: release.chartVersion,
    agentImage: agent.image,
    agentImageId: agent.imageID
  };
}
