import type { PlaceReading, Section } from './contract.ts';
import { NoProof } from './draft.ts';
import { textOf } from './readings.ts';

/** Policies hold no keys. `listed` tells an empty listing from a failed one. */
export const xfrmPolicySection: Section = {
  name: 'xfrm-policy',
  command: 'policies=$(ip xfrm policy) && echo listed && printf \'%s\\n\' "$policies"'
};

/** Whether the node has IPsec's catch-all that drops what is marked for encryption and matches no other policy. */
export function hasBlockPolicy(place: PlaceReading, where: string): boolean {
  const [first, ...lines] = textOf(place, xfrmPolicySection, where).trim().split('\n');
  if (first?.trim() !== 'listed') throw new NoProof(`the XFRM policies of ${where} were not listed`);
  return lines
    .join('\n')
    .split(/^(?=src )/m)
    .some(
      policy => /\bdir out\b.*\baction block\b.*\bpriority 100\b/.test(policy) && /\bmark 0xe00\/0xf00\b/.test(policy)
    );
}
