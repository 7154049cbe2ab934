import { posix, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { BaseCommit, BaseSource } from '../../src/github/job.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { readArms } from '../../src/run/read-arms.ts';
import { wantedReference } from '../../src/run/reference.ts';
import { contentReader } from '../../src/run/cilium-spec.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';

const sha = '9fceb02d0ae598e95dc970b74767f19372d61af8';
const merge = 'a'.repeat(40);
type Content = Readonly<Record<string, string>>;

/** What the base and Git know, apart from the files. */
interface History {
  /** Paths before the change, by those after it. */
  readonly renamed?: Content;
  /** Files of the checkout that Git finds words in. */
  readonly withWords?: readonly string[];
  /** Files that Git knows; all by default. */
  readonly tracked?: readonly string[];
  /** The commit that is checked out. */
  readonly head?: string;
  /** Whether it contains the base. */
  readonly current?: boolean;
}

/** The base branch with these files; which were asked for is kept. */
function baseWith(content: Content | undefined, history: History = {}): BaseSource & { readonly asked: string[] } {
  const asked: string[] = [];
  const commit: BaseCommit | undefined =
    content === undefined
      ? undefined
      : {
          sha,
          branch: 'main',
          file: path => {
            asked.push(path);
            return Promise.resolve(content[path]);
          },
          folder: folder =>
            Promise.resolve(
              Object.keys(content)
                .filter(path => posix.dirname(path) === folder)
                .map(path => posix.basename(path))
            ),
          head: history.head ?? merge,
          earlierPath: path => Promise.resolve(history.renamed?.[path]),
          isInHead: () => Promise.resolve(history.current ?? true)
        };
  return { asked, isDefault: true, commit: () => Promise.resolve(commit) };
}

/** The reference of a checkout with these files, and what was said and written meanwhile. */
async function read(inputs: Content, checkout: Content, content: Content | undefined, history: History = {}) {
  const files = fakeFiles(checkout);
  const outputs = fakeOutputs();
  const processes = fakeProcesses((command, args) => {
    if (command === 'git') {
      if (args.includes('grep')) return { stdout: (history.withWords ?? []).map(file => `${file}\0`).join('') };
      const path = args.at(-1) ?? '';
      return { stdout: history.tracked?.includes(path) === false ? '' : `${path}\n` };
    }
    const at = args.indexOf('--version');
    return { stdout: `${chart}version: ${at === -1 ? '1.20.9' : (args[at + 1] ?? '')}\n` };
  });
  const host = fakeHost({ files, processes, outputs, environment: { GITHUB_SHA: merge } });
  const options = parseOptions(inputs, files);
  const base = baseWith(content, history);
  const kind = wantedReference(options, base) ?? 'base';
  const { specs, reference } = await readArms(host, options, kind, base, contentReader(host));
  const candidate = specs.get('candidate');
  if (candidate === undefined || reference === undefined) throw new Error('there are two arms');
  const lines = outputs.lines.filter(line => !/^(?:candidate|reference): Cilium/.test(line));
  return { ...reference, candidate, lines, asked: base.asked };
}

const chart = 'name: cilium\nencryption: {}\nipam: {}\noperator: {}\nhubble: {}\na: 1\nb: 1\n';
const values = { 'cilium-values': 'cilium/values.yaml' };

describe('the reference from the base commit', () => {
  test('has the values of that commit, by path from the repository root', async () => {
    const { spec, record, asked } = await read(
      { 'cilium-values': './cilium/../cilium/values.yaml' },
      { 'cilium/values.yaml': 'hubble: {enabled: false}' },
      { 'cilium/values.yaml': 'hubble: {enabled: true}' }
    );
    expect(asked).toContain('cilium/values.yaml');
    expect(spec.values).toEqual({ hubble: { enabled: true } });
    expect(record).toEqual({
      source: 'base',
      description: 'main at 9fceb02',
      sha,
      chartVersion: '1.20.2'
    });
  });

  test('is measured without a file that the pull request adds, and reports show that', async () => {
    const { spec, record, lines } = await read(
      { 'cilium-values': 'old.yaml, new.yaml' },
      { 'old.yaml': 'a: 1', 'new.yaml': 'b: 2' },
      { 'old.yaml': 'a: 1' }
    );
    expect(spec).toMatchObject({ values: { a: 1 }, from: ['old.yaml', 'new.yaml (absent)'] });
    expect(record).toMatchObject({ description: 'main at 9fceb02, which has no new.yaml' });
    expect(lines).toEqual(['warning: new.yaml is not in main at 9fceb02: the reference is measured without it']);
  });

  test('has the version in its own version file', async () => {
    const inputs = { 'cilium-version-file': '.cilium-version' };
    const files = { '.cilium-version': 'v1.20.2\n' };
    const run = (content: Content) => read(inputs, files, content);
    expect((await run({ '.cilium-version': '1.19.6\n' })).record).toMatchObject({ chartVersion: '1.19.6' });
    const added = await run({});
    expect(added.record).toMatchObject({
      chartVersion: '1.20.2',
      description: 'main at 9fceb02, which has no .cilium-version'
    });
    await expect(run({ '.cilium-version': 'latest' })).rejects.toThrow(
      'cilium-version-file: .cilium-version in main at 9fceb02 has no version of Cilium'
    );
  });

  test.each(['/elsewhere/values.yaml', '../values.yaml'])('cannot be told of a file outside: %s', async path => {
    await expect(read({ 'cilium-values': path }, { [resolve(path)]: 'a: 1' }, {})).rejects.toThrow(
      `cilium-values: "${path}" is outside of the checkout`
    );
  });

  test('can be in a folder whose name starts with two dots', async () => {
    const { asked } = await read({ 'cilium-values': '..v/a.yaml' }, { '..v/a.yaml': '' }, { '..v/a.yaml': '' });
    expect(asked).toContain('..v/a.yaml');
  });

  test('does not exist for the first commit of a branch', async () => {
    await expect(read(values, { 'cilium/values.yaml': '' }, undefined)).rejects.toThrow('write reference: none');
  });

  test('is refused for a chart in the repository, because both arms would use the same files', async () => {
    const chart = { 'cilium-chart': 'chart' };
    const checkout = { 'chart/Chart.yaml': 'name: cilium', chart: '' };
    await expect(read(chart, checkout, { 'chart/Chart.yaml': 'name: cilium' })).rejects.toThrow(
      'cilium-chart: "chart" is part of the repository'
    );
    expect((await read(chart, checkout, {})).record.description).toBe('main at 9fceb02');
    const outside = { '/c/Chart.yaml': 'name: cilium', '/c': '' };
    expect((await read({ ...chart, 'cilium-chart': '/c' }, outside, {})).asked).toEqual([]);
  });
});

describe('what a pull request does to files', () => {
  const oci = (tag: string): string =>
    `apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: cilium}\nspec: {url: oci://x/cilium, ref: {tag: ${tag}}}`;
  const release = (value: number): string =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cilium}\nspec: {chartRef: {name: cilium}, values: {a: ${value}}}`;

  test('each arm has values and version of its own commit, also from files beside', async () => {
    const { candidate, spec, record } = await read(
      { 'cilium-values': 'k/h.yaml' },
      { 'k/h.yaml': release(2), 'k/oci.yaml': oci('1.19.4') },
      { 'k/h.yaml': release(1), 'k/oci.yaml': oci('1.18.4') }
    );
    expect(candidate).toMatchObject({ values: { a: 2 }, chartVersion: '1.19.4' });
    expect(spec).toMatchObject({ values: { a: 1 }, chartVersion: '1.18.4' });
    expect(record).toMatchObject({ chartVersion: '1.18.4' });
  });

  test('also from files elsewhere, which are searched for in the checkout', async () => {
    const { candidate, spec } = await read(
      { 'cilium-values': 'apps/cilium/h.yaml' },
      { 'apps/cilium/h.yaml': release(2), 'flux/oci.yaml': oci('1.19.4') },
      { 'apps/cilium/h.yaml': release(1), 'flux/oci.yaml': oci('1.18.4') },
      { withWords: ['flux/oci.yaml'] }
    );
    expect([candidate.chartVersion, spec.chartVersion]).toEqual(['1.19.4', '1.18.4']);
  });

  test('paths are those below the checkout, wherever it is', async () => {
    const { asked, spec } = await read(
      { 'cilium-values': 'src/cilium/values.yaml#cilium' },
      { 'src/.git': '', 'src/cilium/values.yaml': 'cilium: {a: 1}' },
      { 'cilium/values.yaml': 'cilium: {a: 2}' }
    );
    expect(asked).toContain('cilium/values.yaml');
    expect(spec.values).toEqual({ a: 2 });
  });

  test('a renamed file is read under its earlier name', async () => {
    const { spec, lines } = await read(
      { 'cilium-values': 'new.yaml' },
      { 'new.yaml': 'a: 1' },
      { 'old.yaml': 'a: 2' },
      {
        renamed: { 'new.yaml': 'old.yaml' }
      }
    );
    expect(spec.values).toEqual({ a: 2 });
    expect(lines).toEqual(['new.yaml was old.yaml in main at 9fceb02, which the reference is read from']);
  });

  test('a deleted file is left out of the candidate', async () => {
    const inputs = { 'cilium-values': 'a.yaml, b.yaml' };
    const { candidate, spec, lines } = await read(inputs, { 'a.yaml': 'a: 1' }, { 'a.yaml': 'a: 1', 'b.yaml': 'b: 2' });
    expect(candidate.values).toEqual({ a: 1 });
    expect(spec.values).toEqual({ a: 1, b: 2 });
    expect(lines).toEqual([
      'warning: b.yaml is in main at 9fceb02, but not here: the candidate is measured without it'
    ]);
  });

  test('a file that a step has generated is refused', async () => {
    await expect(read(values, { 'cilium/values.yaml': 'a: 1' }, {}, { tracked: [] })).rejects.toThrow(
      'cilium-values: cilium/values.yaml is in neither commit, so a step of this job has probably generated it; generate the file of the base commit too, and name it in reference-values'
    );
  });

  test('a checkout of the head alone is named if it lacks commits of the base', async () => {
    const same = { 'cilium/values.yaml': 'a: 1' };
    const head = '1234567890'.repeat(4);
    const { lines, record } = await read(values, same, same, { head, current: false });
    expect(lines).toEqual([
      expect.stringMatching(/^warning: 1234567 is checked out, which lacks commits of main at 9fceb02: /)
    ]);
    expect(record.description).toBe('main at 9fceb02, which has commits that the checked out 1234567 lacks');
    expect((await read(values, same, same, { head })).lines).toEqual([]);
    expect((await read(values, same, same)).lines).toEqual([]);
  });

  test('a file cannot take values from outside of the checkout', async () => {
    const text = 'helmCharts: [{name: cilium, valuesFile: ../secret.yaml}]';
    const files = { 'r/.git': '', 'r/k.yaml': text, 'secret.yaml': 'a: 1' };
    await expect(read({ 'cilium-values': 'r/k.yaml' }, files, {})).rejects.toThrow('takes values from ../secret.yaml');
  });
});

describe('the reference from the inputs', () => {
  test('has its own values', async () => {
    const { spec, record, asked } = await read(
      { ...values, 'reference-values': 'old.yaml' },
      { 'cilium/values.yaml': 'a: 1', 'old.yaml': 'a: 2' },
      {}
    );
    expect(asked).toEqual([]);
    expect(spec.values).toEqual({ a: 2 });
    expect(record).toEqual({
      source: 'values',
      description: 'values of old.yaml',
      chartVersion: '1.20.2'
    });
  });

  test('has its own version and the same values', async () => {
    const { spec, record } = await read(
      { ...values, 'reference-cilium-version': '1.19.6' },
      { 'cilium/values.yaml': 'a: 1' },
      {}
    );
    expect(spec.values).toEqual({ a: 1 });
    expect(record).toMatchObject({ source: 'version', description: 'Cilium 1.19.6', chartVersion: '1.19.6' });
  });

  test('has both if both are given', async () => {
    const { record } = await read(
      { ...values, 'reference-values': 'old.yaml', 'reference-cilium-version': '1.20.2' },
      { 'cilium/values.yaml': 'a: 1', 'old.yaml': 'a: 1' },
      {}
    );
    expect(record).toMatchObject({ description: 'values of old.yaml and Cilium 1.20.2' });
  });
});

describe('wantedReference', () => {
  const files = fakeFiles({ 'v.yaml': '' });
  const wanted = (inputs: Content, base: BaseSource | undefined, verifyOnly = false) =>
    wantedReference({ ...parseOptions(inputs, files), verifyOnly }, base);
  const pullRequest = baseWith({});
  const push = { ...pullRequest, isDefault: false };

  test('is the base on pull requests and none otherwise, unless an input says otherwise', () => {
    expect(wanted({}, pullRequest)).toBe('base');
    expect(wanted({}, push)).toBeUndefined();
    expect(wanted({}, undefined)).toBeUndefined();
    expect(wanted({ reference: 'none' }, pullRequest)).toBeUndefined();
    expect(wanted({ reference: 'base' }, push)).toBe('base');
  });

  test('is what the inputs name, instead of the base', () => {
    expect(wanted({ 'reference-values': 'v.yaml' }, pullRequest)).toBe('values');
    expect(wanted({ 'reference-cilium-version': '1.19.6' }, undefined)).toBe('version');
  });

  test('is none if no samples are taken', () => {
    expect(wanted({}, pullRequest, true)).toBeUndefined();
  });

  test('cannot be a base that does not exist', () => {
    expect(() => wanted({ reference: 'base' }, undefined)).toThrow('reference: base needs a commit before this one');
  });
});

describe('contradictions in a comparison', () => {
  const files = fakeFiles({ 'v.yaml': '', 'chart/Chart.yaml': '', chart: '' });

  test.each([
    [{ reference: 'none', 'reference-values': 'v.yaml' }, 'reference-values: cannot be used with reference: none'],
    [
      { reference: 'base', 'reference-cilium-version': '1.19.6' },
      'reference-cilium-version: cannot be used with reference'
    ],
    [{ 'cilium-chart': 'chart', 'reference-cilium-version': '1.19.6' }, 'cannot be used with a chart path'],
    [{ baseline: 'none', 'baseline-files': 'run.json' }, 'baseline-files: cannot be used with baseline: none'],
    [{ baseline: 'file' }, 'baseline-files: must be set'],
    [{ 'fail-on': 'none, regression' }, 'lists none together'],
    [{ gate: 'tcp-latency' }, 'is not a metric']
  ])('are reported before anything starts: %j', (inputs, message) => {
    expect(() => parseOptions(inputs, files)).toThrow(message);
  });
});
