import { describe, expect, test } from '@jest/globals';
import { createHelm } from '../../src/cilium/helm.ts';
import { fakeProcesses } from '../fakes/host.ts';

const target = { kubeconfig: '/k', context: 'c', namespace: 'kube-system', release: 'cilium' };
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
  ])('upgrades from %j with full values, and later files take precedence', async (chart, version, reference) => {
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

  test('returns the release, or that there is none', async () => {
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
      chartName: 'cilium',
      chartVersion: '1.20.2',
      appVersion: '1.20.2'
    });
    expect(await list('[]')).toBeUndefined();
  });

  test("reads a distribution's own name and chart, but no release with a similar name", async () => {
    const processes = fakeProcesses(() => ({
      stdout: JSON.stringify(
        ['ciliumX1', 'cilium.1'].map(name => ({
          name,
          status: 'deployed',
          chart: name === 'cilium.1' ? 'rke2-cilium-1.17.300+up1.17.3' : 'cilium-1.20.2',
          app_version: '1.17.3',
          revision: '2'
        }))
      )
    }));
    const helm = createHelm(processes, { ...target, release: 'cilium.1' });
    expect(await helm.release()).toMatchObject({ chartName: 'rke2-cilium', chartVersion: '1.17.300+up1.17.3' });
    await helm.rollback(2);
    expect(processes.calls[1]).toEqual(expect.arrayContaining(['rollback', 'cilium.1', '2']));
  });

  test('returns no values for a release without any', async () => {
    const processes = fakeProcesses(() => ({ stdout: 'null\n' }));
    expect(await createHelm(processes, target).values()).toEqual({});
  });

  test('lists releases of any status with flags that Helm 4 still has', async () => {
    const processes = fakeProcesses(() => ({ stdout: '[]' }));
    await createHelm(processes, target).release();
    expect(processes.calls[0]).toEqual(
      expect.arrayContaining(['--deployed', '--failed', '--pending', '--uninstalling'])
    );
    expect(processes.calls[0]).not.toContain('--all');
  });

  test('fails with its own message', async () => {
    const processes = fakeProcesses(() => ({ exitCode: 1, stderr: 'Error: chart requires kubeVersion' }));
    await expect(
      createHelm(processes, target).upgrade({ source: { kind: 'path', path: '/c' }, version: undefined }, [])
    ).rejects.toThrow('helm upgrade failed (exit code 1): Error: chart requires kubeVersion');
  });
});
