import { describe, expect, test } from '@jest/globals';
import { renderComment } from '../../src/report/comment.ts';
import { renderPage } from '../../src/report/html/page.ts';
import { renderSeveral } from '../../src/report/matrix-jobs.ts';
import { renderSideBySide } from '../../src/report/side-by-side.ts';
import { renderScenarioDocument } from '../../src/report/scenario-document.ts';
import { renderSummary } from '../../src/report/summary.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Run } from '../../src/model/run.ts';
import { referenceName } from '../../src/model/trend.ts';
import { describeRegression } from '../../src/report/regression-issue.ts';
import { eventsOf } from '../../src/verdict/trend-events.ts';
import { trendOf } from '../../src/verdict/trend.ts';
import { commentContext, createComparison, createMetric } from '../support/comparison-builder.ts';
import { markdownProblems } from '../support/markdown-shape.ts';
import { createInvalidSample, createRun, createScenarioResult } from '../support/run-builder.ts';
import { trendRuns } from '../support/trend-builder.ts';

/** What a fork, a branch, a cluster or a commenter could write where a report shows a text. */
const payloads: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '</summary></details><details open><summary>x',
  '</td></tr></table><h1>Pass</h1>',
  '<!-- cilium-perf-gate=default -->',
  '--> <b>x</b> <!--',
  '</style><style>*{display:none}',
  '</sub><sub>',
  '<a href="javascript:alert(1)">x</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;img src=x&#62;',
  '[x](javascript:alert(1))',
  '[x]: https://evil.example "t"',
  '![x](https://evil.example/p.png)',
  '[x][y]\n\n[y]: https://evil.example',
  '[click\\](https://evil.example)',
  '<https://evil.example>',
  'see //evil.example and HTTPS://EVIL.EXAMPLE',
  '@everyone',
  '\\@org/team',
  'a @\u200borg/team b@user',
  'fixes owner/repo#1, GH-12, #3',
  '```\n</details>\n@all\n```',
  '~~~\n# x\n~~~',
  '    indented\n\n# **Pass:** nothing got worse',
  '**Pass:** nothing got worse',
  '|a|b|\n|-|-|\n|1|2|',
  '\\| a | b \\|',
  '$\\color{red}{x}$ $$x$$',
  '> [!WARNING]\n> x',
  '- [x] done\n1. one\n+ two',
  '[^1] and [^1]: note',
  '\u202e<b>\u202c \u{e0041}\u{e0042} \u3164 \u034f \ufff9',
  '\u0085::error::x\n::set-output name=a::b',
  '##[error]x\r##[group]y',
  '*a* _b_ __c__ ~~d~~ `e` ``f``',
  '\u0000\u001b[31m\u009b0m\u0007'
];

function poisoned(text: string): { readonly run: Run; readonly comparison: Comparison } {
  const base = createRun({ reference: { source: 'values', description: text, chartVersion: text, identical: false } });
  const reason = { kind: 'tool-error', message: text } as const;
  const { source, cluster, cilium, tools } = base;
  if (source === undefined || cluster === undefined || cilium === undefined || tools === undefined)
    throw new Error('base');
  const run: Run = {
    ...base,
    id: text,
    complete: false,
    incompleteReason: text,
    source: { ...source, repository: text, sha: text, ref: text, event: text, workflow: text, job: text },
    cluster: {
      ...cluster,
      name: text,
      kubernetesVersion: text,
      nodes: cluster.nodes.map(node => ({ ...node, name: text, kernel: text, osImage: text, cpuModel: text }))
    },
    cilium: { ...cilium, version: text, chart: text, chartVersion: text, agentImage: text, agentImageId: text },
    tools: { ...tools, image: text, imageId: text, iperf3: text },
    overrides: [text],
    asFound: { enrolledNamespaces: [text], valuesUnknown: text },
    plan: { ...base.plan, seed: text },
    scenarios: base.scenarios.map(scenario =>
      createScenarioResult(scenario.name, {
        ...{ arm: scenario.arm, status: 'failed', reason, statusCheck: text, values: { [text]: text } },
        ...{ datapath: { hostRouting: text, hubble: text }, certificates: { issuer: text, ca: 'other' } },
        witness: [{ node: text, seen: 'plaintext', reason: text }]
      })
    ),
    samples: [createInvalidSample({ reason, command: [text], agentRestarts: [text] })]
  };
  const metric = createMetric({ metric: text, reason: text, outcome: 'regression' });
  const comparison = createComparison({
    verdict: 'invalid',
    metrics: [metric],
    ...{ invalid: [text], notes: [text], control: { state: 'changed', reason: text } },
    baseline: {
      source: 'artifact',
      candidates: [{ label: text, url: text, used: false, reason: text }],
      differences: [text]
    }
  });
  return { run, comparison };
}

