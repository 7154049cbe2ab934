import { describe, expect, test } from '@jest/globals';
import type { Run } from '../../src/model/run.ts';
import { plainText, type Text } from '../../src/report/blocks.ts';
import { adviceSections } from '../../src/report/advice.ts';
import { describeVerdict } from '../../src/report/headline.ts';
import { groundsSection } from '../../src/report/grounds.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import { createComparison, createMetric, omit } from '../support/comparison-builder.ts';
import { examples } from '../support/examples.ts';
import { createRun } from '../support/run-builder.ts';
import { measured, noHistory, policy } from '../verdict/measured.ts';

const textOf = (paragraphs: readonly Text[] = []): string =>
  paragraphs.map(text => (typeof text === 'string' ? text : plainText(text))).join(' ');

describe('what to do about an inconclusive result', () => {
  const advise = (roundsNeeded: number | undefined, durationSeconds = 5): string => {
    const run = createRun();
    const open = omit(createMetric({ outcome: 'inconclusive', pairs: 12 }), 'roundsNeeded');
    const metric = roundsNeeded === undefined ? open : { ...open, roundsNeeded };
    const comparison = createComparison({ verdict: 'inconclusive', metrics: [metric] });
    const longer = {
      ...{ ...run, plan: { ...run.plan, durationSeconds } },
      ...{ startedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:30:00.000Z' }
    };
    return textOf(adviceSections(longer, comparison, {})[0]?.paragraphs);
  };

  test('is a longer sample, then more rounds, then a quieter runner', () => {
    expect(advise(19)).toMatch(
      /^What now\? Set duration: 10s in the workflow and push it\. If that is not enough, try rounds: 19 \(about \d+ min in all\), then a quieter runner\.$/
    );
  });

  test('is no push for a run outside of a workflow', () => {
    const metric = createMetric({ outcome: 'inconclusive', roundsNeeded: 19 });
    const comparison = createComparison({ verdict: 'inconclusive', metrics: [metric] });
    const run = omit(createRun(), 'source');
    expect(textOf(adviceSections(run, comparison, {})[0]?.paragraphs)).toContain(
      'Set duration: 10s and measure again.'
    );
  });

  test('is not a longer sample if it already is as long', () => {
    // 30 minutes for 12 rounds.
    expect(advise(19, 10)).toBe('What now? Try rounds: 19 (about 48 min in all), then a quieter runner.');
  });

  test.each([101, undefined])('is not a number of rounds that cannot be set: %p', needed => {
    expect(advise(needed)).toBe(
      'What now? Set duration: 10s in the workflow and push it. If that is not enough, try a quieter runner, because at this noise no number of rounds is enough.'
    );
  });
});

test('the run of a second workflow is what to re-run after accepting a loss, and it measures nothing', () => {
  const comparison = createComparison({ verdict: 'regression', metrics: [createMetric({ outcome: 'regression' })] });
  const advise = (report?: string): string =>
    textOf(adviceSections(createRun(), comparison, report === undefined ? {} : { report })[0]?.paragraphs);
  expect(advise()).toMatch(/re-run the job\.$/);
  expect(advise('https://github.com/example/gate/actions/runs/2')).toMatch(
    /re-run the workflow that reports, which measures nothing\.$/
  );
});

describe('a mode that failed on both sides', () => {
  const failure = { kind: 'rollout-failed', message: 'no agent is ready' } as const;
  const run = measured(() => 1, {
    scenarios: ['vxlan', 'vxlan+ipsec'],
    tests: ['tcp-throughput'],
    arms: ['candidate', 'reference'],
    rounds: 4
  });
  const failing = (arms: readonly string[], kind: 'rollout-failed' | 'cluster-failed' = 'rollout-failed'): Run => ({
    ...run,
    scenarios: run.scenarios.map(one =>
      one.name === 'vxlan+ipsec' && arms.includes(one.arm)
        ? { ...one, status: 'failed', reason: one.arm === 'reference' ? { ...failure, kind } : failure }
        : one
    ),
    samples: run.samples.filter(({ scenario, arm }) => scenario !== 'vxlan+ipsec' || !arms.includes(arm))
  });
  const sentence = (of: Run): string => describeVerdict(of, compareRun(of, policy, noHistory), false).sentence;

  test('is probably not the fault of the pull request', () => {
    expect(sentence(failing(['candidate', 'reference']))).toBe(
      'vxlan+ipsec could not be measured, on the base either, so this pull request is probably not the cause: no agent is ready'
    );
  });

  test('may be its fault if only its own side failed, or both for different reasons', () => {
    expect(sentence(failing(['candidate']))).toMatch(/^vxlan\+ipsec failed: no agent is ready/);
    expect(sentence(failing(['candidate', 'reference'], 'cluster-failed'))).toMatch(/^vxlan\+ipsec failed: /);
  });

  test('does not hide what failed for another reason', () => {
    const both = failing(['candidate', 'reference']);
    const lost = both.samples.filter(({ scenario, arm }) => scenario !== 'vxlan' || arm !== 'candidate');
    expect(sentence({ ...both, samples: lost })).not.toContain('probably not the cause');
  });

  test('names the modes that were plaintext, as configured', () => {
    expect(textOf(groundsSection(failing(['candidate', 'reference']), {})[0]?.paragraphs)).toMatch(
      /^🔓 vxlan: plaintext, as configured, proven in all 8 samples · 🔁/
    );
  });
});

test('a report never asks for fewer rounds than can pass or fail', () => {
  const rows = (examples['pass']?.() ?? '').matchAll(/\| (\d+)\srounds \| (\d+)\srounds \|$/gm);
  expect([...rows].map(([, , needed]) => needed)).toEqual(['4', '4', '4', '4']);
});
