import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintWorkflows } from './lint-workflows.ts';

/** Counts over all suites; a part without tests of its own counts as one. */
const counts = { passed: 0, failed: 0, skipped: 0 };
const skippedParts: string[] = [];
const failedParts: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-ci-'));
const started = Date.now();

/** What is used of jest's report. */
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

function announce(name: string): void {
  say(`\n== ${name} (${String(Math.round((Date.now() - started) / 1000))} s elapsed)`);
}

function part(name: string, check: () => boolean): boolean {
  announce(name);
  return count(name, check());
}

function count(name: string, passed: boolean): boolean {
  counts[passed ? 'passed' : 'failed'] += 1;
  if (!passed) failedParts.push(name);
  return passed;
}

/** Runs a jest suite by its npm script and counts its tests; a suite that could not run counts as one failure. */
function suite(name: string, script: string): void {
  announce(name);
  const report = join(folder, `${script}.json`);
  const passed = run('npm', ['run', '--silent', script, '--', '--json', '--outputFile', report]);
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as SuiteReport;
    counts.passed += result.numPassedTests;
    counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    counts.skipped += result.numPendingTests;
    for (const { assertionResults } of result.testResults) {
      for (const { status, fullName } of assertionResults) {
        if (status === 'pending') skippedParts.push(`${name}: ${fullName}`);
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

suite('unit and contract tests', 'test');
part('lint', () => run('npm', ['run', '--silent', 'lint']));
part('types', () => run('npm', ['run', '--silent', 'typecheck']));
part('action.yml and README follow from the definitions', () =>
  run('npm', ['run', '--silent', 'docs', '--', '--check'])
);
part('the JSON Schema follows from the code', () => run('npm', ['run', '--silent', 'schema', '--', '--check']));
const workflows = 'workflows and examples: actionlint, zizmor';
announce(workflows);
const linted = await lintWorkflows(say);
if (linted.kind === 'skipped') skip(workflows, linted.why);
else count(workflows, linted.kind === 'clean');
part('dist/ is what the source builds', () => {
  if (!run('npm', ['run', '--silent', 'build'])) return false;
  const changed = spawnSync('git', ['status', '--porcelain', '--', 'dist'], { encoding: 'utf8' }).stdout;
  if (changed !== '') say(`dist/ differs after a rebuild; run npm run build and commit it:\n${changed}`);
  return changed === '';
});

if (process.getuid?.() !== 0) {
  skip('end-to-end tests on the lab', 'the lab needs root');
} else {
  // An engine or cluster that an ended session left would be taken for a living one.
  const up =
    part('lab: a clean start', () => run('npm', ['run', '--silent', 'lab', '--', 'down'])) &&
    part('lab: images', () => run('npm', ['run', '--silent', 'lab', '--', 'images'])) &&
    part('lab: engine', () => run('npm', ['run', '--silent', 'lab', '--', 'engine']));
  if (up) suite('end-to-end tests on the lab', 'e2e');
  else skip('end-to-end tests on the lab', 'the lab did not come up');
  part('lab: down', () => run('npm', ['run', '--silent', 'lab', '--', 'down']));
}

rmSync(folder, { recursive: true });
for (const name of skippedParts) say(`skipped: ${name}`);
for (const name of failedParts) say(`failed: ${name}`);
say(`${String(counts.passed)} passed, ${String(counts.failed)} failed, ${String(counts.skipped)} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;
