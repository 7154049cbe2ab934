import { z } from 'zod';
import { NoProof } from './contract.ts';
import { parseJson } from './readings.ts';

/** Whether traffic to a ClusterIP would leave an enrolled pod in the clear. */
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
 * Judges an agent's `cilium-dbg status -o json`. ztunnel knows no Services: a ClusterIP is encrypted only where the socket
 * load balancer has put the pod's IP in its place within the pod. Values do not tell, for the chart turns that off by other
 * ones too (gatewayAPI.enabled, kubeProxyReplacement=false).
 */
export function judgeServiceLeak(status: string): ServiceLeak {
  try {
    const features = parseJson(status, statusSchema, "the agent's status")['kube-proxy-replacement']?.features;
    if (features?.socketLB?.enabled !== true)
      return { leaks: true, reason: 'the socket load balancer is off: Services are reached in the clear' };
    if (features.bpfSocketLBHostnsOnly === true)
      return {
        leaks: true,
        reason: 'the socket load balancer works on the host only: pods reach Services in the clear'
      };
    return { leaks: false, reason: 'the socket load balancer puts the pod IP in place of a Service within the pod' };
  } catch (error) {
    if (error instanceof NoProof) return { leaks: 'unknown', reason: error.message };
    throw error;
  }
}
