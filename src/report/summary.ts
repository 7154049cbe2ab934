import { countRounds, lastRoundOf, wantedRounds } from '../model/rounds.ts';
import { scenarioOf, type Arm, type Run, type Sample } from '../model/run.ts';
import { describeTiming } from '../model/test.ts';
import { controlCell, scenarioCell, rows, type Row } from './rows.ts';
import { describeLeak, noticesOf } from './notices.ts';
import { code, escapeMarkdown, table } from './markdown.ts';
import { renderVerification } from './matrix-table.ts';
import { renderPolicies } from './policy-table.ts';
import { collectNotes, type Note } from './notes.ts';
import { describeUnchanged } from './rendered.ts';
import { scenarioTitle } from './titles.ts';

/** summary.md: the published benchmark's table for this run, its control, and what was not measured and why. */
export function renderSummary(run: Run): string {
  const notes = collectNotes(run);
  if (run.unchanged === true)
    return `# Cilium - Performance Test Summary\n\nUnchanged: ${escapeMarkdown(describeUnchanged(run))}.\n`;
  const sections = [
    `# Cilium - Performance Test Summary${run.complete ? '' : ' (incomplete)'}`,
    describeRun(run),
    ...noticesOf(run).map(escapeMarkdown),
    ...(run.plan.tests.length === 0 ? renderMatrices(run) : renderFigures(run, notes)),
    '## Not measured, and why',
    renderNotes(notes)
  ];
  return `${sections.join('\n\n')}\n`;
}

function renderFigures(run: Run, notes: readonly Note[]): string[] {
  return [
    `## Results Summary - ${describeCluster(run)} - ${describeCilium(run)}`,
    renderResults(run, 'candidate', notes),
    run.plan.rounds > 1
      ? 'Each cell is the mean over the rounds, with the smallest and the largest round in parentheses.'
      : 'Each cell is a single round, so its variation is unknown.',
    ...renderReference(run, notes),
    '## Control (host network, not encapsulated or encrypted by Cilium)',
    renderControl(run, notes)
  ];
}

/** A run without tests only verifies which traffic is encrypted. */
function renderMatrices(run: Run): string[] {
  return run.scenarios.flatMap(scenario => [
    `## ${escapeMarkdown(scenarioTitle(scenario.name))}: which traffic is encrypted`,
    ...describeLeak(scenario),
    renderVerification(scenario),
    ...(scenario.policies === undefined ? [] : ['### Network policies', renderPolicies(scenario.policies)])
  ]);
}

/** Even a complete run may lack valid samples in the rounds it started. */
function describeEnd(run: Run): string {
  const isOwn = ({ path }: Pick<Sample, 'path'>): boolean => path === 'pod';
  const planned = run.plan.order
    .slice(0, wantedRounds(run))
    .flatMap((blocks, index) => blocks.filter(block => isOwn(block) && index < lastRoundOf(run, block)));
  const all = planned.flatMap(({ tests }) => tests).length;
  const missing = all - run.samples.filter(sample => isOwn(sample) && sample.status === 'valid').length;
  if (missing <= 0) return 'Complete';
  if (missing === all) return '**Ended without a valid sample**';
  return `**Complete, but ${missing} of ${all} samples ${missing === 1 ? 'has' : 'have'} no valid result**`;
}

function describeRun(run: Run): string {
  const { seed, suite } = run.plan;
  const completeness = run.complete
    ? describeEnd(run)
    : `**Incomplete: ${escapeMarkdown(run.incompleteReason ?? 'no reason was recorded')}.** Measured so far`;
  return [
    `${completeness}: ${describeCilium(run)} on ${describeCluster(run)}`,
    countRounds(run),
    `${describeTiming(run.plan)} per sample (suite ${suite})`,
    `seed ${code(seed)}`,
    `run ${code(run.id)} of ${run.startedAt}.`
  ].join(', ');
}

function describeCilium(run: Run): string {
  return run.cilium === undefined ? 'Cilium of an unknown version' : `Cilium ${escapeMarkdown(run.cilium.version)}`;
}

function describeCluster(run: Run): string {
  if (run.cluster === undefined) return 'an unknown cluster';
  const { provider, name, kubernetesVersion } = run.cluster;
  const titles = { kind: 'kind', aks: 'BYOCNI on Azure Kubernetes Service', kubeconfig: 'existing cluster' };
  return `${titles[provider]} ${escapeMarkdown(name)} (Kubernetes ${escapeMarkdown(kubernetesVersion)})`;
}

/** The reference arm has its own table; a cell mixing both would describe neither. */
function renderReference(run: Run, notes: readonly Note[]): string[] {
  if (run.reference === undefined) return [];
  return [
    `## Reference - ${escapeMarkdown(run.reference.description)} - chart ${escapeMarkdown(run.reference.chartVersion)}`,
    renderResults(run, 'reference', notes)
  ];
}

function renderResults(run: Run, arm: Arm, notes: readonly Note[]): string {
  const scenarios = run.plan.scenarios.map(scenario => scenarioOf(run, scenario, arm));
  const body = plannedRows(run).map(row => [
    row.label,
    ...scenarios.map(scenario => scenarioCell(run, row, arm, scenario, notes))
  ]);
  return table(['Test', ...scenarios.map(name => escapeMarkdown(scenarioTitle(name)))], body);
}

function plannedRows(run: Run): Row[] {
  return rows.filter(row => run.plan.tests.includes(row.test));
}

function renderControl(run: Run, notes: readonly Note[]): string {
  const planned = run.plan.order.slice(0, wantedRounds(run)).flatMap((blocks, index) => {
    const tests = blocks.filter(({ path }) => path === 'host').flatMap(block => block.tests);
    return tests.length === 0 ? [] : [{ round: index + 1, tests }];
  });
  const measured = rows.filter(row => planned.some(({ tests }) => tests.includes(row.test)));
  if (measured.length === 0) return 'No control was planned.';
  const body = planned.map(({ round }) => [String(round), ...measured.map(row => controlCell(run, row, round, notes))]);
  return table(['Round', ...measured.map(row => row.label)], body);
}

function renderNotes(notes: readonly Note[]): string {
  if (notes.length === 0) return 'No measurement was invalid.';
  return notes.map(note => `${note.number}. ${escapeMarkdown(note.text.join(''))}`).join('\n');
}
