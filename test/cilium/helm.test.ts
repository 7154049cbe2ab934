import { describe, expect, test } from '@jest/globals';
import { createHelm } from '../../src/cilium/helm.ts';
import { fakeProcesses } from '../fakes/host.ts';

const target = { kubeconfig: '/k', context: 'c', namespace: 'kube-system' };
const connection = ['--kubeconfig', '/k', '--kube-context', 'c', '--namespace', 'kube-system'];

describe('helm', () => {
  test.each([
    [{ kind: 'path', path: '/chart' } as const, undefined, ['/chart']],
    [{ kind: 'oci', reference: 'oci://r/cilium' } as const, '1.20.2', ['oci://r/cilium', '--version', '1.20.2']],
    [
      { kind: 'repository', url: 'https://charts' } as const,
      '1.20.2',
      ['cilium', '--repo', 'https://charts', '--version', '1.20.2']
    ]
  ])('upgrades from %j with full values, later files first in rank', async (chart, version, reference) => {
    const processes = fakeProcesses(() => ({}));
    await createHelm(processes, target).upgrade({ source: chart, version }, ['a.yaml', 'b.yaml']);
    expect(processes.calls).toEqual([
      [
        'helm',
        'upgrade',
        '--install',
        'cilium',
        ...reference,
        ...connection,
        '--reset-values',
        '--history-max',
        '0',
        '--values',
        'a.yaml',
        '--values',
        'b.yaml'
      ]
    ]);
  });

  test('tells the release, and that there is none', async () => {
    const list = (text: string) =>
      createHelm(
        fakeProcesses(() => ({ stdout: text })),
        target
      ).release();
    expect(
      await list(
        '[{"name":"cilium","status":"deployed","chart":"cilium-1.20.2","app_version":"1.20.2","revision":"7"}]'
      )
    ).toEqual({
      status: 'deployed',
      revision: 7,
      chartVersion: '1.20.2',
      appVersion: '1.20.2'
    });
    expect(await list('[]')).toBeUndefined();
  });

  test('is asked for a release of any status in words that Helm 4 has not dropped', async () => {
    const processes = fakeProcesses(() => ({ stdout: '[]' }));
    await createHelm(processes, target).release();
    expect(processes.calls[0]).toEqual(
      expect.arrayContaining(['--deployed', '--failed', '--pending', '--uninstalling'])
    );
    expect(processes.calls[0]).not.toContain('--all');
  });

  test('fails with its own words', async () => {
    const processes = fakeProcesses(() => ({ exitCode: 1, stderr: 'Error: chart requires kubeVersion' }));
    await expect(
      createHelm(processes, target).upgrade({ source: { kind: 'path', path: '/c' }, version: undefined }, [])
    ).rejects.toThrow('helm upgrade failed (exit code 1): Error: chart requires kubeVersion');
  });
});
