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

/** Readings in an agent that reveal kernel state left over from an earlier mode. */
export const leftoverSections: readonly Section[] = [
  linksSection,
  xfrmStateSection,
  xfrmPolicySection,
  encryptStatusSection
];

/** Kernel state of a mode other than the scenario's. */
export interface Leftover {
  readonly kind: 'xfrm-block-policy' | 'wireguard-link' | 'ipsec-states' | 'ipsec-keys' | 'wireguard-status';
  readonly text: string;
}

/**
 * The only policy that breaks another mode, as arguments of `ip xfrm policy delete`. It drops cilium_wg0's own packets,
 * which carry the same mark: after IPsec -> none -> WireGuard, 1.20.2 loses all pod traffic between nodes.
 */
export const blockPolicySelector: readonly string[] = [
  ...['src', '0.0.0.0/0', 'dst', '0.0.0.0/0', 'dir', 'out'],
  ...['mark', '0xe00', 'mask', '0xf00']
];

/** Describes the policy in messages. */
export const blockPolicyText =
  'the XFRM policy "dir out action block priority 100 mark 0xe00/0xf00" left by an earlier IPsec mode, which drops what WireGuard sends';

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
      return keys === 0 ? undefined : { kind: 'ipsec-keys', text: `${where} reports ${keys} IPsec keys in use` };
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
        ? { kind: 'wireguard-status', text: `${where} reports that WireGuard is set up` }
        : undefined
  }
];

/** Leftovers of modes other than `mode` on a node, and what could not be checked, which is never assumed clean. */
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

/** Names of a node's links. @throws NoProof unless the listing is complete, which includes `lo`. */
function readLinks(place: PlaceReading, where: string): readonly string[] {
  const links = parseJson(textOf(place, linksSection, where), linksSchema, `the listing of links of ${where}`);
  const names = links.map(({ ifname }) => ifname);
  if (!names.includes('lo')) throw new NoProof(`the listing of links of ${where} has no lo`);
  return names;
}

/** While an agent starts, it reports kernel state but an empty mode, so its status cannot be used yet. */
function encryptStatus(place: PlaceReading, where: string): z.infer<typeof statusSchema> {
  const text = textOf(place, encryptStatusSection, where);
  const status = parseJson(text, statusSchema.extend({ mode: z.string().default('') }), `encrypt status of ${where}`);
  if (status.mode === '') throw new NoProof(`the agent of ${where} does not know its mode yet`);
  return status;
}
