import { z } from 'zod';
import { NoProof } from './contract.ts';
import { parseJson } from './readings.ts';

/** Whether traffic to a ClusterIP would leave an enrolled pod in plaintext. */
export interface ServiceLeak {
  readonly leaks: boolean | 'unknown';
  readonly reason: string;
}

const statusSchema = z.object({
  'kube-proxy-replacement': z
    .object({
      features: z
        .object({
          socketLB: z.object({ enabled: z.boolean().optional() }).nullish(),
          bpfSocketLBHostnsOnly: z.boolean().optional()
        })
        .nullish()
    })
    .nullish()
});

/**
 * Judges an agent's `cilium-dbg status -o json`. ztunnel does not know about Services: traffic to a ClusterIP is
 * encrypted only if the socket load balancer replaces it with the pod's IP inside the pod. Helm values are not enough,
 * because the chart also turns this off through other ones (gatewayAPI.enabled, kubeProxyReplacement=false).
 */
export function judgeServiceLeak(status: string): ServiceLeak {
  try {
    const features = parseJson(status, statusSchema, "the agent's status")['kube-proxy-replacement']?.features;
    if (features?.socketLB?.enabled !== true)
      return { leaks: true, reason: 'the socket load balancer is off, so traffic to Services is plaintext' };
    if (features.bpfSocketLBHostnsOnly === true)
      return {
        leaks: true,
        reason: 'the socket load balancer works on the host only, so traffic from pods to Services is plaintext'
      };
    return { leaks: false, reason: 'the socket load balancer replaces a Service with the pod IP inside the pod' };
  } catch (error) {
    if (error instanceof NoProof) return { leaks: 'unknown', reason: error.message };
    throw error;
  }
}
