import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createFiles } from '../../src/host/host.ts';
import { createProcesses } from '../../src/host/processes.ts';
import { filesWithWords, isTracked, openOnDisk } from '../../src/run/checkout.ts';
import { fakeHost, fakeProcesses } from '../fakes/host.ts';

test('Git finds the tracked YAML files of a checkout that contain all words, whatever these are', async () => {
  const root = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-words-'));
  const files = {
    'a/one.yaml': 'kind: ConfigMap\nname: --open-files-in-pager=x\n',
    'two.yml': 'configMapGenerator: [{name: --open-files-in-pager=x}]',
    'name.yaml': 'name: --open-files-in-pager=x',
    'text.md': 'ConfigMap --open-files-in-pager=x'
  };
  mkdirSync(join(root, 'a'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  execFileSync('git', ['-C', root, 'init', '--quiet']);
  execFileSync('git', ['-C', root, 'add', '--all']);
  writeFileSync(join(root, 'untracked.yaml'), files['a/one.yaml']);
  const processes = createProcesses(new AbortController().signal);
  const words = ['ConfigMap', '--open-files-in-pager=x'];
  expect(await filesWithWords(processes, root, words)).toEqual(['a/one.yaml', 'two.yml']);
  expect(await filesWithWords(processes, root, ['nothing'])).toEqual([]);
  const located = { root, path: 'a/one.yaml', pointer: undefined, inCheckout: true };
  expect(await isTracked({ processes }, located)).toBe(true);
  expect(await isTracked({ processes }, { ...located, path: 'untracked.yaml' })).toBe(false);
});

test('without Git, no files are found', async () => {
  expect(
    await filesWithWords(
      fakeProcesses(() => undefined),
      '/r',
      ['a']
    )
  ).toEqual([]);
});

test('a link may stay in the checkout, but not lead out of it: values are published', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-links-'));
  const root = join(folder, 'repository');
  mkdirSync(join(root, '.git'), { recursive: true });
  mkdirSync(join(folder, 'home'));
  mkdirSync(join(folder, 'repository-of-another'));
  writeFileSync(join(folder, 'repository-of-another', 'config'), 'token: x');
  writeFileSync(join(folder, 'home', 'config'), 'token: x');
  writeFileSync(join(root, 'values.yaml'), 'mtu: 1400');
  symlinkSync('values.yaml', join(root, 'inside.yaml'));
  symlinkSync('../home/config', join(root, 'outside.yaml'));
  symlinkSync('../home', join(root, 'folder'));
  symlinkSync('../repository-of-another/config', join(root, 'beside.yaml'));
  const open = openOnDisk({ ...fakeHost({ files: createFiles() }) }, undefined);
  expect((await open('cilium-values', join(root, 'inside.yaml')))?.content).toBe('mtu: 1400');
  for (const path of ['outside.yaml', 'folder/config', 'beside.yaml']) {
    await expect(open('cilium-values', join(root, path))).rejects.toThrow(/is a link that leaves the repository/);
  }
});

test('a checkout behind a link is one, as on machines whose temporary folder is a link', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-links-'));
  mkdirSync(join(folder, 'real', '.git'), { recursive: true });
  writeFileSync(join(folder, 'real', 'values.yaml'), 'mtu: 1400');
  symlinkSync('real', join(folder, 'repository'));
  const open = openOnDisk({ ...fakeHost({ files: createFiles() }) }, undefined);
  expect((await open('cilium-values', join(folder, 'repository', 'values.yaml')))?.content).toBe('mtu: 1400');
});

test('a file of a pull request reads and lists nothing above the checkout', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-links-'));
  const root = join(folder, 'repository');
  mkdirSync(join(root, '.git'), { recursive: true });
  writeFileSync(join(folder, 'config'), 'token: x');
  writeFileSync(join(root, 'values.yaml'), 'mtu: 1400');
  const open = openOnDisk({ ...fakeHost({ files: createFiles() }) }, undefined);
  const { place } = (await open('cilium-values', join(root, 'values.yaml'))) ?? {};
  expect(await place?.tree.read('a/../values.yaml')).toBe('mtu: 1400');
  for (const path of ['../config', 'a/../../config', `../${'../'.repeat(50)}etc/passwd`, '..']) {
    expect(await place?.tree.read(path)).toBeUndefined();
  }
  expect(await place?.tree.list('')).toEqual(['values.yaml']);
  for (const path of ['..', '../', 'a/../..', '../repository/..']) expect(await place?.tree.list(path)).toEqual([]);
});
