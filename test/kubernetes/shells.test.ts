import { describe, expect, test } from '@jest/globals';
import type { ExecTarget, Kubernetes, Shell } from '../../src/kubernetes/port.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const target: ExecTarget = { namespace: 'n', pod: 'p', container: 'c', image: 'test' };

/** Shells that are counted and that a test can kill. */
function counting(): { kubernetes: Kubernetes; opened: { dead: boolean; closed: boolean }[] } {
  const opened: { dead: boolean; closed: boolean }[] = [];
  const openShell = (): Shell => {
    const shell = { dead: false, closed: false };
    opened.push(shell);
    return {
      get dead() {
        return shell.dead;
      },
      run: () => (shell.dead ? Promise.reject(new Error('dead')) : Promise.resolve(`shell ${opened.length}`)),
      close: () => {
        shell.closed = true;
      }
    };
  };
  return { kubernetes: { ...fakeKubernetes().kubernetes, openShell }, opened };
}

describe('shells that stay open', () => {
  test('are opened once for each pod', async () => {
    const { kubernetes, opened } = counting();
    const shells = createShells(kubernetes);
    await shells.run(target, 'uid/0', 'x', 1);
    await shells.run(target, 'uid/0', 'x', 1);
    await shells.run({ ...target, pod: 'other' }, 'uid2/0', 'x', 1);
    expect(opened).toHaveLength(2);
  });

  test('run one script at a time, because both ends of a path within a node have the same agent', async () => {
    let running = 0;
    let most = 0;
    const openShell = (): Shell => ({
      dead: false,
      close: () => undefined,
      async run(script) {
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setImmediate(resolve));
        running -= 1;
        if (script === 'fail') throw new Error('failed');
        return script;
      }
    });
    const shells = createShells({ ...fakeKubernetes().kubernetes, openShell });
    const results = await Promise.allSettled(['fail', 'b', 'c'].map(script => shells.run(target, 'u', script, 1)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(most).toBe(1);
  });

  test('are reopened for a successor with the same name, and after they die', async () => {
    const { kubernetes, opened } = counting();
    const shells = createShells(kubernetes);
    await shells.run(target, 'uid/0', 'x', 1);
    await shells.run(target, 'uid/1', 'x', 1);
    for (const shell of opened) shell.dead = true;
    expect(await shells.run(target, 'uid/1', 'x', 1)).toBe('shell 3');
  });

  test('are all closed at the end', async () => {
    const { kubernetes, opened } = counting();
    const shells = createShells(kubernetes);
    await shells.run(target, 'a', 'x', 1);
    await shells.run({ ...target, pod: 'q' }, 'b', 'x', 1);
    shells.closeAll();
    expect(opened.map(shell => shell.closed)).toEqual([true, true]);
  });
});
