import type { PlaceReading, Section } from './contract.ts';
import type { Counter, Direction } from './counters.ts';
import { NoProof } from './draft.ts';
import { wholeListing } from './keep.ts';
import { textOf } from './readings.ts';

/** All XFRM states. `nokeys` (iproute2 5.0 and later) leaves the keys in the kernel. An empty listing is a proof too. */
export const xfrmStateSection: Section = {
  name: 'xfrm-state',
  command: ['ip', '-s', 'xfrm', 'state', 'list', 'nokeys'],
  keep: wholeListing
};

/** A security association. */
export interface SecurityAssociation extends Counter {
  readonly source: string;
  readonly destination: string;
  /** By Cilium's mark: 0xd00 is for decryption, 0xe00 for encryption; `undefined` for what is not Cilium's. */
  readonly direction: Direction | undefined;
  /** Packets that failed authentication. */
  readonly failed: number;
  /** Tells it from another with the same addresses: SPI, mark and when it was added. */
  readonly identity: string;
}

const markMask = 0xf00;
const markOfDirection: readonly (readonly [number, Direction])[] = [
  [0xd00, 'received'],
  [0xe00, 'sent']
];

/** The security associations of a node. @throws NoProof unless the listing worked and is understood. */
export function readXfrmState(place: PlaceReading, where: string): readonly SecurityAssociation[] {
  return textOf(place, xfrmStateSection, where)
    .split(/^(?=src )/m)
    .filter(block => block.trim() !== '')
    .map(block => parseState(block, where));
}

function parseState(block: string, where: string): SecurityAssociation {
  const ends = /^src (\S+) dst (\S+)/.exec(block);
  const spi = /\bspi (0x[0-9a-f]+)/.exec(block);
  const moved = /(\d+)\(bytes\), (\d+)\(packets\)/.exec(block);
  const failed = /\bfailed (\d+)/.exec(block);
  const added = /\badd (\S+ \S+) use/.exec(block);
  const mark = /\bmark (0x[0-9a-f]+)/.exec(block)?.[1];
  if (!ends || !spi || !moved || !failed || !added)
    throw new NoProof(`an XFRM state of ${where} is not understood: ${block.split('\n')[0] ?? ''}`);
  const [, source = '', destination = ''] = ends;
  return {
    source,
    destination,
    direction: markOfDirection.find(([value]) => (Number(mark ?? 0) & markMask) === value)?.[1],
    bytes: Number(moved[1]),
    packets: Number(moved[2]),
    failed: Number(failed[1]),
    identity: [source, destination, spi[1], mark, added[1]].join(' ')
  };
}
