import { describe, expect, test } from '@jest/globals';
import { renderForTerminal } from '../../src/report/terminal.ts';
import { compareRuns } from '../../src/verdict/compare.ts';
import { bothArms, measured, noHistory, policy, slower } from '../verdict/measured.ts';

const plain = (_: string, text: string): string => text;

function reportOn(...runs: readonly ReturnType<typeof measured>[]) {
  return compareRuns(
    runs.map(run => ({ run, history: noHistory })),
    policy
  ).map(({ run, comparison }) => ({ run, comparison }));
}

describe('a comparison on a terminal', () => {
  const reports = reportOn(measured(slower(0.8, 'tcp-throughput'), bothArms, {}, 0.001));

  test('is a verdict and one aligned table, without Markdown', () => {
    const text = renderForTerminal(reports, plain);
    expect(text).toMatch(/^Regression: this pull request makes it slower: TCP throughput −20\.0 %/);
    expect(text).not.toMatch(/[*|`]|<details>/);
    const lines = text.split('\n');
    const head = lines.find(line => line.startsWith('vxlan')) ?? '';
    const row = lines.find(line => line.startsWith('  TCP throughput')) ?? '';
    expect(row).toMatch(/ Gbit\/s +[\d.]+ Gbit\/s +−\d\d\.\d % \(−\d\d\.\d to −\d\d\.\d %\) {2}regression$/);
    // Both figures end where the titles of their columns do.
    const ends = [...row.matchAll(/Gbit\/s/g)].map(match => match.index + match[0].length);
    expect(ends).toEqual([head.indexOf('reference') + 9, head.indexOf('now') + 3]);
    expect(text).toContain('in report.html and comparison.json');
  });

  test('has the color of each outcome', () => {
    const text = renderForTerminal(reports, (color, piece) => `<${color}>${piece}</${color}>`);
    expect(text).toContain('<red>Regression:</red>');
    expect(text).toContain('<red>regression</red>');
    expect(text).toMatch(/TCP latency .*<green>unchanged<\/green>/);
  });

  test.each([
    ['not-encrypted', 'red'],
    ['invalid', 'red'],
    ['inconclusive', 'yellow'],
    ['unchanged', 'green']
  ] as const)('has the verdict %s in %s', (verdict, color) => {
    const colored = reports.map(report => ({ ...report, comparison: { ...report.comparison, verdict } }));
    expect(renderForTerminal(colored, (name, text) => `<${name}>${text}`)).toMatch(new RegExp(`^<${color}>`));
  });

  test('has plaintext in red although its label accepts losses', () => {
    const accepted = { verdict: 'not-encrypted', accepted: true } as const;
    const colored = reports.map(report => ({ ...report, comparison: { ...report.comparison, ...accepted } }));
    expect(renderForTerminal(colored, (name, text) => `<${name}>${text}`)).toMatch(/^<red>/);
  });

  test('has an accepted regression in yellow', () => {
    const accepted = reports.map(report => ({
      ...report,
      comparison: { ...report.comparison, accepted: true as const }
    }));
    expect(renderForTerminal(accepted, (name, text) => `<${name}>${text}`)).toMatch(/^<yellow>Regression, accepted:/);
  });

  test('names the files of several runs, and what has no valid measurement', () => {
    const [report] = reports;
    if (report === undefined) throw new Error('nothing was compared');
    const comparison = { ...report.comparison, invalid: ['vxlan tcp-stream: \x1b[31mno server\n'] };
    const text = renderForTerminal(
      [
        { ...report, name: 'a/run.json' },
        { ...report, name: 'b/run.json', comparison }
      ],
      plain
    );
    expect(text).toMatch(/^a\/run\.json\nRegression:/);
    expect(text).toContain('\n\nb/run.json\nRegression:');
    expect(text).toContain('No valid measurement:\n  vxlan tcp-stream: ');
    expect(text).not.toContain('\x1b');
  });
});
