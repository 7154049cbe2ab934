import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../src/inputs/arguments.ts';
import { disk } from './options.ts';

function scriptFor(shell: string): string {
  const command = parseArguments(['completion', shell], disk());
  return command.kind === 'show' ? command.text : '';
}

describe('in bash', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-completion-'));
    writeFileSync(join(folder, 'script'), scriptFor('bash'));
    writeFileSync(join(folder, 'run.json'), '');
  });

  /** What the shell offers for the last word of a line. */
  function offered(...words: readonly string[]): string[] {
    const ask = `
      source ./script
      COMP_WORDS=(cilium-perf-gate "$@"); COMP_CWORD=$#
      _cilium_perf_gate
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { status, stdout, stderr } = spawnSync('bash', ['-uc', ask, 'bash', ...words], {
      cwd: folder,
      encoding: 'utf8'
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout.split('\n').filter(Boolean);
  }

  test.each<[readonly string[], readonly string[]]>([
    [['re'], ['restore', 'render']],
    [['help', 'ver'], ['verify']],
    [
      ['run', '--kind-k'],
      ['--kind-keep', '--kind-kubernetes-version']
    ],
    [['compare', '--kind'], []],
    [
      ['run', '--cluster', ''],
      ['kind', 'aks', 'kubeconfig']
    ],
    [
      ['run', '--scenarios', 'vxlan,native+'],
      ['vxlan,native+wireguard', 'vxlan,native+ipsec', 'vxlan,native+ztunnel']
    ],
    [['run', '--ipsec-key-algorithm', 'r'], ['rfc4106-gcm-aes']],
    [['compare', '-o', 'j'], ['json']],
    [['compare', 'ru'], ['run.json']],
    [['trend', 'ru'], ['run.json']],
    [['run', '--cilium-values', 'ru'], ['run.json']],
    [['run', '--rounds', ''], []],
    [['completion', 'f'], ['fish']],
    [['init', '--visibility', 'pu'], ['public']]
  ])('%j is completed to %j', (words, completed) => {
    expect(offered(...words)).toEqual(completed);
  });
});

test('zsh runs the same function', () => {
  const script = scriptFor('zsh');
  expect(script).toMatch(/^#compdef cilium-perf-gate\n/);
  expect(script.endsWith(scriptFor('bash'))).toBe(true);
});

test('fish knows every command, its flags and their words', () => {
  const lines = scriptFor('fish').split('\n');
  const within = "complete -c cilium-perf-gate -n '__fish_seen_subcommand_from run'";
  expect(lines).toContain(
    `${within} -l cluster -x -a 'kind aks kubeconfig' -d 'Cluster to measure: kind, aks, or any cluster in a kubeconfig. [default: kind]'`
  );
  expect(lines).toContainEqual(expect.stringContaining("-l tests -x -a '(__fish_append , tcp-throughput"));
  expect(lines).toContainEqual(expect.stringContaining(`${within} -l format -s o -x -a 'text json'`));
  expect(lines).toContainEqual(
    expect.stringContaining(`-l ztunnel-ca -x -a 'internal spire' -d 'Issuer of ztunnel\\'s`)
  );
  expect(lines).toContainEqual(expect.stringMatching(/__fish_use_subcommand -a completion -d /));
});