/** Elements of a page with the names of their attributes. */
function skeleton(html: string): readonly string[] {
  return (html.match(/<[^>]*>/g) ?? []).map(tag => tag.replace(/"[^"]*"/g, '""'));
}

const context = { ...commentContext, foreign: true };

/** The documents in Markdown. */
const documents = {
  comment: ({ run, comparison }) => renderComment(run, comparison, context),
  summary: ({ run }) => renderSummary(run),
  scenario: ({ run }) => renderScenarioDocument(run, run.scenarios[0]?.name ?? '', () => undefined),
  'job summary': ({ run, comparison }, text) => {
    const render = (limit: number): string => renderComment(run, comparison, { ...context, limit });
    return renderSeveral([{ name: text, run, comparison, foreign: true, render }], [text], 20_000);
  },
  'side by side': ({ run, comparison }, text) => {
    const other = createRun({ cilium: undefined, cluster: undefined });
    const runs = [run, other].map((one, index) => {
      const render = (limit: number): string => renderComment(one, comparison, { ...context, limit });
      return { name: `${text}${index}/run.json`, run: one, comparison, foreign: false, render };
    });
    return renderSideBySide(runs, runs, 40_000);
  },
  issue: (_, text) => {
    const runs = trendRuns(60).map((run, index) => ({
      ...run,
      figures: run.figures.map(figure => ({
        ...figure,
        ratio: figure.scenario === undefined ? undefined : index < 40 ? 1 : 0.5
      })),
      ...(index < 40 ? {} : { sha: text }),
      setup: {
        ...run.setup,
        [referenceName('vxlan')]: text,
        ...(index < 40 ? { Cilium: '1', kernel: '2', [text]: '3' } : { Cilium: text, kernel: text, [text]: text })
      }
    }));
    const report = trendOf({ repository: 'example/x', runs }, { alsoGate: [] });
    const [event] = eventsOf(report);
    if (event === undefined) throw new Error('there is a change');
    return describeRegression(report, event, text).body;
  }
} as const satisfies Record<string, (of: ReturnType<typeof poisoned>, text: string) => string>;

/** What GitHub would act on, outside of code. */
const active =
  /(?<![A-Za-z0-9\u2060])@\w|(?<![\w/])#\d|\bGH-\d|(?<!\]\()https?:\/\/(?!github\.com\/example\/)|(?<!\\)\]\((?!https:\/\/github\.com\/example\/)|^\s*::|##\[/im;

const hidden = ['\u0085', '\u202e', '\u3164', '\u034f', '\ufff9', '\u001b', '\u{e0041}'];

/** A summary is HTML, in which GitHub links names and numbers, but reads no Markdown. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,}).*\n[^]*?\n\1$/gm, '')
    .replace(/`[^`\n]+`/g, '')
    .replace(/^<summary>.*<\/summary>$/gm, summary => summary.replaceAll('](', ']'));
}

describe.each(Object.keys(documents) as (keyof typeof documents)[])('in the %s', name => {
  test.each(payloads)('%j is shown and does nothing', text => {
    const document = documents[name](poisoned(text), text);
    expect(markdownProblems(document)).toEqual([]);
    expect(withoutCode(document)).not.toMatch(active);
    expect(hidden.filter(character => document.includes(character))).toEqual([]);
  });
});

describe('in the page', () => {
  const of = (text: string): string => {
    const { run, comparison } = poisoned(text);
    return renderPage(run, comparison, context);
  };
  // Words of one length need no other layout.
  const harmless = new Set(skeleton(of('harmless')));
  test.each(payloads)('%j adds no element, attribute or address', text => {
    const page = of(text);
    expect(skeleton(page).filter(tag => !harmless.has(tag))).toEqual([]);
    expect(page).not.toMatch(/href="(?!https:\/\/github\.com\/|#)|<script|<[^>]*\ssrc=/);
  });
});
