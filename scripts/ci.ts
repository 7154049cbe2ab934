import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintWorkflows } from './lint-workflows.ts';

/** Totals of all suites; a part without tests counts as one. */
const counts = { passed: 0, failed: 0, skipped: 0 };
const skippedParts: string[] = [];
const failedParts: string[] = [];
/** Duration of each part, for finding what to speed up. */
const durations: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-ci-'));
const started = Date.now();

/** Seconds that each end-to-end file takes on two idle cores. */
const endToEnd: Readonly<Record<string, number>> = {
  '0-node': 10,
  '1-demo': 380,
  '1b-kind': 250,
  '1d-container': 10,
  '2-interruption': 220,
  '3-limits': 220,
  '4-modes': 420,
  '4b-pull-requests': 570,
  '5-sabotage': 200,
  '6-workflow': 45,
  '6b-examples': 25,
  '6c-page': 15,
  '7-aks': 520,
  '7b-aks-login': 30,
  '8-hostile': 720,
  '8b-distroless': 230,
  '9-comparison': 1,
  '9b-nights': 1,
  'modes-live': 1,
  'modes-live-sabotage': 1
};
/** CI ends after 90 minutes, with no result at all. A slow machine skips the last files instead. */
const limitSeconds = 80 * 60;

/** The used part of jest's report. */
interface SuiteReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function seconds(from: number, to: number): string {
  return `${Math.round((to - from) / 1000)} s`;
}

/** Runs a part and records its duration. */
async function timed<T>(name: string, run: () => T | Promise<T>): Promise<T> {
  const begun = Date.now();
  say(`\n== ${name} (${seconds(started, begun)} elapsed)`);
  const result = await run();
  durations.push(`${seconds(begun, Date.now())}: ${name}`);
  return result;
}

async function part(name: string, check: () => boolean): Promise<boolean> {
  return count(name, await timed(name, check));
}

function count(name: string, passed: boolean): boolean {
  counts[passed ? 'passed' : 'failed'] += 1;
  if (!passed) failedParts.push(name);
  return passed;
}

/** Runs a jest suite by its npm script and counts its tests. A suite that cannot run counts as one failure. */
async function suite(name: string, script: string, files: readonly string[] = []): Promise<void> {
  const report = join(folder, `${durations.length}.json`);
  const passed = await timed(name, () =>
    run('npm', ['run', '--silent', script, '--', ...files, '--json', '--outputFile', report])
  );
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as SuiteReport;
    counts.passed += result.numPassedTests;
    counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    counts.skipped += result.numPendingTests;
    for (const { status, fullName } of result.testResults.flatMap(({ assertionResults }) => assertionResults)) {
      if (status === 'pending') skippedParts.push(`${name}: ${fullName}`);
      // A long log is cut in the middle; the end always shows what failed.
      if (status === 'failed') failedParts.push(`${name}: ${fullName}`);
    }
  } catch {
    counts.failed += 1;
  }
  if (!passed) failedParts.push(name);
}

/**
 * Runs the end-to-end files in the order of their names, the demo's first: it creates the cluster that the others use. A
 * file that could not end in time, as slow as this machine has been so far, is skipped.
 */
async function endToEndSuites(): Promise<void> {
  const names = readdirSync('e2e')
    .filter(file => file.endsWith('.e2e.ts'))
    .map(file => file.replace('.e2e.ts', ''));
  const begun = Date.now();
  let expected = 0;
  for (const name of names.sort((left, right) => left.localeCompare(right))) {
    const own = endToEnd[name];
    if (own === undefined) throw new Error(`${import.meta.filename} does not say how long e2e/${name} takes`);
    const slowness = expected === 0 ? 1 : Math.max(1, (Date.now() - begun) / 1000 / expected);
    if ((Date.now() - started) / 1000 + own * slowness > limitSeconds) {
      skip(`e2e/${name}`, `this machine is too slow to end it within ${limitSeconds / 60} minutes`);
      continue;
    }
    await suite(`e2e/${name}`, 'e2e', [`e2e/${name}.e2e.ts`]);
    expected += own;
  }
}

function skip(name: string, why: string): void {
  counts.skipped += 1;
  skippedParts.push(`${name}: ${why}`);
}

await suite('unit and contract tests', 'test');
await part('lint', () => run('npm', ['run', '--silent', 'lint']));
await part('types', () => run('npm', ['run', '--silent', 'typecheck']));
await part('action.yml and the tables of the documentation match the code', () =>
  run('npm', ['run', '--silent', 'docs', '--', '--check'])
);
await part('the example reports match the code', () => run('npm', ['run', '--silent', 'examples', '--', '--check']));
await part('the JSON Schema matches the code', () => run('npm', ['run', '--silent', 'schema', '--', '--check']));
const workflows = 'workflows and examples: actionlint, zizmor';
const linted = await timed(workflows, () => lintWorkflows(say));
if (linted.kind === 'skipped') skip(workflows, linted.why);
else count(workflows, linted.kind === 'clean');
await part('dist/ matches the source', () => {
  if (!run('npm', ['run', '--silent', 'build'])) return false;
  const changed = spawnSync('git', ['status', '--porcelain', '--', 'dist'], { encoding: 'utf8' }).stdout;
  if (changed !== '') say(`dist/ differs after a rebuild; run npm run build and commit it:\n${changed}`);
  return changed === '';
});

if (process.getuid?.() !== 0) {
  skip('end-to-end tests on the lab', 'the lab needs root');
} else {
  // Leftovers of an earlier session would be mistaken for a running lab.
  const up =
    (await part('lab: a clean start', () => run('npm', ['run', '--silent', 'lab', '--', 'down']))) &&
    (await part('lab: images', () => run('npm', ['run', '--silent', 'lab', '--', 'images']))) &&
    (await part('lab: engine', () => run('npm', ['run', '--silent', 'lab', '--', 'engine'])));
  if (up) await endToEndSuites();
  else skip('end-to-end tests on the lab', 'the lab did not start');
  await part('lab: down', () => run('npm', ['run', '--silent', 'lab', '--', 'down']));
}

rmSync(folder, { recursive: true });
say(`\ntook ${seconds(started, Date.now())}`);
for (const line of durations) say(line);
for (const name of skippedParts) say(`skipped: ${name}`);
for (const name of failedParts) say(`failed: ${name}`);
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;
