import { readdirSync, readFileSync } from 'node:fs';
import type {
  NodeReading,
  PathFacts,
  PlaceReading,
  SampleFacts,
  SectionReading,
  Side,
  Snapshot
} from '../../src/proof/contract.ts';
import { parseScenario } from '../../src/model/scenario.ts';
import { counters, interfacesText, metricsText, type MutableCounters, path as defaultPath } from './world.ts';

/** Recorded counters around one iperf3 run of four streams. */
export interface Recording {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly path: PathFacts;
  readonly sample: SampleFacts;
}

const folder = new URL('../recordings/proof/', import.meta.url);

/** A file in test/recordings/proof, of Cilium 1.20.2 unless its name starts with another version. */
export function recordedText(name: string): string {
  return readFileSync(new URL(/^\d/.test(name) ? name : `1.20.2/${name}`, folder), 'utf8');
}

/** All recordings of a scenario without a fault, as `<version>/<scenario>`. */
export const recordedScenarios: readonly string[] = readdirSync(folder, { encoding: 'utf8', recursive: true })
  .filter(name => parseScenario(name.split('/')[1] ?? '') !== undefined && name.split('/').length === 2)
  .sort();

interface Recorded {
  receivedBytes: number;
  podIps: Record<Side, string>;
  nodeIps: Record<Side, string>;
  ciliumInternalIps: Record<Side, string>;
}

interface RecordedLink extends MutableCounters {
  index: number;
  name: string;
}

/** The snapshots around the run of a recording that contains them. */
export function recording(name: string): Recording {
  const { receivedBytes, ...ips } = JSON.parse(recordedText(`${name}/path.json`)) as Recorded;
  const path: PathFacts = {
    ...defaultPath,
    ...ips,
    encapsulated: !name.includes('native'),
    sameNode: name.includes('same-node')
  };
  const [before, after] = (['before', 'after'] as const).map(moment => snapshot(name, moment, path));
  if (!before || !after) throw new Error('no snapshots');
  return { before, after, path, sample: { test: 'tcp-throughput', receivedBytes } };
}

function snapshot(name: string, moment: 'before' | 'after', path: PathFacts): Snapshot {
  const texts = {
    client: recordedText(`${name}/client.${moment}.txt`),
    server: recordedText(`${name}/server.${moment}.txt`)
  };
  const each = <T>(of: (side: Side) => T): Record<Side, T> => ({ client: of('client'), server: of('server') });
  return {
    // A flushed recording has no end time, so iperf3's ten seconds are used.
    seconds: Number(texts.client.split('\n')[0]) || Number.MAX_SAFE_INTEGER / 4,
    hosts: each(side => host(texts[side], path.nodeIps[side])),
    agents: each(side => agent(part(texts[side], 'ip -s xfrm state'), path.nodeIps[side])),
    pods: each(side => ({
      identity: 'same',
      sections: {
        'net-dev': { ok: true, text: interfacesText({ eth0: podCounters(texts, side, path.sameNode) }) },
        // The kernel's default. It was not recorded.
        'tcp-timestamps': { ok: true, text: '1\n' }
      }
    })),
    ztunnels: { client: [], server: [] }
  };
}

/** The recordings predate the host pods and show links in the format of `ip`; this converts them to that of /proc. */
function host(text: string, address: string): NodeReading {
  return {
    identity: 'same',
    address,
    sections: { ...linkSections(linksOf(text)), 'xfrm-stat': { ok: true, text: part(text, 'xfrm_stat') } }
  };
}

function agent(states: string, address: string): NodeReading {
  return { identity: 'same', address, sections: { 'xfrm-state': { ok: true, text: states } } };
}

function linkSections(links: readonly RecordedLink[]): Record<string, SectionReading> {
  const wireguard = links.find(({ name }) => name === 'cilium_wg0');
  return {
    'net-dev': { ok: true, text: interfacesText(Object.fromEntries(links.map(link => [link.name, link]))) },
    ...(wireguard ? { 'wireguard-index': { ok: true, text: `${wireguard.index}\n` } } : {})
  };
}

interface JsonLink {
  ifname: string;
  ifindex: number;
  stats64: Record<'rx' | 'tx', { bytes: number; packets: number }>;
}

