import type { z } from 'zod';
import { requiredMetrics } from '../model/test.ts';
import { isUnchanged } from '../model/rendered.ts';
import { comparedScenario, type Arm, type InvalidReason, type Run, type Sample } from '../model/run.ts';
import { parseScenario, scenarioName } from '../model/scenario.ts';

/** Far more than any chart's values need, far below what would exhaust the stack. */
export const maxDepth = 64;

/** Longer than any text of a run, even one of its values; every text is searched for secrets when it is shown. */
export const maxTextLength = 200_000;

/**
 * Finds values that JSON allows but no run contains, even where the schema accepts anything: numbers beyond a double
 * (1e999), the name `__proto__`, excessive nesting. Returns a complaint with its path, or `undefined`.
 */
export function findBadNode(value: unknown): string | undefined {
  const bad = badBelow(value, 0);
  if (bad === undefined) return undefined;
  // The path is collected from the inside out, and only for bad values.
  const path = bad.path.reverse().map(key => (typeof key === 'number' ? `[${key}]` : `.${key.slice(0, 60)}`));
  const text = path.join('').replace(/^\./, '');
  return `${text === '' ? 'the document' : text}: ${bad.what}`;
}

interface Bad {
  readonly what: string;
  readonly path: (string | number)[];
}

function badBelow(value: unknown, depth: number): Bad | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : { what: 'a number too large to hold', path: [] };
  }
  if (typeof value === 'string') {
    return value.length <= maxTextLength
      ? undefined
      : { what: `a text of ${value.length} characters; at most ${maxTextLength} are allowed`, path: [] };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === maxDepth) return { what: `nested deeper than ${maxDepth} levels`, path: [] };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const bad = badBelow(value[index], depth + 1);
      if (bad !== undefined) return within(bad, index);
    }
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__') return { what: 'a name that no run uses', path: [key] };
    const bad = badBelow((value as Record<string, unknown>)[key], depth + 1);
    if (bad !== undefined) return within(bad, key);
  }
  return undefined;
}

function within(bad: Bad, key: string | number): Bad {
  bad.path.push(key);
  return bad;
}

type Path = readonly (string | number)[];
type Report = (path: Path, message: string) => void;

const rawPath = /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[\w.+/-]*$/;
/** Looking up an inherited name returns a function instead of a metric. */
const prototypeNames = new Set(['__proto__', 'constructor', 'prototype']);
/** Several times the names of all tests; each is compared in every scenario and test. */
const maxMetricNames = 100;
/** Complaints to collect; a few are shown. */
const maxReports = 1000;

/**
 * What the schema cannot express: the parts of a run must agree with each other and with the plan. For zod's
 * `superRefine`.
 */
export function checkRun(run: Run, context: z.core.$RefinementCtx<Run>): void {
  let reports = 0;
  const report: Report = (path, message) => {
    reports += 1;
    if (reports > maxReports) return;
    context.addIssue({ code: 'custom', path: [...path], message });
  };
  checkCompleteness(run, report);
  checkPlan(run, report);
  checkUnique(
    run.samples.map(sample => sample.id),
    index => ['samples', index, 'id'],
    report
  );
  checkUnique(
    run.blocks.map(block => `${block.index} of round ${block.round}`),
    index => ['blocks', index, 'index'],
    report
  );
  checkScenarios(run, report);
  run.blocks.forEach((block, index) => {
    const at = ['blocks', index];
    checkPlace(run, block, at, report);
    checkReason(block.status !== 'measured', block.status, block.reason, at, report);
  });
  run.samples.forEach((sample, index) => {
    checkSample(run, sample, ['samples', index], report);
  });
  const names = new Set(run.samples.flatMap(({ metrics }) => Object.keys(metrics)));
  if (names.size > maxMetricNames) {
    report(['samples'], `${names.size} metric names; at most ${maxMetricNames} are allowed`);
  }
}

function checkCompleteness(run: Run, report: Report): void {
  if (run.complete && run.incompleteReason !== undefined) {
    report(['incompleteReason'], 'must be absent from a complete run');
  }
  if (!run.complete) {
    if (run.incompleteReason === undefined) report(['incompleteReason'], 'an incomplete run must state its reason');
    return;
  }
  if (run.unchanged === true) {
    if (!isUnchanged(run.rendered)) report(['unchanged'], 'contradicts what was rendered');
    if (run.blocks.length + run.samples.length > 0) report(['unchanged'], 'must be absent from a run that measured');
    return;
  }
  for (const part of ['cluster', 'cilium', 'tools'] as const) {
    if (run[part] === undefined) report([part], 'missing; only an incomplete run may omit it');
  }
  run.plan.scenarios.forEach((name, index) => {
    if (!run.scenarios.some(scenario => scenario.name === name && scenario.arm === 'candidate')) {
      report(['plan', 'scenarios', index], `the complete run has no result for scenario ${quote(name)}`);
    }
  });
}

