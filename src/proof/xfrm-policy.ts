import type { PlaceReading, Section } from './contract.ts';
import { wholeListing } from './keep.ts';
import { textOf } from './readings.ts';

/** Policies hold no keys. */
export const xfrmPolicySection: Section = {
  name: 'xfrm-policy',
  command: ['ip', 'xfrm', 'policy'],
  keep: wholeListing
};

/** Whether the node has IPsec's catch-all that drops what is marked for encryption and matches no other policy. */
export function hasBlockPolicy(place: PlaceReading, where: string): boolean {
  return textOf(place, xfrmPolicySection, where)
    .split(/^(?=src )/m)
    .some(
      policy => /\bdir out\b.*\baction block\b.*\bpriority 100\b/.test(policy) && /\bmark 0xe00\/0xf00\b/.test(policy)
    );
}
