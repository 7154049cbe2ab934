import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderComment } from '../../src/report/comment.ts';
import type { ReportContext } from '../../src/report/sections.ts';
import type { Run } from '../../src/model/run.ts';
import type { Comparison, MetricComparison, Verdict } from '../../src/model/comparison.ts';
import { commentContext, createComparison, createMetric, latency, omit } from '../support/comparison-builder.ts';
import { createHistory, shapes } from '../support/comparison-shapes.ts';
import { examples } from '../support/examples.ts';
import { hostileTexts, markdownProblems } from '../support/markdown-shape.ts';
import { createInvalidSample, createRun, createScenarioResult } from '../support/run-builder.ts';

const render = (run: Run, comparison: Comparison, context: Partial<ReportContext> = {}): string =>
  renderComment(run, comparison, { ...commentContext, ...context });

/** The rows of the table that starts at a line. */
function tableAt(document: string, head: string): string[] {
  const lines = document.slice(document.indexOf(head)).split('\n');
  return lines.slice(
    2,
    lines.findIndex(line => !line.startsWith('|'))
  );
}

/** What GitHub would turn into a mention, reference, link, commit or command, outside our own links. */
const harmful =
  /(?<![A-Za-z0-9])@\w|\w@\w+\.|#\d|GH-\d|(?<!\]\()https?:\/\/|www\.|(?<!\\)\]\((?!https:\/\/github\.com\/)|(?<![0-9a-z])(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9a-z])|##\[|^\s*::|ghp_|hunter2|\u202e/m;