/** Part of a recorded text that starts with "== <title>". */
export function part(text: string, title: string): string {
  return (text.split(`== ${title}\n`)[1] ?? '').split(/^== /m)[0] ?? '';
}

function linksOf(text: string): readonly RecordedLink[] {
  return part(text, 'ip -s link')
    .split(/^(?=\d+: )/m)
    .map(block => {
      const [, index, name = ''] = /^(\d+): ([^:@]+)/.exec(block) ?? [];
      const moved = (title: string): { bytes: number; packets: number } => {
        const [, bytes, packets] = new RegExp(`${title}: .*\\n\\s+(\\d+)\\s+(\\d+)`).exec(block) ?? [];
        return { bytes: Number(bytes), packets: Number(packets) };
      };
      return { index: Number(index), name, ...counters(moved('TX'), moved('RX')) };
    });
}

/** The pod's eth0 derived from the host end of its veth pair: one end sends what the other receives. */
function podCounters(texts: Record<Side, string>, side: Side, sameNode: boolean): MutableCounters {
  const ends = linksOf(texts[sameNode ? 'client' : side]).filter(({ name }) => name.startsWith('lxc'));
  const end = ends[sameNode && side === 'server' ? 1 : 0];
  if (end === undefined) throw new Error(`no pod on the ${side}'s node`);
  return counters(end.received, end.sent);
}

/**
 * A recording read once, after its runs, as a sample of `none`: links and states did not change, and the pods' counters
 * are made up.
 */
export function onceRecorded(name: string, receivedBytes: number): Recording {
  const links = (side: Side): RecordedLink[] =>
    (JSON.parse(recordedText(`${name}/${side}.links.json`)) as JsonLink[]).map(({ ifname, ifindex, stats64 }) => ({
      ...{ name: ifname, index: ifindex },
      ...counters(stats64.tx, stats64.rx)
    }));
  const make = (seconds: number, bytes: number): Snapshot => {
    const forward = { packets: Math.round(bytes / 60_000), bytes: Math.round(bytes * 1.002) };
    const back = { packets: Math.round(bytes / 30_000), bytes: Math.round((bytes / 30_000) * 66) };
    const pod = (side: Side): PlaceReading => ({
      identity: 'same',
      sections: {
        'net-dev': {
          ok: true,
          text: interfacesText({ eth0: side === 'client' ? counters(forward, back) : counters(back, forward) })
        }
      }
    });
    const address = (side: Side): string => defaultPath.nodeIps[side];
    const node = (side: Side): NodeReading => ({
      identity: 'same',
      address: address(side),
      sections: linkSections(links(side))
    });
    return {
      seconds,
      hosts: { client: node('client'), server: node('server') },
      agents: { client: agent('', address('client')), server: agent('', address('server')) },
      pods: { client: pod('client'), server: pod('server') },
      ztunnels: { client: [], server: [] }
    };
  };
  return {
    before: make(0, 0),
    after: make(10, receivedBytes),
    path: defaultPath,
    sample: { test: 'tcp-throughput', receivedBytes }
  };
}

/** The recorded metrics of both ztunnels as a sample of ztunnels that started at zero. */
export function ztunnelRecording(keep: (line: string) => boolean, receivedBytes: number): Recording {
  const { before, after, sample } = onceRecorded('vxlan+ztunnel', receivedBytes);
  const ztunnels = (text: (side: Side) => string): Record<Side, PlaceReading[]> => {
    const of = (side: Side): PlaceReading[] => [
      { identity: 'same', sections: { metrics: { ok: true, text: text(side) } } }
    ];
    return { client: of('client'), server: of('server') };
  };
  const metrics = (side: Side): string =>
    recordedText(`vxlan+ztunnel/${side}.metrics.txt`)
      .split('\n')
      .filter(line => !line.startsWith('istio_tcp_') || keep(line))
      .join('\n');
  return {
    before: { ...before, ztunnels: ztunnels(() => metricsText([])) },
    after: { ...after, ztunnels: ztunnels(metrics) },
    path: { ...defaultPath, serviceAccounts: { client: 'default', server: 'default' } },
    sample
  };
}
