import { describe, expect, test } from '@jest/globals';
import { TransientError } from '../../src/model/errors.ts';
import type { Arm } from '../../src/model/run.ts';
import { findStart, type Start } from '../../src/run/start.ts';
import { refuse, type CiliumSpec } from '../../src/run/cilium-spec.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';
import { createSpec } from '../support/cilium-spec.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { parse as parseInputs } from '../inputs/options.ts';

/** The values of a cluster without kube-proxy. */
const installed = { k8sServiceHost: 'api.example', k8sServicePort: 6443, kubeProxyReplacement: true };

/** A cluster with a release of Helm, and what a run finds there. */
function world(
  specs: readonly (readonly [Arm, CiliumSpec])[],
  {
    chart = 'cilium-1.20.2',
    labels = {},
    ours = false,
    made = false,
    status = 'deployed',
    values = installed,
    onValues = () => false
  }: {
    chart?: string;
    labels?: Record<string, string>;
    ours?: boolean;
    made?: boolean;
    status?: string;
    values?: unknown;
    /** Whether the API server is busy when helm reads the values. */
    onValues?: () => boolean;
  } = {}
) {
  const name = 'net';
  const annotations = { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': 'kube-system' };
  const { kubernetes } = fakeKubernetes({
    daemonSets: new Map([['kube-system/cilium', { metadata: { labels, annotations } }]])
  });
  const release = { status };
  const listed = (): unknown => [{ name, ...release, chart, app_version: '1.20.2', revision: '3' }];
  const processes = fakeProcesses((_, [verb]) => {
    if (verb === 'rollback') release.status = 'deployed';
    if (verb === 'get' && onValues()) return { exitCode: 1, stderr: 'Error: etcdserver: request timed out' };
    return { stdout: JSON.stringify(verb === 'list' ? listed() : values) };
  });
  const [files, outputs] = [fakeFiles(), fakeOutputs()];
  const start = (): Promise<Start> =>
    findStart({
      options: { cilium: { namespace: 'kube-system' } },
      specs: new Map(specs),
      host: fakeHost({ processes, files, outputs }),
      entered: { kubernetes, cluster: { kubeconfig: '/k' } },
      changesExisting: !ours,
      made
    });
  return { start, files, outputs, processes };
}

describe('a cluster with Cilium', () => {
  test("keeps its release's values if the inputs name none, with a log line", async () => {
    const { start, outputs, processes } = world([['candidate', createSpec({ chartVersion: '1.20.3' })]]);
    const { helm, specs, earlier } = await start();
    const candidate = specs.get('candidate');
    expect(candidate).toMatchObject({
      values: installed,
      from: ['Helm release net, revision 3, chart 1.20.2']
    });
    expect(outputs.lines).toEqual([
      'cilium-values is not set: starting from the values of Helm release net, revision 3, chart 1.20.2',
      'the run replaces chart 1.20.2 with 1.20.3; to keep the version, write cilium-version: 1.20.2'
    ]);
    expect(earlier).toEqual({ namespace: 'kube-system', name: 'net', revision: 3 });
    await helm.upgrade(createSpec().chart, []);
    expect(processes.calls.at(-1)).toEqual(expect.arrayContaining(['upgrade', 'net']));
  });

  test('gets the files of an arm that names some, and its own values for the other arm', async () => {
    const own = createSpec({ values: { a: 1 }, from: ['mine.yaml'] });
    const { start, outputs } = world([
      ['candidate', own],
      ['reference', createSpec()]
    ]);
    const { specs } = await start();
    expect(specs.get('candidate')).toEqual(own);
    expect(specs.get('reference')?.values).toEqual(installed);
    expect(outputs.lines).toEqual([]);
  });

  test('keeps its values below single ones that the inputs set', async () => {
    const { start } = world([['candidate', createSpec({ values: { k8sServicePort: 7443, a: 1 } })]]);
    expect((await start()).specs.get('candidate')?.values).toEqual({ ...installed, k8sServicePort: 7443, a: 1 });
  });

  test('does not get a chart with another name', async () => {
    const { start } = world([['candidate', createSpec()]], { chart: 'rke2-cilium-1.17.300' });
    await expect(start()).rejects.toThrow('cilium-chart: the Helm release net uses the chart rke2-cilium 1.17.300');
  });

  test('is repaired after an interrupted change if it was created for measuring, and refused otherwise', async () => {
    const { start, processes } = world([['candidate', createSpec()]], { made: true, status: 'pending-upgrade' });
    expect(await start()).toMatchObject({ earlier: { revision: 3 } });
    expect(processes.calls.map(([, verb, , revision]) => `${verb ?? ''} ${revision ?? ''}`)).toContain('rollback 2');
    const foreign = world([['candidate', createSpec()]], { status: 'pending-upgrade' });
    await expect(foreign.start()).rejects.toThrow('the Helm release net is pending-upgrade');
  });

  test('warns if a tool manages Cilium and would revert changes', async () => {
    const labels = { 'helm.toolkit.fluxcd.io/name': 'cilium', 'helm.toolkit.fluxcd.io/namespace': 'flux-system' };
    const { start, outputs } = world([['candidate', createSpec({ from: ['mine.yaml'] })]], { labels });
    await start();
    expect(outputs.lines).toEqual([
      "warning: Flux (HelmRelease flux-system/cilium) manages this Cilium and can revert the run's changes, which would invalidate blocks; to prevent that: flux suspend helmrelease cilium --namespace flux-system"
    ]);
  });

  test('warns only once even if reading the values is retried', async () => {
    const labels = { 'argocd.argoproj.io/instance': 'network' };
    let busy = true;
    const { start, outputs } = world([['candidate', createSpec()]], { labels, onValues: () => busy });
    await expect(start()).rejects.toThrow(TransientError);
    expect(outputs.lines).toEqual([]);
    busy = false;
    await start();
    expect(outputs.lines.filter(line => line.startsWith('warning: Argo CD'))).toHaveLength(1);
  });

  test("is not examined if it is the run's own, because nothing has to be restored", async () => {
    const { start, processes } = world([['candidate', createSpec()]], { ours: true });
    expect(await start()).toMatchObject({ earlier: { name: 'cilium', revision: 0 } });
    expect(processes.calls).toEqual([]);
  });

  test('can have values that conflict with every scenario, and the error names their source', async () => {
    const values = { updateStrategy: { type: 'OnDelete' } };
    const { specs } = await world([['candidate', createSpec()]], { values }).start();
    const candidate = specs.get('candidate') ?? createSpec();
    expect(() => {
      refuse(parseInputs({ scenarios: 'vxlan' }), candidate, {});
    }).toThrow(
      /^cilium-values: updateStrategy\.type: OnDelete .*\ncilium-values: not set, so the values are those of Helm release net, revision 3, chart 1\.20\.2\.$/
    );
  });
});
