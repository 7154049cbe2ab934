import type { ProofOfMode } from './contract.ts';
import { judgeCoverage } from './coverage.ts';
import { prove } from './draft.ts';
import { readInterfaces } from './interfaces.ts';
import { bySide, checkToolTraffic, podTraffic } from './pod-counters.ts';
import { checkNodes, checkPath, checkPlaces } from './window.ts';
import { wireguardLink, wireguardSource } from './wireguard-link.ts';
import { judgePeers, peersSection } from './wireguard-peers.ts';

/** WireGuard: cilium_wg0 must have carried what the pods moved. */
export const wireguard: ProofOfMode = {
  mode: 'wireguard',
  sections: wireguardSource.sections,
  needsZtunnel: false,
  block: { sections: [peersSection], judge: judgePeers },
  judge: (before, after, sample, path, background) =>
    prove('wireguard', draft => {
      checkPath(path);
      checkPlaces(before, after);
      checkNodes([before, after], path);
      const traffic = podTraffic(before, after, draft.notes);
      checkToolTraffic(traffic, sample);
      const drops = bySide(side => {
        const [first = 0, last = 0] = [before, after].map(
          ({ hosts }) => readInterfaces(hosts[side], `the ${side}'s node`).get(wireguardLink)?.sendDrops
        );
        return last - first;
      });
      for (const [side, count] of Object.entries(drops))
        if (count > 0) draft.notes.push(`${wireguardLink} of the ${side}'s node dropped ${String(count)} packets.`);
      return judgeCoverage(wireguardSource, { before, after }, background, sample, path, traffic, draft);
    })
};
