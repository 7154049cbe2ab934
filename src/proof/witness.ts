import { ipv4Hex, isIpv4 } from '../lib/addresses.ts';
import { defined } from '../lib/defined.ts';
import {
  type PathFacts,
  type Proof,
  type Side,
  type Sighting,
  type Sightings,
  sides,
  type Finding,
  NoProof
} from './contract.ts';
import { bySide } from './pod-counters.ts';

/** Number of plaintext packets after which the witness has seen enough. */
const CLEAR_LIMIT = 1000;
/** Number of encrypted packets that prove that the witness can see the traffic. */
const SEALED_LIMIT = 10;

const wireguardPort = 51871;
const hbonePort = 15008;
/** Maximum length of the quoted evidence. */
const lineLimit = 160;

/** Devices whose packets are not encrypted yet: Cilium's own (pkg/defaults/node.go) and the loopback. */
const innerDevices = [
  'lo',
  'cilium_host',
  'cilium_net',
  'cilium_vxlan',
  'cilium_geneve',
  'cilium_wg0',
  'cilium_ipip4',
  'cilium_ipip6'
];

/** Prints the interface index of each existing device; a missing one only causes an error message. */
export const innerIndexesCommand: readonly string[] = [
  'cat',
  ...innerDevices.map(name => `/sys/class/net/${name}/ifindex`)
];

/** The two tcpdump runs on a node. */
export type CaptureKind = 'clear' | 'sealed';

/**
 * tcpdump's command lines for one side's node. The kernel filters, so nothing is copied while everything is encrypted.
 * Only packets sent by the node's own pod count: packets to a pod, and those that IPsec puts back on the interface
 * after decryption, are inbound. VXLAN and Geneve are recognized by their content, because their port can be
 * configured. tcpdump stays root (-Z), because signaling another user's process would need an additional capability.
 * @throws NoProof if an address is not IPv4 or no index was read.
 */
export function captureCommands(
  side: Side,
  path: PathFacts,
  innerIndexes: string
): Readonly<Record<CaptureKind, readonly string[]>> {
  const indexes = innerIndexes.split('\n').filter(line => /^\d+$/.test(line));
  if (indexes.length === 0) throw new NoProof('the interfaces of the node cannot be read');
  const other = side === 'client' ? 'server' : 'client';
  const [from, to] = [path.podIps[side], path.podIps[other]];
  const far = [path.nodeIps[other], path.ciliumInternalIps[other]].filter(ip => ip !== undefined);
  const foreign = [from, to, ...far].find(ip => !isIpv4(ip));
  if (foreign !== undefined) throw new NoProof(`the second witness supports only IPv4, not ${foreign}`);
  // After the UDP header: 8 bytes of VXLAN or Geneve and 14 of Ethernet, then IP without options.
  const carried = `(udp[42:4] = 0x${ipv4Hex(from)} and udp[46:4] = 0x${ipv4Hex(to)})`;
  const carriedHbone = `(udp[39] = 6 and (udp[50:2] = ${hbonePort} or udp[52:2] = ${hbonePort}))`;
  const direct = `(ip src host ${from} and ip dst host ${to})`;
  const hbone = `tcp port ${hbonePort}`;
  const onWire = ['outbound', ...indexes.map(index => `not ifindex ${index}`)].join(' and ');
  const betweenNodes = far.map(ip => `ip dst host ${ip}`).join(' or ');
  const filters: Readonly<Record<CaptureKind, string>> = {
    clear: `((${direct} and not ${hbone}) or (${carried} and not ${carriedHbone}))`,
    sealed:
      `(((udp port ${wireguardPort} or ip proto 50 or udp[39] = 50) and (${betweenNodes}))` +
      ` or (${direct} and ${hbone}) or (${carried} and ${carriedHbone}))`
  };
  const command = (kind: CaptureKind, limit: number): readonly string[] =>
    ['tcpdump', '-Z', 'root', '-i', 'any', '-nn', '-t', '-s', '128', '-c', String(limit)].concat(
      `${onWire} and ${filters[kind]}`
    );
  return { clear: command('clear', CLEAR_LIMIT), sealed: command('sealed', SEALED_LIMIT) };
}

