import { describe, expect, test } from '@jest/globals';
import { ClusterError, InputError } from '../../src/model/errors.ts';
import type { ProcessResult } from '../../src/host/ports.ts';
import type { Run } from '../../src/model/run.ts';
import { run } from '../../src/run/run.ts';
import type { RunDependencies } from '../../src/run/session.ts';
import { invalidParts } from '../../src/verdict/verdict.ts';
import { fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';
import { comparing } from '../inputs/comparing.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { parse } from '../inputs/options.ts';
import { createMachine } from '../support/machine.ts';

/** The machine's kind cluster is not reached; `creation` is what making it gives. */
function machine(creation?: Partial<ProcessResult>) {
  const { processes, files } = createMachine((command, args) =>
    command === 'kind' && args[0] === 'create' ? creation : undefined
  );
  const outputs = fakeOutputs();
  const failed: Run[] = [];
  const dependencies: RunDependencies = {
    host: fakeHost({ processes, files, outputs }),
    connect: () => Promise.reject(new ClusterError('nobody answers')),
    source: undefined,
    base: undefined,
    onProgress: () => Promise.resolve(),
    onFailed: one => {
      failed.push(one);
      return Promise.resolve();
    }
  };
  return { dependencies, processes, files, outputs, failed };
}

const commands = (processes: { readonly calls: readonly (readonly string[])[] }): string[] =>
  processes.calls.map(([command = '', first = '', second = '']) => `${command} ${first} ${second}`);

describe('a scenario that the kernel does not support', () => {
  test('fails without a block in the plan, and the others are measured', async () => {
    const { dependencies, processes, outputs, failed } = machine();
    const options = parse({ scenarios: 'vxlan, vxlan+wireguard', rounds: '2' });
    await expect(run(options, dependencies)).rejects.toThrow('nobody answers');
    expect(commands(processes)).toContain('kind create cluster');
    const reason = 'the kernel 6.1.0 has no WireGuard (CONFIG_WIREGUARD), and all nodes of a kind cluster run on it';
    expect(outputs.lines).toContain(`warning: vxlan+wireguard cannot be measured: ${reason}`);
    const [left] = failed;
    expect(left?.plan.scenarios).toEqual(['vxlan', 'vxlan+wireguard']);
    expect(new Set(left?.plan.order.flat().map(({ scenario }) => scenario))).toEqual(new Set(['vxlan']));
    expect(left?.scenarios).toMatchObject([
      { name: 'vxlan+wireguard', status: 'failed', reason: { kind: 'kernel-lacks', message: reason } }
    ]);
    expect(left === undefined ? [] : invalidParts(left)).toContain(`vxlan+wireguard failed: ${reason}`);
  });

  test('is an error before anything is changed if no other is left', async () => {
    const { dependencies, processes } = machine();
    const running = run(parse({ scenarios: 'geneve, vxlan+wireguard' }), dependencies);
    await expect(running).rejects.toThrow(InputError);
    await expect(running).rejects.toThrow(
      /^scenarios: none of them works .* "geneve": the kernel 6\.1\.0 has no Geneve .*; "vxlan\+wireguard": /
    );
    expect(commands(processes)).not.toContain('kind create cluster');
    expect(await dependencies.host.state.all()).toEqual([]);
  });
});

describe('a run whose arms render the same', () => {
  const same = { 'cilium-values': 'now.yaml', 'reference-values': 'base.yaml', scenarios: 'vxlan' };
  const start = async (inputs: Readonly<Record<string, string>>, now = 'hubble: {enabled: true}') => {
    const world = machine({});
    world.files.content.set('now.yaml', `# why\n${now}\n`);
    world.files.content.set('base.yaml', 'hubble:\n  enabled: true\n');
    const options = parseOptions({ ...same, ...inputs }, world.files);
    return { ...world, ended: await run(options, world.dependencies).catch((error: unknown) => error) };
  };

  test('ends as unchanged before a cluster is created, and leaves nothing behind', async () => {
    const { ended, processes, files, outputs, dependencies } = await start({});
    expect(ended).toMatchObject({
      ...{ complete: true, unchanged: true, samples: [], blocks: [] },
      reference: { identical: true },
      rendered: { arms: { objects: 1, differences: [] } }
    });
    expect(commands(processes).filter(command => command.startsWith('kind create'))).toEqual([]);
    expect(outputs.lines).toContain('compared 1 rendered object of both arms: nothing that Cilium sees differs');
    expect([...files.content.keys()].filter(path => path.startsWith('/state'))).toEqual([]);
    expect(await dependencies.host.state.all()).toEqual([]);
    expect(files.content.has(`${process.cwd()}/cilium-perf-gate-results/run.json`)).toBe(true);
  });

  test('is measured with when-unchanged: measure, as two identical arms', async () => {
    const { ended, processes, failed, outputs } = await start({ 'when-unchanged': 'measure' });
    expect(ended).toBeInstanceOf(ClusterError);
    expect(commands(processes)).toContain('kind create cluster');
    expect(outputs.lines).toContain('warning: both arms are the same: every difference is noise');
    expect(failed[0]).toMatchObject({ reference: { identical: true }, rendered: { arms: { differences: [] } } });
    expect(failed[0]?.unchanged).toBeUndefined();
  });

  test('is measured if the chart renders something else', async () => {
    const { processes, failed } = await start({}, 'hubble: {enabled: false}');
    expect(commands(processes)).toContain('kind create cluster');
    expect(failed[0]).toMatchObject({
      reference: { identical: false },
      rendered: { arms: { differences: [{ scenarios: ['vxlan'], changes: [{ path: 'data.values' }] }] } }
    });
  });
});

test('missing workers for node encryption are reported before the cluster is created', async () => {
  const { dependencies, processes } = machine();
  const options = parse({ scenarios: 'vxlan+wireguard', 'wireguard-node-encryption': 'true' });
  await expect(run(options, dependencies)).rejects.toThrow('write kind-workers: 2');
  expect(commands(processes)).not.toContain('kind create cluster');
});

test('missing programs are reported before anything else starts', async () => {
  const { dependencies } = machine();
  const processes = fakeProcesses(command => (command === 'helm' ? { stdout: 'v3.2.1' } : undefined));
  const running = run(parse({}), { ...dependencies, host: { ...dependencies.host, processes } });
  await expect(running).rejects.toThrow(/helm: version 3\.2\.1 found.*\nkind: not found.*\ndocker: not found/);
  expect(new Set(processes.calls.map(([command]) => command))).toEqual(new Set(['helm', 'kind', 'docker']));
  expect(processes.calls).toHaveLength(3);
});

const refuse = (): never => {
  throw new Error('nobody is to be asked');
};

test('a secret in an error message reaches no file, log line or saved state', async () => {
  const password = 'hunter2hunter2';
  const token = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
  const stderr = `registry refused password: ${password} and ${token}`;
  const { dependencies, files, outputs, failed } = machine({ exitCode: 1, stderr });
  const error: unknown = await run(parse({ scenarios: 'vxlan' }), dependencies).catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('registry refused password: [redacted ');
  expect(files.content.has(`${process.cwd()}/cilium-perf-gate-results/journal.jsonl`)).toBe(true);
  const states = (await dependencies.host.state.all()).map(({ content }) => content);
  const everything = [...files.content.values(), ...states, ...outputs.lines, JSON.stringify(failed)].join('\n');
  expect(everything).toContain('registry refused');
  expect(everything).not.toContain(password);
  expect(everything).not.toContain(token);
});

describe('a run', () => {
  test('is refused before anything is changed if there is nothing to compare it with', async () => {
    const processes = fakeProcesses(() => undefined);
    const outputs = fakeOutputs();
    const options = {
      ...parse({ scenarios: 'vxlan' }),
      comparing: comparing({ baseline: 'file', baselineFiles: ['old/*.json'] })
    };
    const dependencies = { connect: refuse, source: undefined, base: undefined, onProgress: refuse, onFailed: refuse };
    for (const planOnly of [true, false]) {
      const started = run({ ...options, planOnly }, { ...dependencies, host: fakeHost({ processes, outputs }) });
      await expect(started).rejects.toThrow(
        'baseline-files: "old/*.json" matches no file; write the path of a run.json or baseline.json'
      );
    }
    expect(processes.calls).toEqual([]);
    expect(outputs.lines).toEqual([]);
  });
});
