import { describe, expect, test } from '@jest/globals';
import { checkTools } from '../../src/cluster/tools.ts';
import { parse } from '../inputs/options.ts';
import { InputError } from '../../src/model/errors.ts';
import type { ProcessResult } from '../../src/host/ports.ts';
import { fakeProcesses } from '../fakes/host.ts';

/** What the programs of a machine answer; one that is absent cannot be started. */
function machine(answers: Readonly<Record<string, Partial<ProcessResult>>>, environment: Record<string, string> = {}) {
  return { processes: fakeProcesses(command => answers[command]), environment };
}

const newest = { helm: { stdout: 'v4.3.1' }, kind: { stdout: '0.33.0\n' }, docker: { stdout: '29.1.0\n' } };

const onKind = parse({});
const onKubeconfig = parse({ cluster: 'kubeconfig', 'allow-reconfigure': 'lab' });

describe('the programs that a run starts', () => {
  test('are accepted from their oldest supported version on', async () => {
    const oldest = { helm: { stdout: 'v3.8.0' }, kind: { stdout: '0.20.0\n' }, docker: { stdout: '20.10.0\n' } };
    for (const answers of [newest, oldest]) await expect(checkTools(machine(answers), onKind)).resolves.toBeUndefined();
  });

  test('are named in one message with the version found and the version needed', async () => {
    const answers = {
      helm: { stdout: 'v3.7.2' },
      docker: { exitCode: 1, stdout: '\n', stderr: 'Cannot connect to x.\nmore' }
    };
    const refusal = checkTools(machine(answers), onKind);
    await expect(refusal).rejects.toThrow(InputError);
    await expect(refusal).rejects.toThrow('helm: version 3.7.2 found; 3.8.0 or newer required');
    await expect(refusal).rejects.toThrow('kind: not found on PATH; version 0.20.0 or newer required');
    await expect(refusal).rejects.toThrow(
      'docker: docker info failed (exit code 1): Cannot connect to x.; version 20.10.0 or newer required'
    );
  });

  test('are accepted in a build whose version is not a number', async () => {
    await expect(
      checkTools(machine({ ...newest, docker: { stdout: 'library-import\n' } }), onKind)
    ).resolves.toBeUndefined();
  });

  test('are kind and Docker for a kind cluster only', async () => {
    const { processes, environment } = machine({ helm: newest.helm });
    await checkTools({ processes, environment }, onKubeconfig);
    expect(processes.calls.map(([command]) => command)).toEqual(['helm']);
  });

  test("do not include Docker if kind's own variable names another engine", async () => {
    const { processes, environment } = machine(newest, { KIND_EXPERIMENTAL_PROVIDER: 'podman' });
    await checkTools({ processes, environment }, onKind);
    expect(processes.calls.map(([command]) => command)).toEqual(['helm', 'kind']);
  });

  test('do not include helm if nothing is applied', async () => {
    const { processes, environment } = machine({});
    await checkTools({ processes, environment }, parse({ cluster: 'kubeconfig', apply: 'false' }));
    expect(processes.calls).toEqual([]);
  });
});
