import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../src/inputs/arguments.ts';
import type { Run } from '../../src/model/run.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderBenchstat } from '../../src/report/formats.ts';
import { renderPage } from '../../src/report/html/page.ts';
import { reproduceCommand } from '../../src/report/reproduce.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import { commentContext } from '../support/comparison-builder.ts';
import { acrossModes, measured, noHistory, policy, slower } from '../verdict/measured.ts';

const run = measured(slower(0.8), acrossModes);
const comment = (one: Run): string => renderComment(one, compareRun(one, policy, noHistory), commentContext);

describe('a pull request that changes the mode', () => {
  test('has a comment whose first lines name both modes, and a table test by test', () => {
    const lines = comment(run).split('\n');
    expect(lines.slice(0, 5).join('\n')).toContain(
      'The modes differ: base: vxlan+wireguard, this pull request: native+ipsec (strict mode egress). Each side was measured and verified in its own mode.'
    );
    expect(comment(run)).toMatch(/\| Reference: vxlan\+wireguard \| Now: native\+ipsec \(strict mode egress\) \|/);
    expect(comment(run)).toMatch(/\| TCP throughput \| 7\.\d+ \| \*\*6\.\d+\*\*\u00a0Gbit\/s \| /);
  });

  test('is described as now and the reference elsewhere', () => {
    const source = run.source && { ...run.source, event: 'push', ref: 'refs/heads/main' };
    const reference = run.reference && { ...run.reference, source: 'values' as const };
    expect(comment({ ...run, ...(source && { source }), ...(reference && { reference }) })).toContain(
      'The modes differ: reference: vxlan+wireguard, now: native+ipsec'
    );
  });

  test("has a table for each arm in the summary, headed by the arm's own mode", () => {
    const summary = renderSummary(run);
    expect(summary).toMatch(/\| Test \| Native Routing \+ IPsec \|/);
    expect(summary).toMatch(
      /## Reference - [^]*\| Test \| VXLAN \+ WireGuard \|[^]*\| TCP Throughput \(Gbit\/s\) \| 7\.6/
    );
  });

  test('has the samples of both arms in files and charts', () => {
    expect(renderBenchstat(run, 'reference')).toContain(
      'BenchmarkCilium/scenario=vxlan+wireguard/test=tcp-throughput 1'
    );
    expect(renderBenchstat(run, 'candidate')).toContain('BenchmarkCilium/scenario=native+ipsec/test=tcp-throughput 1');
    // One dot for each sample; without samples it would be one for each round.
    const again = run.samples.map(sample => ({ ...sample, id: `${sample.id}-again`, repeat: 2 }));
    const twice = { ...run, samples: [...run.samples, ...again] };
    const page = renderPage(twice, compareRun(twice, policy, noHistory), commentContext);
    expect(page.split('class="reference-dot"')).toHaveLength(2 * 2 * 7 + 1);
  });

  test('is reproduced with its values, which determine the modes', () => {
    const files = { exists: (path: string) => path === 'v.yaml', isFolder: () => false };
    const command = reproduceCommand({ ...run, plan: { ...run.plan, fromValues: true } });
    expect(command).not.toContain('--scenarios');
    const parsed = parseArguments([...command.slice(2), '--cilium-values', 'v.yaml'], files);
    expect(parsed).toMatchObject({ kind: 'run', options: { scenarios: [] } });
  });
});

test('what named scenarios override stands at the top of the comment', () => {
  const overrides = ['scenarios: vxlan overrides routingMode: native of cilium-values'];
  expect(comment({ ...run, overrides })).toContain('scenarios: vxlan overrides routingMode: native of cilium-values.');
});
