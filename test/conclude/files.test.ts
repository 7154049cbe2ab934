import { describe, expect, test } from '@jest/globals';
import { serializeEarlier } from '../../src/baseline/earlier-file.ts';
import { concludeFiles, type NamedRun } from '../../src/conclude/files.ts';
import { serializeRun } from '../../src/results/write.ts';
import type { Verdict } from '../../src/model/comparison.ts';
import { fakeFiles, fakeHost, fakeOutputs } from '../fakes/host.ts';
import { comparing } from '../inputs/comparing.ts';
import { bothArms, measured, slower } from '../verdict/measured.ts';

const quiet: NamedRun = { path: 'kind/run.json', run: measured(() => 1, bothArms, { id: 'quiet' }) };
/** Alone it is a regression, p = 0.02; among the metrics of three runs it is not. */
const borderline: NamedRun = {
  path: 'aks/run.json',
  run: measured(slower(0.94, 'tcp-throughput'), bothArms, { id: 'borderline' }, 0.12)
};

async function concluded(
  ...runs: NamedRun[]
): Promise<{ verdicts: readonly Verdict[]; text: (path: string) => string }> {
  const files = fakeFiles();
  const { compared } = await concludeFiles(fakeHost({ files }), comparing(), 'out', runs);
  const verdicts = compared.map(({ comparison }) => comparison.verdict);
  return { verdicts, text: path => files.content.get(path)?.toString() ?? '' };
}

describe('run files', () => {
  test('of one run are reported as a job does', async () => {
    const { verdicts, text } = await concluded(borderline);
    expect(verdicts).toEqual(['regression']);
    expect(text('out/comment.md')).toMatch(/^### ❌ Cilium performance: regression in `vxlan`/);
    expect(text('out/report.html')).toContain('<h1 class="regression">');
  });

  test('have one line in the log, because the caller prints their report', async () => {
    const outputs = fakeOutputs();
    await concludeFiles({ ...fakeHost({ files: fakeFiles() }), outputs }, comparing(), 'out', [borderline]);
    expect(outputs.lines).toEqual(['aks/run.json, reported in out: regression']);
  });

  test('are compared again with the comparison saved next to them, unless other files are named', async () => {
    const [record, candidate] = [
      { source: 'artifacts of main', differences: [] },
      { label: 'run 7', used: false }
    ];
    const beside = (run: string): string =>
      serializeEarlier(run, {
        record: { ...record, candidates: [{ ...candidate, reason: 'from a fork' }] },
        pool: [],
        anchor: []
      });
    const commentWith = async (earlier: string): Promise<string> => {
      const files = fakeFiles({ 'kind/earlier.json': earlier });
      await concludeFiles(fakeHost({ files }), comparing(), 'out', [quiet]);
      return files.content.get('out/comment.md')?.toString() ?? '';
    };
    expect(await commentWith(beside('quiet'))).toContain('from a fork');
    expect(await commentWith(beside('another run in the folder'))).not.toContain('from a fork');
    await expect(commentWith('{}')).rejects.toThrow('kind/earlier.json is not a saved comparison; delete it');
  });

  test('of several runs are one family, reported in one text, worst first', async () => {
    const { verdicts, text } = await concluded(quiet, borderline, { ...quiet, path: 'third/run.json' });
    expect(verdicts).toEqual(['inconclusive', 'pass', 'pass']);
    const comment = text('out/comment.md');
    expect(comment).toMatch(
      /^### ❓ Cilium performance: inconclusive in 1 of 3 setups\n\nResults: 1 × inconclusive, 2 × pass, corrected together/
    );
    expect(comment.indexOf('aks/run.json')).toBeLessThan(comment.indexOf('kind/run.json'));
    expect(text('out/2/comment.md')).toContain('also corrected for 4 gated metrics');
    expect(text('out/1/report.html')).toContain('<h1 class="pass">');
    expect(JSON.parse(text('out/3/comparison.json'))).toMatchObject({ verdict: 'pass' });
  });

  test('that have nothing to be compared with are described side by side, in their order, worst reports first', async () => {
    const shape = { ...bothArms, arms: ['candidate'] } as const;
    const plain: NamedRun = { path: 'b/run.json', run: measured(() => 1, shape, { id: 'plain' }) };
    const failed: NamedRun = {
      path: 'a/run.json',
      run: { ...plain.run, complete: false, incompleteReason: 'the runner stopped' }
    };
    const heading = async (...described: NamedRun[]): Promise<string> =>
      (await concluded(...described)).text('out/comment.md');
    const comment = await heading(plain, failed);
    expect(comment).toMatch(/^### ⛔ Cilium performance: 2 runs side by side, 1 invalid\n/);
    expect(comment).toContain('|  | VXLAN, b | VXLAN, a |');
    expect(comment.indexOf('<summary>⛔ a/run.json')).toBeLessThan(comment.indexOf('<summary>📏 b/run.json'));
    expect(await heading(plain, quiet)).not.toContain('side by side');
    // Earlier runs without one figure in common are a comparison that failed.
    const other = measured(() => 1, { ...shape, scenarios: ['native'] }, { id: 'other' });
    const files = fakeFiles({ 'earlier/run.json': serializeRun(other) });
    const named = comparing({ baseline: 'file', baselineFiles: ['earlier/run.json'] });
    const described = await concludeFiles(fakeHost({ files }), named, 'out', [plain, plain]);
    expect(described.compared.map(({ comparison }) => comparison.design)).toEqual(['none', 'none']);
    expect(described).not.toHaveProperty('sideBySide');
  });
});