describe('the comment of each verdict', () => {
  test.each(Object.keys(shapes) as Verdict[])('%s is whole', verdict => {
    const { run, comparison } = shapes[verdict]();
    expect(markdownProblems(render(run, comparison))).toEqual([]);
  });

  test.each(Object.entries(examples))('is shown by an example: %s', (_name, example) => {
    const document = example();
    expect(markdownProblems(document)).toEqual([]);
    expect(document).toMatch(/^### \S+ (?:Cilium|NOT ENCRYPTED)/);
  });

  test('has an example', () => {
    expect(Object.keys(examples)).toEqual(expect.arrayContaining(Object.keys(shapes)));
  });

  test('says what to do with a link to the documents, unless nothing is to be done', () => {
    for (const verdict of Object.keys(shapes) as Verdict[]) {
      const { run, comparison } = shapes[verdict]();
      const document = render(run, comparison, { links: { docs: 'https://github.com/example/gate/blob/v0/docs' } });
      const link = `(https://github.com/example/gate/blob/v0/docs/troubleshooting.md#${verdict})`;
      expect([verdict, document.includes('**What now?**'), document.includes(link)]).toEqual(
        verdict === 'pass' || verdict === 'unchanged' ? [verdict, false, false] : [verdict, true, true]
      );
    }
  });
});

describe('the frame', () => {
  test('begins with the verdict and ends with links to more details', () => {
    const { run, comparison } = shapes.regression();
    const lines = render(run, comparison).split('\n');
    expect(lines[0]).toBe('### ❌ Cilium performance: regression in `native+wireguard`');
    expect(lines[2]).toMatch(
      /^This pull request makes it slower: native\+wireguard TCP throughput \*\*−12\.0\u00a0%\*\*;/
    );
    expect(lines.at(-1)).toMatch(/^<sub>All nodes .* · cilium-perf-gate .*<\/sub>$/);
  });

  test('names both versions of Cilium if they differ', () => {
    const { run, comparison } = shapes.regression();
    const { reference } = run;
    if (reference === undefined) throw new Error('the shape has one');
    expect(render(run, comparison)).not.toContain('is compared with Cilium');
    const bump = { ...run, reference: { ...reference, chartVersion: '1.19.6' } };
    expect(render(bump, comparison).split('\n')[4]).toBe('Cilium 1.19.6 (reference) is compared with Cilium 1.20.2.');
  });

  test.each([
    ['push', 'refs/heads/main', true],
    ['merge_group', 'refs/heads/gh-readonly-queue/main/pr-7', true],
    ['issue_comment', 'refs/pull/7/merge', true],
    ['schedule', 'refs/heads/main', false],
    ['workflow_dispatch', 'refs/heads/main', false]
  ])('says how to accept a loss of %s on %s: %p', (event, ref, expected) => {
    const { run, comparison } = shapes.regression();
    const { source } = run;
    if (source === undefined) throw new Error('the shape has one');
    const document = render({ ...run, source: { ...source, event, ref } }, comparison);
    expect(document.includes('or accept the loss')).toBe(expected);
  });

  test('marks results of a fork as not verified and names their attempt', () => {
    const { run, comparison } = shapes.pass();
    const plain = render(run, comparison);
    expect(plain).not.toMatch(/Not verified|Attempt/);
    const document = render(run, comparison, { foreign: true, attempt: 3 });
    expect(document).toMatch(/^### ✅ .* \(reported by the fork, not verified\)\n/);
    expect(document.split('\n\n').slice(2, 4)).toEqual([
      expect.stringMatching(/^\*\*Not verified:\*\* .*fork's own job/),
      expect.stringMatching(/^\*\*Attempt 3:\*\*/)
    ]);
  });

  test('warns about leaking Services next to encrypted results, and only if they leak', () => {
    const { run, comparison } = shapes.pass();
    const [scenario] = run.scenarios;
    if (scenario === undefined) throw new Error('the shape has a scenario');
    const leaking = (leaks: 'yes' | 'no'): string => {
      const serviceLeak = { leaks, reason: 'the socket load balancer works on the host only' };
      return render({ ...run, scenarios: [{ ...scenario, serviceLeak }] }, comparison);
    };
    expect(leaking('yes')).toContain('Services would leak: the socket load balancer works on the host only');
    expect(leaking('no')).not.toContain('leak');
  });

  test('contains the given links', () => {
    const { run, comparison } = shapes.pass();
    expect(render(run, comparison)).toContain(`[job](${commentContext.links.run ?? ''})`);
    expect(render(run, comparison, { links: {} })).not.toMatch(/\[job\]|\[raw/);
  });
});

describe('the sentence below the heading', () => {
  test('has changes in bold, but not the ends of their intervals', () => {
    expect(examples['regression']?.()).toContain('TCP throughput **−17.8\u00a0%**, TCP latency **+18.4\u00a0%**.');
    expect(examples['advisory']?.()).toContain('fell by 11\u00a0% (95\u00a0% interval −23 to +2\u00a0%) against');
  });

  test('shows a setting in backticks as code', () => {
    expect(examples['no-baseline']?.()).toContain('the line `actions: read` is missing under `permissions`.');
  });
});

test('has one fold with all details, so that it stays short', () => {
  const { run, comparison } = shapes.inconclusive();
  const document = render(run, comparison);
  const [open = '', ...folds] = document.split('<details>');
  expect(folds[0]).toContain('<summary>Details: all metrics, what is detectable, setup, how to reproduce</summary>');
  expect(folds.length).toBeGreaterThan(4);
  expect(open.split('\n').filter(line => line !== '').length).toBeLessThan(20);
  expect(document).toMatch(/<\/details>\n\n<\/details>\n\n<sub>.*$/);
  const short = render(run, comparison, { limit: document.indexOf('<details>') + 700 });
  expect(short).toContain("Omitted to stay within GitHub's size limit: the details.");
  expect(markdownProblems(short)).toEqual([]);
});

describe('the tables', () => {
  /** The result of each row of the tables above the first fold that decide. */
  const openResults = (document: string, scenario: string): string[] =>
    tableAt(document.split('<details>')[0] ?? '', `| \`${scenario}\``).map(
      row => row.split(' | ').at(-1)?.replace(' |', '') ?? ''
    );

  test('show each scenario with a change in the open, with a word for each test, and fold the others', () => {
    const { run, comparison } = shapes.regression();
    const document = render(run, comparison);
    expect(openResults(document, 'native+wireguard')).toEqual(['❌ slower', '✅ faster']);
    expect(document).toContain('<summary>✅ vxlan: 2 same</summary>');
  });

  test('never fold an inconclusive gated metric, nor one that can only advise', () => {
    const metrics = [
      createMetric({ outcome: 'inconclusive' }),
      createMetric({ ...latency, outcome: 'regression', gated: false, onlyAdvises: true }),
      createMetric({ scenario: 'native' })
    ];
    const document = render(createRun(), createComparison({ verdict: 'inconclusive', metrics }));
    expect(openResults(document, 'vxlan')).toEqual(['❓ unclear', '💬 slower, advisory only']);
  });

  test('leave what does not gate to the fold with all metrics', () => {
    const metrics = [createMetric(), createMetric({ metric: 'retransmits', outcome: 'regression', gated: false })];
    const document = render(createRun(), createComparison({ metrics }));
    expect(openResults(document, 'vxlan')).toEqual(['✅ same']);
    expect(document).toContain(
      '<summary>All 2 metrics with intervals, 1 of them not gated (TCP throughput retransmits)'
    );
    expect(document).toContain('**regression, not gated**');
  });

  test('call a change that no one would call slow worse', () => {
    const metrics = [createMetric({ metric: 'retransmits', unit: 'count', better: 'lower', outcome: 'regression' })];
    const document = render(createRun(), createComparison({ verdict: 'regression', metrics }));
    expect(openResults(document, 'vxlan')).toEqual(['❌ worse, by over half of 10\u00a0%']);
  });

  test('keep a figure and its unit on one line, aligned to the right', () => {
    const { run, comparison } = shapes.regression();
    const document = render(run, comparison);
    expect(document).toContain(
      '| `native+wireguard` | base `9fceb02` | this PR | change |  |\n| --- | ---: | ---: | ---: | --- |'
    );
    expect(document).toContain('| 2.40 | **2.11**\u00a0Gbit/s | −12.0\u00a0%\u00a0±\u00a03 | ❌ slower |');
  });

  test('say that half the tolerance is enough for a regression, if the loss is below the tolerance', () => {
    const { run, comparison } = shapes.regression();
    const wide = { ...comparison, metrics: comparison.metrics.map(metric => ({ ...metric, tolerance: 0.2 })) };
    expect(openResults(render(run, wide), 'native+wireguard')).toContain('❌ slower, by over half of 20\u00a0%');
  });

  test('show metrics that cannot be compared with both values and the reason, below gated ones', () => {
    const zeros = {
      metric: 'retransmits',
      unit: 'count',
      better: 'lower',
      gated: false,
      design: 'none',
      outcome: 'inconclusive',
      reference: 0,
      candidate: 5000,
      reason: 'a sample has 0, so no ratio can be computed'
    } as const;
    const metrics = [createMetric({ outcome: 'regression' }), omit(createMetric(zeros), 'change')];
    const after = render(createRun(), createComparison({ verdict: 'regression', metrics }));
    expect(after).toContain(
      '| `vxlan` | TCP throughput retransmits | 0.0 | 5000 | - | not compared: a sample has 0, so no ratio can be computed | plaintext |'
    );
  });

  test('show at most maxRows rows and count the rest', () => {
    const metrics = Array.from({ length: 30 }, (_, index) =>
      createMetric({ metric: `m${index}`, outcome: 'regression' })
    );
    const document = render(createRun(), createComparison({ verdict: 'regression', metrics }), { maxRows: 7 });
    expect(tableAt(document, '| `vxlan`')).toHaveLength(7);
    expect(document).toContain('23 more rows are omitted here.');
  });

  test('show how many rounds an interval lacks', () => {
    const run = createRun({}, { rounds: 7 });
    const cell = (pairs: number): string =>
      render(run, createComparison({ metrics: [createMetric({ pairs })] }))
        .split('\n')
        .find(line => line.includes('✅ same')) ?? '';
    expect(cell(5)).toContain('| ✅ same, 5 of 7 rounds |');
    expect(cell(7)).toContain('| ✅ same |');
  });
});

describe('the baseline', () => {
  test('lists the runs that were used and those that were rejected', () => {
    const { run, comparison } = shapes.advisory();
    const document = render(run, comparison);
    expect(document).toContain('**Baseline:** 1 earlier run from artifacts of main');
    expect(document).toMatch(/1 earlier run used.*\n\n- \[run 1001 .*\]\(https:.*\/1001\): same repository/);
    expect(document).toMatch(/1 earlier run rejected.*\n\n- \[run 1002 .*\]\(https:.*\/1002\): another kernel/);
    expect(document).toContain('- Hubble was on in the earlier run.');
  });

  test('explains why runs further back were not searched, even with a reference arm', () => {
    const { run, comparison } = shapes.advisory();
    const ended = { reason: 'the line is missing', failed: true };
    const further = render(run, { ...comparison, baseline: { ...comparison.baseline, ended } });
    expect(further).toContain('main by .github/workflows/perf.yml. Runs further back could not be read: the line');
    const none = { source: 'artifacts', candidates: [], differences: [], ended };
    expect(render(run, createComparison({ baseline: none }))).toContain('Earlier runs could not be read: the line');
  });

  test('states that it does not decide if there is a reference arm', () => {
    const { comparison } = shapes.advisory();
    const { run } = shapes.pass();
    const document = render(run, createComparison({ baseline: comparison.baseline }));
    expect(document).toMatch(/^\*\*Baseline:\*\* 1 earlier run from .*; the outcomes are based on the reference\.$/m);
    expect(render(run, comparison)).not.toContain('rest on the reference');
  });
});

describe('a slow decline', () => {
  test('is shown with the older runs it was compared with, and with their control', () => {
    const history = createHistory(7.6e9, 5);
    const metric = createMetric({ design: 'history', outcome: 'regression', pairs: 5, history, slowDecline: true });
    const comparison = createComparison({
      verdict: 'regression',
      design: 'history',
      metrics: [metric, { ...metric, scenario: 'native' }],
      control: { state: 'unchanged', reason: 'The control is as in the earlier runs.' },
      olderControl: { state: 'not available', reason: 'No older run has a control.' }
    });
    const document = render(createRun(), omit(comparison, 'reference'));
    expect(document).toMatch(/<summary>5 older runs .*<\/summary>\n\n- run 1005 of 2026-11-05\n(- .*\n){3}- run 1001 /);
    expect(document).toContain(
      '**Control (host network, without Cilium):** unchanged: The control is as in the earlier'
    );
    expect(document).toContain('**Control since the older runs:** not available: No older run has a control.');
  });
});

describe('the setup', () => {
  test('shows how many of the planned rounds were measured', () => {
    const { run, comparison } = shapes.pass();
    const stopped = { ...run, blocks: run.blocks.filter(({ round }) => round <= 3) };
    expect(render(stopped, comparison)).toContain('| Rounds | 3 of 7, both arms in each, in random order |');
  });
});

describe('text from outside', () => {
  test.each(hostileTexts)('%j has no effect anywhere', text => {
    const base = createRun({
      reference: { source: 'values', description: text, chartVersion: text, identical: false }
    });
    const reason = { kind: 'tool-error', message: text } as const;
    const run: Run = {
      ...base,
      id: text,
      complete: false,
      incompleteReason: text,
      tool: { ...base.tool, version: text },
      ...(base.source === undefined
        ? {}
        : { source: { ...base.source, ref: text, workflow: text, job: text, event: text, sha: text } }),
      ...(base.cilium === undefined
        ? {}
        : { cilium: { ...base.cilium, version: text, chart: text, chartVersion: text } }),
      plan: { ...base.plan, seed: text, scenarios: [text] },
      scenarios: [
        createScenarioResult(text, { status: 'failed', reason, values: { a: 1 } }),
        createScenarioResult(text, { arm: 'reference', values: { a: 2 } })
      ],
      samples: [createInvalidSample({ scenario: text, reason })]
    };
    const metric = createMetric({ scenario: text, metric: text, reason: text, outcome: 'regression' });
    const comparison = createComparison({
      verdict: 'invalid',
      metrics: [metric, { ...metric, outcome: 'equivalent' }],
      invalid: [text],
      notes: [text],
      control: { state: 'changed', reason: text },
      reference: { source: 'values', description: text, chartVersion: text, identical: false },
      baseline: {
        source: text,
        ended: { reason: text, failed: true },
        differences: [text],
        candidates: [
          { label: text, url: text, used: true, reason: text },
          { label: text, used: false, reason: text }
        ]
      }
    });
    const document = render(run, comparison, { links: { run: text, artifact: text } });
    expect(markdownProblems(document)).toEqual([]);
    // The command to reproduce is code, in which GitHub neither links nor notifies.
    const prose = document.replace(/```(diff|sh)\n[\s\S]*?\n```/g, '');
    expect(prose).not.toMatch(harmful);
    expect(document).not.toMatch(/ghp_|hunter2|\u202e|^\s*::/m);
    expect(document).not.toContain('\u0000');
    expect(document.isWellFormed()).toBe(true);
  });

  test.each([
    ['- item', '\\- item'],
    [' + item', '\\+ item'],
    ['1. item', '1\u2060. item'],
    ['::error::x', ':\u2060:\u2060error::x']
  ])('%j starts neither a list nor a command', (text, shown) => {
    const document = render(createRun(), createComparison({ notes: [text], invalid: [text] }));
    expect(document.split('\n').filter(line => line === `- ${shown}`)).toHaveLength(2);
  });

  test('cannot make the comment exceed its limit, truncate it or fake another verdict', () => {
    const text = fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.string({ maxLength: 40 }),
      fc.constantFrom(...hostileTexts).map(part => part.repeat(20))
    );
    const metric = fc.record({
      scenario: fc.oneof(fc.constantFrom('vxlan', 'native+wireguard'), text),
      metric: fc.oneof(fc.constant('throughput'), text),
      reason: text,
      gated: fc.boolean(),
      outcome: fc.constantFrom<MetricComparison['outcome']>(
        'regression',
        'improvement',
        'equivalent',
        'inconclusive',
        'invalid'
      )
    });
    const texts = fc.array(text, { maxLength: 15 });
    fc.assert(
      fc.property(
        fc.array(metric, { maxLength: 30 }),
        texts,
        texts,
        fc.constantFrom<Verdict>('pass', 'inconclusive', 'advisory', 'no-baseline', 'regression', 'invalid'),
        fc.integer({ min: 8000, max: 65_000 }),
        fc.integer({ min: 1, max: 100 }),
        (metrics, sentences, labels, verdict, limit, maxRows) => {
          const comparison = createComparison({
            verdict,
            metrics: metrics.map(each => createMetric(each)),
            invalid: sentences,
            notes: sentences,
            baseline: {
              source: sentences[0] ?? '',
              ended: { reason: sentences[0] ?? '', failed: verdict === 'no-baseline' },
              differences: sentences,
              candidates: labels.map((label, index) => ({ label, used: index % 2 === 0, reason: label }))
            }
          });
          const document = render(createRun(), comparison, { limit, maxRows });
          expect(document.length).toBeLessThanOrEqual(limit);
          expect(markdownProblems(document)).toEqual([]);
          expect(document.endsWith('</sub>')).toBe(true);
          expect(document.split('\n')[0]).toMatch(
            /^### (✅|❓|💬|📏|❌|⛔) Cilium (performance: (within tolerance in|faster in|inconclusive in|only advice for|regression in|no valid result for|earlier runs could not be read, results of)(?: |$)|modes compared on )/
          );
        }
      ),
      { numRuns: 40 }
    );
  });
});

test('the same comparison gives the same comment', () => {
  const twice = [shapes.regression(), shapes.regression()].map(({ run, comparison }) => render(run, comparison));
  expect(twice[0]).toBe(twice[1]);
});
