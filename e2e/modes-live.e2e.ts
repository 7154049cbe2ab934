import { beforeAll, expect, test } from '@jest/globals';
import { scenarioNames } from '../src/inputs/values.ts';
import { encrypts } from '../src/model/scenario.ts';
import type { Run } from '../src/model/run.ts';
import { recordLive } from './live-record.ts';
import { readRun, scratch } from './support.ts';
import { recordRun } from './vm-recorder.ts';
import { inVm, runOnVm, valuesInVm, vmHasZtunnel } from './vm.ts';

/** All scenarios that the VM can run. ztunnel is in it only if its binary was given. E2E_MODES names fewer. */
const every = scenarioNames.filter(name => vmHasZtunnel || !name.endsWith('+ztunnel'));
const asked = process.env['E2E_MODES']?.split(',') ?? every;
const short = ['--rounds', '1', '--tests', 'tcp-throughput', '--duration', '3', '--omit', '0'];

interface Ended {
  readonly run: Run;
  readonly code: number | null;
  readonly output: string;
}

/** Runs all of `names`; E2E_RECORDINGS is a folder for what test/recordings keeps. */
async function measure(names: readonly string[], flags: readonly string[] = []): Promise<Ended> {
  const folder = scratch();
  const started = runOnVm([...short, '--scenarios', names.join(','), ...flags, '--output', folder]);
  const recordings = process.env['E2E_RECORDINGS'];
  if (recordings !== undefined && flags.length === 0) await recordRun(started, names, folder, recordings);
  const { code } = await started.ended;
  return { run: readRun(folder), code, output: started.output() };
}

/** The verdicts on the samples between pods. */
function verdicts({ samples }: Run, name: string): readonly unknown[] {
  return samples
    .filter(({ scenario, path }) => scenario === name && path === 'pod')
    .map(({ status, proof }) => [status, proof?.verdict]);
}

inVm('every mode of the kernel in the VM, in one run', () => {
  let run: Run;
  let code: number | null;
  let output: string;
  let restored: boolean;

  beforeAll(async () => {
    const before = valuesInVm();
    ({ run, code, output } = await measure(asked));
    restored = valuesInVm() === before;
    recordLive({ run, bed: 'emulated', restored, scenarios: asked });
  }, 10_800_000);

  const scenario = (name: string): Run['scenarios'][number] | undefined => run.scenarios.find(one => one.name === name);

  test.each(asked)('%s is set and found ready', name => {
    expect([scenario(name)?.status, scenario(name)?.reason]).toEqual(['measured', undefined]);
  });

  test.each(asked)('%s: each row of the matrix is as the mode promises', name => {
    const rows = scenario(name)?.matrix ?? [];
    // Without encryption, the matrix has nothing to show.
    expect(rows.length > 0).toBe(encrypts(name));
    expect(rows.filter(row => !row.matches)).toEqual([]);
  });

  test.each(asked)('%s: the samples are proven', name => {
    expect(verdicts(run, name).at(-1)).toEqual(['valid', encrypts(name) ? 'encrypted' : 'plaintext']);
  });

  test('are all measured, and Cilium is restored', () => {
    expect([code, output]).toEqual([0, expect.any(String)]);
    expect(restored).toBe(true);
  });
});

inVm('more encryption in the VM', () => {
  test.each([
    ['node encryption', 'native+wireguard', ['--wireguard-node-encryption', 'true']],
    ['strict mode with WireGuard', 'vxlan+wireguard', ['--strict-mode', 'both']],
    ['strict mode with IPsec', 'native+ipsec', ['--strict-mode', 'egress']]
  ])(
    'is set and proven with %s',
    async (_, name, flags) => {
      const { run, code, output } = await measure([name], flags);
      expect([code, output]).toEqual([0, expect.any(String)]);
      const rows = run.scenarios[0]?.matrix ?? [];
      expect(rows.filter(row => !row.matches)).toEqual([]);
      expect(rows.some(({ seen }) => seen === 'encrypted')).toBe(true);
      expect(verdicts(run, name).at(-1)).toEqual(['valid', 'encrypted']);
    },
    2_400_000
  );
});
