import type { NodesReading, PathFacts, Side } from './contract.ts';
import { type Direction, sum } from './counters.ts';
import type { CounterSource } from './source.ts';
import { absent, encapsulationBytes } from './source.ts';
import { readXfrmState, type SecurityAssociation, xfrmStateSection } from './xfrm-state.ts';

/** The security associations of a node that lie between the two measured nodes. */
export function statesOfPath({ agents }: NodesReading, side: Side, path: PathFacts): readonly SecurityAssociation[] {
  const near = endsOf(side, path);
  const far = endsOf(side === 'client' ? 'server' : 'client', path);
  return readXfrmState(agents[side], `the ${side}'s node`).filter(
    ({ source, destination, direction }) =>
      (direction === 'sent' && near.has(source) && far.has(destination)) ||
      (direction === 'received' && far.has(source) && near.has(destination))
  );
}

/** IPsec ends at the node IPs when tunnelling and at the CiliumInternalIPs in native routing; both pairs can exist. */
function endsOf(side: Side, path: PathFacts): ReadonlySet<string> {
  const internal = path.ciliumInternalIps[side];
  return new Set([path.nodeIps[side], ...(internal === undefined ? [] : [internal])]);
}

/** Packets and bytes of the security associations; the bytes are those inside ESP. */
export const ipsecSource: CounterSource = {
  name: 'IPsec',
  sections: { host: [], agent: [xfrmStateSection] },
  overheadBytes: encapsulationBytes,
  read(nodes, side, path) {
    const all = readXfrmState(nodes.agents[side], `the ${side}'s node`);
    if (all.length === 0) return absent;
    const ofPath = statesOfPath(nodes, side, path);
    return {
      identity:
        ofPath
          .map(({ identity }) => identity)
          .sort()
          .join(', ') || 'none between the two nodes',
      path: totals(ofPath),
      // A rotation elsewhere in the cluster changes states that are not of the path, and may take away from this sum.
      all: totals(all)
    };
  }
};

function totals(states: readonly SecurityAssociation[]): Record<Direction, ReturnType<typeof sum>> {
  return {
    sent: sum(states.filter(({ direction }) => direction === 'sent')),
    received: sum(states.filter(({ direction }) => direction === 'received'))
  };
}
