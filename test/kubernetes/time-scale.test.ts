import { expect, test } from '@jest/globals';
import type { Kubernetes } from '../../src/kubernetes/port.ts';
import { stretchLimits } from '../../src/kubernetes/patience.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const target = { namespace: 'ns', pod: 'p', container: 'c', image: 'test' } as const;

test('the time scale extends commands, shells, awaited lines and readings through the API server', async () => {
  const { kubernetes } = fakeKubernetes();
  const granted: number[] = [];
  const noting: Kubernetes = {
    ...kubernetes,
    proxyGet: (...[, , , , seconds]) => {
      granted.push(seconds);
      return Promise.resolve('');
    },
    exec: (of, command, seconds) => {
      granted.push(seconds);
      return kubernetes.exec(of, command, seconds);
    },
    openShell: () => ({
      dead: false,
      run: (_, seconds) => {
        granted.push(seconds);
        return Promise.resolve('');
      },
      close: () => undefined
    }),
    startExec: (of, command, seconds) => ({
      ...kubernetes.startExec(of, command, seconds),
      line: (_, within) => {
        granted.push(seconds, within);
        return Promise.resolve('');
      }
    })
  };
  const slow = stretchLimits(noting, 4);
  await slow.proxyGet('ns', 'p', 1, 'metrics', 5);
  await slow.exec(target, ['cat'], 20);
  await slow.openShell(target).run('true', 15);
  await slow.startExec(target, ['iperf3', '-s'], 30).line(/listening/, 10);
  await stretchLimits(noting, 1.1).exec(target, ['cat'], 3);
  expect(granted).toEqual([20, 80, 60, 120, 40, 3.3]);
});
