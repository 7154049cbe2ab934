import { describeValues } from '../images/settings.ts';
import { ports, ranges, type Addresses } from './addresses.ts';
import { vmImages } from './vm-images.ts';

/** Values for Cilium in the VM: the lab's images, where the API server is, and less idle work. */
export function describeVmValues({ machine }: Addresses, hasZtunnel: boolean): Record<string, unknown> {
  const ztunnel = hasZtunnel ? vmImages.ztunnel : undefined;
  const values = describeValues({ official: vmImages.agent, operator: vmImages.operator, ztunnel });
  const patient = { failureThreshold: 1000 };
  return {
    ...values,
    operator: { ...(values['operator'] as object), replicas: 1 },
    extraEnv: [{ name: 'LAB_COMPILE_SERVER', value: `http://${machine}:${ports.compileServer}/` }],
    kubeProxyReplacement: true,
    k8sServiceHost: machine,
    k8sServicePort: ports.apiServer,
    ipam: { mode: 'kubernetes' },
    ipv4NativeRoutingCIDR: ranges.pods,
    // The nodes are namespaces, in which these are already mounted and no systemd overwrites settings.
    cgroup: { autoMount: { enabled: false }, hostRoot: '/sys/fs/cgroup' },
    bpf: { autoMount: { enabled: false } },
    sysctlfix: { enabled: false },
    hubble: { enabled: false },
    healthChecking: false,
    endpointHealthChecking: { enabled: false },
    ...{ startupProbe: patient, livenessProbe: patient, readinessProbe: patient }
  };
}
