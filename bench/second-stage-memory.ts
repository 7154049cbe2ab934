import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { reportStage } from '../src/conclude/second-stage.ts';
import { createGitHub } from '../src/github/client.ts';
import { serializeRun } from '../src/results/write.ts';
import { fakeHost, fakeOutputs } from '../test/fakes/host.ts';
import { comparing } from '../test/inputs/comparing.ts';
import { provenRun } from '../test/support/baseline-builder.ts';
import { createJob } from '../test/support/job.ts';
import { startLoopbackGitHub } from '../test/support/loopback-github/server.ts';
import { addArtifact, addPullRequest, addRun, commitName, createWorld } from '../test/support/loopback-github/world.ts';
import { zip } from '../test/support/zip-writer.ts';

/**
 * Peak memory and time of the second stage for the worst that a fork can upload. The stage runs in a child process; GitHub
 * is the loopback one in this process. Goal: 300 MB and 20 s for each.
 * Usage: node bench/second-stage-memory.ts [part of a name]
 */
const runId = 9_000_000_000;
const workflow = '.github/workflows/report.yml';

/** The child: one report, then the peak of its own memory. */
async function reportOnce(apiUrl: string): Promise<void> {
  const outputs = fakeOutputs();
  const host = fakeHost({ outputs });
  const github = await createGitHub({ token: 'ghs_secret', repository: 'example/cilium-config', apiUrl, host });
  const job = createJob(github);
  const source = { ...job.source, job: 'report', event: 'workflow_run', runId: 88, sha: commitName(10) };
  const { policy, ...rest } = comparing({ baseline: 'artifact', comment: true });
  const started = process.hrtime.bigint();
  const options = { ...rest, policy: { ...policy, matrixJobs: 50 } };
  const result = await reportStage(host, options, { ...job, source, workflow }, runId).then(
    ({ verdicts }) => `${verdicts.length} verdicts`,
    (error: unknown) => `${error instanceof Error ? error.name : ''}: ${String(error).slice(0, 100)}`
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const said = outputs.lines.find(line => line.includes('cannot be reported'))?.replace(/^.*?reported: /, '') ?? '';
  // Not maxRSS of resourceUsage(), which begins with the parent's memory at the fork.
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  console.log(JSON.stringify({ seconds, megabytes: (Number(peak) * 1024) / 1e6, result, said }));
}

const whole = provenRun();
const own = { ...whole, ...(whole.source === undefined ? {} : { source: { ...whole.source, runId } }) };
const ordinary = serializeRun(own);
const many = (rounds: number, scenarios: readonly string[]): string => {
  const { source } = own;
  const shape = { rounds, scenarios, tests: ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency'] as const };
  return serializeRun(provenRun(source === undefined ? {} : { source }, { ...shape, tests: [...shape.tests] }));
};
/** Deflates to a fifth, so that the ratio of a bomb does not give it away. */
const noise = (length: number): string => {
  let state = 1;
  const next = (): string => {
    state = (state * 48_271) % 2_147_483_647;
    return state.toString(36);
  };
  return Array.from({ length: Math.ceil(length / 6) }, next)
    .join('')
    .slice(0, length);
};
/** Below the ratio of a bomb, so that the limits behind the zip reader are reached. */
const pad = Array.from({ length: 4 }, () => noise(100_000));
const wrong = (changes: object): string => JSON.stringify({ ...own, ...changes, pad });
const values = (one: string, length: number): string => {
  const list = Array.from({ length: length / (one.length + 1) }, () => one).join();
  return `${wrong({}).slice(0, -1)},"extra":[${list}]}`;
};

/** The content of run.json of each artifact. */
const corpus: Readonly<Record<string, () => readonly (string | Uint8Array)[]>> = {
  'one ordinary run': () => [ordinary],
  'nested JSON inside a text': () => [wrong({ id: '['.repeat(200_000) })],
  'nested JSON': () => [`${wrong({}).slice(0, -1)},"a":${'['.repeat(5_000_000)}`],
  '200,000 wrong list elements': () => [wrong({ samples: Array.from({ length: 200_000 }, () => 0) })],
  '50,000 wrong samples': () => [wrong({ samples: Array.from({ length: 50_000 }, () => ({ id: 0, proof: [] })) })],
  'a text of 30 MB': () => [wrong({ id: noise(30_000_000) })],
  'a text of 15 MB': () => [wrong({ id: noise(15_000_000) })],
  '75 texts of 200 kB': () => [wrong({ id: Array.from({ length: 75 }, () => noise(199_000)) })],
  'a key of 15 MB': () => [wrong({ [noise(15_000_000)]: 1 })],
  '12 MB of empty objects': () => [values('{}', 12_000_000)],
  '0.6 MB of empty objects, below the limit': () => [values('{}', 590_000)],
  '12 MB of small objects': () => [values('{"a":1,"b":{}}', 12_000_000)],
  '15 MB of small texts': () => [values(`"${'x'.repeat(12)}"`, 15_000_000)],
  'the largest valid run': () => [many(100, ['vxlan', 'native', 'geneve', 'vxlan+wireguard'])],
  'a zip bomb of 1 GB': () => [Buffer.alloc(1_000_000_000)],
  '60 MB that do not deflate': () => [noise(60_000_000)],
  '50 ordinary runs': () => Array.from({ length: 50 }, () => ordinary),
  '50 valid runs of 1.2 MB': () => {
    const large = many(30, ['vxlan', 'native']);
    return Array.from({ length: 50 }, () => large);
  },
  '50 texts of 15 MB': () => {
    const large = wrong({ id: noise(15_000_000) });
    return Array.from({ length: 50 }, () => large);
  },
  '50 times 0.6 MB of empty objects': () => {
    const large = values('{}', 590_000);
    return Array.from({ length: 50 }, () => large);
  },
  '50 times 50,000 wrong samples': () => {
    const large = wrong({ samples: Array.from({ length: 50_000 }, () => ({ id: 0, proof: [] })) });
    return Array.from({ length: 50 }, () => large);
  }
};

const child = async (apiUrl: string): Promise<string> => {
  const args = ['--disable-warning=ExperimentalWarning', import.meta.filename, '--child', apiUrl];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = await text(started.stdout);
  if (printed === '') return 'died';
  const read = JSON.parse(printed) as { seconds: number; megabytes: number; result: string; said: string };
  return [
    read.megabytes.toFixed(0),
    read.seconds.toFixed(1),
    read.result,
    read.said.replaceAll('\n', ' ').slice(0, 90)
  ].join(' | ');
};

async function measure(contents: readonly (string | Uint8Array)[]): Promise<string> {
  await using loopback = await startLoopbackGitHub(createWorld());
  const { world } = loopback;
  const fork = { id: 666, owner: 'mallory', name: 'cilium-config' };
  const run = addRun(world, {
    ...{ id: runId, head: fork, headBranch: 'change' },
    headSha: commitName(20),
    event: 'pull_request'
  });
  addPullRequest(world, { head: fork });
  world.files.set(`${commitName(10)}:.github/workflows/perf.yml`, 'name: perf\n');
  world.files.set(`${commitName(10)}:${workflow}`, 'on: { workflow_run: { workflows: [perf] } }\n');
  const archives = new Map<string | Uint8Array, Uint8Array>();
  for (const [index, content] of contents.entries()) {
    const archive = archives.get(content) ?? zip([{ name: 'run.json', content }]);
    archives.set(content, archive);
    addArtifact(world, run, `cilium-perf-gate-key${index}-measure-1`, archive);
  }
  return await child(loopback.url);
}

/** Answers everything with two gigabytes of spaces, gzipped. */
async function measureGzip(): Promise<string> {
  const bomb = Buffer.concat(Array.from({ length: 20 }, () => gzipSync(Buffer.alloc(100_000_000, ' '))));
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const measured = await child(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
  return measured;
}

const [mode = '', apiUrl = ''] = process.argv.slice(2);
if (mode === '--child') await reportOnce(apiUrl);
else {
  console.log('| uploaded | peak MB | s | result | first refusal | load |\n| - | - | - | - | - | - |');
  for (const [name, create] of Object.entries(corpus)) await print(name, () => measure(create()));
  await print('a gzip bomb as every answer', measureGzip);
}

async function print(name: string, run: () => Promise<string>): Promise<void> {
  if (name.includes(mode)) console.log(`| ${name} | ${await run()} | ${(loadavg()[0] ?? 0).toFixed(1)} |`);
}
