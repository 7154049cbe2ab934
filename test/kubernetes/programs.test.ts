import { describe, expect, test } from '@jest/globals';
import type { ExecTarget } from '../../src/kubernetes/port.ts';
import { readByExec, readByShell, composeScript } from '../../src/kubernetes/readings.ts';
import { scriptPrograms } from '../../src/kubernetes/programs.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import { someText } from '../../src/proof/index.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const at = (image: ExecTarget['image']): ExecTarget => ({ namespace: 'n', pod: 'p', container: 'c', image });

describe('a program is started in a pod', () => {
  const { kubernetes } = fakeKubernetes({ exec: (_, command) => ({ stdout: command.join(' ') }) });

  test('if its image has or may have it', async () => {
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
  ])('with the %s image only if the table has it, unlike %s', (image, program) => {
    expect(() => kubernetes.exec(at(image), [program], 1)).toThrow(`"${program}" is not in the list`);
    expect(() => kubernetes.startExec(at(image), [program], 1)).toThrow(`"${program}" is not in the list`);
  });

  test('never without a name, and no shell if the image has none', () => {
    expect(() => kubernetes.exec(at('test'), [], 1)).toThrow('"" is not in the list');
    expect(() => kubernetes.openShell(at('ztunnel'))).toThrow('"sh" is not in the list');
  });
});

describe('a script is run', () => {
  const { kubernetes } = fakeKubernetes();
  const inShell = (script: string): Promise<string> => kubernetes.openShell(at('test')).run(script, 1);

  test.each([
    'curl x',
    '[ -r x ] || curl x',
    'x=$(curl x)',
    'if a=1 curl x; then :; fi',
    'sleep 1 | curl x',
    'exec curl x'
  ])('only if the image has its programs: %s', async script => {
    const said = '"curl" is not in the list';
    expect(() => kubernetes.exec(at('test'), ['sh', '-c', script], 1)).toThrow(said);
    expect(() => kubernetes.startExec(at('test'), ['bash', '-c', script], 1)).toThrow(said);
    expect(() => inShell(composeScript([{ name: 'one', command: ['sh', '-c', script], keep: someText }]))).toThrow(
      said
    );
    const section = { name: 'one', command: ['sh', '-c', script], keep: someText };
    await expect(readByShell(createShells(kubernetes), at('test'), 'uid', [section], 1)).rejects.toThrow(said);
    await expect(readByExec(kubernetes, at('test'), [section], 1)).rejects.toThrow(said);
  });

  test.each(['cat "$(curl x)"', 'cat `curl x`', 'cat "`curl x`"', "cat 'x"])(
    'only if all of it is understood, unlike %s',
    script => {
      expect(() => inShell(script)).toThrow('cannot parse the script');
    }
  );

  test('whatever its arguments are', () => {
    expect(scriptPrograms("cat 'it'\\''s; curl' \\; ${x:-curl} >&2 2>/dev/null; sleep \"a; curl\"")).toEqual([
      'cat',
      'sleep'
    ]);
  });
});
