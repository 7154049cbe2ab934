import { afterEach, describe, expect, test } from '@jest/globals';
import { withExitCode } from '../../src/entries/exit.ts';
import { refuseEnterpriseServer, startRun } from '../../src/entries/start.ts';
import { InputError } from '../../src/errors.ts';
import { GitHubError } from '../../src/github/errors.ts';
import type { Job } from '../../src/github/job.ts';
import { fakeGitHub } from '../fakes/github.ts';
import { fakeHost, fakeOutputs } from '../fakes/host.ts';
import { parse } from '../inputs/options.ts';
import { createJob } from '../support/job.ts';
import { createMachine } from '../support/machine.ts';

afterEach(() => {
  process.exitCode = undefined;
});

/** Runs the action's main step in a job on a machine on which no kind cluster can be made; what it said and set. */
async function start(inputs: Readonly<Record<string, string>>, job: Job) {
  const { processes, files } = createMachine((command, args) =>
    command === 'kind' && args[0] === 'create' ? { exitCode: 1, stderr: 'no space left on device' } : undefined
  );
  const outputs = fakeOutputs();
  const shown: string[] = [];
  await withExitCode(
    message => void shown.push(message),
    async () => {
      const options = parse({ scenarios: 'vxlan', baseline: 'none', comment: 'true', output: 'out', ...inputs });
      const finished = await startRun(fakeHost({ processes, files, outputs }), options, job);
      return finished?.exitCode ?? 0;
    }
  );
  return { exitCode: process.exitCode, shown, outputs };
}

test('a base commit that GitHub does not give ends the run as invalid, in its own words', async () => {
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

  test.each([undefined, 'https://github.com', 'https://octo.ghe.com', 'http://github.localhost'])(
    'is not taken for one of %s',
    server => {
      expect(() => {
        refuseEnterpriseServer(server);
      }).not.toThrow();
    }
  );
});
