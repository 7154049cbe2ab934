import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { reportInputs } from '../src/inputs/definitions.ts';
import { parseOptions } from '../src/inputs/parse.ts';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly include: readonly unknown[] } };
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

interface Workflow {
  readonly on: object;
  readonly concurrency?: object;
  readonly jobs: Record<string, Job>;
}

const folder = join(import.meta.dirname, '../examples/workflows');
const read = (name: string): Workflow => parse(readFileSync(join(folder, name), 'utf8')) as Workflow;

test('the matrix example waits for as many jobs as it has', () => {
  const jobs = Object.values(read('matrix.yml').jobs);
  const jobsOfMatrix = jobs.flatMap(({ strategy }) => strategy?.matrix.include ?? []).length;
  const reports = jobs.flatMap(({ steps }) => steps).filter(({ uses }) => uses?.includes('/report@') === true);
  expect(reports.map(step => step.with?.['matrix-jobs'])).toEqual([jobsOfMatrix]);
});

test('the job that measures what a comment names can only read, and has no secrets', () => {
  const text = readFileSync(join(folder, 'benchmark.yml'), 'utf8');
  const { measure, report } = read('benchmark.yml').jobs;
  expect(Object.values(measure?.permissions ?? {})).toEqual(['read', 'read', 'read']);
  expect(measure?.steps[0]?.with).toMatchObject({ 'persist-credentials': false });
  expect(report?.steps.filter(({ uses }) => uses?.startsWith('actions/checkout') === true)).toEqual([]);
  expect(text).not.toMatch(/secrets\.|environment:/);
});

test('the Renovate example finds the version in the file that its workflow reads', () => {
  const steps = Object.values(read('renovate.yml').jobs).flatMap(job => job.steps);
  const files = steps.flatMap(step => step.with?.['cilium-version-file'] ?? []);
  const { customManagers } = JSON.parse(readFileSync(join(folder, '../renovate.json'), 'utf8')) as {
    customManagers: { managerFilePatterns: string[]; matchStrings: string[] }[];
  };
  const [manager] = customManagers;
  expect(files).toEqual(['cilium/version']);
  expect(manager?.managerFilePatterns).toEqual(['/^cilium/version$/']);
  for (const text of ['1.20.2\n', 'v1.20.2\n']) {
    expect(new RegExp(manager?.matchStrings[0] ?? '').exec(text)?.groups?.['currentValue']).toBe(text.trim());
  }
});

/** Parses the inputs that a workflow gives to this action, as the action does. */
function parseSteps({ jobs }: Workflow): void {
  const steps = Object.values(jobs).flatMap(job => job.steps);
  const ours = steps.filter(({ uses }) => /^(?:example|<owner>)\/cilium-perf-gate[/@]/.test(uses ?? ''));
  expect(ours.length).toBeGreaterThan(0);
  for (const { uses, with: inputs = {} } of ours) {
    // What an expression gives is not known here.
    const written = Object.entries(inputs).filter(([, value]) => !String(value).includes('${{'));
    const texts = Object.fromEntries(written.map(([input, value]) => [input, String(value)]));
    const known = uses?.includes('/report@') === true ? reportInputs : undefined;
    // Every file that they name exists, and no folder.
    parseOptions(texts, { exists: path => path.startsWith('cilium/'), isFolder: () => false }, known);
  }
}

test.each(readdirSync(folder))('%s uses only inputs that the action has', name => {
  expect(() => {
    parseSteps(read(name));
  }).not.toThrow();
});

test("the README's workflow uses only inputs that the action has, and starts and may do what pull-request.yml does", () => {
  const readme = readFileSync(join(folder, '../../README.md'), 'utf8');
  const workflow = parse(/^```yaml\n(.*?)^```/ms.exec(readme)?.[1] ?? '') as Workflow;
  expect(() => {
    parseSteps(workflow);
  }).not.toThrow();
  const [job] = Object.values(workflow.jobs);
  const example = read('pull-request.yml');
  expect(job?.permissions).toEqual(example.jobs['measure']?.permissions);
  expect([workflow.on, workflow.concurrency]).toEqual([example.on, example.concurrency]);
});

const labeled = ['push', 'pull_request', 'merge_group', 'issue_comment'];
const mayBeLabeled = readdirSync(folder).filter(name => labeled.some(event => event in read(name).on));

test.each(mayBeLabeled)('%s has permission to read whether its loss was accepted', name => {
  const measuring = Object.values(read(name).jobs).filter(({ steps }) =>
    steps.some(({ uses }) => uses?.startsWith('example/cilium-perf-gate@') === true)
  );
  expect(measuring.length).toBeGreaterThan(0);
  for (const { permissions } of measuring) expect(permissions?.['pull-requests']).toMatch(/^(?:read|write)$/);
});
