import { describe, expect, test } from '@jest/globals';
import type { BaseCommit, BaseSource } from '../../src/github/job.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { readReference, wantedReference } from '../../src/run/reference.ts';
import { readCandidate } from '../../src/run/cilium-spec.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';

const sha = '9fceb02d0ae598e95dc970b74767f19372d61af8';
type Content = Readonly<Record<string, string>>;

/** The base branch with these files; which were asked for is kept. */
function baseWith(content: Content | undefined): BaseSource & { readonly asked: string[] } {
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
          }
        };
  return { asked, isDefault: true, commit: () => Promise.resolve(commit) };
}

/** The reference of a checkout with these files, and what was said and written meanwhile. */
async function read(inputs: Content, checkout: Content, content: Content | undefined) {
  const files = fakeFiles(checkout);
  const outputs = fakeOutputs();
  const processes = fakeProcesses((_, args) => {
    const at = args.indexOf('--version');
    return { stdout: `name: cilium\nversion: ${at === -1 ? '1.20.9' : (args[at + 1] ?? '')}\n` };
  });
  const host = fakeHost({ files, processes, outputs });
  const options = parseOptions({ 'cilium-version': '1.20.2', ...inputs }, files);
  const base = baseWith(content);
  const kind = wantedReference(options, base) ?? 'base';
  const candidate = await readCandidate(host, options);
  const found = await readReference(host, options, kind, candidate, base, '/work/run');
  return { ...found, written: files.content, lines: outputs.lines, asked: base.asked };
}

const values = { 'cilium-values': 'cilium/values.yaml' };

describe('the reference from the base commit', () => {
  test('has the values of that commit, by path from the repository root', async () => {
    const { spec, record, written, asked } = await read(
      { 'cilium-values': './cilium/../cilium/values.yaml' },
      { './cilium/../cilium/values.yaml': 'hubble: {enabled: false}' },
      { 'cilium/values.yaml': 'hubble: {enabled: true}' }
    );
    expect(asked).toEqual(['cilium/values.yaml']);
    expect(spec.userValues).toEqual([{ hubble: { enabled: true } }]);
    expect(record).toEqual({
      source: 'base',
      description: 'main at 9fceb02',
      sha,
      chartVersion: '1.20.2',
      identical: false
    });
    expect(spec.valuesFiles).toEqual(['/work/run/reference-values-0.yaml']);
    expect(written.get('/work/run/reference-values-0.yaml')).toBe('hubble: {enabled: true}');
  });

  test('is recognized as identical to the candidate even if formatted differently', async () => {
    const same = await read(
      values,
      { 'cilium/values.yaml': 'a: 1\nb: {c: 2}\n' },
      { 'cilium/values.yaml': '# a comment\nb:\n  c: 2\na: 1\n' }
    );
    expect(same.record.identical).toBe(true);
  });

  test('is measured without a file that the pull request adds, and reports show that', async () => {
    const { spec, record, lines } = await read(
      { 'cilium-values': 'old.yaml, new.yaml' },
      { 'old.yaml': 'a: 1', 'new.yaml': 'b: 2' },
      { 'old.yaml': 'a: 1' }
    );
    expect(spec.userValues).toEqual([{ a: 1 }, {}]);
    expect(record).toMatchObject({ description: 'main at 9fceb02, which has no new.yaml', identical: false });
    expect(lines).toEqual(['warning: new.yaml is not in main at 9fceb02: the reference is measured without it']);
  });

  test('has the version in its own version file', async () => {
    const inputs = { 'cilium-version-file': '.cilium-version' };
    const files = { '.cilium-version': 'v1.20.2\n' };
    const run = (content: Content) => read({ ...inputs, 'cilium-version': '' }, files, content);
    expect((await run({ '.cilium-version': '1.19.6\n' })).record).toMatchObject({
      chartVersion: '1.19.6',
      identical: false
    });
    const added = await run({});
    expect(added.record).toMatchObject({
      chartVersion: '1.20.2',
      description: 'main at 9fceb02, which has no .cilium-version'
    });
    await expect(run({ '.cilium-version': 'latest' })).rejects.toThrow('is not a version');
  });

  test.each(['/elsewhere/values.yaml', '../values.yaml'])('cannot be told of a file outside: %s', async path => {
    await expect(read({ 'cilium-values': path }, { [path]: 'a: 1' }, {})).rejects.toThrow(
      `cilium-values: "${path}" is outside of the checkout`
    );
  });

  test('can be in a folder whose name starts with two dots', async () => {
    const { asked } = await read({ 'cilium-values': '..v/a.yaml' }, { '..v/a.yaml': '' }, { '..v/a.yaml': '' });
    expect(asked).toEqual(['..v/a.yaml']);
  });

  test('does not exist for the first commit of a branch', async () => {
    await expect(read(values, { 'cilium/values.yaml': '' }, undefined)).rejects.toThrow('write reference: none');
  });

  test('is refused for a chart in the repository, because both arms would use the same files', async () => {
    const chart = { 'cilium-chart': 'chart', 'cilium-version': '' };
    const checkout = { 'chart/Chart.yaml': 'name: cilium', chart: '' };
    await expect(read(chart, checkout, { 'chart/Chart.yaml': 'name: cilium' })).rejects.toThrow(
      'cilium-chart: "chart" is part of the repository'
    );
    expect((await read(chart, checkout, {})).record.identical).toBe(true);
    const outside = { '/c/Chart.yaml': 'name: cilium', '/c': '' };
    expect((await read({ ...chart, 'cilium-chart': '/c' }, outside, {})).asked).toEqual([]);
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
    expect(spec.userValues).toEqual([{ a: 2 }]);
    expect(record).toEqual({
      source: 'values',
      description: 'values of old.yaml',
      chartVersion: '1.20.2',
      identical: false
    });
  });

  test('has its own version and the same values', async () => {
    const { spec, record } = await read(
      { ...values, 'reference-cilium-version': '1.19.6' },
      { 'cilium/values.yaml': 'a: 1' },
      {}
    );
    expect(spec.userValues).toEqual([{ a: 1 }]);
    expect(record).toMatchObject({ source: 'version', description: 'Cilium 1.19.6', chartVersion: '1.19.6' });
  });

  test('has both if both are given', async () => {
    const { record } = await read(
      { ...values, 'reference-values': 'old.yaml', 'reference-cilium-version': '1.20.2' },
      { 'cilium/values.yaml': 'a: 1', 'old.yaml': 'a: 1' },
      {}
    );
    expect(record).toMatchObject({ description: 'values of old.yaml and Cilium 1.20.2', identical: true });
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
    [{ gate: 'tcp-latency' }, 'is not a metric'],
    [{ 'reference-values': 'missing.yaml' }, 'reference-values: "missing.yaml" does not exist']
  ])('are reported before anything starts: %j', (inputs, message) => {
    expect(() => parseOptions(inputs, files)).toThrow(message);
  });
});
