import { type Coverage, type ProofOfMode, type SampleFacts, type Side, sides } from './contract.ts';
import { type Draft, type Finding, NoProof, percent, prove } from './draft.ts';
import { enrolmentSection, judgeEnrolment } from './enrolment.ts';
import { countsTransactions, isBidirectional } from './roles.ts';
import { COVERAGE_NEEDED, PLAINTEXT_SHARE, ZTUNNEL_AGREEMENT } from './thresholds.ts';
import { checkPath, checkPlaces } from './window.ts';
import { clearText, difference, type ZtunnelCount, ztunnelCounts } from './ztunnel-metrics.ts';

/** ztunnel: what it counted between the two test pods' principals under mutual TLS, and nothing else of their namespace. */
export const ztunnel: ProofOfMode = {
  mode: 'ztunnel',
  sections: { host: [], agent: [] },
  needsZtunnel: true,
  block: { sections: [enrolmentSection], judge: judgeEnrolment },
  judge: (before, after, sample, path) =>
    prove('ztunnel', draft => {
      checkPath(path);
      checkPlaces(before, after);
      return judgeZtunnel(ztunnelCounts(before, after, path), sample, draft);
    })
};

/** Compares what both ztunnels counted with what the tool says: ztunnel counts payload, as the tool does. */
export function judgeZtunnel(counts: Readonly<Record<Side, ZtunnelCount>>, sample: SampleFacts, draft: Draft): Finding {
  const coverage = sides.flatMap(side => coverageOf(counts[side], side, sample));
  draft.coverage.push(...coverage);
  const apart = difference(counts);
  if (apart > ZTUNNEL_AGREEMENT) draft.notes.push(`The ztunnels of the two nodes differ by ${percent(apart)}.`);

  const clear = sides.filter(side => counts[side].clearConnections > 0).map(side => clearText(counts[side], side));
  const none = coverage.every(({ share }) => share < PLAINTEXT_SHARE);
  if (none)
    return {
      verdict: 'plaintext',
      reason: [`the ztunnels counted less than ${percent(PLAINTEXT_SHARE)} of the sample as mutual TLS`, ...clear].join(
        '; '
      )
    };
  if (clear.length > 0) return { verdict: 'unproven', reason: clear.join('; ') };
  const lacking = coverage.find(({ share, needed }) => share < needed);
  if (lacking !== undefined)
    return {
      verdict: 'unproven',
      reason:
        `the ztunnel of the ${lacking.side}'s node counted ${percent(lacking.share)} of the ${lacking.unit} ` +
        `${lacking.direction} as mutual TLS; ${percent(lacking.needed)} are needed`
    };
  return {
    verdict: 'encrypted',
    reason: `both ztunnels counted at least ${percent(COVERAGE_NEEDED)} of the sample as mutual TLS and no connection otherwise`
  };
}

function coverageOf(count: ZtunnelCount, side: Side, sample: SampleFacts): readonly Coverage[] {
  const request = side === 'client' ? 'sent' : 'received';
  const response = side === 'client' ? 'received' : 'sent';
  const entry = (
    direction: Coverage['direction'],
    unit: Coverage['unit'],
    counted: number,
    expected: number
  ): Coverage => ({
    side,
    direction,
    unit,
    counted,
    expected,
    share: counted / expected,
    needed: COVERAGE_NEEDED
  });
  if (countsTransactions(sample.test)) {
    const { transactions, transactionBytes } = sample;
    if (transactions === undefined || transactions <= 0) throw new NoProof('the tool counted no transactions');
    if (sample.test === 'tcp-connect') return [entry(request, 'connections', count.connections, transactions)];
    if (transactionBytes === undefined || transactionBytes <= 0)
      throw new NoProof('the size of a transaction is not known');
    return [
      entry(request, 'bytes', count.requestBytes, transactions * transactionBytes),
      entry(response, 'bytes', count.responseBytes, transactions * transactionBytes)
    ];
  }
  if (sample.receivedBytes <= 0) throw new NoProof('the tool received no payload');
  // The tool's figure is both directions together; ztunnel's two are added up for a bidirectional test alone.
  const counted = isBidirectional(sample.test) ? count.requestBytes + count.responseBytes : count.requestBytes;
  return [entry(request, 'bytes', counted, sample.receivedBytes)];
}
