import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { run } from '../../src/run/run.ts';
import type { RunDependencies } from '../../src/run/session.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { provenRun } from '../support/baseline-builder.ts';

const chart =
  'name: cilium\nversion: 1.20.2\nencryption: {}\nipam: {}\noperator: {}\nkubeProxyReplacement: false\nextraConfig: {}\n';

/** A machine with helm or without any program. */
interface Machine {
  readonly helm: boolean;
  readonly registry?: boolean;
}

/** What a plan says of these inputs and files. `onPlan` receives it as programs do. */
async function plan(
  inputs: Readonly<Record<string, string>>,
  content: Readonly<Record<string, string>> = {},
  { helm, registry = true }: Machine = { helm: true },
  onPlan: NonNullable<RunDependencies['onPlan']> = () => undefined
): Promise<readonly string[]> {
  const outputs = fakeOutputs();
  const processes = fakeProcesses((command, [verb]) => {
    if (!helm || command !== 'helm') return undefined;
    return registry || verb !== 'pull' ? { stdout: chart } : { exitCode: 1, stderr: 'Error: 403 Forbidden' };
  });
  const host = fakeHost({ outputs, files: fakeFiles(content), processes });
  const unused = (): never => {
    throw new Error('a plan asks no cluster');
  };
  const there = { exists: (path: string) => path !== 'cilium-perf-gate-results', isFolder: () => false };
  await run(parseOptions({ scenarios: 'vxlan', 'plan-only': 'true', ...inputs }, there), {
    host,
    connect: unused,
    source: undefined,
    base: undefined,
    onPlan,
    onProgress: unused,
    onFailed: unused
  });
  return outputs.lines;
}

function kubeconfig(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-plan-')), 'config');
  writeFileSync(
    path,
    'clusters: [{name: c, cluster: {server: "https://c"}}]\nusers: []\ncontexts: [{name: lab, context: {cluster: c}}]\n'
  );
  return path;
}

