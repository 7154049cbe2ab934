import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { createFiles } from '../../src/host/host.ts';
import { createProcesses } from '../../src/host/processes.ts';
import { init, type Prompts } from '../../src/init/init.ts';
import type { InitOptions } from '../../src/inputs/init-options.ts';
import { fakeHost } from '../fakes/host.ts';

const root = join(import.meta.dirname, '../..');
const nothing: InitOptions = {
  ...{ cluster: undefined, visibility: undefined, valuesFiles: [] },
  ...{ version: undefined, versionFile: undefined, location: undefined, action: undefined }
};
const pinned = `o/n@${'a'.repeat(40)}`;
const complete: InitOptions = { ...nothing, cluster: 'kind', visibility: 'private', action: pinned };
const wireguard = 'routingMode: tunnel\nencryption:\n  enabled: true\n  type: wireguard\n';
const [one, two] = ['.github/workflows/cilium-perf.yml', '.github/workflows/cilium-perf-report.yml'];

/** A copy of the program's examples, outside of any checkout. */
let program: string;
let here: string;

beforeEach(() => {
  here = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-init-'));
  program = join(folder, 'program');
  cpSync(join(root, 'examples/workflows'), join(program, 'examples/workflows'), { recursive: true });
  mkdirSync(join(folder, 'repository'));
  process.chdir(join(folder, 'repository'));
  git('init', '--quiet', '--initial-branch=trunk');
});
afterEach(() => {
  process.chdir(here);
});

