import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MetricComparison } from '../src/model/comparison.ts';
import type { Arm, Run } from '../src/model/run.ts';
import { mergeValues } from '../src/scenario/values.ts';
import { commitName } from '../test/support/loopback-github/world.ts';
import { reportedVersion } from './live-record.ts';
import { startWorkflow } from './runner/act.ts';
import { serveCharts, type ChartRepository } from './runner/chart-repository.ts';
import { startGitHub } from './runner/github.ts';
import { change, openPullRequest, pullRequestPayload } from './runner/pull-request.ts';
import { createRepository, measureWorkflow } from './runner/repository.ts';
import {
  beforeAgents,
  clusterName,
  earlierCilium,
  helmValues,
  readComparison,
  readRun,
  readValues,
  requireLab,
  runNamespaces,
  scratch,
  testWithZtunnel,
  type EarlierCilium
} from './support.ts';

const lab = await requireLab();
const labValues = readValues(lab);

/** What a job did with a pull request. */
interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
  /** Its output folder. */
  readonly folder: string;
  readonly comments: readonly string[];
}

/** What a pull request got: the record of its run, and the comment. */
interface Measured {
  readonly run: Run;
  readonly comment: string;
  readonly output: string;
  readonly folder: string;
  readonly exitCode: number | null;
}

/**
 * Measures a pull request that changes one file of a Cilium configuration repository, by the workflow of that
 * repository. Other files are the same before and after.
 */
async function pullRequest(
  file: { readonly path: string; readonly before: object; readonly after: object },
  inputs: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
  machine: Readonly<Record<string, string>> = {}
): Promise<Measured> {
  const design = { tests: 'tcp-throughput', duration: '2', omit: '0', rounds: '3', 'fail-on': 'none' };
  const all = { ...design, 'baseline-workflow': measureWorkflow, ...inputs };
  const { comments, ...ended } = await runPullRequest(file, all, others, machine);
  expect([comments.length, ended.output]).toEqual([1, expect.any(String)]);
  return { ...ended, run: readRun(ended.folder), comment: comments[0] ?? '' };
}

/** Runs the workflow of a pull request that changes one file. */
async function runPullRequest(
  file: { readonly path: string; readonly before: object; readonly after: object },
  inputs: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
  machine: Readonly<Record<string, string>> = {}
): Promise<Ended> {
  const folder = scratch();
  const files = { ...others, [file.path]: JSON.stringify(file.after, undefined, 2) };
  const cluster = {
    ...{ cluster: 'kind', 'kind-name': clusterName, 'allow-reconfigure': `kind-${clusterName}` },
    ...{ 'cilium-values': file.path, 'test-image': lab.testImage, 'witness-image': lab.witnessImage, output: folder }
  };
  const repository = createRepository({ ...cluster, ...inputs }, {}, files);
  const github = await startGitHub();
  try {
    const before = { ...others, [file.path]: JSON.stringify(file.before, undefined, 2) };
    const payload = pullRequestPayload(await openPullRequest(github, repository, commitName(10), before));
    const environment = await github.run({ id: 101, status: 'in_progress', conclusion: null, ...change });
    const started = startWorkflow({
      ...{ folder: repository.folder, workflow: measureWorkflow, event: change.event, payload, environment },
      machine: { ...lab.environment, ...machine }
    });
    const { exitCode, output } = await started.ended;
    process.stderr.write(`${output}\n`);
    const { comments } = await github.see();
    return { exitCode, output, folder, comments: comments.map(({ body }) => body) };
  } finally {
    await github.stop();
  }
}

/** What the valid samples of an arm were proven to be, each once. */
function proven(run: Run, arm: Arm): readonly string[] {
  const own = run.samples.filter(sample => sample.arm === arm && sample.path === 'pod' && sample.status === 'valid');
  return [...new Set(own.map(({ scenario, proof }) => `${scenario} ${proof?.verdict ?? 'unproven'}`))];
}

/** Cilium as Flux installs it. */
function helmRelease(values: object): object {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'cilium', namespace: 'kube-system' },
    spec: { chart: { spec: { chart: 'cilium', version: lab.ciliumVersion } }, values: { ...labValues, ...values } }
  };
}

