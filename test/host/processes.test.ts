import { afterEach, expect, test } from '@jest/globals';
import { createProcesses, environmentOfChildren } from '../../src/host/processes.ts';

const secrets = {
  'INPUT_GITHUB-TOKEN': 'ghs_1',
  ACTIONS_RUNTIME_TOKEN: 'jwt',
  ACTIONS_RESULTS_URL: 'https://results',
  GITHUB_OUTPUT: '/tmp/output',
  GITHUB_ENV: '/tmp/env',
  STATE_run: 'x'
};
const needed = {
  PATH: '/bin',
  HTTPS_PROXY: 'http://proxy',
  AZURE_CONFIG_DIR: '/azure',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'for kubelogin',
  GITHUB_TOKEN: "the user's own"
};

afterEach(() => {
  for (const name of Object.keys(secrets)) Reflect.deleteProperty(process.env, name);
});

test('commands get no tokens, inputs and files of the action, and everything else', () => {
  expect(environmentOfChildren({ ...secrets, ...needed, unset: undefined })).toEqual(needed);
});

test('a command that is started sees none of them', async () => {
  Object.assign(process.env, secrets);
  const { stdout } = await createProcesses(new AbortController().signal).run('env', []);
  for (const name of Object.keys(secrets)) expect(stdout).not.toContain(name);
  expect(stdout).toContain('PATH=');
});

test('a program that is absent is named in plain words, with the version that a run needs', async () => {
  const processes = createProcesses(new AbortController().signal);
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    await expect(processes.run('helm', [])).rejects.toThrow(/^helm is not on the PATH; install helm 3.8 or later$/);
    await expect(processes.run('git', [])).rejects.toThrow(/^git is not on the PATH$/);
  } finally {
    process.env['PATH'] = path;
  }
});
