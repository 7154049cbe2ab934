import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readCheckout } from '../../src/github/checkout.ts';
import { createProcesses } from '../../src/host/processes.ts';
import { fakeProcesses } from '../fakes/host.ts';

const [one, two] = ['1'.repeat(40), '2'.repeat(40)];
const head = (commits: Readonly<Record<string, string>>) =>
  fakeProcesses((_, args) => {
    const commit = commits[args[args.indexOf('-C') + 1] ?? ''];
    return commit === undefined
      ? { exitCode: 128, stderr: 'fatal: not a git repository\n' }
      : { stdout: `${commit}\n` };
  });

describe('the commit that files are checked out at', () => {
  test('is read where the files are, wherever the checkout is', async () => {
    const processes = head({ 'src/cilium': one, src: one });
    expect(await readCheckout(processes, ['src/cilium/a.yaml', 'src/cilium/b.yaml', 'src/version'])).toEqual({
      commit: one
    });
    expect(processes.calls).toHaveLength(2);
  });

  test('is that of the working directory for files outside of it', async () => {
    expect(await readCheckout(head({ '.': one }), ['/tmp/generated.yaml', '../values.yaml'])).toEqual({ commit: one });
  });

  test('is none without files', async () => {
    expect(await readCheckout(head({}), [])).toBeUndefined();
  });

  test('is unknown if files are from different commits', async () => {
    expect(await readCheckout(head({ a: one, b: two }), ['a/values.yaml', 'b/values.yaml'])).toEqual({
      unknown: `the files are from different commits, ${one} and ${two}`
    });
  });

  test('is unknown without git, and for files that were downloaded without it', async () => {
    expect(
      await readCheckout(
        fakeProcesses(() => undefined),
        ['values.yaml']
      )
    ).toEqual({ unknown: 'git is not on the PATH' });
    expect(await readCheckout(head({}), ['values.yaml'])).toEqual({
      unknown: 'git rev-parse HEAD in . failed: fatal: not a git repository'
    });
  });
});

describe('with the real git', () => {
  let folder: string;
  const git = (...args: readonly string[]): string => {
    const result = spawnSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.invalid', ...args]);
    if (result.status !== 0) throw new Error(result.stderr.toString());
    return result.stdout.toString().trim();
  };

  beforeEach(() => {
    folder = mkdtempSync(join(process.cwd(), '.checkout-test-'));
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '--message', 'Begin');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('a folder of the checkout that looks like a repository does not choose the commit', async () => {
    const hostile = join(folder, 'cilium');
    for (const part of ['objects', 'refs']) mkdirSync(join(hostile, part), { recursive: true });
    writeFileSync(join(hostile, 'HEAD'), `${two}\n`);
    writeFileSync(join(hostile, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
    const processes = createProcesses(new AbortController().signal);
    const found = await readCheckout(processes, [join(hostile, 'values.yaml')]);
    expect(found).not.toEqual({ commit: two });
    expect(await readCheckout(processes, [join(folder, 'values.yaml')])).toEqual({ commit: git('rev-parse', 'HEAD') });
  });
});
