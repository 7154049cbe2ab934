import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { action } from '../../src/entries/action.ts';
import { withExitCode } from '../../src/entries/exit.ts';
import { report } from '../../src/entries/report.ts';
import {
  refuseEnterpriseServer,
  refuseKindOutsideLinux,
  refusePagesOfSource,
  startRun
} from '../../src/entries/start.ts';
import { InputError } from '../../src/model/errors.ts';
import { GitHubError } from '../../src/github/errors.ts';
import type { Job } from '../../src/github/job.ts';
import { fakeGitHub } from '../fakes/github.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { parse } from '../inputs/options.ts';
import { createJob } from '../support/job.ts';
import { createMachine } from '../support/machine.ts';

afterEach(() => {
  process.exitCode = undefined;
  jest.restoreAllMocks();
});

/** Runs the action's main step in a job on a machine on which no kind cluster can be made; what it said and set. */
async function start(inputs: Readonly<Record<string, string>>, job: Job) {
  const { processes, files } = createMachine((command, args) =>
    command === 'kind' && args[0] === 'create' ? { exitCode: 1, stderr: 'no space left on device' } : undefined
  );
  const outputs = fakeOutputs();
  const shown: string[] = [];
  const host = fakeHost({ processes, files, outputs });
  const save = jest.spyOn(host.state, 'save');
  await withExitCode(
    message => void shown.push(message),
    async () => {
      const options = parse({ scenarios: 'vxlan', baseline: 'none', comment: 'true', output: 'out', ...inputs });
      const finished = await startRun(host, options, job);
      return finished?.exitCode ?? 0;
    }
  );
  return { exitCode: process.exitCode, shown, outputs, remembered: save.mock.calls.map(([, content]) => content) };
}

describe('a run that fails', () => {
  test('sets the outputs of what was concluded of it', async () => {
    const github = fakeGitHub();
    const { exitCode, shown, outputs } = await start({ reference: 'none' }, createJob(github));
    expect(exitCode).toBe(3);
    expect(shown).toEqual([expect.stringContaining('no space left on device')]);
    expect([github.uploads.length, github.written.length]).toEqual([1, 1]);
    expect(outputs.values).toMatchObject({
      verdict: 'invalid',
      regressions: '0',
      invalid: '4',
      'baseline-runs': '0',
      'artifact-id': '1',
      'comment-url': 'https://comment/1',
      run: 'out/run.json',
      summary: 'out/summary.md',
      complete: 'false',
      'valid-samples': '0'
    });
  });

  test('saves its time scale for undoing', async () => {
    const { remembered } = await start({ reference: 'none', 'time-scale': '3' }, createJob(fakeGitHub()));
    expect(JSON.parse(remembered[0] ?? '')).toMatchObject({ timeScale: 3 });
  });

  test('sets those of the run alone when that could not be compared', async () => {
    const uploadArtifact = (): Promise<never> => Promise.reject(new TypeError('a mistake of ours'));
    const { exitCode, outputs } = await start({ reference: 'none' }, createJob(fakeGitHub({ uploadArtifact })));
    expect(exitCode).toBe(3);
    expect(outputs.lines).toContain('warning: cannot compare what was measured: a mistake of ours');
    expect(outputs.values).toMatchObject({ verdict: '', 'artifact-id': '', run: 'out/run.json', complete: 'false' });
  });
});

describe('outside of Linux', () => {
  const kubeconfig = { cluster: 'kubeconfig', 'allow-reconfigure': 'perf' };

  test.each<[string, Readonly<Record<string, string>>, NodeJS.Platform]>([
    ['a plan', { 'plan-only': 'true' }, 'darwin'],
    ['a cluster of a kubeconfig', kubeconfig, 'win32'],
    ['an AKS cluster', { cluster: 'aks', 'aks-location': 'westeurope' }, 'darwin']
  ])('%s is not refused', (_, inputs, platform) => {
    expect(() => {
      refuseKindOutsideLinux(parse(inputs), platform);
    }).not.toThrow();
  });

  test.each([
    ['darwin', 'macOS'],
    ['win32', 'Windows'],
    ['freebsd', 'freebsd']
  ] as const)('a kind cluster is, on %s', (platform, name) => {
    expect(() => {
      refuseKindOutsideLinux(parse({}), platform);
    }).toThrow(
      `cluster: kind requires Linux, but this machine runs ${name}; use a runner such as ubuntu-24.04, or measure`
    );
  });
});