describe('plan-only', () => {
  const onKubeconfig = { cluster: 'kubeconfig', 'allow-reconfigure': 'lab' };

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['values', { 'cilium-values': 'v.yaml' }, { 'v.yaml': 'kubeProxyReplacement: true' }],
    ['a version file', { 'cilium-version-file': 'version' }, { version: 'v1.20.2\n' }],
    [
      'a kind configuration',
      { 'kind-config': 'kind.yaml' },
      { 'kind.yaml': 'nodes: [{role: control-plane}, {role: worker}]' }
    ],
    ['a kubeconfig', { ...onKubeconfig, kubeconfig: kubeconfig() }, {}],
    ['an earlier run', { 'baseline-files': 'run.json' }, { 'run.json': JSON.stringify(provenRun()) }]
  ])('accepts %s', async (_, inputs, content) => {
    const said = await plan(inputs, content);
    expect(said.some(line => line.startsWith('plan: 3 rounds of vxlan'))).toBe(true);
    expect(said.filter(line => line.startsWith('warning'))).toEqual([]);
  });

  test('says how to plan a pull request, unless the plan has a reference', async () => {
    const hint = expect.stringMatching(/^ {2}no reference, .* to plan that, add reference-values/) as unknown;
    const files = { 'v.yaml': 'kubeProxyReplacement: true', 'old.yaml': 'kubeProxyReplacement: true' };
    expect(await plan({ 'cilium-values': 'v.yaml' }, files)).toContainEqual(hint);
    expect(await plan({ 'cilium-values': 'v.yaml', 'reference-values': 'old.yaml' }, files)).not.toContainEqual(hint);
  });

  test.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
    ['values that are none', { 'cilium-values': 'v.yaml' }, { 'v.yaml': '[1]' }, /v\.yaml/],
    [
      'values that contradict a scenario',
      { 'cilium-values': 'v.yaml' },
      { 'v.yaml': 'extraConfig: {routing-mode: native}' },
      /extraConfig/
    ],
    ['reference values that are none', { 'reference-values': 'r.yaml' }, { 'r.yaml': 'text' }, /r\.yaml/],
    [
      'a version file without a version',
      { 'cilium-version-file': 'version' },
      { version: 'main' },
      /cilium-version-file/
    ],
    [
      "a kind configuration with kind's own CNI",
      { 'kind-config': 'kind.yaml' },
      { 'kind.yaml': 'networking: {disableDefaultCNI: false}' },
      /kind-config/
    ],
    [
      'a context that does not exist',
      { ...onKubeconfig, 'allow-reconfigure': 'prod', kubeconfig: kubeconfig() },
      {},
      /it has: lab$/
    ]
  ])('refuses %s', async (_, inputs, content, sentence) => {
    await expect(plan(inputs, content)).rejects.toThrow(sentence);
    await expect(plan(inputs, content)).rejects.toThrow(InputError);
  });

  test('shows for both arms what they install and where that is written', async () => {
    const files = { 'v.yaml': 'kubeProxyReplacement: true', 'r.yaml': 'ipam: {mode: kubernetes}' };
    const said = await plan({ 'cilium-values': 'v.yaml', 'reference-values': 'r.yaml' }, files);
    expect(said.slice(0, 2)).toEqual([
      'candidate: Cilium 1.20.2 (the default of cilium-version), values of v.yaml',
      "reference: Cilium 1.20.2 (the candidate's version), values of r.yaml"
    ]);
  });

  test('checks without helm what needs no chart, and says so', async () => {
    const files = { 'v.yaml': 'a: 1', 'r.yaml': 'a: 1' };
    const both = { 'cilium-values': 'v.yaml', 'reference-values': 'r.yaml' };
    const said = await plan(both, files, { helm: false });
    expect(said.filter(line => line.startsWith('warning'))).toEqual([
      "warning: the chart was not read, so the plan neither checks the values' keys nor renders them: helm is not on the PATH; install helm 3.8 or later"
    ]);
    expect(said).toContainEqual(expect.stringMatching(/^plan: 12 rounds of vxlan/));
    await expect(
      plan({ 'cilium-values': 'v.yaml' }, { 'v.yaml': 'apiVersion: v1\nkind: Service' }, { helm: false })
    ).rejects.toThrow('v.yaml is a Service, not Helm values');
  });

  test('does not tell programs that both arms differ if it could not compare them', async () => {
    const files = { 'v.yaml': 'a: 1', 'r.yaml': 'a: 2' };
    const both = { 'cilium-values': 'v.yaml', 'reference-values': 'r.yaml' };
    const told: unknown[] = [];
    const keep = (shown: { readonly unchanged: unknown }) => void told.push(shown.unchanged);
    await plan(both, files, { helm: false }, keep);
    await plan({ 'cilium-values': 'v.yaml' }, files, { helm: false }, keep);
    expect(told).toEqual([null, false]);
  });

  test('refuses a version that is too old to be installed, before it asks for the chart', async () => {
    await expect(plan({ 'cilium-version': '1.17.3' }, {}, { helm: false })).rejects.toThrow(
      'cilium-version: Cilium 1.17.3 cannot be installed and measured, because its chart has other values; write 1.18.0 or later'
    );
    await expect(plan({ 'cilium-version-file': 'version' }, { version: '1.16.9\n' }, { helm: false })).rejects.toThrow(
      'version: Cilium 1.16.9 cannot'
    );
    await expect(plan({ 'reference-cilium-version': '1.17.3' }, {}, { helm: false })).rejects.toThrow(
      'reference-cilium-version: Cilium 1.17.3 cannot'
    );
  });

  test('says what it cannot render, and goes on', async () => {
    const said = await plan(
      { 'cilium-values': 'v.yaml' },
      { 'v.yaml': 'ipamm: 1\nkubeProxyReplacement: true' },
      { helm: true, registry: false }
    );
    expect(said).toContain(
      'warning: the chart was not rendered, so the plan does not show what differs: helm pull failed (exit code 1): Error: 403 Forbidden'
    );
    expect(said).toContainEqual(expect.stringMatching(/^plan: 3 rounds of vxlan/));
  });

  test('warns of a baseline file that is not a run', async () => {
    const said = await plan(
      { 'baseline-files': 'runs/*.json' },
      { 'runs/a.json': '{}', 'runs/b.json': '{"baselineVersion":1}' }
    );
    expect(said.filter(line => line.startsWith('warning'))).toEqual([
      expect.stringMatching(/^warning: baseline-files: runs\/a\.json: /),
      expect.stringMatching(/^warning: baseline-files: runs\/b\.json: /)
    ]);
  });
});
