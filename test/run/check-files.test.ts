import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { run } from '../../src/run/run.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../fakes/host.ts';
import { parseOptions } from '../../src/inputs/parse.ts';
import { provenRun } from '../support/baseline-builder.ts';

/** What a plan says of these inputs and files, on a machine without any program. */
async function plan(
  inputs: Readonly<Record<string, string>>,
  content: Readonly<Record<string, string>> = {}
): Promise<readonly string[]> {
  const outputs = fakeOutputs();
  const host = fakeHost({ outputs, files: fakeFiles(content), processes: fakeProcesses(() => undefined) });
  const unused = (): never => {
    throw new Error('a plan asks no cluster');
  };
  const there = { exists: (path: string) => path !== 'cilium-perf-gate-results', isFolder: () => false };
  await run(parseOptions({ scenarios: 'vxlan', 'plan-only': 'true', ...inputs }, there), {
    host,
    connect: unused,
    source: undefined,
    base: undefined,
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
    expect(said[0]).toMatch(/^plan: 3 rounds of vxlan/);
    expect(said.filter(line => line.startsWith('warning'))).toEqual([]);
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
