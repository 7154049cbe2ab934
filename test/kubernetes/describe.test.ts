import { describe, expect, test } from '@jest/globals';
import { readPodMtu } from '../../src/kubernetes/machine.ts';
import type { ExecTarget } from '../../src/kubernetes/port.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const pod: ExecTarget = { namespace: 'cpg-1', pod: 'perf-client', container: 'perf', image: 'test' };

describe("a test pod's MTU", () => {
  test('is read without ip, which its image does not have', async () => {
    const { kubernetes } = fakeKubernetes({ exec: () => ({ stdout: '1420\n' }) });
    expect(await readPodMtu(kubernetes, pod)).toEqual({ podMtu: 1420 });
  });

  test.each([
    ['fails', { exitCode: 1, stdout: '1420\n', stderr: 'cat: /sys/class/net/eth0/mtu: No such file' }],
    ['prints nothing', { stdout: '' }],
    ['prints no number', { stdout: 'unknown\n' }]
  ])('is unknown, but not an error, if the reading %s', async (_, answer) => {
    const { kubernetes } = fakeKubernetes({ exec: () => answer });
    expect(await readPodMtu(kubernetes, pod)).toEqual({});
  });
});
