import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { lintWorkflows } from './lint-workflows.ts';

/** Totals of all suites; a part without tests counts as one. */
const counts = { passed: 0, failed: 0, skipped: 0 };
const skippedParts: string[] = [];
const failedParts: string[] = [];
/** Duration of each part and of each end-to-end test file, for finding what to speed up. */
const durations: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-ci-'));
const started = Date.now();

/** The used part of jest's report. */
interface SuiteReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    /** Milliseconds since 1970. */
    readonly startTime: number;
    readonly endTime: number;
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
async function suite(name: string, script: string): Promise<void> {
  const report = join(folder, `${script}.json`);
  const passed = await timed(name, () =>
    run('npm', ['run', '--silent', script, '--', '--json', '--outputFile', report])
  );
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as SuiteReport;
    counts.passed += result.numPassedTests;
    counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    counts.skipped += result.numPendingTests;
    for (const { name: file, startTime, endTime, assertionResults } of result.testResults) {
      if (script === 'e2e') durations.push(`  ${seconds(startTime, endTime)}: ${basename(file)}`);
      for (const { status, fullName } of assertionResults) {
        if (status === 'pending') skippedParts.push(`${name}: ${fullName}`);
        // A long log is cut in the middle; the end always shows what failed.
        if (status === 'failed') failedParts.push(`${name}: ${fullName}`);
      }
    }
  } catch {
    counts.failed += 1;
  }
  if (!passed) failedParts.push(name);
}

function skip(name: string, why: string): void {
  counts.skipped += 1;
  skippedParts.push(`${name}: ${why}`);
}

await suite('unit and contract tests', 'test');
await part('lint', () => run('npm', ['run', '--silent', 'lint']));
await part('types', () => run('npm', ['run', '--silent', 'typecheck']));
await part('action.yml and docs/reference.md match the definitions', () =>
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
  if (up) await suite('end-to-end tests on the lab', 'e2e');
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
