import type { Section } from './contract.ts';
import { NoProof } from './draft.ts';
import { interfacesSection, readInterfaces } from './interfaces.ts';
import { someText } from './keep.ts';
import { textOf } from './readings.ts';
import type { CounterSource } from './source.ts';
import { absent, encapsulationBytes } from './source.ts';
import { WIREGUARD_BYTES } from './thresholds.ts';

/** Cilium's WireGuard interface. */
export const wireguardLink = 'cilium_wg0';

/** Another index is another interface, whose counters began at zero. There is no such file where there is no interface. */
const indexSection: Section = {
  name: 'wireguard-index',
  command: ['cat', `/sys/class/net/${wireguardLink}/ifindex`],
  keep: someText
};

/**
 * The link's counters: equal to the sum of its peers' (which only `cilium-dbg debuginfo` tells, in seconds) and read in
 * milliseconds. That the link carries nearly only the measured peer's traffic is shown per block.
 */
export const wireguardSource: CounterSource = {
  name: 'WireGuard',
  sections: { host: [interfacesSection, indexSection], agent: [] },
  overheadBytes: path => WIREGUARD_BYTES + encapsulationBytes(path),
  read({ hosts }, side) {
    const where = `the ${side}'s node`;
    const link = readInterfaces(hosts[side], where).get(wireguardLink);
    if (link === undefined) return absent;
    const index = textOf(hosts[side], indexSection, where).trim();
    if (!/^\d+$/.test(index)) throw new NoProof(`the index of ${wireguardLink} of ${where} is not a number`);
    const counters = { sent: link.sent, received: link.received };
    return { identity: `link ${index}`, path: counters, all: counters };
  }
};
