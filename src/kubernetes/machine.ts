import type { V1Node } from '@kubernetes/client-node';
import { defined } from '../lib/defined.ts';
import { isEmulated } from '../model/emulated.ts';
import type { RunNode } from '../model/run.ts';
import type { PlaceReading, Section } from '../proof/contract.ts';
import { isControlPlane } from './placement.ts';
import type { ExecTarget, Kubernetes } from './port.ts';

/**
 * Hyper-V's synthetic interface; with accelerated networking, it is on top of a virtual function of the network card.
 */
const syntheticDriver = 'hv_netvsc';
/** Allowed in a path: the kernel's interface names contain no slashes or spaces. */
const deviceName = /^[\w.@:-]+$/;

const cpuinfo = ['cat', '/proc/cpuinfo'];

/** Hardware facts from a node's own files; unknown fields are left out. */
export type Machine = Pick<RunNode, 'cpuModel' | 'interface'>;

/** Reads a node's CPU model, and the interface of its default route with its driver. */
export async function readMachine(read: (sections: readonly Section[]) => Promise<PlaceReading>): Promise<Machine> {
  const files = async (commands: Readonly<Record<string, readonly string[]>>): Promise<Record<string, string>> => {
    const sections = Object.entries(commands).map(([name, command]) => ({
      ...{ name, command },
      keep: ({ stdout }: { readonly stdout: string }) => stdout.trim()
    }));
    const { sections: readings } = await read(sections);
    return Object.fromEntries(
      Object.entries(readings).map(([name, reading]) => [name, reading.ok ? reading.text : ''])
    );
  };
  const { cpus = '', routes = '' } = await files({
    cpus: cpuinfo,
    routes: ['cat', '/proc/net/route']
  });
  const cpuModel = modelIn(cpus);
  const device = defaultDevice(routes);
  return {
    ...defined({ cpuModel }),
    ...(device === undefined ? {} : await readInterface(device, files))
  };
}

/** Whether a node's processor is emulated, so that its speed means nothing. One that cannot be read is not. */
export async function isNodeEmulated(read: (sections: readonly Section[]) => Promise<PlaceReading>): Promise<boolean> {
  const { sections } = await read([
    { name: 'cpu-model', command: cpuinfo, keep: ({ stdout }) => modelIn(stdout) ?? '' }
  ]);
  const reading = sections['cpu-model'];
  return reading?.ok === true && isEmulated(reading.text);
}

function modelIn(cpus: string): string | undefined {
  return /^model name[ \t]*:[ \t]*(\S.*)$/m.exec(cpus)?.[1];
}

/** The interface of the default route in /proc/net/route, which uses hexadecimal addresses. */
function defaultDevice(routes: string): string | undefined {
  const columns = routes.split('\n').map(line => line.trim().split(/\s+/));
  const device = columns.find(
    ([, destination, , , , , , mask]) => destination === '00000000' && mask === '00000000'
  )?.[0];
  return device !== undefined && deviceName.test(device) ? device : undefined;
}

async function readInterface(
  device: string,
  files: (commands: Readonly<Record<string, readonly string[]>>) => Promise<Record<string, string>>
): Promise<Machine> {
  const folder = `/sys/class/net/${device}`;
  const {
    mtu,
    driver = '',
    entries = ''
  } = await files({
    mtu: ['cat', `${folder}/mtu`],
    driver: ['readlink', `${folder}/device/driver`],
    entries: ['ls', folder]
  });
  const bytes = Number(mtu);
  if (!Number.isInteger(bytes) || bytes <= 0) return {};
  const name = nameOf(driver);
  const beneath = /^lower_(\S+)$/m.exec(entries)?.[1];
  const virtualFunction = async (): Promise<string> => {
    if (beneath === undefined || !deviceName.test(beneath)) return 'none';
    const { driver: lower = '' } = await files({ driver: ['readlink', `/sys/class/net/${beneath}/device/driver`] });
    return nameOf(lower) || 'unknown driver';
  };
  return {
    interface: {
      name: device,
      mtu: bytes,
      ...(name === '' ? {} : { driver: name }),
      ...(name === syntheticDriver ? { virtualFunction: await virtualFunction() } : {})
    }
  };
}

function nameOf(link: string): string {
  return link.split('/').at(-1) ?? '';
}

const readingSeconds = 15;
/** Facts about a node from its Kubernetes object. */
export function nodeFacts(node: V1Node, role: RunNode['role']): RunNode {
  const info = node.status?.nodeInfo;
  const label = (name: string): string | undefined => {
    const value = node.metadata?.labels?.[name];
    return value === '' ? undefined : value;
  };
  return {
    name: node.metadata?.name ?? '',
    role,
    controlPlane: isControlPlane(node),
    kernel: info?.kernelVersion ?? '',
    osImage: info?.osImage ?? '',
    containerRuntime: info?.containerRuntimeVersion ?? '',
    architecture: info?.architecture ?? '',
    cpus: node.status?.capacity?.['cpu'] ?? '',
    ...defined({
      instanceType: label('node.kubernetes.io/instance-type'),
      zone: label('topology.kubernetes.io/zone'),
      nodeImage: label('kubernetes.azure.com/node-image-version')
    })
  };
}

/** MTU of a pod's eth0, bytes. Reading the route's MTU would need a program that the test image lacks. */
export async function readPodMtu(kubernetes: Kubernetes, pod: ExecTarget): Promise<{ podMtu?: number }> {
  const { exitCode, stdout } = await kubernetes.exec(pod, ['cat', '/sys/class/net/eth0/mtu'], readingSeconds);
  const podMtu = Number(stdout.trim());
  return exitCode === 0 && Number.isInteger(podMtu) && podMtu > 0 ? { podMtu } : {};
}
