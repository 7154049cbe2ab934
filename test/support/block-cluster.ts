import { readFileSync } from 'node:fs';
import type { V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { ClusterError } from '../../src/model/errors.ts';
import { createHostPods } from '../../src/kubernetes/host-pods.ts';
import { ipv4Of } from '../../src/kubernetes/pod-state.ts';
import type { ExecResult, ExecTarget, Kubernetes } from '../../src/kubernetes/port.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import { measureBlock, type BlockContext, type BlockResult } from '../../src/measure/block.ts';
import type { BlockPlan } from '../../src/plan/plan.ts';
import type { Counters } from '../../src/proof/counters.ts';
import type { Sample } from '../../src/model/run.ts';
import { type ZtunnelCa, parseScenario } from '../../src/model/scenario.ts';
import { fakeClock, fakeFiles, fakeHost, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes, serviceIp } from '../fakes/kubernetes.ts';
import { add, bulkOnWire, connection, counters, interfacesText, metricsText } from '../proof/world.ts';

/** Namespace and addresses are those of the recorded ztunnel, whose certificates are asked for. */
const recorded = (file: string): string => readFileSync(`test/recordings/ztunnel/${file}`, 'utf8');
const namespace = 'cpg-ea240de3';
const podIps: Readonly<Record<string, string>> = { 'perf-client': '10.244.1.243', 'perf-server': '10.244.0.79' };

const nodes: Readonly<Record<string, string>> = { a: '172.31.0.2', b: '172.31.0.3' };
const receivedBytes = 1_000_000_000;
const still = { packets: 0, bytes: 0 };
const sentByPod = { packets: 20_000, bytes: 1_020_280_000 };
const acknowledged = { packets: 30_000, bytes: 1_980_000 };

/** A sample lasts longer than a probe and a look of the witness, so that a test can tell them apart. */
const sampleSeconds = 3;

/** What is unlike a good cluster. */
export interface Faults {
  /** WireGuard also carries what the nodes themselves send. */
  readonly nodesEncrypted?: true;
  /** Packets of 125 bytes that each node exchanges with a third one by WireGuard, a second and direction. */
  readonly elsewhere?: number;
  /** The agents' image has neither a shell nor any other program, as AKS ships it. */
  readonly bareAgents?: true;
  /** `wireguard-node-encryption` is on, and this node opted out of it; none if empty. */
  readonly nodeEncryptionWithout?: string;
  /** The metrics of the server's ztunnel count a transfer only from the second time on that they are read. */
  readonly lateMetrics?: true;
  /** Dual-stack, with IPv6 as the family that the plain fields have. */
  readonly ipv6First?: true;
  readonly enter?: () => Promise<number>;
  /** What the server's agent logs. */
  readonly agentLog?: string;
  readonly ztunnelCa?: ZtunnelCa;
  /** The API server's words on a pod in the host network. */
  readonly refusesHostNetwork?: string;
  /** Nodes besides the measured ones, each with an agent. */
  readonly otherNodes?: number;
  /** What the agents are, as in `1.19.4`; not said when absent. */
  readonly ciliumVersion?: string;
  /** Called before each command; an error that it throws is that of the exec. */
  readonly onExec?: (words: string) => void;
  /** Called before each removal of a pod with `namespace/name`; an error that it throws is the API server's. */
  readonly onDelete?: (pod: string) => void;
  /** Called within each sample, from 1; an error that it throws is the client's. */
  readonly during?: (sample: number, happen: Incidents) => void;
}

/** What can happen to a cluster while a sample is taken. */
interface Incidents {
  readonly restartAgent: (node: string) => void;
  readonly loseApiServer: (seconds: number) => void;
}

/** A block's outcome, the last record of each sample, and the order of what was done. */
export interface Driven extends BlockResult {
  readonly samples: ReadonlyMap<string, Sample>;
  /** Transfers of sample length. */
  readonly transfers: number;
  /** Lists that the API server was asked for, and the objects in the longest. */
  readonly lists: { readonly requests: number; readonly longest: number };
  /** What was told meanwhile. */
  readonly lines: readonly string[];
}

/** Measures one block in a cluster of two nodes whose counters move with each transfer. */
export async function driveBlock(
  name: string,
  plan: Partial<Omit<BlockPlan, 'scenario'>>,
  {
    nodesEncrypted,
    elsewhere = 0,
    bareAgents,
    nodeEncryptionWithout,
    lateMetrics,
    ipv6First,
    enter = () => Promise.resolve(1),
    ztunnelCa,
    refusesHostNetwork,
    otherNodes = 0,
    ciliumVersion,
    agentLog = '',
    onExec = () => undefined,
    onDelete = () => undefined,
    during = () => undefined
  }: Faults = {}
): Promise<Driven> {
  const scenario = parseScenario(name);
  if (scenario === undefined) throw new Error(`${name} is no scenario`);
  const clock = fakeClock();
  const outputs = fakeOutputs();
  const samples = new Map<string, Sample>();
  let transfers = 0;
  let made = 0;
  let carriedByZtunnel = 0;
  let listening: V1Pod | undefined;
  let awayUntil = 0;
  const links = new Map<string, Counters>(Object.keys(nodes).map(node => [node, counters(still, still)]));
  const interfaces = new Map<string, Counters>();

  const addresses = (podIP: string, hostIP: string): V1PodStatus =>
    ipv6First === undefined
      ? { podIP, hostIP }
      : {
          ...{ podIP: 'fd00::9', podIPs: [{ ip: 'fd00::9' }, { ip: podIP }] },
          ...{ hostIP: 'fd01::9', hostIPs: [{ ip: 'fd01::9' }, { ip: hostIP }] }
        };
  const podOn = (node: string, pod: string, labels: Record<string, string>): V1Pod => ({
    metadata: { name: pod, uid: `uid ${++made}`, labels },
    spec: { nodeName: node, containers: [] },
    status: { ...addresses('', nodes[node] ?? ''), containerStatuses: [{ restartCount: 0 } as never] }
  });
  const agents = (node: string): readonly [string, V1Pod] => [
    `kube-system/cilium-${node}`,
    podOn(node, `cilium-${node}`, { 'k8s-app': 'cilium' })
  ];
  const ztunnels = (node: string): readonly [string, V1Pod] => [
    `kube-system/ztunnel-${node}`,
    podOn(node, `ztunnel-${node}`, { app: 'ztunnel-cilium' })
  ];
  const names = Object.keys(nodes);
  const all = [...names, ...Array.from({ length: otherNodes }, (_, index) => `other-${index}`)];
  const { kubernetes: fake, cluster } = fakeKubernetes({
    ciliumNodes: new Map(all.map(name => [name, {}])),
    logs: new Map([['kube-system/cilium-b/cilium-agent', agentLog]]),
    pods: new Map([...all.map(agents), ...(scenario.encryption === 'ztunnel' ? names.map(ztunnels) : [])]),
    onLook: () => {
      for (const pod of cluster.pods.values()) if (pod.status === undefined) start(pod);
    },
    exec: (target, command) => run(target, command)
  });
  const kubernetes: Kubernetes = {
    ...fake,
    createPod: (place, pod) =>
      refusesHostNetwork !== undefined && pod.spec?.hostNetwork === true
        ? Promise.reject(new ClusterError(refusesHostNetwork))
        : fake.createPod(place, pod),
    deletePod: async (place, name) => {
      onDelete(`${place}/${name}`);
      await fake.deletePod(place, name);
    }
  };
  /** As scheduler and kubelet would. */
  const start = (pod: V1Pod): void => {
    const { metadata, spec } = pod;
    const terms = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
    const node = terms?.[0]?.matchFields?.[0]?.values?.[0] ?? '';
    const hostIP = nodes[node] ?? '';
    const key = [...cluster.pods].find(([, one]) => one === pod)?.[0] ?? '';
    const own = key.startsWith(`${namespace}/`) ? podIps[metadata?.name ?? ''] : undefined;
    const podIP = spec?.hostNetwork === true ? hostIP : (own ?? `10.244.9.${made + 1}`);
    pod.metadata = { ...metadata, uid: `uid ${++made}` };
    if (spec) spec.nodeName = node;
    pod.status = {
      phase: 'Running',
      ...addresses(podIP, hostIP),
      containerStatuses: [{ restartCount: 0 } as never]
    };
  };

  const placeOf = ({ metadata, spec, status }: V1Pod): string =>
    spec?.hostNetwork === true ? (spec.nodeName ?? '') : `${metadata?.name ?? ''} ${status?.podIP ?? ''}`;
  const countersOf = (place: string): Counters => interfaces.get(place) ?? counters(still, still);
  const transfer = (from: V1Pod, to: V1Pod): void => {
    const [source = '', destination = ''] = [from.spec?.nodeName, to.spec?.nodeName];
    const [left, right] = [placeOf(from), placeOf(to)];
    const moved = (of: Counters, sent: Counters['sent'], received: Counters['received']): Counters =>
      counters(add(of.sent, sent), add(of.received, received));
    interfaces.set(left, moved(countersOf(left), sentByPod, acknowledged));
    interfaces.set(right, moved(countersOf(right), acknowledged, sentByPod));
    carriedByZtunnel += 1;
    const fromHost = [from, to].some(({ spec }) => spec?.hostNetwork === true);
    if (source === destination || (fromHost && nodesEncrypted === undefined)) return;
    const [near, far] = [links.get(source), links.get(destination)];
    if (near) links.set(source, moved(near, bulkOnWire('wireguard'), acknowledged));
    if (far) links.set(destination, moved(far, acknowledged, bulkOnWire('wireguard')));
  };

  const client = async (target: ExecTarget, [, , address = '', ...options]: readonly string[]): Promise<string> => {
    const seconds = Number(options[options.indexOf('-t') + 1]);
    await clock.sleep(seconds);
    if (seconds === sampleSeconds) {
      transfers += 1;
      during(transfers, {
        restartAgent: node => cluster.pods.set(...agents(node)),
        loseApiServer: duration => {
          awayUntil = clock.seconds() + duration;
        }
      });
    }
    const from = cluster.pods.get(`${target.namespace}/${target.pod}`);
    const to = listening;
    if (from === undefined || to === undefined || ![ipv4Of(to, 'pod'), serviceIp].includes(address))
      throw new Error(`nothing listens on ${address}`);
    transfer(from, to);
    return iperf3(seconds);
  };
  const nodeEncryption = (node: string): object => ({
    'node-encryption': node === nodeEncryptionWithout ? 'OptedOut' : 'Enabled'
  });
  const run = async (target: ExecTarget, command: readonly string[]): Promise<Partial<ExecResult>> => {
    const words = command.join(' ');
    onExec(words);
    if (bareAgents === true && target.image === 'agent' && command[0] !== 'cilium-dbg')
      throw new Error(`exec: "${command[0] ?? ''}": executable file not found in $PATH`);
    const pod = cluster.pods.get(`${target.namespace}/${target.pod}`);
    const node = pod?.spec?.nodeName ?? '';
    if (words.startsWith('iperf3 -c ')) return { stdout: await client(target, command) };
    if (words.includes('iperf3 -s')) {
      listening = pod;
      return { stdout: 'Server listening on 5201 (test #1)\n' };
    }
    if (words.includes('127.0.0.1/15000')) return { stdout: recorded('config-dump-client.txt') };
    if (words === 'cat /proc/net/dev') {
      const eth0 = countersOf(pod === undefined ? '' : placeOf(pod));
      const link = pod?.spec?.hostNetwork === true && scenario.encryption === 'wireguard' ? links.get(node) : undefined;
      const packets = elsewhere * clock.seconds();
      const more = { packets, bytes: 125 * packets };
      const all = link && counters(add(link.sent, more), add(link.received, more));
      return { stdout: interfacesText({ eth0, ...(all && { cilium_wg0: all }) }) };
    }
    const { sent, received } = links.get(node) ?? counters(still, still);
    const [peer] = Object.entries(nodes).flatMap(([one, ip]) => (one === node ? [] : [ip]));
    const peers = [
      {
        endpoint: `${peer ?? ''}:51871`,
        'last-handshake-time': '2026-11-23T00:55:13.774Z',
        'transfer-tx': sent.bytes,
        'transfer-rx': received.bytes
      }
    ];
    const answers: Readonly<Record<string, string>> = {
      'cat /sys/class/net/cilium_wg0/ifindex': '10\n',
      'cat /sys/class/net/eth0/mtu': '1420\n',
      'cat /proc/stat': 'cpu  1 2 3 4 5 6 7\n',
      'cat /etc/ztunnel/ca-root.crt': recorded('ca-root.crt'),
      'cilium-dbg endpoint list -o json': '[]',
      'cilium-dbg bpf metrics list -o json': '[{"reason": "Success", "packets": 1}]',
      'cilium-dbg status -o json': JSON.stringify({
        cilium: { msg: ciliumVersion },
        ...(nodeEncryptionWithout === undefined ? {} : { encryption: { wireguard: nodeEncryption(node) } })
      }),
      'cilium-dbg config -o json': '{"MonitorAggregationLevel":"Medium"}',
      'cilium-dbg statedb dump': JSON.stringify({
        'mtls-enrolled-namespaces': [{ Name: namespace, Status: { kind: 'Done' } }]
      }),
      'cilium-dbg debuginfo --output json': JSON.stringify({
        encryption: { wireguard: { interfaces: [{ name: 'cilium_wg0', peers }] } }
      })
    };
    return { stdout: answers[words] ?? '' };
  };

  const seen = new Map<string, number>();
  const metrics = (node: string): string => {
    const counted = lateMetrics === true && node.endsWith('-b') ? (seen.get(node) ?? 0) : carriedByZtunnel;
    seen.set(node, carriedByZtunnel);
    const bytes = counted * receivedBytes;
    const changes = { source: namespace, destination: namespace, opened: 5 * counted, received: bytes };
    return metricsText([connection(node.endsWith('-a') ? 'client' : 'server', changes)]);
  };
  const answered = <T>(answer: () => Promise<T>): Promise<T> =>
    clock.seconds() < awayUntil ? Promise.reject(new ClusterError('ECONNREFUSED')) : answer();
  const lists = { requests: 0, longest: 0 };
  const listed = async <T>(list: Promise<readonly T[]>): Promise<readonly T[]> => {
    const objects = await list;
    lists.requests += 1;
    lists.longest = Math.max(lists.longest, objects.length);
    return objects;
  };
  const port: Kubernetes = {
    ...kubernetes,
    version: () => answered(() => kubernetes.version()),
    pods: (...args) => answered(() => listed(kubernetes.pods(...args))),
    nodes: (...args) => listed(kubernetes.nodes(...args)),
    ciliumNodes: (...args) => listed(kubernetes.ciliumNodes(...args)),
    proxyGet: (_, pod) => Promise.resolve(metrics(pod))
  };
  const pods = { clientNode: 'a', serverNode: 'b', image: 'tools', hostNetwork: false, tolerations: [] };
  const shells = createShells(port);
  const unseen = { ok: false, why: 'no witness' } as const;
  const context: BlockContext = {
    kubernetes: port,
    clock,
    shells,
    ciliumNamespace: 'kube-system',
    hosts: createHostPods(port, clock, shells, {
      namespace: 'control',
      nodes: { 'host-a': 'a', 'host-b': 'b' },
      image: 'tools',
      tolerations: []
    }),
    files: fakeFiles(),
    output: '/out',
    oneMachine: true,
    setup: {
      host: fakeHost({ clock, outputs }),
      modes: {
        wireguardNodeEncryption: nodeEncryptionWithout !== undefined,
        ipsecKeyAlgorithm: 'rfc4106-gcm-aes',
        strictMode: 'off',
        ztunnelCa: 'internal',
        ztunnelWorkerThreads: undefined,
        ztunnelImage: undefined
      },
      ztunnelCa,
      foreignRoutes: false,
      enter
    },
    pods: { ...pods, namespace },
    control: { ...pods, namespace: 'control', hostNetwork: true },
    other: { ...pods, namespace: 'other' },
    witness: {
      called: false,
      call: () => undefined,
      watch: () => Promise.resolve({ stop: () => Promise.resolve({ client: unseen, server: unseen }) }),
      release: () => Promise.resolve()
    },
    durationSeconds: sampleSeconds,
    burstSeconds: sampleSeconds,
    omitSeconds: 0,
    onSample: sample => {
      samples.set(sample.id, sample);
      return Promise.resolve();
    },
    onPair: () => Promise.resolve()
  };
  const whole: BlockPlan = {
    arm: 'candidate',
    path: 'pod',
    tests: ['tcp-throughput'],
    verify: false,
    ...plan,
    scenario
  };
  const result = await measureBlock(context, whole, 1, 0);
  return { ...result, samples, transfers, lists, lines: outputs.lines };
}

/** What iperf3's client prints of a transfer by four streams. */
function iperf3(seconds: number): string {
  const sum = { seconds, bytes: receivedBytes, bits_per_second: (receivedBytes * 8) / seconds };
  const asked = { protocol: 'TCP', num_streams: 4, omit: 0, duration: seconds, bytes: 0, blocks: 0, reverse: 0 };
  return JSON.stringify({
    start: { version: 'iperf 3.12', tcp_mss_default: 1368, test_start: asked },
    end: {
      streams: Array.from({ length: 4 }, () => ({ receiver: { bytes: receivedBytes / 4 } })),
      sum_sent: sum,
      sum_received: sum
    }
  });
}
