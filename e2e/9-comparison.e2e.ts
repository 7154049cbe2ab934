import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import type { Comparison, MetricComparison } from '../src/model/comparison.ts';
import { commitName } from '../test/support/loopback-github/world.ts';
import { startWorkflow } from './runner/act.ts';
import { startGitHub, type GitHubProcess } from './runner/github.ts';
import { createRepository, measureWorkflow } from './runner/repository.ts';
import {
  clusterName,
  limitLink,
  onLab,
  readComparison,
  readRun,
  releaseLink,
  requireLab,
  runCli,
  scratch,
  testWithZtunnel,
  valuesFile
} from './support.ts';

/** Each takes a quarter of an hour on an idle machine, too long to run on every change. */
const whenAsked = process.env['E2E_COMPARISON'] === undefined ? describe.skip : describe;

function throughputOf({ metrics }: Comparison): MetricComparison {
  const found = metrics.find(metric => metric.test === 'tcp-throughput' && metric.metric === 'throughput');
  if (found === undefined) throw new Error('the throughput was not compared');
  return found;
}

/** Runs the command line and returns the output folder. */
async function measure(lab: Lab, flags: readonly string[], values: readonly string[] = []): Promise<string> {
  const output = scratch();
  const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
  const { code, output: said } = await runCli([...onLab(lab, output, values), ...flags], environment);
  process.stderr.write(`${said}\n`);
  expect([code, said]).toEqual([expect.anything(), expect.stringContaining('comparison: ')]);
  return output;
}

/** The first round after which the default design compares. */
const firstLook = 4;

/** All different comments on the pull request until the job ended. */
async function seeComments(github: GitHubProcess, ended: Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  const look = async (): Promise<void> => {
    const body = (await github.see()).comments[0]?.body;
    if (body !== undefined && body !== seen.at(-1)) seen.push(body);
  };
  const end = new AbortController();
  const stop = ended.finally(() => {
    end.abort();
  });
  while (!end.signal.aborted) {
    await look();
    await Promise.race([stop, setTimeout(10_000, undefined, { signal: end.signal }).catch(() => undefined)]);
  }
  await look();
  return seen;
}

const short = ['--tests', 'tcp-throughput,tcp-latency'];
/** Twelve rounds with two arms. */
const limitMilliseconds = 1_800_000;

whenAsked('a pull request that changes nothing, on the lab', () => {
  let github: GitHubProcess;
  let lab: Lab;
  beforeAll(async () => {
    lab = await requireLab();
    github = await startGitHub();
  });
  afterAll(async () => {
    await github.stop();
  });

  test(
    'passes with the default design, and shows the smallest detectable change',
    async () => {
      const values = { 'values.yaml': readFileSync(lab.valuesFile, 'utf8') };
      const folder = scratch();
      const repository = createRepository(
        {
          cluster: 'kind',
          'kind-name': clusterName,
          'allow-reconfigure': `kind-${clusterName}`,
          'cilium-chart': lab.chart,
          'cilium-values': 'values.yaml',
          'test-image': lab.testImage,
          scenarios: 'vxlan',
          baseline: 'none',
          'when-unchanged': 'measure',
          output: folder
        },
        {},
        values
      );
      const base = repository.commit('Base');
      await github.commit(base, [commitName(10)], values);
      const head = commitName(20);
      await github.commit(head, [base], values);
      await github.pullRequest({ number: 7, baseSha: base, headBranch: 'change', headSha: head });
      await github.commit(repository.commit('Merge the pull request'), [base, head], values);
      const run = { id: 501, status: 'in_progress', conclusion: null, headBranch: 'change', headSha: head };
      const environment = await github.run({ ...run, event: 'pull_request' });
      const payload = {
        number: 7,
        pull_request: { number: 7, base: { ref: 'main', sha: base }, head: { ref: 'change', sha: head } },
        repository: { default_branch: 'main' }
      };
      const { ended } = startWorkflow({
        ...{ folder: repository.folder, environment, machine: lab.environment, payload },
        ...{ workflow: measureWorkflow, event: 'pull_request' }
      });
      const seen = await seeComments(github, ended);
      const { exitCode, output } = await ended;
      const comment = seen.at(-1);
      process.stderr.write(`${output}\n${seen.join('\n---\n')}\n`);
      expect(exitCode).toBe(0);
      expect(output).toContain('both arms are the same');
      expect(comment).toMatch(/^<!-- .* -->\n### ✅ Cilium performance: (?:within tolerance|faster) in /);
      expect(comment).toMatch(/smallest/i);
      // A look that does not end the run is commented on.
      const rounds = new Set(readRun(folder).samples.map(({ round }) => round)).size;
      const interim = seen.filter(body => body.includes('**running**'));
      expect([rounds, interim.length > 0]).toEqual([rounds, rounds > firstLook]);
    },
    limitMilliseconds
  );
});

whenAsked('a slowdown planted in one arm, on the lab', () => {
  testWithZtunnel(
    'is reported as a regression with an interval that contains the separately measured effect',
    async () => {
      const lab = await requireLab();
      const limit = { encryption: { ztunnel: { resources: { limits: { cpu: '250m' } } } } };
      const limited = valuesFile(limit);
      const scenario = ['--scenarios', 'vxlan+ztunnel', ...short];
      const comparison = readComparison(
        await measure(lab, [...scenario, '--reference-values', lab.valuesFile], [limited])
      );
      expect(comparison.verdict).toBe('regression');
      const throughputs = [];
      for (const values of [[limited], []]) {
        const { samples } = readRun(await measure(lab, [...scenario, '--rounds', '2'], values));
        const logs = samples
          .filter(({ test: name, path, status }) => name === 'tcp-throughput' && path === 'pod' && status === 'valid')
          .map(({ metrics }) => Math.log(metrics['throughput']?.value ?? NaN));
        throughputs.push(Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length));
      }
      const [slow = NaN, fast = NaN] = throughputs;
      const { outcome, change } = throughputOf(comparison);
      process.stderr.write(`measured separately: ${slow / fast}; compared: ${JSON.stringify(change)}\n`);
      expect(outcome).toBe('regression');
      expect(change?.low).toBeLessThanOrEqual(slow / fast);
      expect(change?.high).toBeGreaterThanOrEqual(slow / fast);
    },
    limitMilliseconds
  );
});

whenAsked('a slower network under an unchanged Cilium, on the lab', () => {
  test(
    'is not blamed on Cilium',
    async () => {
      const lab = await requireLab();
      const flags = ['--scenarios', 'vxlan', ...short, '--rounds', '1'];
      const pool = [];
      for (let index = 0; index < 5; index += 1) pool.push(join(await measure(lab, flags), 'run.json'));
      limitLink(lab, '1500mbit');
      try {
        const comparison = readComparison(
          await measure(lab, [...flags, '--baseline', 'file', '--baseline-files', pool.join(',')])
        );
        process.stderr.write(`${JSON.stringify({ ...comparison, baseline: undefined }, undefined, 1)}\n`);
        const { outcome, change } = throughputOf(comparison);
        expect(change?.estimate).toBeLessThan(0.6);
        expect(outcome).toBe('inconclusive');
        expect(comparison.verdict).not.toBe('regression');
        expect(comparison.control.state).toBe('changed');
        expect(comparison.metrics.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('machines'));
      } finally {
        releaseLink(lab);
      }
    },
    limitMilliseconds
  );
});
