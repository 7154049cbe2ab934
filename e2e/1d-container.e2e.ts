import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lab } from '../lab/lab.ts';
import { requireLab, scratch } from './support.ts';

const names = {
  base: 'cilium-perf-gate-e2e/base:1',
  helm: 'cilium-perf-gate-e2e/helm:1',
  image: 'cilium-perf-gate-e2e/cli:1'
};

let lab: Lab;

function run(command: string, args: readonly string[], input?: Buffer): { code: number | null; output: string } {
  const environment = { ...process.env, ...lab.environment };
  const { status, stdout, stderr } = spawnSync(command, args, { env: environment, input, maxBuffer: 2 ** 30 });
  return { code: status, output: `${stdout.toString()}${stderr.toString()}` };
}

function must(command: string, args: readonly string[], input?: Buffer): string {
  const { code, output } = run(command, args, input);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${output}`);
  return output;
}

/** Creates an image of a folder. */
function importImage(folder: string, name: string): void {
  const { stdout } = spawnSync('tar', ['-C', folder, '-cf', '-', '.'], { maxBuffer: 2 ** 30 });
  must('docker', ['import', '-', name], stdout);
}

/** Copies programs of this machine with the libraries that they load. */
function copyPrograms(folder: string, programs: Readonly<Record<string, string>>): void {
  for (const [path, program] of Object.entries(programs)) {
    const loaded = spawnSync('ldd', [program], { encoding: 'utf8' }).stdout.matchAll(/(\/\S+) \(0x/g);
    const copies = [[path, program], ...[...loaded].map(([, library = '']) => [library, library])];
    for (const [to = '', from = ''] of copies) {
      const target = join(folder, to);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(from, target);
    }
  }
}

// The lab reaches no registry, so the base images are made of this machine's node, git and sh, and of the lab's helm.
beforeAll(async () => {
  lab = await requireLab();
  const [base, helm] = [scratch(), scratch()];
  const git = must('sh', ['-c', 'command -v git']).trim();
  copyPrograms(base, { '/bin/sh': '/bin/sh', '/usr/local/bin/node': process.execPath, '/usr/bin/git': git });
  mkdirSync(join(helm, 'usr/bin'), { recursive: true });
  copyFileSync(lab.helm, join(helm, 'usr/bin/helm'));
  importImage(base, names.base);
  importImage(helm, names.helm);
  must('docker', [
    'build',
    ...['--build-arg', `BASE=${names.base}`, '--build-arg', `HELM=${names.helm}`, '--tag', names.image],
    '.'
  ]);
});
afterAll(() => {
  must('docker', ['image', 'rm', '--force', ...Object.values(names)]);
});

describe('the image of the command line', () => {
  const start = (more: readonly string[], args: readonly string[]): ReturnType<typeof run> =>
    run('docker', ['run', '--rm', '--tmpfs', '/tmp:mode=1777', '--network', 'none', ...more, names.image, ...args]);

  test('runs the program, as no root', () => {
    expect(start([], ['--version'])).toEqual({ code: 0, output: expect.stringMatching(/^cilium-perf-gate \d/) });
    expect(must('docker', ['image', 'inspect', '--format', '{{.Config.User}}', names.image])).toBe('65532:65532\n');
  });

  test('renders the chart for a plan of the folder that is mounted', () => {
    const folder = scratch();
    writeFileSync(join(folder, 'values.yaml'), 'routingMode: tunnel\n', { mode: 0o644 });
    must('chmod', ['755', folder]);
    const mounts = ['--volume', `${folder}:/work:ro`, '--volume', `${lab.chart}:/chart:ro`];
    const { code, output } = start(mounts, [
      ...['run', '--plan-only', '--cilium-chart', '/chart', '--cilium-values', 'values.yaml']
    ]);
    expect([code, output]).toEqual([0, expect.stringContaining('plan: 3 rounds of vxlan')]);
    expect(output).not.toContain('warning:');
  });
});
