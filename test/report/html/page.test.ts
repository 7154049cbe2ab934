import { describe, expect, test } from '@jest/globals';
import { renderPage } from '../../../src/report/html/page.ts';
import { formatChange } from '../../../src/report/quantity.ts';
import type { Run } from '../../../src/model/run.ts';
import type { Comparison, Verdict } from '../../../src/model/comparison.ts';
import { commentContext, createComparison, createMetric, omit, reference } from '../../support/comparison-builder.ts';
import { sameArms, shapes } from '../../support/comparison-shapes.ts';
import { examplePage } from '../../support/examples.ts';
import { elementsOf } from '../../support/html-elements.ts';
import { hostileTexts } from '../../support/markdown-shape.ts';
import { comparedWithHistory, everyPage } from '../../support/page-shapes.ts';
import { createInvalidSample, createRun, createScenarioResult } from '../../support/run-builder.ts';

const page = (comparison: Comparison, run = createRun()): string =>
  renderPage(run, comparison, { ...commentContext, links: {} });

const { comparison: withHistory } = comparedWithHistory();

describe('renderPage', () => {
  test.each(Object.keys(shapes) as Verdict[])('is well-formed for %s', verdict => {
    const { run, comparison } = shapes[verdict]();
    const elements = elementsOf(page(comparison, run));
    const ids = elements.flatMap(({ attributes }) => / id="([^"]*)"/.exec(attributes)?.[1] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements.filter(
      ({ name, attributes: own }) => name === 'svg' && own.includes('role=')
    )) {
      const named = / aria-labelledby="([^"]*)"/.exec(attributes)?.[1]?.split(' ') ?? [];
      expect(named).toHaveLength(2);
      expect(ids).toEqual(expect.arrayContaining(named));
    }
  });

  test('needs no scripts or external resources', () => {
    const { run, comparison } = shapes.regression();
    const html = page(comparison, run);
    const elements = elementsOf(html);
    expect(elements.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/script|link|img|iframe|use|image/)])
    );
    expect(html).not.toMatch(/url\(|@import| src=| on\w+=/);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html).toContain('width=device-width');
    expect(html.length).toBeLessThan(60_000);
  });

  test('renders the same page for the same comparison', () => {
    expect(page(shapes.regression().comparison)).toBe(page(shapes.regression().comparison));
  });

  test('starts with the verdict and marks results of a fork as not verified', () => {
    const { run, comparison } = shapes.regression();
    expect(page(comparison, run)).toMatch(
      /<h1 class="regression">❌ Cilium performance: regression in <code>native\+wireguard<\/code><\/h1>\n<p class="lead">[^<]*native\+wireguard TCP throughput −12\.0\u00a0%/
    );
    expect(page(comparison, run)).not.toContain('Not verified');
    expect(renderPage(run, comparison, { ...commentContext, foreign: true })).toContain('Not verified');
  });

  test('keeps a figure and its unit together, also where a phone shows a cell beside the name of its column', () => {
    const html = examplePage();
    expect(html).toContain('<p class="lead">This pull request makes it slower: bidirectional throughput −18.9\u00a0%');
    expect(html).toContain('data-column="this PR"><span><strong>1.94</strong> Gbit/s</span></td>');
  });

  test('colors what a difference removes and adds', () => {
    const { run, comparison } = shapes.regression();
    const change = { object: 'Service <s>', path: 'spec.type', reference: '"a"', candidate: '"b"' };
    const differences = [{ scenarios: ['vxlan'], changes: [change], more: 1 }];
    const rendered = { unknownKeys: [], arms: { ...sameArms, differences } };
    const html = page(comparison, { ...run, reference, rendered });
    expect(html).toContain('<del>- Service &lt;s&gt; spec.type: &quot;a&quot;</del>\n');
    expect(html).toContain('<ins>+ Service &lt;s&gt; spec.type: &quot;b&quot;</ins>\nand 1 more');
  });

  test('unfolds the scenarios in which nothing changed, below those with a change', () => {
    const html = page(shapes.regression().comparison);
    const [table = '', folded = ''] = html
      .slice(html.indexOf('<table'), html.indexOf('>Results</h2>'))
      .split('<details open="">');
    expect(table).toContain('❌ slower');
    expect(table).not.toContain('same');
    expect(folded).toContain('<summary>✅ vxlan: 2 same</summary>');
  });

  test('repeats the values of each chart in a table', () => {
    const { run, comparison } = shapes.regression();
    const html = page(comparison, run);
    const rounds = html.slice(html.indexOf('Values per round'));
    for (const figure of ['2.43 Gbit/s', '2.15 Gbit/s']) expect(rounds).toContain(figure);
    expect(rounds.match(/<td class="figure" data-column="Round">7<\/td>/g)?.length).toBeGreaterThanOrEqual(2);
    expect(page(withHistory)).toContain('run 1012 of 2026-11-12');
  });

  test('folds the statistical tests and the pooled variances', () => {
    const html = page(
      createComparison({
        metrics: [createMetric({ adjustedP: 0.0004 }), omit(createMetric({ gated: false }), 'adjustedP')],
        variancePools: [{ metrics: ['vxlan a b', 'vxlan c d'], priorDegreesOfFreedom: 4 }]
      })
    );
    const [, after = ''] = html.split('<details><summary>Statistical tests</summary>');
    expect(after.slice(0, after.indexOf('<h2')).match(/<tr>/g)).toHaveLength(2);
    expect(after).toContain('&lt; 0.001');
    expect(after).toMatch(/2 metrics .* at most 4\.0 degrees .* \(vxlan a b, vxlan c d\)/);
    expect(page(withHistory)).toContain('Statistical tests');
    const none = omit(createMetric(), 'adjustedP');
    expect(page(createComparison({ metrics: [none] }))).not.toContain('Statistical tests');
  });

  test.each(hostileTexts)('shows %j as text', text => {
    const reason = { kind: 'tool-error', message: text } as const;
    const run = createRun({
      id: text,
      reference: { ...reference, description: text },
      scenarios: [
        createScenarioResult(text, { status: 'failed', reason, values: { [text]: text } }),
        createScenarioResult(text, { arm: 'reference' })
      ],
      samples: [createInvalidSample({ scenario: text, reason })]
    });
    const metric = createMetric({
      scenario: text,
      metric: text,
      reason: text,
      outcome: 'regression',
      history: [{ label: text, startedAt: text, value: 1 }]
    });
    const html = page(
      createComparison({
        verdict: 'invalid',
        // The columns of the table are named after the modes.
        reference: { ...reference, modes: { candidate: text, reference: text } },
        metrics: [metric],
        invalid: [text],
        notes: [text],
        control: { state: 'changed', reason: text },
        baseline: {
          source: text,
          ended: { reason: text, failed: true },
          differences: [text],
          candidates: [{ label: text, url: text, used: true, reason: text }]
        }
      }),
      run
    );
    elementsOf(html);
    expect(html).not.toMatch(/ghp_|hunter2|\u202e|javascript:/);
  });

  test('explains why earlier runs were not searched', () => {
    const ended = { reason: 'the line is missing', failed: true };
    const html = page(createComparison({ baseline: { source: 's', candidates: [], differences: [], ended } }));
    expect(html).toContain('Earlier runs could not be read: the line is missing.</p>');
  });

  test('links an earlier run, but only to https addresses', () => {
    const candidates = ['https://github.com/a/b/actions/runs/1', 'javascript:alert(1)'].map(url => ({
      label: 'run',
      url,
      used: true,
      reason: 'r'
    }));
    const html = page(createComparison({ baseline: { source: 's', candidates, differences: [] } }));
    expect(html.match(/<a href="(?!#)[^>]*>/g)).toEqual([
      '<a href="https://github.com/a/b/actions/runs/1" rel="noreferrer">'
    ]);
  });
});

