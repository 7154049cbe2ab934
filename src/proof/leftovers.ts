import { z } from 'zod';
import type { EncryptionMode } from '../model/scenario.ts';
import { type PlaceReading, type Section, findingOf, NoProof } from './contract.ts';
import { wholeJson, wholeListing, parseJson, textOf } from './readings.ts';
import { wireguardLink } from './wireguard.ts';
import { hasBlockPolicy, xfrmPolicySection, readXfrmState, xfrmStateSection } from './xfrm.ts';

const encryptStatusSection: Section = {
  name: 'encrypt-status',
  command: ['cilium-dbg', 'encrypt', 'status', '-o', 'json'],
  keep: wholeJson
};
const linksSection: Section = { name: 'links', command: ['ip', '-j', 'link'], keep: wholeListing };

/** What is read in an agent to find what an earlier mode left in the kernel. */
export const leftoverSections: readonly Section[] = [
  linksSection,
  xfrmStateSection,
  xfrmPolicySection,
  encryptStatusSection
];

/** Kernel state of a mode that is not the scenario's. */
export interface Leftover {
  readonly kind: 'xfrm-block-policy' | 'wireguard-link' | 'ipsec-states' | 'ipsec-keys' | 'wireguard-status';
  readonly text: string;
}

/**
 * The one policy that breaks another mode, as arguments of `ip xfrm policy delete`. With it cilium_wg0's own packets, which
 * carry the same mark, are dropped: IPsec -> none -> WireGuard loses all pod traffic between nodes on 1.20.2.
 */
export const blockPolicySelector: readonly string[] = [
  ...['src', '0.0.0.0/0', 'dst', '0.0.0.0/0', 'dir', 'out'],
  ...['mark', '0xe00', 'mask', '0xf00']
];

/** The policy in words, for messages that say where it is. */
export const blockPolicyText =
  'the XFRM policy "dir out action block priority 100 mark 0xe00/0xf00" of an earlier IPsec, which drops what WireGuard sends';

const statusSchema = z.object({
  ipsec: z.object({ 'keys-in-use': z.int().default(0) }).nullish(),
  wireguard: z.object({ interfaces: z.array(z.unknown()).nullish() }).nullish()
});

type Finder = (place: PlaceReading, where: string) => Leftover | undefined;

const finders: readonly { readonly of: EncryptionMode; readonly find: Finder }[] = [
  {
    of: 'ipsec',
    find: (place, where) =>
      hasBlockPolicy(place, where)
        ? {
            kind: 'xfrm-block-policy',
            text: `${where} has ${blockPolicyText}`
          }
        : undefined
  },
  {
    of: 'ipsec',
    find: (place, where) => {
      const { length } = readXfrmState(place, where).filter(({ direction }) => direction !== undefined);
      return length === 0 ? undefined : { kind: 'ipsec-states', text: `${where} has ${length} XFRM states of Cilium` };
    }
  },
  {
    of: 'ipsec',
    find: (place, where) => {
      const keys = encryptStatus(place, where).ipsec?.['keys-in-use'] ?? 0;
      return keys === 0 ? undefined : { kind: 'ipsec-keys', text: `${where} says that ${keys} IPsec keys are in use` };
    }
  },
  {
    of: 'wireguard',
    find: (place, where) =>
      readLinks(place, where).includes(wireguardLink)
        ? { kind: 'wireguard-link', text: `${where} still has ${wireguardLink}` }
        : undefined
  },
  {
    of: 'wireguard',
    find: (place, where) =>
      (encryptStatus(place, where).wireguard?.interfaces?.length ?? 0) > 0
        ? { kind: 'wireguard-status', text: `${where} says that WireGuard is set up` }
        : undefined
  }
];

/** What was found of other modes than `mode` on a node, and what could not be looked at: that is never taken for clean. */
export function findLeftovers(
  place: PlaceReading,
  mode: EncryptionMode,
  where: string
): { readonly found: readonly Leftover[]; readonly unread: readonly string[] } {
  const found: Leftover[] = [];
  const unread = new Set<string>();
  for (const { of, find } of finders) {
    if (of === mode) continue;
    const { verdict, reason } = findingOf(() => {
      const leftover = find(place, where);
      if (leftover !== undefined) found.push(leftover);
      return { verdict: 'plaintext', reason: '' };
    });
    if (verdict === 'unproven') unread.add(reason);
  }
  return { found, unread: [...unread] };
}

const linksSchema = z.array(z.object({ ifname: z.string() }));

/** Names of the links of a node. @throws NoProof unless it is a whole listing, which always has `lo`. */
function readLinks(place: PlaceReading, where: string): readonly string[] {
  const links = parseJson(textOf(place, linksSection, where), linksSchema, `the listing of links of ${where}`);
  const names = links.map(({ ifname }) => ifname);
  if (!names.includes('lo')) throw new NoProof(`the listing of links of ${where} has no lo`);
  return names;
}

/** While an agent starts, its status has kernel state under a blank mode: then it is not asked yet. */
function encryptStatus(place: PlaceReading, where: string): z.infer<typeof statusSchema> {
  const text = textOf(place, encryptStatusSection, where);
  const status = parseJson(text, statusSchema.extend({ mode: z.string().default('') }), `encrypt status of ${where}`);
  if (status.mode === '') throw new NoProof(`the agent of ${where} does not know its mode yet`);
  return status;
}
