import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@jest/globals';
import { clusterName } from '../demo/cluster-name.ts';
import { ciliumVersion } from '../lab/cilium-version.ts';
import { buildImages, type BuiltImages } from '../lab/images/build.ts';
import { readLab, type Lab } from '../lab/lab.ts';
import { isBefore } from '../src/lib/version.ts';
import { parseRun } from '../src/results/read.ts';
import type { Comparison } from '../src/model/comparison.ts';
import type { Run } from '../src/model/run.ts';
import type { Values } from '../src/scenario/values.ts';

export { clusterName };

/** The running lab, which the tests need. */
export async function requireLab(): Promise<Lab> {
  const lab = await readLab();
  if (lab === undefined)
    throw new Error('the lab is not running; start it with: npm run lab -- images && npm run lab -- engine');
  return lab;
}

/** Whether this version of Cilium has ztunnel. */
export const offersZtunnel = (version: string): boolean => !isBefore(version, 1, 19);

/** A test that is skipped without a ztunnel binary, which no package provides, and with a Cilium that has no ztunnel. */
export const testWithZtunnel =
  process.env['LAB_ZTUNNEL'] !== undefined && offersZtunnel(ciliumVersion()) ? test : test.skip;

/** A version of Cilium that the lab built before its own. */
export interface EarlierCilium extends Pick<BuiltImages, 'chart' | 'valuesFile' | 'imagesArchive'> {
  readonly version: string;
}

/** Builds another version of Cilium, unless the lab's cache has it. */
export async function earlierCilium(version: string): Promise<EarlierCilium> {
  const own = process.env['LAB_CILIUM'];
  process.env['LAB_CILIUM'] = version;
  try {
    const built = await buildImages(line => process.stderr.write(`${line}\n`));
    return { ...built, version };
  } finally {
    if (own === undefined) delete process.env['LAB_CILIUM'];
    else process.env['LAB_CILIUM'] = own;
  }
}

/** Creates a folder for results or state. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'cilium-perf-gate-e2e-'));
}

/**
 * Writes a helm to the folder that knows one chart of Cilium, and no cluster. It renders the values it is given into one
 * object.
 */
export function writeFakeHelm(folder: string): void {
  const answers = [
    // Its last argument is the folder for the chart.
    'pull*) for last in "$@"; do :; done; mkdir -p "$last/cilium" ;;',
    `template*) printf 'kind: ConfigMap\\nmetadata: {name: cilium-config}\\ndata:\\n'
  for file in "$@"; do case "$file" in */values-*.yaml)
    number=$((number + 1)); printf "  values-$number: '"; sed "s/'/''/g" "$file"; echo "'" ;;
  esac; done ;;`,
    'version*) echo v4.3.1 ;;',
    `"show values") printf 'encryption: {}\\nipam: {}\\noperator: {}\\n' ;;`,
    `*) printf 'name: cilium\\nversion: 1.20.2\\n' ;;`
  ];
  writeFileSync(join(folder, 'helm'), `#!/bin/sh\ncase "$1 $2" in\n${answers.join('\n')}\nesac\n`, { mode: 0o755 });
}

/** A running command line from dist/. */
export interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; seconds: number }>;
  /** Resolves when the output contains the text; rejects if the command ends first. */
  said(pattern: RegExp): Promise<void>;
}

/** Starts an entry point of dist/ with the lab's environment. */
export function start(entry: string, args: readonly string[], environment: Readonly<Record<string, string>>): Started {
  const begun = performance.now();
  const child = spawn(process.execPath, [`dist/${entry}.js`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment }
  });
  let text = '';
  let closed = false;
  const watchers = new Set<() => void>();
  const notify = (): void => {
    for (const watcher of watchers) watcher();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
      notify();
    });
  }
  const ended = new Promise<Awaited<Started['ended']>>(resolve => {
    child.on('close', (code, signal) => {
      closed = true;
      notify();
      resolve({ code, signal, seconds: (performance.now() - begun) / 1000 });
    });
  });
  return {
    child,
    ended,
    output: () => text,
    said: pattern =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (pattern.test(text)) {
            watchers.delete(look);
            resolve();
          } else if (closed) {
            watchers.delete(look);
            reject(new Error(`ended without printing ${String(pattern)}:\n${text}`));
          }
        };
        watchers.add(look);
        look();
      })
  };
}

/** The log line of a sample in a run of one round. */
export function sampleLine(scenario: string, test: string, attempt: 1 | 2 = 1): RegExp {
  return new RegExp(
    `round 1/1 ${scenario.replace('+', '\\+')} ${test}${attempt === 1 ? '' : ' \\(retry\\)'} [^(].*\\n`
  );
}

/** Runs the command line and waits for its end. */
export async function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<{ code: number | null; output: string; seconds: number }> {
  const started = start('cli', args, environment);
  const { code, seconds } = await started.ended;
  return { code, output: started.output(), seconds };
}