/** Cilium as Argo CD installs it. */
function application(targetRevision: string, valuesObject: object): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'cilium', namespace: 'argocd' },
    spec: { source: { repoURL: 'https://helm.cilium.io', chart: 'cilium', targetRevision, helm: { valuesObject } } }
  };
}

const minutes = 15 * 60_000;

/**
 * Four rounds are the minimum to pass or fail, and the tolerances exceed any noise: this is about which test changed, not
 * about the smallest detectable loss, for which 9-comparison has the default design.
 */
const gating = {
  ...{ tests: 'tcp-throughput,tcp-latency', duration: '1', rounds: '4', 'fail-on': 'regression' },
  ...{ 'tolerance-throughput': '50', 'tolerance-latency': '100' }
};

/** Values that make each agent set the queue of its node's interface before it starts. */
function sending(queue: readonly string[]): object {
  return beforeAgents(labValues, ['tc', 'qdisc', 'replace', 'dev', 'eth0', 'root', ...queue]);
}

describe('a pull request to a HelmRelease that changes the routing mode and costs throughput', () => {
  const slow = ['tbf', 'rate', '500mbit', 'burst', '1mb', 'latency', '20ms'];
  let measured: Measured;
  let found: string;

  beforeAll(async () => {
    found = helmValues(lab);
    measured = await pullRequest(
      {
        path: 'apps/cilium/helmrelease.yaml',
        before: helmRelease({ routingMode: 'tunnel', ...sending(['noqueue']) }),
        after: helmRelease({ routingMode: 'native', ...sending(slow) })
      },
      { 'cilium-chart': lab.chart, ...gating }
    );
  }, minutes);
  afterAll(() => {
    const env = { ...process.env, ...lab.environment };
    for (const node of ['control-plane', 'worker']) {
      const free = ['tc', 'qdisc', 'replace', 'dev', 'eth0', 'root', 'noqueue'];
      const { status, stderr } = spawnSync('docker', ['exec', `${clusterName}-${node}`, ...free], { env });
      if (status !== 0) throw new Error(`${node} is still slow: ${String(stderr)}`);
    }
  });

  test('is measured with each side in the mode of its own values', () => {
    const { run, comment, output } = measured;
    expect([run.complete, output]).toEqual([true, expect.stringContaining('mode of the reference: vxlan')]);
    expect(run).toMatchObject({
      plan: { scenarios: ['native'], fromValues: true },
      reference: { scenario: 'vxlan', modes: { candidate: 'native', reference: 'vxlan' } }
    });
    expect([proven(run, 'candidate'), proven(run, 'reference')]).toEqual([['native plaintext'], ['vxlan plaintext']]);
    const status = (arm: Arm): string | undefined => run.scenarios.find(one => one.arm === arm)?.statusCheck;
    expect([status('candidate'), status('reference')]).toEqual([
      expect.stringMatching(/Network: Native/),
      expect.stringMatching(/Network: Tunnel \[vxlan\]/)
    ]);
    expect(comment).toContain('The modes differ: base: vxlan, this pull request: native.');
    expect(comment).toMatch(/\| `native` \| TCP throughput \| [\d.]+\sGbit\/s \| [\d.]+\sGbit\/s \|/);
  });

  test('is a regression of throughput only, which fails the job', () => {
    const { verdict, metrics } = readComparison(measured.folder);
    expect([verdict, measured.exitCode]).toEqual(['regression', 1]);
    const of = (name: string): MetricComparison | undefined => metrics.find(({ metric }) => metric === name);
    expect(of('throughput')).toMatchObject({ outcome: 'regression' });
    expect(of('throughput')?.change?.high).toBeLessThan(0.75);
    expect(of('latency-mean')?.outcome).not.toBe('regression');
    expect(measured.comment).toContain('### ❌ Cilium performance: regression in ');
  });

  test('leaves the cluster as it was', () => {
    expect([helmValues(lab), runNamespaces(lab)]).toEqual([found, []]);
  });
});

test(
  'mode: verify proves who is encrypted to whom on a pull request, without samples and without a comment',
  async () => {
    const found = helmValues(lab);
    const { exitCode, output, comments } = await runPullRequest(
      { path: 'values.yaml', before: labValues, after: mergeValues([labValues, { routingMode: 'native' }]) },
      { mode: 'verify', 'cilium-chart': lab.chart }
    );
    expect([exitCode, output, comments]).toEqual([0, expect.stringMatching(/\| .*\bplaintext\b.*\|/), []]);
    expect([helmValues(lab), runNamespaces(lab)]).toEqual([found, []]);
  },
  minutes
);

