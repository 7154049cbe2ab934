import type { PlaceReading, Section } from './contract.ts';
import type { Counter, Direction } from './counters.ts';
import { NoProof } from './draft.ts';
import { textOf } from './readings.ts';

/**
 * `ip -s xfrm state` prints keys, so the agent itself lets through only the lines that are named here. The listing is held
 * in a variable of the shell because a pipe would hide that `ip` failed, and printf is built into it: no key is in an argument.
 * The first line says that the listing worked, for an empty one is a proof too.
 */
export const xfrmStateSection: Section = {
  name: 'xfrm-state',
  command: [
    'states=$(ip -s xfrm state) && echo listed && printf \'%s\\n\' "$states" | sed -n',
    "-e '/^src [0-9a-fA-F.:]* dst [0-9a-fA-F.:]*[[:space:]]*$/p'",
    "-e '/^[[:space:]]*proto [a-z]* spi 0x[0-9a-f]*([0-9]*) reqid [0-9]*/p'",
    "-e '/^[[:space:]]*mark 0x[0-9a-f]*\\/0x[0-9a-f]*/p'",
    "-e '/^[[:space:]]*[0-9]*(bytes), [0-9]*(packets)/p'",
    "-e '/^[[:space:]]*add [0-9-]* [0-9:]* use/p'",
    "-e '/^[[:space:]]*replay-window [0-9]* replay [0-9]* failed [0-9]*/p'"
  ].join(' ')
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
  const [first, ...lines] = textOf(place, xfrmStateSection, where).trim().split('\n');
  if (first?.trim() !== 'listed') throw new NoProof(`the XFRM states of ${where} were not listed`);
  return lines
    .join('\n')
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