function git(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('git', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

async function start(asked: InitOptions, prompts?: Prompts): Promise<string> {
  const { signal } = new AbortController();
  const host = fakeHost({ files: createFiles(), processes: createProcesses(signal) });
  return (await init(asked, { host, prompts, program })).join('\n');
}

interface Workflow {
  readonly on: Record<string, { readonly paths?: string[]; readonly branches?: string[] } | null>;
  readonly jobs: Record<string, { readonly steps: readonly { uses?: string; with?: Record<string, unknown> }[] }>;
}
const read = (path: string): Workflow => parse(readFileSync(path, 'utf8')) as Workflow;
const inputs = (path: string) =>
  Object.values(read(path).jobs)
    .flatMap(({ steps }) => steps)
    .find(({ uses }) => uses === pinned)?.with;

describe('init', () => {
  test('finds values, version and mode, and writes one workflow for a private repository', async () => {
    put({
      'infra/cilium/values.yaml': wireguard,
      'infra/cilium/version': '1.19.6\n',
      'app/values.yaml': 'image: {}\n'
    });
    const said = await start(complete);
    expect(said).toContain(
      'values: infra/cilium/values.yaml\nCilium: 1.19.6 (infra/cilium/version)\nmode: vxlan+wireguard'
    );
    expect(said).toContain('  permissions of the job measure:\n    contents: read (to check out, and');
    expect(said).toMatch(
      /a pull request takes at most about 2\d min, plus 3 to create the cluster; ends as soon as .*\n {2}at best about 1\d min, plus 3 .*unchanged.*\na push to main takes about \d min, plus 3 to create the cluster\n/
    );
    expect(inputs(one)).toEqual({
      'cilium-values': 'infra/cilium/values.yaml',
      'cilium-version-file': 'infra/cilium/version'
    });
    // A required check that never starts would block the pull request.
    expect(read(one).on).toEqual({
      pull_request: null,
      push: { branches: ['main'], paths: ['infra/cilium/**'] }
    });
    expect(said).toMatch(/\n {2}costs up to \$0\.\d\d for a standard runner \(\$0\.006 a minute\)/);
    expect(said).toContain(
      '\nNext: commit, push, open a pull request that changes a value in infra/cilium/values.yaml.\nThe pull request that adds the workflow ends as unchanged'
    );
    expect(existsSync(two)).toBe(false);
  });

  test('writes two workflows for a public repository, whose comments name each other', async () => {
    put({ 'cilium.yaml': wireguard });
    const said = await start({ ...complete, visibility: 'public' });
    expect(inputs(one)).toEqual({ 'cilium-values': 'cilium.yaml', 'cilium-version': '1.20.2', comment: false });
    expect(read(one).on).toMatchObject({ pull_request: null, push: { paths: ['cilium.yaml'] } });
    expect(said).toContain("warning: no file with Cilium's version was recognized, so the workflow pins 1.20.2.");
    expect(said).toContain('costs nothing, because standard runners are free in public repositories');
    expect(said).toContain(
      'Next: commit, and merge both files, because the second one starts only from the default branch.'
    );
    const [measure, report] = [one, two].map(path => readFileSync(path, 'utf8'));
    expect(measure).toContain('# cilium-perf-report.yml compares and comments.');
    expect(report).toContain('# Second stage for cilium-perf.yml.');
    // What that commit is, is not known.
    expect(report).toContain(`uses: o/n/report@${'a'.repeat(40)}\n`);
    // Without it, zizmor refuses the trigger.
    expect(report).toMatch(/workflow_run: # zizmor: ignore\[dangerous-triggers\]/);
  });

  test('writes a nightly workflow for AKS, in which every step uses the same release', async () => {
    put({ 'cilium/values.yaml': wireguard });
    const said = await start({ ...nothing, cluster: 'aks', location: 'northeurope', action: pinned });
    const path = '.github/workflows/cilium-perf-nightly.yml';
    expect(inputs(path)).toMatchObject({ cluster: 'aks', 'aks-location': 'northeurope' });
    expect(inputs(path)).not.toHaveProperty('scenarios');
    const checkouts = Object.values(read(path).jobs).flatMap(({ steps }) => steps.map(step => step.with));
    expect(checkouts).toContainEqual(expect.objectContaining({ repository: 'o/n', ref: 'a'.repeat(40) }));
    expect(readFileSync(path, 'utf8')).not.toMatch(/example\/|0{40}/);
    expect(said).toContain('plus 15 to create the cluster');
    expect(said).toContain('compares with: Cilium 1.19.6');
    expect(said).toMatch(/estimated cost: \d\.\d node hours of Standard_D4s_v5 in northeurope\n/);
    expect(said).toMatch(
      /^Azure setup: an app registration .* environment `perf`, .* AZURE_CLIENT_ID, AZURE_TENANT_ID/m
    );
    expect(said).toContain(
      'Next: commit, push to the default branch, and start it there: gh workflow run cilium-perf-nightly.yml'
    );
  });

  test('takes the action from a folder of the repository, if asked', async () => {
    put({ 'cilium/values.yaml': wireguard });
    await start({ ...nothing, cluster: 'aks', location: 'northeurope', action: './gate' });
    const text = readFileSync('.github/workflows/cilium-perf-nightly.yml', 'utf8');
    expect(text).toContain('uses: ./gate\n');
    expect(text).toContain('run: node ./gate/dist/cli.js sweep');
    expect(text).not.toMatch(/repository:|ref:/);
  });

  test('names the commit of the checkout that it runs from', async () => {
    put({ 'cilium/values.yaml': wireguard });
    const repository = process.cwd();
    process.chdir(program);
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'git@github.com:me/gate.git');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--allow-empty', '--message', 'a');
    process.chdir(repository);
    await start({ ...complete, action: undefined });
    expect(readFileSync(one, 'utf8')).toMatch(/uses: me\/gate@[0-9a-f]{40} # the commit that wrote this workflow\n/);
  });

  const withPlaceholders = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cilium }
spec:
  chart: { spec: { chart: cilium, version: 1.20.1 } }
  values:
    k8sServiceHost: \${API_SERVER}
    cluster:
      name: \${CLUSTER}
      \${{ github.token }}: \${{ github.token }}
`;

  test('warns of what another program fills in, and writes the input to fill in', async () => {
    put({ 'apps/cilium.yaml': withPlaceholders });
    const said = await start(complete);
    expect(said).toContain(
      'warning: apps/cilium.yaml:9: cluster.name has ${CLUSTER}, which Flux fills in after the file is read; the workflow has "cluster.name=${CLUSTER}" in the input set'
    );
    // kind gives the address itself, and a foreign key must not become an expression.
    expect(inputs(one)).toMatchObject({ set: 'cluster.name=${CLUSTER}\n' });
    expect(readFileSync(one, 'utf8')).not.toContain('github.token }}=');
  });

  test('has no warning if the cluster gives everything that is missing', async () => {
    put({ 'apps/cilium.yaml': withPlaceholders.split('    cluster:')[0] ?? '' });
    expect(await start(complete)).not.toContain('warning');
    expect(inputs(one)).not.toHaveProperty('set');
  });

  test('pins the commit of a tag, and refuses one that does not exist', async () => {
    put({ 'cilium/values.yaml': wireguard });
    const { signal } = new AbortController();
    const real = createProcesses(signal);
    const commit = 'b'.repeat(40);
    const processes: typeof real = {
      ...real,
      run: async (command, args, options) =>
        args[0] === 'ls-remote'
          ? { exitCode: 0, stdout: args.includes('refs/tags/v0') ? `${commit}\trefs/tags/v0\n` : '', stderr: '' }
          : real.run(command, args, options)
    };
    const host = fakeHost({ files: createFiles(), processes });
    const asked = (action: string) => init({ ...complete, action }, { host, prompts: undefined, program });
    await expect(asked('o/n@v9')).rejects.toThrow('action: https://github.com/o/n has no tag v9');
    await asked('o/n@v0');
    expect(readFileSync(one, 'utf8')).toContain(`uses: o/n@${commit} # v0\n`);
  });

  test('suggests the file that a wrong path means', async () => {
    put({ 'apps/cilium.yaml': wireguard });
    await expect(start({ ...complete, valuesFiles: ['apps/clium.yaml'] })).rejects.toThrow(
      'cilium-values: "apps/clium.yaml" does not exist (did you mean apps/cilium.yaml?)'
    );
    await expect(start({ ...complete, valuesFiles: ['apps'] })).rejects.toThrow(
      'cilium-values: "apps" is a folder; write the path of a file in it, such as apps/cilium.yaml'
    );
  });

  test('says what to write instead of a kustomization without a chart', async () => {
    put({ 'apps/kustomization.yaml': 'resources: [cilium.yaml, ../base]\n', 'apps/cilium.yaml': wireguard });
    await expect(start({ ...complete, valuesFiles: ['apps/kustomization.yaml'] })).rejects.toThrow(
      'apps/kustomization.yaml is a kustomization without helmCharts, so it has no values; did you mean apps/cilium.yaml?'
    );
  });

  test('says why it does not know the action', async () => {
    put({ 'cilium/values.yaml': wireguard });
    spawnSync('git', ['init', '--quiet', program]);
    await expect(start({ ...complete, action: undefined })).rejects.toThrow(
      'write --action <owner/name@commit>, because the origin of the clone that init is part of is not on GitHub. To see'
    );
  });

  test('reads objects that install Cilium, and leaves out the files that they name', async () => {
    put({
      'apps/cilium.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: cilium }\nspec:\n  chart: { spec: { chart: cilium, version: 1.20.1 } }\n  values: { routingMode: native, ipv4NativeRoutingCIDR: 10.0.0.0/8 }\n`,
      'apps/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cilium-demo }\n'
    });
    const said = await start(complete);
    expect(said).toContain('Cilium: 1.20.1 (apps/cilium.yaml)\nmode: native');
    expect(inputs(one)).toEqual({ 'cilium-values': 'apps/cilium.yaml' });
  });

  const release = (version: string, rest = '') =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: cilium }\nspec:\n  chart: { spec: { chart: cilium, version: ${version} } }\n${rest}`;

  test.each([
    ['without values', ''],
    ['with values from an unknown ConfigMap', '  valuesFrom: [{ kind: ConfigMap, name: elsewhere }]\n']
  ])('finds the version of a HelmRelease %s', async (_, rest) => {
    put({
      'cilium/values.yaml': wireguard,
      'clusters/prod/cilium.yaml': release('1.18.4', rest),
      // Only mentions Cilium.
      'apps/podinfo.yaml': release('6.0.0').replaceAll('cilium', 'podinfo').concat('# needs cilium\n'),
      'versions.env': '# cilium is elsewhere\n# renovate: depName=kind\nKIND_VERSION=0.33.0\n',
      'README.md': 'CILIUM_VERSION=1.16.0\n'
    });
    const said = await start(complete);
    expect(said).toContain('Cilium: 1.18.4 (clusters/prod/cilium.yaml)\nmode: ');
    expect(inputs(one)).toEqual({
      'cilium-values': 'cilium/values.yaml',
      'cilium-version-file': 'clusters/prod/cilium.yaml'
    });
  });

  test('takes files that agree, and requires a choice of those that do not', async () => {
    put({
      'cilium/values.yaml': wireguard,
      'prod/cilium.yaml': release('1.18.4'),
      'versions.env': 'CILIUM_VERSION=1.18.4\nCILIUM_CLI_VERSION=0.18.0\n'
    });
    expect(await start(complete)).toContain('Cilium: 1.18.4 (prod/cilium.yaml)');
    put({ 'lab/cilium.yaml': release('1.19.6') });
    rmSync('.github', { recursive: true });
    await expect(start(complete)).rejects.toThrow(
      'cilium-version-file: 3 files have different versions of Cilium (lab/cilium.yaml: 1.19.6, prod/cilium.yaml: 1.18.4, versions.env: 1.18.4); write --cilium-version-file with one of them'
    );
    const prompts: Prompts = {
      choose: <Answer extends string>(_: string, answers: Readonly<Record<Answer, string>>) =>
        Promise.resolve(Object.keys(answers)[0] as Answer),
      text: question => Promise.reject(new Error(question))
    };
    expect(await start(complete, prompts)).toContain('Cilium: 1.19.6 (lab/cilium.yaml)');
  });

  test('takes a version from its flag, but none that cannot be installed', async () => {
    put({ 'cilium/values.yaml': wireguard, 'cilium/version': '1.19.6\n' });
    await expect(start({ ...complete, version: '1.17.3' })).rejects.toThrow(
      'cilium-version: Cilium 1.17.3 cannot be installed and measured'
    );
    await start({ ...complete, version: '1.18.4' });
    expect(inputs(one)).toEqual({ 'cilium-values': 'cilium/values.yaml', 'cilium-version': '1.18.4' });
  });

  test('checks answers as it checks flags', async () => {
    put({ 'cilium/values.yaml': wireguard });
    spawnSync('git', ['init', '--quiet', program]);
    const prompts: Prompts = {
      choose: question => Promise.reject(new Error(question)),
      text: async (question, _, check) => Promise.resolve(check(question.includes('region') ? 'West Europe!' : 'acme'))
    };
    await expect(start({ ...nothing, cluster: 'aks', action: pinned }, prompts)).rejects.toThrow(
      'aks-location: "West Europe!" is not a region'
    );
    await expect(start({ ...complete, action: undefined }, prompts)).rejects.toThrow(
      'action: "acme" is neither a commit nor a version of an action'
    );
  });

  test('writes nothing if the workflow could not be planned', async () => {
    put({ 'cilium/values.yaml': wireguard });
    await expect(start({ ...nothing, cluster: 'aks', location: 'West Europe!', action: pinned })).rejects.toThrow(
      'aks-location: "West Europe!" is not a region'
    );
    expect(existsSync('.github')).toBe(false);
  });

  test('overwrites nothing, and then writes nothing', async () => {
    put({ 'cilium/values.yaml': wireguard, [two]: 'mine\n' });
    await expect(start({ ...complete, visibility: 'public' })).rejects.toThrow(
      `${two} exists; init overwrites nothing, so move it away or delete it first`
    );
    expect(readFileSync(two, 'utf8')).toBe('mine\n');
    expect(existsSync(one)).toBe(false);
  });

  test('without a terminal, names every flag that is missing', async () => {
    put({ 'cilium/values.yaml': wireguard });
    await expect(start({ ...nothing, action: pinned })).rejects.toThrow(
      'init cannot ask without a terminal; write --cluster kind or --cluster aks, and --visibility public or --visibility private'
    );
    await expect(start({ ...nothing, cluster: 'aks', action: pinned })).rejects.toThrow(
      'init cannot ask without a terminal; write --aks-location <region>'
    );
  });

  test('asks on a terminal, only for what it cannot see', async () => {
    put({ 'cilium/values.yaml': wireguard, 'cilium/values-perf.yaml': wireguard });
    const questions: string[] = [];
    const replies: Readonly<Record<string, string>> = { file: 'cilium/values.yaml', measure: 'kind', read: 'private' };
    const prompts: Prompts = {
      choose: <Answer extends string>(question: string, answers: Readonly<Record<Answer, string>>) => {
        questions.push(question);
        const reply = Object.entries(replies).find(([word]) => question.includes(word))?.[1];
        return Promise.resolve(Object.keys(answers).find(answer => answer === reply) as Answer);
      },
      text: question => Promise.reject(new Error(question))
    };
    await start({ ...nothing, action: pinned }, prompts);
    expect(questions).toEqual([
      'Which file has the values of Cilium?',
      'Where do you want to measure?',
      'Who can read the repository?'
    ]);
    expect(inputs(one)).toMatchObject({ 'cilium-values': 'cilium/values.yaml' });
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'no values',
      { 'app/values.yaml': 'operator: {}\n' },
      'no file with Helm values of Cilium was found; write --cilium-values'
    ],
    [
      'several files',
      { 'a/cilium.yaml': wireguard, 'b/cilium.yaml': wireguard },
      'cilium-values: 2 files have values of Cilium (a/cilium.yaml, b/cilium.yaml); write --cilium-values with one'
    ],
    ['values without a mode', { 'cilium.yaml': 'routingMode: tunel\n' }, 'routingMode']
  ])('refuses a repository with %s', async (_, files, message) => {
    put(files);
    await expect(start(complete)).rejects.toThrow(message);
    expect(existsSync('.github')).toBe(false);
  });

  test('runs only in the root of a repository', async () => {
    put({ 'sub/cilium.yaml': wireguard });
    process.chdir('sub');
    await expect(start(complete)).rejects.toThrow('this folder is not the root of its repository; run init in ../');
  });
});