function checkPlan(run: Run, report: Report): void {
  const { scenarios, tests, order, rounds } = run.plan;
  scenarios.forEach((name, index) => {
    if (parseScenario(name) === undefined)
      report(['plan', 'scenarios', index], `${quote(name)} is not a known scenario`);
  });
  checkUnique(scenarios, index => ['plan', 'scenarios', index], report);
  checkReference(run, report);
  (run.decided ?? []).forEach(({ scenario }, index) => {
    if (!scenarios.includes(scenario)) report(['decided', index, 'scenario'], `${quote(scenario)} is not planned`);
  });
  checkUnique(tests, index => ['plan', 'tests', index], report);
  if (order.length > rounds) report(['plan', 'order'], `${order.length} rounds drawn, ${rounds} planned`);
  order.forEach((blocks, round) => {
    blocks.forEach((block, index) => {
      checkScenario(run, block, ['plan', 'order', round, index, 'scenario'], report);
    });
  });
}

/** With one scenario per arm, it is certain which ones are compared. */
function checkReference({ plan, reference }: Run, report: Report): void {
  if (reference?.scenario === undefined) return;
  const at = ['reference', 'scenario'];
  if (parseScenario(reference.scenario) === undefined)
    report(at, `${quote(reference.scenario)} is not a known scenario`);
  if (plan.scenarios.length !== 1) report(at, `set although plan.scenarios has ${plan.scenarios.length} entries`);
}

function checkScenarios(run: Run, report: Report): void {
  checkUnique(
    run.scenarios.map(scenario => `${scenario.arm} ${scenario.name}`),
    index => ['scenarios', index, 'name'],
    report
  );
  run.scenarios.forEach((scenario, index) => {
    const at = ['scenarios', index];
    checkScenario(run, { arm: scenario.arm, scenario: scenario.name }, [...at, 'name'], report);
    const parsed = parseScenario(scenario.name);
    if (parsed !== undefined && scenarioName(parsed) !== scenarioName(scenario)) {
      report([...at, 'name'], `${quote(scenario.name)} contradicts ${scenario.routing} and ${scenario.encryption}`);
    }
    if (scenario.status === 'failed' && scenario.reason === undefined) {
      report([...at, 'reason'], 'missing; a failed scenario must have a reason');
    }
  });
}

function checkSample(run: Run, sample: Sample, at: Path, report: Report): void {
  checkPlace(run, sample, at, report);
  checkReason(sample.status === 'invalid', sample.status, sample.reason, at, report);
  if (!run.plan.tests.includes(sample.test)) report([...at, 'test'], `test ${sample.test} is not in plan.tests`);
  if (Date.parse(sample.endedAt) < Date.parse(sample.startedAt)) report([...at, 'endedAt'], 'before startedAt');
  if (!rawPath.test(sample.raw)) report([...at, 'raw'], 'not a relative path below the directory of run.json');
  for (const name of Object.keys(sample.metrics)) {
    if (prototypeNames.has(name)) report([...at, 'metrics', name], 'not a valid metric name');
  }
  if (sample.status === 'invalid') return;
  for (const name of requiredMetrics[sample.test]) {
    if (!Object.hasOwn(sample.metrics, name)) {
      report([...at, 'metrics', name], `missing; a valid sample of ${sample.test} must have it`);
    }
  }
  if (sample.agentRestarts.length > 0) report([...at, 'status'], 'valid although agents restarted during the sample');
}

function checkPlace(
  run: Run,
  placed: { readonly round: number; readonly arm: Arm; readonly scenario: string },
  at: Path,
  report: Report
): void {
  if (placed.round > run.plan.rounds) {
    report([...at, 'round'], `round ${placed.round}, but the plan has ${run.plan.rounds}`);
  }
  checkScenario(run, placed, [...at, 'scenario'], report);
}

function checkScenario(
  run: Run,
  placed: { readonly arm: Arm; readonly scenario: string },
  at: Path,
  report: Report
): void {
  if (run.plan.scenarios.includes(comparedScenario(run, placed))) return;
  report(at, `scenario ${quote(placed.scenario)} is not in plan.scenarios`);
}

function checkReason(
  needed: boolean,
  status: string,
  reason: InvalidReason | undefined,
  at: Path,
  report: Report
): void {
  if (needed && reason === undefined) report([...at, 'reason'], `missing; required if the status is ${status}`);
  if (!needed && reason !== undefined) report([...at, 'reason'], `must be absent if the status is ${status}`);
}

function checkUnique(values: readonly string[], path: (index: number) => Path, report: Report): void {
  const seen = new Set<string>();
  values.forEach((value, index) => {
    if (seen.has(value)) report(path(index), `${quote(value)} appears twice`);
    seen.add(value);
  });
}

/** The document may come from anyone, so names are shortened and kept on one line. */
function quote(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}...` : name);
}
