import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import { kubectl, onLab, readRun, requireLab, runCli, runNamespaces, scratch, start, type Started } from './support.ts';

/** Long enough to interrupt the second sample. */
const longRun = [
  '--tests',
  'tcp-throughput,tcp-latency',
  '--duration',
  '8',
  '--omit',
  '0',
  '--rounds',
  '2',
  '--scenarios',
  'vxlan'
];

/** Waits until the first pod sample has finished and the next one is running. */
async function intoSecondSample(run: Started): Promise<void> {
  await run.said(/round 1\/2 vxlan tcp-\S+ .*\n/);
  await sleep(2500);
}

describe('an interrupted run', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await requireLab();
  });

  test('writes its results and exits within 5 s of SIGINT; restore removes the rest', async () => {
    const output = scratch();
    const environment = { ...lab.environment, XDG_STATE_HOME: scratch() };
    const run = start('cli', [...onLab(lab, output), ...longRun], environment);
    await intoSecondSample(run);
    const signalled = performance.now();
    run.child.kill('SIGINT');
    const { code } = await run.ended;
    expect(performance.now() - signalled).toBeLessThan(5000);
    expect(code).toBe(130);
    const incomplete = readRun(output);
    expect(incomplete.complete).toBe(false);
    expect(incomplete.samples.filter(sample => sample.status === 'valid').length).toBeGreaterThanOrEqual(1);
    expect(runNamespaces(lab)).not.toEqual([]);

    const next = await runCli(['run', '--plan-only', '--output', output], environment);
    expect(next.output).toContain(`cilium-perf-gate restore --output ${output}`);
    const restored = await runCli(['restore', '--output', output], environment);
    expect(restored.code).toBe(0);
    expect(runNamespaces(lab)).toEqual([]);
  });

  test('is undone by the post step after a SIGKILL', async () => {
    const output = scratch();
    const temporary = scratch();
    const environment = {
      ...lab.environment,
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_WORKFLOW: 'nightly',
      GITHUB_JOB: 'measure',
      GITHUB_RUN_ID: '1',
      GITHUB_RUN_ATTEMPT: '1',
      RUNNER_TEMP: temporary,
      GITHUB_OUTPUT: '',
      GITHUB_STEP_SUMMARY: join(temporary, 'summary')
    };
    const flags = [...onLab(lab, output).slice(1), ...longRun];
    const inputs = Object.fromEntries(
      flags.flatMap((flag, index) =>
        flag.startsWith('--') ? [[`INPUT_${flag.slice(2).toUpperCase()}`, flags[index + 1] ?? '']] : []
      )
    );
    const run = start('action', [], { ...environment, ...inputs });
    await intoSecondSample(run);
    run.child.kill('SIGKILL');
    await run.ended;
    expect(existsSync(join(output, 'run.json'))).toBe(false);

    const post = start('post', [], environment);
    const { code, seconds } = await post.ended;
    expect([code, post.output()]).toEqual([0, expect.any(String)]);
    expect(seconds).toBeLessThan(240);
    const run1 = readRun(output);
    expect(run1).toMatchObject({ complete: false, incompleteReason: 'the run was killed before it could end' });
    expect(run1.samples.length).toBeGreaterThanOrEqual(1);
    expect(runNamespaces(lab)).toEqual([]);
    expect(kubectl(lab, ['get', 'pods', '-A', '-l', 'cilium-perf-gate/role', '-o', 'name'])).toBe('');
  });
});