/** How much longer than on an idle machine everything may take. */
export const timeScale = Number(process.env['E2E_TIME_SCALE'] ?? 1);

/** Flags for a run on the demo's cluster with the lab's Cilium. */
export function onLab(lab: Lab, output: string, moreValues: readonly string[] = []): readonly string[] {
  return [
    ...['run', '--cluster', 'kind', '--kind-name', clusterName, '--output', output],
    ...['--allow-reconfigure', `kind-${clusterName}`],
    ...['--cilium-chart', lab.chart, '--cilium-values', [lab.valuesFile, ...moreValues].join(',')],
    ...['--test-image', lab.testImage, '--witness-image', lab.witnessImage],
    ...(timeScale === 1 ? [] : ['--time-scale', String(timeScale)])
  ];
}

let kubeconfig: string | undefined;

/** Runs kubectl on the demo's cluster. */
export function kubectl(lab: Lab, args: readonly string[]): string {
  return onCluster(lab, 'kubectl', args);
}

/** Runs helm on the demo's cluster. */
export function helm(lab: Lab, args: readonly string[]): string {
  return onCluster(lab, lab.helm, args);
}

/** The values of the Helm release of Cilium. */
export function helmValues(lab: Lab): string {
  return helm(lab, ['get', 'values', 'cilium', '--namespace', 'kube-system', '--output', 'yaml']);
}

function onCluster(lab: Lab, command: string, args: readonly string[]): string {
  const environment = { ...process.env, ...lab.environment };
  if (kubeconfig === undefined) {
    // New for each process: the kubeconfig of an earlier cluster with the same name would not work.
    kubeconfig = join(scratch(), 'kubeconfig');
    spawnSync(lab.kind, ['export', 'kubeconfig', '--name', clusterName, '--kubeconfig', kubeconfig], {
      env: environment
    });
  }
  const result = spawnSync(command, ['--kubeconfig', kubeconfig, ...args], { encoding: 'utf8', env: environment });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${result.stderr}`);
  return result.stdout;
}

/** Remaining namespaces of runs. */
export function runNamespaces(lab: Lab): readonly string[] {
  const names = kubectl(lab, [
    'get',
    'namespaces',
    '-l',
    'app.kubernetes.io/managed-by=cilium-perf-gate',
    '-o',
    'name'
  ]);
  return names.split('\n').filter(Boolean);
}

/** A values file with these values. */
export function valuesFile(values: object): string {
  const file = join(scratch(), 'values.json');
  writeFileSync(file, JSON.stringify(values));
  return file;
}

/** comparison.json of an output folder. */
export function readComparison(output: string): Comparison {
  return JSON.parse(readFileSync(join(output, 'comparison.json'), 'utf8')) as Comparison;
}

/** The run.json of an output folder, validated against its schema. */
export function readRun(output: string): Run {
  return parseRun(readFileSync(join(output, 'run.json'), 'utf8'));
}

/** The lab's values for Cilium. */
export function readValues({ valuesFile: path }: Lab): Values {
  return JSON.parse(readFileSync(path, 'utf8')) as Values;
}

/** Values that run a command in the network of each agent's node before the agent starts. */
export function beforeAgents(values: Values, command: readonly string[]): Values {
  const shape = {
    name: 'shape',
    image: (values['image'] as { readonly override: string }).override,
    imagePullPolicy: 'Never',
    command,
    securityContext: { capabilities: { add: ['NET_ADMIN'] } }
  };
  return { extraInitContainers: [shape] };
}

/** Makes the network of the node slower that the server runs on, for pods and control alike. */
export function limitLink(lab: Lab, rate: string): void {
  tc(['add', 'dev', linkOfServer(lab), 'root', ...['tbf', 'rate', rate, 'burst', '4mb', 'latency', '20ms']]);
}

/** Takes the limit back. */
export function releaseLink(lab: Lab): void {
  tc(['del', 'dev', linkOfServer(lab), 'root']);
}

/** The host side of the network interface of the control plane's node, where the server runs. */
function linkOfServer(lab: Lab): string {
  const node = `${clusterName}-control-plane`;
  const env = { ...process.env, ...lab.environment };
  const peer = spawnSync('docker', ['exec', node, 'cat', '/sys/class/net/eth0/iflink'], { encoding: 'utf8', env });
  const links = spawnSync('ip', ['-o', 'link'], { encoding: 'utf8' }).stdout.split('\n');
  const own = links.find(line => line.startsWith(`${peer.stdout.trim()}: `));
  const name = /^\d+: ([^@:]+)/.exec(own ?? '')?.[1];
  if (name === undefined) throw new Error(`${node} has no link on this machine: ${peer.stderr}`);
  return name;
}

function tc(args: readonly string[]): void {
  const [action = '', ...rest] = args;
  const { status, stderr } = spawnSync('tc', ['qdisc', action, ...rest], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tc qdisc ${args.join(' ')}: ${stderr}`);
}
