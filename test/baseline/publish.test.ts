import { describe, expect, test } from '@jest/globals';
import { decidePublishing } from '../../src/baseline/publish.ts';
import { parseEvent } from '../../src/github/event.ts';
import type { Run } from '../../src/model/run.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { createComparison, provenRun } from '../support/baseline-builder.ts';
import { shapes } from '../support/comparison-shapes.ts';
import { createRun } from '../support/run-builder.ts';

const main = 'refs/heads/main';
const sha = 'c'.repeat(40);
/** The run with everything right, from a checkout of this commit. */
const checkedOutAt = (checkedOut?: string): Run => {
  const { source, ...run } = provenRun();
  if (source === undefined) throw new Error('the builder sets it');
  return { ...run, source: { ...source, sha, ...(checkedOut === undefined ? {} : { checkedOut }) } };
};
const decide = (name = 'push', ref = main, run: Run = checkedOutAt(sha), comparison: Comparison = createComparison()) =>
  decidePublishing(run, comparison, parseEvent(name, sha, ref, {}), 'main');

describe('a run is published as a baseline', () => {
  test.each(['push', 'schedule', 'workflow_dispatch'])('from the default branch, started by %s', name => {
    expect(decide(name).publish).toBe(true);
  });

  test.each(['no-baseline', 'advisory', 'inconclusive'] as const)(
    'with the verdict %s, for a first one has to be',
    verdict => {
      expect(decide('push', main, checkedOutAt(sha), createComparison({ verdict })).publish).toBe(true);
    }
  );

  test('with a loss that its pull request accepts, but not with another', () => {
    const worse = createComparison({}, 'regression');
    expect(decide('push', main, checkedOutAt(sha), { ...worse, accepted: true }).publish).toBe(true);
    const refused = decide('push', main, checkedOutAt(sha), worse);
    expect(refused).toEqual({
      publish: false,
      reason: expect.stringMatching(/vxlan tcp-throughput throughput got worse; .*label accept-perf-regression/)
    });
  });
});

test('a run that measured nothing is no baseline', () => {
  const { run, comparison } = shapes.unchanged();
  expect(decide('push', main, run, comparison)).toEqual({
    publish: false,
    reason: 'No baseline is published: nothing was measured.'
  });
});

describe('earlier runs that could not be read', () => {
  const reason = 'the line `actions: read` is missing';
  const unread = (verdict: Comparison['verdict'], failed: boolean): ReturnType<typeof decide> => {
    const baseline = { source: 'artifacts', candidates: [], differences: [], ended: { reason, failed } };
    return decide('push', main, checkedOutAt(sha), createComparison({ verdict, baseline }));
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
    [
      'of another commit, checked out in a manual run',
      decide('workflow_dispatch', main, checkedOutAt('d'.repeat(40))),
      /d{40} is checked out, not the commit of the run, c{40}\.$/
    ],
    [
      'of a commit that git could not tell',
      decide('push', main, checkedOutAt()),
      /it is unknown whether c{40} is checked out/
    ],
    ['when incomplete', decide('push', main, { ...checkedOutAt(sha), complete: false }), /incomplete/],
    [
      'when invalid',
      decide('push', main, checkedOutAt(sha), createComparison({ verdict: 'invalid' })),
      /could not be measured/
    ],
    [
      'without proof',
      decide('push', main, { ...checkedOutAt(sha), samples: createRun().samples }),
      /no proven results/
    ],
    ['without figures', decide('push', main, { ...checkedOutAt(sha), samples: [] }), /no proven results/]
  ])('%s', (_, { publish, reason }, expected) => {
    expect(publish).toBe(false);
    expect(reason).toMatch(expected);
  });
});
