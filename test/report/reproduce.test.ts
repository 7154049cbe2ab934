import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../src/inputs/arguments.ts';
import { scenarioName } from '../../src/model/scenario.ts';
import { reproduceCommand, reproduceLines } from '../../src/report/reproduce.ts';
import type { Run } from '../../src/model/run.ts';
import { reference } from '../support/comparison-builder.ts';
import { createRun } from '../support/run-builder.ts';

const files = { exists: () => true, isFolder: () => true };

function parsed(run: Run): Extract<ReturnType<typeof parseArguments>, { kind: 'run' }>['options'] {
  const command = parseArguments(reproduceCommand(run).slice(2), files);
  if (command.kind !== 'run') throw new Error(command.kind);
  return command.options;
}

describe('reproduceCommand', () => {
  test('is accepted by the command line and requests the same measurement', () => {
    const run = createRun({}, { scenarios: ['vxlan', 'native+wireguard'], rounds: 7 });
    const options = parsed(run);
    expect(options).toMatchObject({
      cluster: { provider: 'kind' },
      cilium: { chart: { kind: 'oci', reference: run.cilium?.chart }, version: run.cilium?.chartVersion },
      ...{
        suite: 'default',
        tests: run.plan.tests,
        rounds: 7,
        durationSeconds: 5,
        omitSeconds: 0,
        seed: run.plan.seed
      },
      image: run.tools?.image
    });
    expect(options.scenarios.map(scenarioName)).toEqual(run.plan.scenarios);
  });

  test('omits what the published suite fixes, and the version of a local chart', () => {
    const base = createRun();
    const run = createRun({
      plan: { ...base.plan, suite: 'published', rounds: 1, durationSeconds: 30, burstSeconds: 30, omitSeconds: 0 },
      ...(base.cilium === undefined ? {} : { cilium: { ...base.cilium, chart: 'local path' } })
    });
    expect(parsed(run)).toMatchObject({
      suite: 'published',
      rounds: 1,
      durationSeconds: 30,
      burstSeconds: 30,
      omitSeconds: 0
    });
    expect(reproduceCommand(run)).not.toContain('--cilium-version');
    expect(reproduceCommand(run)).not.toContain('--cilium-chart');
    expect(reproduceLines(run)[1]).toMatch(/^# add the job's --cilium-chart and --cilium-values/);
  });

  test('includes the reference arm if only its version differs', () => {
    const older = { ...reference, source: 'version', description: 'Cilium 1.19.6', chartVersion: '1.19.6' } as const;
    const run = createRun({ reference: older });
    expect(parsed(run).comparing.referenceVersion).toBe('1.19.6');
    expect(reproduceLines(run)).toContain('# reference: Cilium 1.19.6, chart 1.19.6');
    expect(parsed(createRun({ reference })).comparing.referenceVersion).toBeUndefined();
    expect(parsed(createRun()).comparing.referenceVersion).toBeUndefined();
  });

  test('works for a run that ended before its cluster was known', () => {
    const { cluster, cilium, tools, ...rest } = createRun();
    expect([cluster, cilium, tools]).not.toContain(undefined);
    expect(reproduceCommand(rest)).toContain('--seed');
  });
});

describe('reproduceLines', () => {
  test('name the commit and the reference, and quote shell characters', () => {
    const run = createRun({ reference });
    const lines = reproduceLines({ ...run, plan: { ...run.plan, seed: "a'; rm -rf /" } });
    expect(lines[0]).toBe('# cilium-perf-gate 0.1.0, values files of 4b825dc642cb');
    expect(lines[1]).toMatch(/^# add the job's --cilium-values/);
    expect(lines[2]).toBe('# reference: cilium/values.yaml of main, chart 1.20.2; add its --reference-values');
    expect(reproduceLines({ ...run, reference: { ...reference, description: 'a\nrm -rf /' } })[2]).toMatch(/^# .*a rm/);
    expect(lines[3]).toContain(String.raw`--seed 'a'\''; rm -rf /'`);
  });
});
