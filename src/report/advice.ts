import { defaultDesign, FEWEST_TO_GATE } from '../statistics/design.ts';
import { maxRounds } from '../model/limits.ts';
import { acceptLabel, type Comparison, type MetricComparison, type Verdict } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { shouldGate } from '../verdict/verdict.ts';
import type { ReportSection, Span, Text } from './blocks.ts';
import { roundsNeeded } from './outcomes.ts';
import type { ReportContext } from './sections.ts';
import { ofPullRequest } from './titles.ts';

/** What the reader can do about a verdict. */
export function adviceSections(run: Run, comparison: Comparison, links: ReportContext['links']): ReportSection[] {
  const { verdict } = comparison;
  const advise: Readonly<Record<Verdict, () => readonly Span[] | undefined>> = {
    unchanged: () => undefined,
    pass: () => undefined,
    regression: () => onRegression(run, comparison, links.report),
    inconclusive: () => onInconclusive(run, comparison),
    advisory: () => onAdvisory(run),
    'no-baseline': () => onNoBaseline(run, comparison, links.docs),
    invalid: () => [
      'Fix what the reason above names, such as a value that Cilium refuses. If you can change none of it, re-run the job: the runner may have been too busy.'
    ],
    'not-encrypted': () => [
      'Do not rely on this mode until the cause is known. No label accepts plaintext. "Which traffic is encrypted" below shows what is affected.'
    ]
  };
  const advice = advise[verdict]();
  if (advice === undefined) return [];
  const text: Text = [{ text: 'What now?', style: 'strong' }, ' ', ...advice, ...linkTo(verdict, links.docs)];
  return [{ name: 'what to do', paragraphs: [text] }];
}

/** docs/troubleshooting.md has a heading for each verdict that needs advice. */
function linkTo(verdict: Verdict, docs: string | undefined): Span[] {
  return docs === undefined
    ? []
    : [' ', { text: 'More about this verdict', href: `${docs}/troubleshooting.md#${verdict}` }];
}

function code(text: string): Span {
  return { text, style: 'code' };
}

function onRegression(run: Run, { accepted, design }: Comparison, report: string | undefined): readonly Span[] {
  const label = code(acceptLabel);
  if (accepted === true) return ['Nothing: the label ', label, ' accepts this loss, so it does not fail the job.'];
  if (!mayBeLabeled(run)) {
    return design === 'paired'
      ? ['Undo one difference at a time and measure again.']
      : [
          'Find the change since the earlier runs, and measure it with ',
          code('reference: base'),
          ' on a pull request.'
        ];
  }
  const what = suspects(run) === 1 ? 'Revert the line' : 'Revert the change';
  const accept = [`${what}, or accept the loss: add the label `, label, ' and re-run '];
  return report === undefined
    ? [...accept, 'the job.']
    : [...accept, { text: 'the workflow that reports', href: report }, ', which measures nothing.'];
}

/** Number of settings that may be the cause. */
function suspects({ rendered }: Run): number {
  return (rendered?.arms?.differences ?? []).reduce((sum, { changes, more }) => sum + changes.length + more, 0);
}

/** Whether a run belongs to a pull request, before or after its merge. */
function mayBeLabeled(run: Run): boolean {
  return ofPullRequest(run) || ['push', 'merge_group'].includes(run.source?.event ?? '');
}

/** How to compare both sides in one job, after a comma. */
function compareWithin(run: Run): readonly Span[] {
  return ofPullRequest(run)
    ? [' or compare with the base within the job: remove ', code('reference: none'), '.']
    : [
        ' or compare on a pull request: its job measures the base, too (',
        code('reference: base'),
        ', the default there).'
      ];
}

function onInconclusive(run: Run, { design, control, metrics }: Comparison): readonly Span[] {
  if (design !== 'paired') {
    return control.state === 'changed'
      ? ['Re-run the job on the usual machines,', ...compareWithin(run)]
      : ['Collect more runs on the default branch,', ...compareWithin(run)];
  }
  const needed = Math.max(...metrics.filter(isOpen).map(metric => roundsNeeded(metric) ?? 0));
  const pairs = Math.max(...metrics.filter(isOpen).map(metric => metric.pairs));
  if (needed > pairs) return lessNoise(run, needed, pairs);
  return ['Re-run the job. If the loss is real and acceptable, raise its tolerance.'];
}

/** Seconds of a sample that help most on noisy machines (docs/statistics.md#figures). */
const longerSeconds = 10;

/** In the order of docs/troubleshooting.md#inconclusive. `needed` holds for the samples of this run. */
function lessNoise({ plan, source, startedAt, endedAt }: Run, needed: number, measured: number): readonly Span[] {
  const minutes = Math.ceil((((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000) * needed) / measured);
  const rounds: readonly Span[] =
    needed > maxRounds
      ? ['a quieter runner, because at this noise no number of rounds is enough.']
      : [code(`rounds: ${needed}`), ` (about ${minutes} min in all), then a quieter runner.`];
  // A re-run has the workflow of the first attempt.
  const how = source === undefined ? ' and measure again.' : ' in the workflow and push it.';
  return plan.durationSeconds < longerSeconds
    ? ['Set ', code(`duration: ${longerSeconds}s`), how, ' If that is not enough, try ', ...rounds]
    : ['Try ', ...rounds];
}

function isOpen(metric: MetricComparison): boolean {
  return shouldGate(metric) && metric.outcome === 'inconclusive';
}

function onAdvisory(run: Run): readonly Span[] {
  const most = defaultDesign.looks.at(-1) ?? FEWEST_TO_GATE;
  return run.reference === undefined
    ? ['Collect more runs on the default branch,', ...compareWithin(run)]
    : [`${run.plan.rounds} rounds only advise. To pass or fail, set `, code(`rounds: ${most}`), ', the default.'];
}

function onNoBaseline(
  run: Run,
  { baseline, metrics }: Comparison,
  docs: string | undefined
): readonly Span[] | undefined {
  if (baseline.ended?.failed === true)
    return ['Allow the job to read earlier runs; the message above names what is missing.'];
  if (baseline.source === 'none' && baseline.candidates.length === 0) {
    if (run.source === undefined || metrics.length === 0) return undefined;
    return docs !== undefined && run.plan.scenarios.length > 1
      ? [{ text: 'How to read the table', href: `${docs}/results.md#the-table-of-an-evaluation` }, '.']
      : ['To compare, remove ', code(ofPullRequest(run) ? 'reference: none' : 'baseline: none'), '.'];
  }
  return ['Wait, because runs on the default branch become baselines for later ones,', ...compareWithin(run)];
}
