import { type PathFacts, type ProofOfMode, type SampleFacts, type Snapshot, sides } from './contract.ts';
import { judgeCoverage } from './coverage.ts';
import { directions } from './counters.ts';
import { type Draft, type Finding, findingOf, prove } from './draft.ts';
import { byDatapath, noIpsecSource } from './no-ipsec.ts';
import { checkToolTraffic, type PodTraffic, podTraffic } from './pod-counters.ts';
import { absent, type CounterSource, gain, type Window } from './source.ts';
import { checkNodes, checkPath, checkPlaces } from './window.ts';
import { wireguardSource } from './wireguard-link.ts';
import { ztunnelCounts, ztunnelsListed } from './ztunnel-metrics.ts';
import { judgeZtunnel } from './ztunnel.ts';

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
