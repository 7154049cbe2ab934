import { type PathFacts, type PlaceReading, type Section, sides } from './contract.ts';
import { type Finding, findingOf, NoProof } from './draft.ts';
import { someText } from './keep.ts';
import { textOf } from './readings.ts';

/**
 * The second witness: two seconds of what leaves the node while a sample or a probe runs, from the host-network control pod
 * (Cilium's image has no tcpdump). Outgoing packets only, for receivers re-inject what they decrypted on the same interface.
 * Headers are enough, and -q would leave out what a tunnel carries. It stays root (-Z): timeout may not signal another
 * user's process, and so would never end it. `timeout` ends it with 124, which is no failure; a missing tcpdump is one.
 */
export const witnessSection: Section = {
  name: 'witness',
  command: [
    ...['sh', '-c'],
    [
      'command -v tcpdump >/dev/null &&',
      '{ timeout 2 tcpdump -Z root -i any -Q out -nn -t -s 192 -c 20000; status=$?; [ $status = 0 ] || [ $status = 124 ]; }'
    ].join(' ')
  ],
  keep: someText
};

const wireguardPort = '51871';
const hbonePort = '15008';

/** Interfaces on which packets are not yet encrypted, or are handed to a pod of the same node. */
const inner = /^(lo|lxc|cilium_|veth)/;

/** "IP 10.244.0.21.36632 > 10.244.1.135.5201:", also within another packet's line or on a line of its own after it. */
const flow = /\bIP6? ((?:\d+\.){3}\d+|[\da-f:]+)(?:\.(\d+))? > ((?:\d+\.){3}\d+|[\da-f:]+)(?:\.(\d+))?: /g;

/**
 * Judges what tcpdump printed on one node: a single packet between the two pods that can be read, encapsulated or not, is
 * clear traffic. Nothing of the sample at all is `unproven`.
 */
export function judgeWitness(place: PlaceReading, path: PathFacts, where: string): Finding {
  return findingOf(() => {
    const packets = packetsOf(textOf(place, witnessSection, where));
    const clear = packets.filter(packet =>
      flowsOf(packet).some(ends => isPodFlow(ends, path) && !hasPort(ends, hbonePort))
    );
    const sealed = packets.filter(packet => isSealed(packet, path));
    if (clear.length > 0)
      return {
        verdict: 'plaintext',
        reason: `${String(clear.length)} packets between the test pods left ${where} in the clear (${String(sealed.length)} encrypted)`
      };
    if (sealed.length === 0) throw new NoProof(`nothing between the two nodes was seen to leave ${where}`);
    return {
      verdict: 'encrypted',
      reason: `${String(sealed.length)} encrypted packets left ${where} and none between the test pods in the clear`
    };
  });
}

/** A packet is its line and those that tell what is in it. */
function packetsOf(text: string): readonly string[] {
  const packets: string[] = [];
  for (const line of text.split('\n')) {
    if (/^\S+ +Out /.test(line)) packets.push(line);
    else if (line.trim() !== '' && packets.length > 0) packets.push(`${packets.pop() ?? ''} ${line.trim()}`);
  }
  return packets.filter(packet => !inner.test(packet));
}

interface Flow {
  readonly ips: ReadonlySet<string>;
  readonly ports: readonly (string | undefined)[];
}

function flowsOf(packet: string): readonly Flow[] {
  return [...packet.matchAll(flow)].map(([, from = '', fromPort, to = '', toPort]) => ({
    ips: new Set([from, to]),
    ports: [fromPort, toPort]
  }));
}

function isPodFlow({ ips }: Flow, path: PathFacts): boolean {
  return sides.every(side => ips.has(path.podIps[side]));
}

function hasPort({ ports }: Flow, port: string): boolean {
  return ports.includes(port);
}

function isSealed(packet: string, path: PathFacts): boolean {
  const flows = flowsOf(packet);
  const betweenNodes = flows.some(({ ips }) =>
    sides.every(side => ips.has(path.nodeIps[side]) || ips.has(path.ciliumInternalIps[side] ?? ''))
  );
  return (
    (betweenNodes && (packet.includes(': ESP(') || flows.some(ends => hasPort(ends, wireguardPort)))) ||
    flows.some(ends => isPodFlow(ends, path) && hasPort(ends, hbonePort))
  );
}
