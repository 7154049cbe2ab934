import { describe, expect, test } from '@jest/globals';
import type { TrendRun } from '../../src/model/trend.ts';
import { describeRegression } from '../../src/report/regression-issue.ts';
import { eventsOf } from '../../src/verdict/trend-events.ts';
import { trendOf } from '../../src/verdict/trend.ts';
import { pinnedRuns, trendRuns, type Factor } from '../support/trend-builder.ts';

const lost: Factor = (run, { scenario, test: name }) =>
  scenario !== undefined && name === 'tcp-throughput' && run >= 40 ? 0.8 : 1;

function bodyOf(runs: readonly TrendRun[]): string {
  const report = trendOf({ repository: 'owner/name', runs }, { alsoGate: [] });
  const event = eventsOf(report).find(({ isLoss }) => isLoss);
  if (event === undefined) throw new Error('there is a loss');
  return describeRegression(report, event, undefined).body;
}

describe('the text of an issue', () => {
  test('says so if the control changed as well, which other losses do not', () => {
    const machines = 'The control changed as well, enough to explain this';
    expect(bodyOf(trendRuns(60, run => (run >= 40 ? 0.5 : 1)))).toContain(machines);
    expect(bodyOf(trendRuns(60, lost))).not.toContain(machines);
  });

  test('says what the loss is relative to', () => {
    expect(bodyOf(trendRuns(60, lost))).toContain('Adjusted by the control of the same run.');
    expect(bodyOf(pinnedRuns(60, lost))).toContain('in the same run: Cilium 1.19.6, values a.');
  });

  test('says which run measured it last, and which is the newest', () => {
    const body = (end: number): string =>
      bodyOf(
        trendRuns(60, lost).map((run, index) =>
          index < end ? run : { ...run, figures: run.figures.filter(({ test: name }) => name !== 'tcp-throughput') }
        )
      );
    expect(body(60)).toContain('still there in the newest of 60 runs, [2026-03-01](');
    expect(body(55)).toContain(
      'still there in the run of [2026-02-24](https://github.com/owner/name/actions/runs/1054), the last one that measured it; the newest run is that of [2026-03-01]('
    );
  });

  test('links the commits in between, if they are some', () => {
    const between = (sha: string): string =>
      bodyOf(trendRuns(60, lost).map((run, index) => (index < 40 ? run : { ...run, sha })));
    expect(between('b'.repeat(40))).toContain(`/compare/${'a'.repeat(40)}...${'b'.repeat(40)})`);
    expect(between('x@y')).not.toContain('/compare/');
  });
});