/** tcpdump prints this once its filter is active. */
export const listeningLine = /listening on /;

/** Output of a finished tcpdump. */
export interface Capture {
  readonly stdout: string;
  readonly stderr: string;
}

/** What a node's two captures saw. A capture that ended without its counts, or lost packets, proves nothing. */
export function readSighting({ clear, sealed }: Readonly<Record<CaptureKind, Capture>>): Sighting {
  const counted = captured(clear);
  const awake = captured(sealed);
  if (counted === undefined || awake === undefined)
    return { ok: false, why: `tcpdump did not report its counts: ${lastLine(counted === undefined ? clear : sealed)}` };
  // Packets that pass the filter but do not reach tcpdump are plaintext too; how many of them are counted twice is
  // unknown.
  if (counted === 0 && lost(clear) > 0) return { ok: false, why: `tcpdump lost ${lost(clear)} packets` };
  const [first] = clear.stdout.split('\n').filter(line => line.trim() !== '');
  return {
    ok: true,
    clear: counted,
    sealed: awake,
    ...defined({ first: first?.slice(0, lineLimit) })
  };
}

/** Judges what one node's witness saw of a transfer between the test pods. A single readable packet means plaintext. */
export function judgeSighting(sighting: Sighting, where: string): Finding {
  if (!sighting.ok) return { verdict: 'unproven', reason: sighting.why };
  if (sighting.clear > 0) return { verdict: 'plaintext', reason: clearText(sighting, where) };
  if (sighting.sealed === 0)
    return { verdict: 'unproven', reason: `no encrypted packet to the other node was seen leaving ${where}` };
  return {
    verdict: 'encrypted',
    reason: `encrypted packets left ${where}, and no plaintext between the test pods`
  };
}

/**
 * Lets the second witness decide a sample of an encrypting mode. A readable packet makes it plaintext whatever the
 * counters show. If the counters are shared with other traffic but cover what the pods moved, witnesses on both nodes
 * that could see the traffic and saw no readable packet make it encrypted.
 */
export function decideByWitness(proof: Proof, sightings: Sightings): Proof {
  const seen = { ...proof, witness: sightings };
  const findings = bySide(side => judgeSighting(sightings[side], `the ${side}'s node`));
  const clear = sides.map(side => findings[side]).filter(({ verdict }) => verdict === 'plaintext');
  if (clear.length > 0)
    return { ...seen, verdict: 'plaintext', reason: [...clear.map(({ reason }) => reason), proof.reason].join('; ') };
  if (proof.shared !== true || proof.coverage.some(({ share, needed }) => share < needed)) return seen;
  const blind = sides.map(side => findings[side]).find(({ verdict }) => verdict === 'unproven');
  if (blind !== undefined)
    return { ...seen, reason: `${proof.reason}; the second witness cannot decide: ${blind.reason}` };
  return {
    ...seen,
    verdict: 'encrypted',
    reason: `${proof.reason}; it covers what the pods moved, and the second witness saw no plaintext packet leave either node`
  };
}

/** Whether the witnesses on both nodes alone prove that everything was encrypted. */
export function standsByWitness(sightings: Sightings | undefined): boolean {
  return sightings !== undefined && sides.every(side => judgeSighting(sightings[side], side).verdict === 'encrypted');
}

function clearText({ clear, first }: Extract<Sighting, { ok: true }>, where: string): string {
  const count = clear >= CLEAR_LIMIT ? `at least ${CLEAR_LIMIT}` : String(clear);
  return `${count} packets between the test pods left ${where} in plaintext${first === undefined ? '' : ` (the first: ${first})`}`;
}

function captured({ stderr }: Capture): number | undefined {
  return numberIn(stderr, /^(\d+) packets? captured$/m);
}

function lost({ stderr }: Capture): number {
  return numberIn(stderr, /^(\d+) packets? dropped by kernel$/m) ?? 0;
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function lastLine({ stderr }: Capture): string {
  return stderr.trim().split('\n').at(-1)?.slice(0, lineLimit) ?? '';
}
