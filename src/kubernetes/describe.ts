import type { V1Node } from '@kubernetes/client-node';
import { z } from 'zod';
import type { RunNode } from '../results/run.ts';
import { isControlPlane } from './placement.ts';
import type { ExecTarget, Kubernetes } from './port.ts';
import { safeJson } from '../json.ts';

const readingSeconds = 15;
const routesSchema = z.array(z.looseObject({ dev: z.string().optional() }));
const linksSchema = z.array(z.looseObject({ ifname: z.string(), mtu: z.number(), master: z.string().optional() }));
/** Hyper-V's synthetic interface; with accelerated networking it has a virtual function of the card beneath it. */
const syntheticDriver = 'hv_netvsc';

/**
 * A node as the run records it. `agent` is a pod in the node's host network with a shell and iproute2, Cilium's own;
 * without one the machine's particulars are left out.
 */
export async function describeNode(
  kubernetes: Kubernetes,
  node: V1Node,
  role: RunNode['role'],
  agent: ExecTarget | undefined
): Promise<RunNode> {
  const machine = agent === undefined ? undefined : await readMachine(kubernetes, agent);
  return {
    ...nodeFacts(node, role),
    ...optional('cpuModel', machine?.cpuModel),
    ...(machine?.interface === undefined ? {} : { interface: machine.interface })
  };
}

/** What Kubernetes itself knows of a node. */
export function nodeFacts(node: V1Node, role: RunNode['role']): RunNode {
  const info = node.status?.nodeInfo;
  const labels = node.metadata?.labels ?? {};
  return {
    name: node.metadata?.name ?? '',
    role,
    controlPlane: isControlPlane(node),
    kernel: info?.kernelVersion ?? '',
    osImage: info?.osImage ?? '',
    containerRuntime: info?.containerRuntimeVersion ?? '',
    architecture: info?.architecture ?? '',
    cpus: node.status?.capacity?.['cpu'] ?? '',
    ...optional('instanceType', labels['node.kubernetes.io/instance-type']),
    ...optional('zone', labels['topology.kubernetes.io/zone']),
    ...optional('nodeImage', labels['kubernetes.azure.com/node-image-version'])
  };
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>);
}

interface Machine {
  readonly cpuModel: string | undefined;
  readonly interface: RunNode['interface'];
}

async function readMachine(kubernetes: Kubernetes, agent: ExecTarget): Promise<Machine> {
  const read = async (command: readonly string[]): Promise<string> => {
    const { exitCode, stdout } = await kubernetes.exec(agent, command, readingSeconds);
    return exitCode === 0 ? stdout : '';
  };
  const [cpuInfo, routes, links] = await Promise.all([
    read(['cat', '/proc/cpuinfo']),
    read(['ip', '-j', '-4', 'route', 'show', 'default']),
    read(['ip', '-j', 'link', 'show'])
  ]);
  const device = routesSchema.safeParse(safeJson(routes)).data?.[0]?.dev;
  const known = linksSchema.safeParse(safeJson(links)).data;
  const mtu = known?.find(link => link.ifname === device)?.mtu;
  const driverOf = async (name: string): Promise<string> =>
    (await read(['readlink', `/sys/class/net/${name}/device/driver`])).trim().split('/').at(-1) ?? '';
  const driver = device === undefined ? '' : await driverOf(device);
  const beneath = known?.find(link => link.master === device)?.ifname;
  const virtualFunction =
    driver !== syntheticDriver || known === undefined
      ? undefined
      : beneath === undefined
        ? 'none'
        : (await driverOf(beneath)) || 'unknown driver';
  return {
    cpuModel: /^model name\s*:\s*(.+)$/m.exec(cpuInfo)?.[1],
    interface:
      device === undefined || mtu === undefined
        ? undefined
        : {
            name: device,
            mtu,
            ...(driver === '' ? {} : { driver }),
            ...(virtualFunction === undefined ? {} : { virtualFunction })
          }
  };
}

/** MTU of a pod's eth0, bytes. That of its route takes a program that the test image does not have. */
export async function readPodMtu(kubernetes: Kubernetes, pod: ExecTarget): Promise<{ podMtu?: number }> {
  const { exitCode, stdout } = await kubernetes.exec(pod, ['cat', '/sys/class/net/eth0/mtu'], readingSeconds);
  const podMtu = Number(stdout.trim());
  return exitCode === 0 && Number.isInteger(podMtu) && podMtu > 0 ? { podMtu } : {};
}
