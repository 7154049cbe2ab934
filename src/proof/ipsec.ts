import { type NodesReading, type PathFacts, type ProofOfMode, type Side, type Snapshot, sides } from './contract.ts';
import { judgeCoverage } from './coverage.ts';
import { type Draft, NoProof, prove } from './draft.ts';
import { ipsecSource, statesOfPath } from './ipsec-states.ts';
import { checkToolTraffic, type PodTraffic, podTraffic } from './pod-counters.ts';
import { XFRM_ERROR_SHARE } from './thresholds.ts';
import { checkNodes, checkPath, checkPlaces } from './window.ts';
import { decisiveErrors, readXfrmStat, xfrmStatSection } from './xfrm-stat.ts';

/** IPsec: the security associations between the two nodes must have carried what the pods moved, without failures. */
export const ipsec: ProofOfMode = {
  mode: 'ipsec',
  sections: { host: [xfrmStatSection], agent: ipsecSource.sections.agent },
  needsZtunnel: false,
  judge: (before, after, sample, path, background) =>
    prove('ipsec', draft => {
      checkPath(path);
      checkPlaces(before, after);
      checkNodes([before, after], path);
      const traffic = podTraffic(before, after, draft.notes);
      // Before the traffic is asked for: with unequal keys there is none, and these say why.
      for (const side of sides) findErrors(before, after, side, path, traffic, draft);
      checkToolTraffic(traffic, sample);
      return judgeCoverage(ipsecSource, { before, after }, background, sample, path, traffic, draft);
    })
};

/**
 * Growth of errors. Only growth counts: a healthy switch leaves XfrmInNoStates behind for good, as one agent is seconds
 * ahead of the other.
 */
function findErrors(
  before: Snapshot,
  after: Snapshot,
  side: Side,
  path: PathFacts,
  traffic: PodTraffic,
  draft: Draft
): void {
  const where = `the ${side}'s node`;
  const failed = growth(failures(before, side, path), failures(after, side, path), `failed packets of ${where}`);
  if (failed > XFRM_ERROR_SHARE * traffic[side].received.packets)
    draft.faults.push(`${String(failed)} packets failed authentication on ${where}: do both nodes have the same key?`);
  else if (failed > 0) draft.notes.push(`${String(failed)} packets failed authentication on ${where}.`);

  const first = readXfrmStat(before.hosts[side], where);
  for (const [name, last] of readXfrmStat(after.hosts[side], where)) {
    const grown = growth(first.get(name) ?? 0, last, `${name} of ${where}`);
    if (grown === 0) continue;
    const text = `${name} grew by ${String(grown)} on ${where}`;
    const direction = decisiveErrors[name];
    if (direction !== undefined && grown > XFRM_ERROR_SHARE * traffic[side][direction].packets) draft.faults.push(text);
    else draft.notes.push(`${text}.`);
  }
}

function failures(nodes: NodesReading, side: Side, path: PathFacts): number {
  return statesOfPath(nodes, side, path).reduce((total, { failed }) => total + failed, 0);
}

function growth(before: number, after: number, what: string): number {
  if (after < before) throw new NoProof(`${what} went back: it was reset in between`);
  return after - before;
}
