import { describe, expect, test } from '@jest/globals';
import type { Run, Sample } from '../../src/model/run.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderPage } from '../../src/report/html/page.ts';
import { compareRun } from '../../src/verdict/compare.ts';
import { commentContext } from '../support/comparison-builder.ts';
import { examples } from '../support/examples.ts';
import { bothArms, measured, noHistory, policy } from '../verdict/measured.ts';

const run = measured(() => 1, { ...bothArms, scenarios: ['vxlan+wireguard'] });
const reason = 'cilium_wg0 moved less than 2.0 % of what the pods moved, on both nodes';
const comment = (one: Run): string => renderComment(one, compareRun(one, policy, noHistory), commentContext);

/** All samples of the candidate's throughput in plaintext, half a gigabyte each. */
function clear(sample: Sample): Sample {
  if (sample.test !== 'tcp-throughput' || sample.arm === 'reference' || sample.path === 'host') return sample;
  const coverage = (['client', 'server'] as const).map(side => ({
    ...({ side, direction: side === 'client' ? 'sent' : 'received', unit: 'bytes' } as const),
    ...{ counted: 0, expected: 5e8, share: 0, needed: 0.98 }
  }));
  return {
    ...sample,
    ...{ status: 'invalid', metrics: {}, reason: { kind: 'proof-mismatch', message: `plaintext: ${reason}` } },
    proof: { verdict: 'plaintext', mode: 'wireguard', reason, coverage, notes: [], faults: [] }
  };
}
const leaking = { ...run, samples: run.samples.map(clear) };

describe('a comment on plaintext', () => {
  const document = comment(leaking);

  test('says first how much of which mode left which node, then the evidence', () => {
    expect(document.split('\n')[0]).toBe(
      '### 🚨 NOT ENCRYPTED: 3.5\u00a0GB of `vxlan+wireguard` left perf-worker in plaintext'
    );
    expect(document.split('\n')[2]).toBe(
      `cilium\\_wg0 moved less than 2.0\u00a0% of what the pods moved, on both nodes; its speed is not reported.`
    );
  });

  test('has one word for the test, and does not repeat the evidence for each sample', () => {
    expect(document).toContain('| TCP throughput | - | - | - | 🚨 plaintext |');
    expect(document.split(reason.replace('_', '\\_')).length).toBeLessThan(4);
    expect(document).toContain('; the same 6 more times (round 2, 3, 4, 5, 6, 7)');
  });

  test('counts what a row of the matrix carried if there are no samples, and shows the row', () => {
    const example = examples['not-encrypted']?.() ?? '';
    expect(example).toMatch(/^### 🚨 NOT ENCRYPTED: 2\.1\u00a0GB of `vxlan\+ztunnel` left perf-worker in plaintext\n/);
    expect(example.split('<details>')[0]).toContain('| enrolled | enrolled | other node | encrypted | **plaintext** |');
  });

  test('names samples that only a retry encrypted, without a verdict', () => {
    const [first] = leaking.samples.filter(({ status }) => status === 'invalid');
    if (first === undefined) throw new Error('there is one');
    const mended = {
      ...run,
      samples: [...run.samples.map(one => (one.id === first.id ? { ...one, attempt: 2 } : one)), first]
    };
    expect(comment(mended)).toContain(
      '1 sample of vxlan+wireguard was plaintext; the retry was encrypted, and only the retry counts.'
    );
    expect(comment(run)).not.toContain('was plaintext');
  });
});

test('the traffic matrix stands in the comment and on the page whenever it was measured', () => {
  const row = {
    ...({
      source: 'pod',
      destination: 'host',
      placement: 'other-node',
      expected: 'plaintext',
      seen: 'plaintext'
    } as const),
    ...{ reason: 'it went past cilium_wg0', bytes: 1e6, matches: true }
  };
  const verified = { ...run, scenarios: run.scenarios.map(one => ({ ...one, matrix: [row] })) };
  expect(comment(verified)).toContain('<summary>Which traffic is encrypted: VXLAN + WireGuard</summary>');
  expect(renderPage(verified, compareRun(verified, policy, noHistory), commentContext)).toContain(
    '>Which traffic is encrypted: VXLAN + WireGuard</h2>'
  );
  expect(comment(run)).not.toContain('Which traffic is encrypted');
});
