import { readFileSync } from 'node:fs';
import type { V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { ClusterError } from '../../src/model/errors.ts';
import { createHostPods } from '../../src/kubernetes/host-pods.ts';
import { ipv4Of } from '../../src/kubernetes/pod-state.ts';
import type { ExecResult, ExecTarget, Kubernetes } from '../../src/kubernetes/port.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import { measureBlock, type BlockContext, type BlockResult, type ModeSetup } from '../../src/measure/block.ts';
import type { BlockPlan } from '../../src/plan/plan.ts';
import type { Counters } from '../../src/proof/counters.ts';
import type { Sample } from '../../src/model/run.ts';
import { type Scenario, type ZtunnelCa, parseScenario, scenarioName } from '../../src/model/scenario.ts';
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
  readonly enter?: ModeSetup['enter'];
  /** What the server's agent logs. */
  readonly agentLog?: string;
  /** What the server's ztunnel logs. */
  readonly ztunnelLog?: string;
  readonly ztunnelCa?: ZtunnelCa;
  /** The API server's words on a pod in the host network. */
  readonly refusesHostNetwork?: string;
  /** Nodes besides the measured ones, each with an agent. */
  readonly otherNodes?: number;
  /** What the agents are, as in `1.19.4`; not said when absent. */
  readonly ciliumVersion?: string;
  /** Whether connections to a policy's server pass in a mode, if not as the policy says. */
  readonly passes?: (encryption: string, policy: string) => boolean | undefined;
  /** The agents' settings that only a restart changes. */
  readonly settings?: object;
  /** The policy whose server never answers, whatever the policy is. */
  readonly unreachable?: string;
  /** The mode in which agents do not realize network policies. */
  readonly ignoresPolicies?: string;
  /** Drops of packets by policy are not counted. */
  readonly countsNoDrops?: true;
  /** The processors of the nodes. */
  readonly cpuModel?: string;
  /** The mode of the cluster cannot be changed. */
  readonly asIs?: true;
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
  /** The modes that were entered, each with its name for Helm. */
  readonly entries: readonly string[];
  /** Policies and pods of the run that are left. */
  readonly left: readonly string[];
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
    cpuModel = 'Fast CPU',
    lateMetrics,
    ipv6First,
    enter = () => Promise.resolve(1),
    ztunnelCa,
    refusesHostNetwork,
    otherNodes = 0,
    ciliumVersion,
    agentLog = '',
    ztunnelLog = '',
    passes = () => undefined,
    settings = {},
    unreachable,
    ignoresPolicies,
    countsNoDrops,
    asIs,
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
  const entries: string[] = [];
  let transfers = 0;
  let made = 0;
  let carriedByZtunnel = 0;
  let listening: V1Pod | undefined;
  let awayUntil = 0;
  let current: Scenario = scenario;
  let revision = 1;
  let denied = 0;
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
    logs: new Map([
      ['kube-system/cilium-b/cilium-agent', agentLog],
      ['kube-system/ztunnel-b/istio-proxy', ztunnelLog]
    ]),
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
  const transfer = (from: V1Pod, to: V1Pod, udp: boolean): void => {
    const [source = '', destination = ''] = [from.spec?.nodeName, to.spec?.nodeName];
    const [left, right] = [placeOf(from), placeOf(to)];
    const moved = (of: Counters, sent: Counters['sent'], received: Counters['received']): Counters =>
      counters(add(of.sent, sent), add(of.received, received));
    interfaces.set(left, moved(countersOf(left), sentByPod, acknowledged));
    interfaces.set(right, moved(countersOf(right), acknowledged, sentByPod));
    if (!udp && current.encryption === 'ztunnel') carriedByZtunnel += 1;
    const fromHost = [from, to].some(({ spec }) => spec?.hostNetwork === true);
    if (current.encryption === 'none' || source === destination || (fromHost && nodesEncrypted === undefined)) return;
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
    const udp = options.includes('-u');
    transfer(from, to, udp);
    return iperf3(seconds, udp);
  };
  const nodeEncryption = (node: string): object => ({
    'node-encryption': node === nodeEncryptionWithout ? 'OptedOut' : 'Enabled'
  });
  /** The recorded answer of a ztunnel, which knows every pod of the namespace. */
  const knownWorkloads = (): string => {
    const answer = recorded('config-dump-client.txt');
    const dump = JSON.parse(answer.slice(answer.indexOf('{'))) as { workloads: object[] };
    const own = [...cluster.pods].filter(([key]) => key.startsWith(`${namespace}/`));
    const more = own.map(([, { status }]) => ({ workloadIps: [status?.podIP], protocol: 'HBONE', status: 'Healthy' }));
    return JSON.stringify({ ...dump, workloads: [...dump.workloads, ...more] });
  };
  const policyOf = (pod: V1Pod | undefined): string => pod?.metadata?.labels?.['cilium-perf-gate/policy'] ?? '';
  const ruleOn = (pod: V1Pod | undefined): Rules | undefined =>
    [...cluster.policies.values()]
      .map(spec => spec as Rules)
      .find(({ endpointSelector: { matchLabels } }) => Object.values(matchLabels).includes(policyOf(pod) || '?'));
  /** A small transfer to a port of a server that policies select. */
  const reach = ([, , , , address, , port]: readonly string[]): Partial<ExecResult> => {
    const server = [...cluster.pods.values()].find(pod => pod.status?.podIP === address);
    const rules = ruleOn(server);
    const { encryption } = current;
    const wanted = encryption === 'ztunnel' ? 15008 : Number(port);
    const isOpen = rules === undefined || (passes(encryption, policyOf(server)) ?? isAllowed(rules, wanted));
    if (isOpen && policyOf(server) !== unreachable)
      return { stdout: JSON.stringify({ end: { sum_received: { bytes: 131_072 } } }) };
    if (countsNoDrops === undefined) denied += 2;
    return { exitCode: 124, stdout: JSON.stringify({ end: {}, error: 'unable to connect to server' }) };
  };
  const endpointsOn = (node: string): object[] =>
    [...cluster.pods.values()]
      .filter(({ spec }) => spec?.nodeName === node && spec.hostNetwork !== true)
      .map(pod => ({
        status: {
          state: 'ready',
          networking: { addressing: [{ ipv4: pod.status?.podIP }] },
          policy: {
            realized: {
              'policy-revision': revision,
              'policy-enabled': ruleOn(pod) !== undefined && ignoresPolicies !== current.encryption ? 'ingress' : 'none'
            }
          }
        }
      }));
  const run = async (target: ExecTarget, command: readonly string[]): Promise<Partial<ExecResult>> => {
    const words = command.join(' ');
    onExec(words);
    if (bareAgents === true && target.image === 'agent' && command[0] !== 'cilium-dbg')
      throw new Error(`exec: "${command[0] ?? ''}": executable file not found in $PATH`);
    const pod = cluster.pods.get(`${target.namespace}/${target.pod}`);
    const node = pod?.spec?.nodeName ?? '';
    if (command[0] === 'timeout') return reach(command);
    if (words.startsWith('iperf3 -c ')) return { stdout: await client(target, command) };
    if (words.includes('iperf3 -s')) {
      listening = pod;
      return { stdout: 'Server listening on 5201 (test #1)\n' };
    }
    if (words.includes('127.0.0.1/15000')) return { stdout: knownWorkloads() };
    if (words === 'cat /proc/net/dev') {
      const eth0 = countersOf(pod === undefined ? '' : placeOf(pod));
      const link = pod?.spec?.hostNetwork === true && current.encryption === 'wireguard' ? links.get(node) : undefined;
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
      'cat /proc/cpuinfo': `model name\t: ${cpuModel}\n`,
      'cat /etc/ztunnel/ca-root.crt': recorded('ca-root.crt'),
      'cilium-dbg endpoint list -o json': JSON.stringify(endpointsOn(node)),
      'cilium-dbg config --read-only -o json': JSON.stringify(settings),
      'cilium-dbg bpf metrics list -o json': JSON.stringify([
        { reason: 'Success', packets: 1 },
        { reason: 'Policy denied', packets: denied }
      ]),
      'cilium-dbg status':
        'KVStore:   Disabled\nCilium:    Ok   1.20.2 (v1.20.2-4e9d1f0a)   \nRouting:   Network: Native\n',
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
    proxyGet: (_, pod) => Promise.resolve(metrics(pod)),
    createNetworkPolicy: async (place, name, spec) => {
      revision += 1;
      await kubernetes.createNetworkPolicy(place, name, spec);
    },
    deleteNetworkPolicy: async (place, name) => {
      revision += 1;
      await kubernetes.deleteNetworkPolicy(place, name);
    }
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
      switches: asIs === undefined,
      enter: (entered, block, place) => {
        current = entered;
        entries.push(`${scenarioName(entered)} ${block}`);
        return enter(entered, block, place);
      }
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
    plainPolicies: new Map(),
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
  const left = [...cluster.policies.keys(), ...cluster.pods.keys()].filter(key => key.startsWith(`${namespace}/`));
  return { ...result, samples, transfers, lists, entries, left, lines: outputs.lines };
}

/** The rules of a CiliumNetworkPolicy that the program writes. */
interface Rules {
  readonly endpointSelector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly ingress: readonly Rule[];
  readonly ingressDeny?: readonly Rule[];
}

interface Rule {
  readonly fromEndpoints?: readonly { readonly matchLabels: Readonly<Record<string, string>> }[];
  readonly fromEntities?: readonly string[];
  readonly toPorts?: readonly { readonly ports: readonly { readonly port: string }[] }[];
}

/** As Cilium's datapath: whether the client may connect to a port. */
function isAllowed({ ingress, ingressDeny = [] }: Rules, port: number): boolean {
  const matches = ({ fromEndpoints = [], fromEntities = [], toPorts }: Rule): boolean => {
    const from =
      fromEntities.includes('all') ||
      fromEndpoints.some(({ matchLabels }) => matchLabels['cilium-perf-gate/role'] === 'client');
    return from && (toPorts?.some(({ ports }) => ports.some(one => Number(one.port) === port)) ?? true);
  };
  return ingress.some(matches) && !ingressDeny.some(matches);
}

/** What iperf3's client prints of a transfer by four streams, or by one of UDP. */
function iperf3(seconds: number, udp: boolean): string {
  const sum = {
    ...{ seconds, bytes: receivedBytes, bits_per_second: (receivedBytes * 8) / seconds },
    ...(udp && { jitter_ms: 0.01, lost_packets: 0, packets: 833_333, lost_percent: 0 })
  };
  const streams = udp ? 1 : 4;
  const asked = { num_streams: streams, omit: 0, duration: seconds, bytes: 0, blocks: 0, reverse: 0 };
  return JSON.stringify({
    start: { version: 'iperf 3.12', tcp_mss_default: 1368, test_start: { protocol: udp ? 'UDP' : 'TCP', ...asked } },
    end: {
      streams: Array.from({ length: streams }, () => ({ receiver: { bytes: receivedBytes / streams } })),
      sum_sent: sum,
      sum_received: sum
    }
  });
}