testWithZtunnel.each([
  ['on', 'none', 'ztunnel', 'vxlan+ztunnel', 'vxlan'],
  ['off', 'ztunnel', 'none', 'vxlan', 'vxlan+ztunnel']
])(
  'encryption that a change to the values of an umbrella chart turns %s is proven where it is on, and its absence where it is off',
  async (_, before, after, now, earlier) => {
    const umbrella = (type: string): object => {
      const encryption = type === 'none' ? { enabled: false } : { enabled: true, type };
      return {
        cilium: mergeValues([labValues, { encryption }]),
        other: { replicas: 1 }
      };
    };
    const chart = {
      ...{ apiVersion: 'v2', name: 'network', version: '0.1.0' },
      dependencies: [{ name: 'cilium', version: lab.ciliumVersion, repository: 'https://helm.cilium.io' }]
    };
    const { run, comment } = await pullRequest(
      { path: 'charts/network/values.yaml', before: umbrella(before), after: umbrella(after) },
      { 'cilium-chart': lab.chart },
      { 'charts/network/Chart.yaml': JSON.stringify(chart) }
    );
    const proof = (name: string): string => `${name} ${name.includes('+') ? 'encrypted' : 'plaintext'}`;
    expect([proven(run, 'candidate'), proven(run, 'reference')]).toEqual([[proof(now)], [proof(earlier)]]);
    const encrypted = run.scenarios.find(({ name }) => name === 'vxlan+ztunnel');
    expect(encrypted?.matrix?.every(({ matches }) => matches)).toBe(true);
    expect(encrypted?.certificates?.ca).toBe('internal');
    expect(comment).toContain(`The modes differ: base: ${earlier}, this pull request: ${now}.`);
    expect(runNamespaces(lab)).toEqual([]);
  },
  minutes
);

/** Building another version of Cilium takes longer than a CI run may. */
const withEarlier = process.env['E2E_EARLIER_CILIUM'] === undefined ? describe.skip : describe;

withEarlier("a bump of Cilium's version in an Application", () => {
  let earlier: EarlierCilium;
  let charts: ChartRepository;

  beforeAll(async () => {
    earlier = await earlierCilium(process.env['E2E_EARLIER_CILIUM'] ?? '');
    charts = await serveCharts(lab.helm, [earlier.chart, lab.chart]);
    const load = ['load', 'image-archive', earlier.imagesArchive, '--name', clusterName];
    const { status, stderr } = spawnSync(lab.kind, load, {
      encoding: 'utf8',
      env: { ...process.env, ...lab.environment }
    });
    if (status !== 0) throw new Error(`kind ${load.join(' ')}: ${stderr}`);
  }, minutes);
  afterAll(() => {
    charts.stop();
  });

  test(
    'is measured in both versions, and the comment names them and the defaults that differ',
    async () => {
      const found = helmValues(lab);
      const valuesOf = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;
      const { run, comment } = await pullRequest(
        {
          path: 'argocd/cilium.yaml',
          before: application(earlier.version, valuesOf(earlier.valuesFile)),
          after: application(lab.ciliumVersion, labValues)
        },
        { 'cilium-chart': charts.url },
        {},
        charts.environment
      );
      expect(run).toMatchObject({
        complete: true,
        cilium: { version: lab.ciliumVersion },
        reference: { chartVersion: earlier.version }
      });
      expect([proven(run, 'candidate'), proven(run, 'reference')]).toEqual([['vxlan plaintext'], ['vxlan plaintext']]);
      expect(Object.fromEntries(run.scenarios.map(result => [result.arm, reportedVersion(result)]))).toEqual({
        candidate: lab.ciliumVersion,
        reference: earlier.version
      });
      expect(comment).toContain(`chart ${earlier.version}, measured in this job`);
      expect(comment).toContain(`| Cilium | ${lab.ciliumVersion} (chart ${lab.ciliumVersion}) |`);
      expect(comment).toMatch(/Defaults of the agents that changed with the version: \d+/);
      expect([helmValues(lab), runNamespaces(lab)]).toEqual([found, []]);
    },
    minutes
  );
});
