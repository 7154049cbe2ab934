import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { ExecTarget } from '../../src/kubernetes/port.ts';
import { imagePrograms } from '../../src/kubernetes/programs.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const at = (image: ExecTarget['image']): ExecTarget => ({ namespace: 'n', pod: 'p', container: 'c', image });

describe('a program is started in a pod', () => {
  const { kubernetes } = fakeKubernetes({ exec: (_, command) => ({ stdout: command.join(' ') }) });

  test('that its image has, or may have', async () => {
    const { stdout } = await kubernetes.exec(at('agent'), ['cilium-dbg', 'status'], 1);
    expect(stdout).toBe('cilium-dbg status');
    await expect(kubernetes.exec(at('agent'), ['ip', 'xfrm', 'policy'], 1)).resolves.toMatchObject({ exitCode: 0 });
    await expect(kubernetes.startExec(at('test'), ['iperf3', '-s'], 1).result).resolves.toBeDefined();
    expect(kubernetes.openShell(at('test')).dead).toBe(false);
  });

  test.each<[ExecTarget['image'], string]>([
    ['test', 'ip'],
    ['test', 'tcpdump'],
    ['agent', 'curl'],
    ['agent', 'tcpdump'],
    ['ztunnel', 'sh']
  ])('of the %s image only if the table has it, unlike %s', (image, program) => {
    expect(() => kubernetes.exec(at(image), [program], 1)).toThrow(`"${program}" is not in the list`);
    expect(() => kubernetes.startExec(at(image), [program], 1)).toThrow(`"${program}" is not in the list`);
  });

  test('never without a name, and no shell where there is none', () => {
    expect(() => kubernetes.exec(at('test'), [], 1)).toThrow('"" is not in the list');
    expect(() => kubernetes.openShell(at('ztunnel'))).toThrow('"sh" is not in the list');
  });
});

test('the documentation has the table of programs', () => {
  const code = (programs: readonly string[]): string => programs.map(program => `\`${program}\``).join(', ') || 'none';
  const rows = Object.entries(imagePrograms).map(
    ([kind, { image, programs, optional, source }]) =>
      `| ${[`${kind}: ${image}`, code(programs), code(optional), source].join(' | ')} |`
  );
  const documented = readFileSync('docs/programs.md', 'utf8').split('\n');
  expect(documented.filter(line => line.startsWith('| ')).slice(2)).toEqual(rows);
});
