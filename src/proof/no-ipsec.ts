import type { NodesReading, Side } from './contract.ts';
import { nothing, sum } from './counters.ts';
import { datapathSection, readDatapath } from './datapath.ts';
import { ipsecSource } from './ipsec-states.ts';
import type { Count, CounterSource } from './source.ts';
import { xfrmStateSection } from './xfrm-state.ts';

/**
 * Reasons under which Cilium's datapath counts packets that were encrypted or are to be decrypted (codes 4, 12 and 13 in
 * pkg/monitor/api/drop.go). With IPsec the sending node counts each one when it comes back from the kernel encrypted
 * (cil_to_netdev, send_trace_notify with TRACE_REASON_ENCRYPTED in bpf/bpf_host.c).
 */
const encryptedReasons = ['Interface Decrypted', 'Interface Decrypting', 'Interface Encrypting'];

/** The identity of a count by the datapath's own counters. */
export const byDatapath = 'the counters of the datapath';

/**
 * Shows that IPsec carried nothing. By the kernel's security associations where the agent's image has `ip`; elsewhere by the
 * datapath: Cilium's policies apply only to packets that its datapath marks for encryption, and it counts those. Both
 * directions and all peers are in that one figure, so it can clear a path of IPsec, but never prove one encrypted.
 */
export const noIpsecSource: CounterSource = {
  name: ipsecSource.name,
  sections: { host: [], agent: [...ipsecSource.sections.agent, datapathSection] },
  overheadBytes: path => ipsecSource.overheadBytes(path),
  read: (nodes, side, path) =>
    nodes.agents[side].sections[xfrmStateSection.name]?.ok === false
      ? countByDatapath(nodes, side)
      : ipsecSource.read(nodes, side, path)
};

function countByDatapath({ agents }: NodesReading, side: Side): Count {
  const counters = readDatapath(agents[side], `the ${side}'s node`);
  const total = sum(encryptedReasons.map(reason => counters.get(reason) ?? nothing));
  const both = { sent: total, received: total };
  return { identity: byDatapath, path: both, all: both };
}