/** The numbers in an attribute of all elements of a kind. */
function numbersOf(html: string, kind: string, attribute: string): number[] {
  return elementsOf(html.replace(/<ul class="legend">[\s\S]*?<\/ul>/g, ''))
    .filter(({ attributes }) => attributes.includes(` class="${kind}"`))
    .map(({ attributes }) => Number(new RegExp(` ${attribute}="([^"]*)"`).exec(attributes)?.[1]));
}

describe('the charts', () => {
  const { run, comparison } = shapes.regression();
  const html = page(comparison, run);

  test('draw bars in proportion to their values', () => {
    const [reference0 = 0, reference1 = 0] = numbersOf(html, 'reference', 'width');
    const [candidate0 = 0] = numbersOf(html, 'candidate', 'width');
    expect(candidate0 / reference0).toBeCloseTo(2.11 / 2.4, 2);
    expect(reference1 / reference0).toBeCloseTo(7.61 / 2.4, 2);
  });

  test('show every sample on the bars, and every round as a ratio', () => {
    const scenarios = ['vxlan'];
    const arms = ['candidate', 'reference'] as const;
    const measuredTwice = createRun({}, { scenarios, arms, tests: ['tcp-throughput'], rounds: 7 });
    const samples = measuredTwice.samples.flatMap(sample => [sample, { ...sample, id: `${sample.id}-2`, repeat: 2 }]);
    const invalid = createInvalidSample({ scenario: 'vxlan', test: 'tcp-throughput' });
    const dots = (kind: string, one: Run): number =>
      numbersOf(page(createComparison({ metrics: [createMetric()] }), one), kind, 'cx').length;
    const all = { ...measuredTwice, samples: [...samples, invalid] };
    expect(dots('reference-dot', all)).toBe(14);
    expect(dots('candidate-dot', all)).toBe(14 + 7);
    // This many dots would be indistinguishable.
    const many = { ...all, samples: Array.from({ length: 20 }, () => samples).flat() };
    expect(dots('reference-dot', many)).toBe(7);
    expect(dots('reference-dot', { ...all, samples: [] })).toBe(7);
  });

  test('stay within the drawing for any values', () => {
    const extreme = createMetric({
      change: { estimate: 50, low: 1e-9, high: 1e12, level: 0.95 },
      candidate: 380e9,
      outcome: 'regression'
    });
    const huge = createMetric({
      reference: 1e-300,
      candidate: 1e300,
      change: { estimate: 1e300, low: 0, high: 1e300, level: 0.95 },
      rounds: [{ round: 1, reference: 1e-300, candidate: 1e300 }]
    });
    const drawn = page(createComparison({ metrics: [extreme, huge] }));
    expect(drawn).not.toMatch(/NaN|Infinity/);
    const xs = ['x', 'x1', 'x2', 'cx'].flatMap(name =>
      [...drawn.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(match => Number(match[1]))
    );
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...xs)).toBeLessThanOrEqual(420);
  });

  test('draw the band of a throughput as wide as its statistical tolerance', () => {
    const drawn = page(createComparison({ metrics: [createMetric({ candidate: 7.61e9 * 0.82, tolerance: 0.2 })] }));
    const [changes = 0, bars = 0] = numbersOf(drawn, 'band', 'x');
    const [estimate = 0] = numbersOf(drawn, 'estimate equivalent', 'cx');
    const [candidate = 0] = numbersOf(drawn, 'candidate', 'width');
    const start = 4;
    expect(changes).toBeLessThan(estimate);
    expect(bars).toBeCloseTo(start + (candidate / 0.82) * 0.8, 0);
  });

  test('distinguish a slow decline from a comparison with the pool', () => {
    const [metric = createMetric()] = withHistory.metrics;
    const drawn = page({
      ...withHistory,
      metrics: [{ ...metric, slowDecline: true }],
      olderControl: { state: 'changed', reason: 'It fell.' }
    });
    expect(drawn).toContain('TCP throughput in older runs (Gbit/s)');
    expect(drawn).toContain('12 older runs from 2026-11-01 to 2026-11-12');
    expect(drawn).toMatch(
      /<summary>12 older runs used to detect a slow decline<\/summary>\n<div id="section-\d+"><ul><li>run 1012 of 2026-11-12<\/li>/
    );
    expect(drawn).toContain('<p><strong>Control since the older runs:</strong> changed: It fell.</p>');
    expect(page(withHistory)).not.toContain('lder runs');
  });

  test('draw a run that fell below its band below it', () => {
    const drawn = page(withHistory);
    const history = drawn.slice(drawn.indexOf('id="history-1-title"'));
    const band = /<rect class="band"[^>]* y="([\d.]+)"[^>]* height="([\d.]+)"/.exec(history);
    const estimate = /<circle class="estimate regression"[^>]* cy="([\d.]+)"/.exec(history);
    expect(Number(estimate?.[1])).toBeGreaterThan(Number(band?.[1]) + Number(band?.[2]));
    expect(numbersOf(drawn, 'reference-dot', 'cx').length).toBeGreaterThanOrEqual(12);
  });

  test('say on which side worse is, which differs between throughput and latency', () => {
    const drawn = page(createComparison());
    const changes = drawn.slice(drawn.indexOf('id="changes-1-title"'), drawn.indexOf('id="bars-2-title"'));
    const directions = [...changes.matchAll(/class="direction \w+"[^>]*>([^<]*)</g)].map(match => match[1]);
    expect(directions).toEqual(['← worse', 'better →', '← better', 'worse →']);
    const bars = drawn.slice(drawn.indexOf('id="bars-2-title"'));
    expect([...bars.matchAll(/>(better|worse) →</g)].map(match => match[1])).toEqual(['better', 'worse']);
  });

  test('name the round, the run and the value of each point in its tooltip', () => {
    const tips = (drawn: string): string[] =>
      [...drawn.matchAll(/<g class="hinted"><title>([^<]*)</g)].map(match => match[1] ?? '');
    const { run: paired, comparison: regression } = shapes.regression();
    const ofRounds = tips(page(regression, paired));
    expect(ofRounds).toContainEqual(
      expect.stringMatching(/^round 7: .1\d\.\d % \(2\.4\d Gbit\/s to 2\.\d\d Gbit\/s\)$/)
    );
    expect(ofRounds).toContain(
      `native+wireguard TCP throughput: ${formatChange({ estimate: 0.88, low: 0.85, high: 0.91, level: 0.95 })}`
    );
    expect(ofRounds).toContain('tolerated: 10 %');
    expect(tips(page(withHistory))).toContain('run 1012 of 2026-11-12: 7.52 Gbit/s, Cilium 1.20.2');
  });

  test('have dates, link each run of the history, and mark where the version of Cilium changes', () => {
    const drawn = page(withHistory, createRun());
    const history = drawn.slice(drawn.indexOf('id="history-1-title"'), drawn.indexOf('id="history-2-title"'));
    expect(history).toMatch(/>2026-11-05<[^]*>2026-11-12</);
    const links = [...history.matchAll(/<a href="([^"]*)"/g)].map(match => match[1]);
    expect(links).toHaveLength(12);
    expect(links[0]).toBe('https://github.com/example/cilium-config/actions/runs/1001');
    expect(
      numbersOf(`<svg>${history.slice(history.indexOf('<text'), history.indexOf('</svg>'))}</svg>`, 'version', 'x1')
    ).toHaveLength(1);
    expect(history).toContain('<title>Cilium 1.20.2 from here on</title>');
    // The runs of one day must not be one point.
    const xs = numbersOf(
      `<svg>${history.slice(history.indexOf('<text'), history.indexOf('</svg>'))}</svg>`,
      'reference-dot',
      'cx'
    );
    expect(xs).toEqual([...xs].sort((left, right) => left - right));
    expect(new Set(xs).size).toBe(12);
  });

  test('do not link runs of a repository whose name is no name', () => {
    const { source, ...run } = createRun();
    const drawn = page(withHistory, { ...run, source: source && { ...source, repository: 'a"b/c' } });
    expect(drawn).not.toMatch(/<a href="https/);
  });
});

test('the contents link every section with a title', () => {
  for (const [, html] of everyPage()) {
    const titles = html.match(/<h2 |<details[^>]*><summary>[^<]*<\/summary>\n<div id=/g) ?? [];
    expect(html.match(/<li><a href="#section-\d+">/g) ?? []).toHaveLength(titles.length);
  }
});
