import {
  type NodesReading,
  type Side,
  type PathFacts,
  type ProofOfMode,
  type SampleFacts,
  type Snapshot,
  sides,
  type Draft,
  type Finding,
  findingOf,
  prove
} from './contract.ts';
import { nothing, sum, datapathSection, readDatapath, directions } from './counters.ts';
import { type Counted, judgeCoverage } from './coverage.ts';
import { checkToolTraffic, podTraffic } from './pod-counters.ts';
import { checkNodes, checkPath, checkPlaces } from './readings.ts';
import { type Count, type CounterSource, absent, gain } from './source.ts';
import { wireguardSource } from './wireguard.ts';
import { ipsecSource, xfrmStateSection } from './xfrm.ts';
import { ztunnelCounts, ztunnelsListed, judgeZtunnel } from './ztunnel.ts';

/**
 * Reasons that Cilium's datapath uses for encrypted packets and packets to decrypt (codes 4, 12 and 13 in
 * pkg/monitor/api/drop.go). With IPsec, the sending node counts each packet when it returns encrypted from the kernel
 * (cil_to_netdev, send_trace_notify with TRACE_REASON_ENCRYPTED in bpf/bpf_host.c).
 */
const encryptedReasons = ['Interface Decrypted', 'Interface Decrypting', 'Interface Encrypting'];

/** Identity of a count based on the datapath's counters. */
const byDatapath = 'the counters of the datapath';

/**
 * Shows that IPsec carried nothing: by the kernel's security associations if the agent's image has `ip`, else by the
 * datapath. Cilium's policies apply only to packets its datapath marks for encryption, and it counts those. That count
 * covers both directions and all peers, so it can rule out IPsec but never prove it.
 */
const noIpsecSource: CounterSource = {
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

/** Counters that must be absent or unchanged. */
export const packetSources: readonly CounterSource[] = [wireguardSource, noIpsecSource];

/**
 * No encryption: each of the three modes must be shown to be absent from both nodes, or not to have carried the sample.
 */
export const none: ProofOfMode = {
  mode: 'none',
  sections: {
    host: packetSources.flatMap(({ sections }) => sections.host),
    agent: packetSources.flatMap(({ sections }) => sections.agent)
  },
  needsZtunnel: true,
  judge: (before, after, sample, path, background) =>
    prove('none', draft => {
      checkPath(path);
      checkPlaces(before, after);
      checkNodes([before, after], path);
      const traffic = podTraffic(before, after, draft.notes);
      checkToolTraffic(traffic, sample);
      const findings = [
        ...packetSources.map(source =>
          findingOf(() => judgeSource({ source, window: { before, after }, background, sample, path, traffic, draft }))
        ),
        findingOf(() => judgeNoZtunnel(before, after, sample, path, draft))
      ];
      return (
        findings.find(({ verdict }) => verdict === 'encrypted') ??
        findings.find(({ verdict }) => verdict === 'unproven') ?? {
          verdict: 'plaintext',
          reason: findings.map(({ reason }) => reason).join('; ')
        }
      );
    })
};

function judgeSource(counted: Counted): Finding {
  const { source, window, path, draft } = counted;
  const gains = sides.flatMap(side => directions.map(direction => gain(source, window, side, direction, path)));
  if (gains.every(({ identity }) => identity === absent.identity))
    return { verdict: 'plaintext', reason: `neither node has any ${source.name} state` };
  if (gains.some(({ identity }) => identity !== absent.identity && identity !== byDatapath))
    draft.notes.push(`${source.name} is still set up on a node, although the scenario is none.`);
  return judgeCoverage(counted);
}

function judgeNoZtunnel(
  before: Snapshot,
  after: Snapshot,
  sample: SampleFacts,
  path: PathFacts,
  draft: Draft
): Finding {
  if (ztunnelsListed(before) + ztunnelsListed(after) === 0)
    return { verdict: 'plaintext', reason: 'neither node has a ztunnel' };
  draft.notes.push('A ztunnel runs on a node, although the scenario is none.');
  return judgeZtunnel(ztunnelCounts(before, after, path), sample, draft);
}
