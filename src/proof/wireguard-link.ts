import type { CounterSource } from './source.ts';
import { absent, encapsulationBytes } from './source.ts';
import { WIREGUARD_BYTES } from './thresholds.ts';
import { linksSection, readLinks } from './links.ts';

/** Cilium's WireGuard interface. */
export const wireguardLink = 'cilium_wg0';

/**
 * The link's counters: equal to the sum of its peers' (which only `cilium-dbg debuginfo` tells, in seconds) and read in
 * milliseconds. That the link carries nearly only the measured peer's traffic is shown per block.
 */
export const wireguardSource: CounterSource = {
  name: 'WireGuard',
  sections: [linksSection],
  overheadBytes: path => WIREGUARD_BYTES + encapsulationBytes(path),
  read(snapshot, side) {
    const link = readLinks(snapshot.agents[side], `the ${side}'s node`).find(({ name }) => name === wireguardLink);
    if (link === undefined) return absent;
    const counters = { sent: link.sent, received: link.received };
    return { identity: `link ${String(link.index)}`, path: counters, all: counters };
  }
};
