import { describe, expect, test } from '@jest/globals';
import { decidePublishing } from '../../src/baseline/publish.ts';
import type { JobEvent } from '../../src/github/event.ts';
import { leaksOf, mendedLeaks } from '../../src/model/plaintext.ts';
import type { MatrixRowResult, Run, Sample } from '../../src/model/run.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import { bothArms, measured, metricOf, noHistory, policy, slower } from './measured.ts';

const shape = { ...bothArms, scenarios: ['vxlan+wireguard'] };
const reason = { kind: 'proof-mismatch', message: 'the scenario is wireguard, but the traffic was plaintext' } as const;

/** A failed sample whose traffic was proven to be plaintext. */
function clear(sample: Sample): Sample {
  const proof = sample.proof && { ...sample.proof, verdict: 'plaintext' as const };
  return { ...sample, status: 'invalid', reason, metrics: {}, ...(proof && { proof }) };
}

const replace = (
  run: Run,
  chosen: (sample: Sample) => boolean,
  by = (sample: Sample): Sample[] => [clear(sample)]
): Run => ({
  ...run,
  samples: run.samples.flatMap(sample => (sample.path === 'pod' && chosen(sample) ? by(sample) : [sample]))
});
const ofThroughput = ({ test: name, arm }: Sample): boolean => name === 'tcp-throughput' && arm === 'candidate';

const row: MatrixRowResult = {
  ...{ source: 'pod', destination: 'pod', placement: 'other-node', expected: 'encrypted', seen: 'plaintext' },
  ...{ reason: 'cilium_wg0 moved nothing', bytes: 1e9, matches: false }
};
const withMatrix = (run: Run, matrix: readonly MatrixRowResult[], arm = 'candidate'): Run => ({
  ...run,
  scenarios: run.scenarios.map(one => (one.arm === arm ? { ...one, matrix: [...matrix] } : one))
});
const verdictOfRun = (run: Run): string => compareRun(run, policy, noHistory).verdict;

describe('a run whose mode encrypts', () => {
  const run = measured(() => 1, shape);

  test('is not encrypted if one test was proven to be plaintext, and its row says so', () => {
    const comparison = compareRun(replace(run, ofThroughput), policy, noHistory);
    expect(comparison.verdict).toBe('not-encrypted');
    expect(metricOf(comparison, 'throughput', 'vxlan+wireguard')).toMatchObject({
      outcome: 'invalid',
      proof: 'plaintext'
    });
  });

  test('is not encrypted even next to a regression', () => {
    const slow = measured(slower(0.7, 'tcp-latency'), shape);
    expect(verdictOfRun(slow)).toBe('regression');
    expect(verdictOfRun(replace(slow, ofThroughput))).toBe('not-encrypted');
  });

  test('is not encrypted if a single sample of several was plaintext', () => {
    expect(verdictOfRun(replace(run, sample => ofThroughput(sample) && sample.round === 3))).toBe('not-encrypted');
  });

  test('is not encrypted if a row of the traffic matrix that promises encryption was plaintext', () => {
    const empty = { ...withMatrix(run, [row]), samples: [] };
    const comparison = compareRun(empty, policy, noHistory);
    expect(comparison.verdict).toBe('not-encrypted');
    expect(comparison.metrics[0]?.proof).toBe('plaintext');
  });

  test.each<[string, MatrixRowResult]>([
    ['is expected to be plaintext', { ...row, expected: 'plaintext', matches: true }],
    ['promises nothing', { ...row, expected: 'recorded', matches: true }],
    ['was not proven', { ...row, seen: 'unproven' }]
  ])('does not leak by a row that %s', (_what, other) => {
    expect(leaksOf(withMatrix(run, [other]))).toEqual([]);
  });

  test('does not leak if only the reference did', () => {
    const ofReference = replace(run, ({ arm }) => arm === 'reference');
    expect(verdictOfRun(withMatrix(ofReference, [row], 'reference'))).toBe('invalid');
  });

  test('does not leak if the retry of a sample was encrypted, but the sample is kept in mind', () => {
    const mended = replace(
      run,
      sample => ofThroughput(sample) && sample.round === 3,
      sample => [clear(sample), { ...sample, id: `${sample.id}-2`, attempt: 2 }]
    );
    expect(leaksOf(mended)).toEqual([]);
    expect(mendedLeaks(mended).map(({ round }) => round)).toEqual([3]);
    expect(verdictOfRun(mended)).toBe('pass');
  });

  test('never becomes a baseline, whatever a label accepts', () => {
    const leaking = replace(run, ofThroughput);
    const source = leaking.source && { ...leaking.source, checkedOut: leaking.source.sha };
    const published = { ...leaking, ...(source && { source }) };
    const event = { name: 'push', ref: 'refs/heads/main', sha: source?.sha } as unknown as JobEvent;
    const comparison = { ...compareRun(published, policy, noHistory), accepted: true } as const;
    expect(decidePublishing(published, comparison, event, 'main')).toEqual({
      publish: false,
      reason: 'No baseline is published: traffic that should be encrypted was plaintext.'
    });
  });
});

test('a mode without encryption does not leak', () => {
  expect(leaksOf(measured(() => 1))).toEqual([]);
  expect(
    leaksOf(
      withMatrix(
        measured(() => 1),
        [row]
      )
    )
  ).toEqual([]);
});