describe('the branch for GitHub Pages', () => {
  const job = createJob(fakeGitHub());
  const of = (pages: string | undefined, event: Partial<Job['event']>) => (): void => {
    refusePagesOfSource({ pages }, { event: { ...job.event, ...event } });
  };
  const instead = 'but the trend needs a branch of its own; write for example pages: gh-pages';

  test('is neither the default branch nor the branch of the run', () => {
    expect(of('main', {})).toThrow(new InputError(`pages: main is the default branch, ${instead}`));
    const ref = 'refs/heads/trunk';
    for (const defaultBranch of ['main', undefined]) {
      expect(of('trunk', { ref, defaultBranch })).toThrow(
        new InputError(`pages: trunk is the branch of this run, ${instead}`)
      );
    }
  });

  test('is any other branch, or none', () => {
    for (const ref of ['refs/heads/main', 'refs/tags/gh-pages', 'refs/pull/7/merge']) {
      expect(of('gh-pages', { ref })).not.toThrow();
    }
    expect(of(undefined, { defaultBranch: undefined, ref: 'refs/tags/v1' })).not.toThrow();
  });

  test('is refused before anything is measured', async () => {
    const { exitCode, shown, outputs } = await start({ pages: 'main' }, job);
    expect(exitCode).toBe(2);
    expect(shown).toEqual([expect.stringMatching(/^pages: main is the default branch/)]);
    expect(outputs.lines).toEqual([]);
  });
});

test('a bug is shown with its stack, and is not a verdict', async () => {
  const shown: string[] = [];
  await withExitCode(
    message => void shown.push(message),
    () => Promise.reject(new TypeError('a mistake of ours'))
  );
  expect(process.exitCode).toBe(70);
  expect(shown).toEqual([expect.stringMatching(/^TypeError: a mistake of ours\n\s+at /)]);
});

test("a base commit that GitHub does not return ends the run as invalid, with GitHub's message", async () => {
  const message = 'cannot read the commit f: GitHub answered 403 (no); the line `contents: read` is missing';
  const reference = (): Promise<never> => Promise.reject(new GitHubError('not-permitted', message));
  const { exitCode, shown, outputs } = await start({}, createJob(fakeGitHub(), { reference }));
  expect(exitCode).toBe(3);
  expect(shown).toEqual([message]);
  expect(outputs.values).toEqual({});
});

describe('a job of a GitHub Enterprise Server', () => {
  test.each(['https://ghes.example.com', 'https://github.com.example.com', 'http://127.0.0.1:3000'])(
    'is refused by name: %s',
    server => {
      const refusing = (): void => {
        refuseEnterpriseServer(server);
      };
      expect(refusing).toThrow(InputError);
      expect(refusing).toThrow(`GitHub Enterprise Server (GITHUB_SERVER_URL is ${server})`);
      expect(refusing).toThrow('--baseline file');
    }
  );

  test.each([action, report])('ends before its inputs are read: %p', async entry => {
    const written: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation(chunk => written.push(String(chunk)) > 0);
    const before = process.env;
    process.env = { ...before, GITHUB_SERVER_URL: 'https://ghes.example.com', INPUT_SCENARIOS: 'nonsense' };
    try {
      await entry();
    } finally {
      process.env = before;
    }
    expect(process.exitCode).toBe(2);
    expect(written).toEqual([
      expect.stringMatching(/^::error::this action does not support GitHub Enterprise Server /)
    ]);
  });

  test.each([undefined, 'https://github.com', 'https://octo.ghe.com', 'http://github.localhost'])(
    'is not taken for one of %s',
    server => {
      expect(() => {
        refuseEnterpriseServer(server);
      }).not.toThrow();
    }
  );
});
