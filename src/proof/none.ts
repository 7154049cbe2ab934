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
import { judgeCoverage } from './coverage.ts';
import { checkToolTraffic, type PodTraffic, podTraffic } from './pod-counters.ts';
import { checkNodes, checkPath, checkPlaces } from './readings.ts';
import { type Count, type CounterSource, absent, gain, type Window } from './source.ts';
import { wireguardSource } from './wireguard.ts';
import { ipsecSource, xfrmStateSection } from './xfrm.ts';
import { ztunnelCounts, ztunnelsListed, judgeZtunnel } from './ztunnel.ts';

/**
 * Reasons under which Cilium's datapath counts packets that were encrypted or are to be decrypted (codes 4, 12 and 13 in
 * pkg/monitor/api/drop.go). With IPsec the sending node counts each one when it comes back from the kernel encrypted
 * (cil_to_netdev, send_trace_notify with TRACE_REASON_ENCRYPTED in bpf/bpf_host.c).
 */
const encryptedReasons = ['Interface Decrypted', 'Interface Decrypting', 'Interface Encrypting'];

/** The identity of a count by the datapath's own counters. */
const byDatapath = 'the counters of the datapath';

/**
 * Shows that IPsec carried nothing. By the kernel's security associations where the agent's image has `ip`; elsewhere by the
 * datapath: Cilium's policies apply only to packets that its datapath marks for encryption, and it counts those. Both
 * directions and all peers are in that one figure, so it can clear a path of IPsec, but never prove one encrypted.
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

/** The sources of encrypted packets that are to be absent or unmoved. */
export const packetSources: readonly CounterSource[] = [wireguardSource, noIpsecSource];

/** No encryption: each of the three modes is positively absent from both nodes, or did not move with the sample. */
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
          findingOf(() => judgeSource(source, { before, after }, background, sample, path, traffic, draft))
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

function judgeSource(
  source: CounterSource,
  window: Window,
  background: Window | undefined,
  sample: SampleFacts,
  path: PathFacts,
  traffic: PodTraffic,
  draft: Draft
): Finding {
  const gains = sides.flatMap(side => directions.map(direction => gain(source, window, side, direction, path)));
  if (gains.every(({ identity }) => identity === absent.identity))
    return { verdict: 'plaintext', reason: `neither node has anything of ${source.name}` };
  if (gains.some(({ identity }) => identity !== absent.identity && identity !== byDatapath))
    draft.notes.push(`${source.name} is still set up on a node, although the scenario is none.`);
  return judgeCoverage(source, window, background, sample, path, traffic, draft);
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
