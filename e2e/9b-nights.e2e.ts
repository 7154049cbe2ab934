import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import type { FakeIssue } from '../test/support/loopback-github/world.ts';
import { commitName } from '../test/support/loopback-github/world.ts';
import { startWorkflow } from './runner/act.ts';
import { startGitHub, type GitHubProcess } from './runner/github.ts';
import { createRepository, measureWorkflow, type Repository } from './runner/repository.ts';
import {
  beforeAgents,
  clusterName,
  limitLink,
  readValues,
  releaseLink,
  requireLab,
  runCli,
  scratch
} from './support.ts';

/** Nineteen nights of two and a half minutes: too long to run on every change. */
const whenAsked = process.env['E2E_NIGHTS'] === undefined ? describe.skip : describe;

/**
 * Values that make each agent, when it starts, limit what its node's pods send through the tunnel. The control does not use
 * the tunnel. The device exists once an agent has created it.
 */
function tunnelQueue(lab: Lab, queue: string): string {
  const values = readValues(lab);
  const script = `! ip link show cilium_vxlan || tc qdisc replace dev cilium_vxlan root ${queue}`;
  return JSON.stringify({ ...values, ...beforeAgents(values, ['sh', '-c', script]) }, undefined, 2);
}

whenAsked('nightly runs on the lab', () => {
  let lab: Lab;
  let github: GitHubProcess;
  let repository: Repository;
  let tip = commitName(10);
  let night = 0;
  const nights = scratch();
  const output = join(nights, 'newest');

  /** Measures the default branch, after a commit with these values if there are any. */
  const run = async (values?: string): Promise<void> => {
    night += 1;
    if (values !== undefined) {
      const sha = repository.commit(`Values of night ${night}`, { 'values.yaml': values });
      const workflow = readFileSync(join(repository.folder, measureWorkflow), 'utf8');
      await github.push(sha, [tip], { 'values.yaml': values, [measureWorkflow]: workflow });
      tip = sha;
    }
    const id = 600 + night;
    const job = await github.run({ id, status: 'in_progress', conclusion: null, event: 'schedule', headSha: tip });
    const { exitCode, output: said } = await startWorkflow({
      ...{ folder: repository.folder, workflow: measureWorkflow, event: 'schedule' },
      environment: job,
      machine: lab.environment,
      payload: { repository: { default_branch: 'main' } }
    }).ended;
    await github.run({ id, status: 'completed', conclusion: exitCode === 0 ? 'success' : 'failure' });
    const folder = join(nights, String(night));
    if (existsSync(output)) renameSync(output, folder);
    const trend = said.split('\n').filter(line => /trend: |issue |::warning/.test(line));
    process.stderr.write(`night ${night}: exit code ${exitCode}\n${trend.join('\n')}\n`);
    if (exitCode !== 0 || trend.length === 0) process.stderr.write(`${said}\n`);
    expect([exitCode, trend]).toEqual([0, expect.arrayContaining([expect.stringContaining('trend: ')])]);
  };
  const issues = async (): Promise<readonly Pick<FakeIssue, 'number' | 'state' | 'title'>[]> =>
    (await github.see()).issues.map(({ number, state, title }) => ({ number, state, title }));

  beforeAll(async () => {
    lab = await requireLab();
    github = await startGitHub();
    repository = createRepository(
      {
        ...{ cluster: 'kind', 'kind-name': clusterName, 'allow-reconfigure': `kind-${clusterName}` },
        ...{ 'cilium-chart': lab.chart, 'cilium-values': 'values.yaml' },
        ...{ 'test-image': lab.testImage, 'witness-image': lab.witnessImage },
        ...{ scenarios: 'vxlan', tests: 'tcp-throughput', rounds: '1', baseline: 'artifact' },
        ...{ output, 'baseline-workflow': measureWorkflow, 'regression-issue': 'here', 'fail-on': 'none' }
      },
      {}
    );
  });
  afterAll(async () => {
    await github.stop();
  });

  test('open one issue for a loss that lasts, show it on the page, and close the issue when the loss is taken back', async () => {
    await run(tunnelQueue(lab, 'noqueue'));
    for (let count = 2; count <= 5; count += 1) await run();
    expect(await issues()).toEqual([]);
    await run(tunnelQueue(lab, 'tbf rate 4gbit burst 8mb latency 20ms'));
    for (let count = 7; count <= 10; count += 1) await run();
    const open = await issues();
    expect(open).toEqual([expect.objectContaining({ state: 'open', title: expect.stringContaining('vxlan') })]);

    await run(tunnelQueue(lab, 'noqueue'));
    for (let count = 12; count <= 15 && (await issues())[0]?.state === 'open'; count += 1) await run();
    expect(await issues()).toEqual([expect.objectContaining({ number: open[0]?.number, state: 'closed' })]);

    const page = scratch();
    const trend = await runCli(['trend', nights, '--output', page], {});
    process.stderr.write(`${trend.output}\n${page}\n${JSON.stringify((await github.see()).issues, undefined, 1)}\n`);
    expect(trend.code).toBe(0);
    expect(trend.output).toMatch(/vxlan TCP throughput.*First run/);
  }, 3_600_000);

  test('open none for slower machines', async () => {
    const known = await issues();
    limitLink(lab, '3gbit');
    try {
      for (let count = 1; count <= 4; count += 1) await run();
    } finally {
      releaseLink(lab);
    }
    expect(await issues()).toEqual(known);
  }, 1_200_000);
});
