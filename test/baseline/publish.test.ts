import { describe, expect, test } from '@jest/globals';
import { acceptLabel, acknowledgedLosses, decidePublishing } from '../../src/baseline/publish.ts';
import { parseEvent } from '../../src/github/event.ts';
import type { Run } from '../../src/model/run.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { createComparison, provenRun } from '../support/baseline-builder.ts';
import { createRun } from '../support/run-builder.ts';

const main = 'refs/heads/main';
const decide = (
  name = 'push',
  ref = main,
  run: Run = provenRun(),
  comparison: Comparison = createComparison(),
  labels: string[] = []
) =>
  decidePublishing(run, comparison, parseEvent(name, 'sha', ref, {}), 'main', acknowledgedLosses(comparison, labels));

describe('a run is published as a baseline', () => {
  test.each(['push', 'schedule', 'workflow_dispatch'])('from the default branch, started by %s', name => {
    expect(decide(name).publish).toBe(true);
  });

  test.each(['no-baseline', 'advisory', 'inconclusive'] as const)(
    'with the verdict %s, for a first one has to be',
    verdict => {
      expect(decide('push', main, provenRun(), createComparison({ verdict })).publish).toBe(true);
    }
  );

  test('with a loss that its pull request accepts, but not with another', () => {
    const worse = createComparison({}, 'regression');
    expect(decide('push', main, provenRun(), worse, ['bug', acceptLabel]).publish).toBe(true);
    const refused = decide('push', main, provenRun(), worse, ['bug']);
    expect(refused).toEqual({
      publish: false,
      reason: expect.stringMatching(/vxlan tcp-throughput throughput got worse; .*label accept-perf-regression/)
    });
  });
});

describe('earlier runs that could not be read', () => {
  const reason = 'the line `actions: read` is missing';
  const unread = (verdict: Comparison['verdict'], failed: boolean): ReturnType<typeof decide> => {
    const baseline = { source: 'artifacts', candidates: [], differences: [], ended: { reason, failed } };
    return decide('push', main, provenRun(), createComparison({ verdict, baseline }));
  };

  test('prevent a run that was not compared from becoming a baseline', () => {
    expect(unread('no-baseline', true)).toEqual({
      publish: false,
      reason: `No baseline is published: earlier runs could not be read, so it is unknown whether this one is worse (${reason}).`
    });
  });

  test('do not prevent a run that was still compared, nor the first run', () => {
    expect(unread('pass', true).publish).toBe(true);
    expect(unread('no-baseline', false).publish).toBe(true);
  });
});

describe('a run is not published', () => {
  test.each<[string, ReturnType<typeof decide>, RegExp]>([
    ['from another branch', decide('push', 'refs/heads/release'), /not on the default branch/],
    ['from a tag', decide('push', 'refs/tags/main'), /not on the default branch/],
    ['from a pull request', decide('pull_request', 'refs/pull/7/merge'), /started by pull_request/],
    ['from a pull request even on the branch', decide('pull_request', main), /started by pull_request/],
    ['when incomplete', decide('push', main, provenRun({ complete: false })), /incomplete/],
    [
      'when invalid',
      decide('push', main, provenRun(), createComparison({ verdict: 'invalid' })),
      /could not be measured/
    ],
    ['without proof', decide('push', main, createRun()), /no proven results/],
    ['without figures', decide('push', main, provenRun({ samples: [] })), /no proven results/]
  ])('%s', (_, { publish, reason }, expected) => {
    expect(publish).toBe(false);
    expect(reason).toMatch(expected);
  });
});
