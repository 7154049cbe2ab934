import { acceptLabel, type Comparison, type MetricComparison, type Verdict } from '../model/comparison.ts';
import type { Run } from '../model/run.ts';
import { shouldGate } from '../verdict/verdict.ts';
import type { ReportSection, Span, Text } from './blocks.ts';
import { roundsNeeded } from './outcomes.ts';
import { ofPullRequest } from './titles.ts';

/** The heading in docs/troubleshooting.md that explains a verdict; none needs explaining if nothing is wrong. */
const chapters: Readonly<Partial<Record<Verdict, string>>> = {
  regression: 'regression',
  inconclusive: 'inconclusive',
  advisory: 'advisory',
  'no-baseline': 'no-baseline',
  invalid: 'invalid',
  'not-encrypted': 'not-encrypted'
};

/** What the reader can do about a verdict. `docs` is the address of this program's documents. */
export function adviceSections(run: Run, comparison: Comparison, docs: string | undefined): ReportSection[] {
  const { verdict } = comparison;
  const advise: Readonly<Record<Verdict, () => readonly Span[] | undefined>> = {
    unchanged: () => undefined,
    pass: () => undefined,
    regression: () => onRegression(run, comparison),
    inconclusive: () => onInconclusive(comparison),
    advisory: () => onAdvisory(run),
    'no-baseline': () => onNoBaseline(run, comparison),
    invalid: () => ['Read the reason above, mend it, and re-run the job.'],
    'not-encrypted': () => [
      'Do not rely on this mode until the cause is known. No label accepts plaintext. The traffic matrix shows which traffic is affected.'
    ]
  };
  const advice = advise[verdict]();
  if (advice === undefined) return [];
  const text: Text = [{ text: 'What now?', style: 'strong' }, ' ', ...advice, ...linkTo(chapters[verdict], docs)];
  return [{ name: 'what to do', paragraphs: [text] }];
}

function linkTo(chapter: string | undefined, docs: string | undefined): Span[] {
  if (chapter === undefined || docs === undefined) return [];
  return [' ', { text: 'More about this verdict', href: `${docs}/troubleshooting.md#${chapter}` }];
}

function code(text: string): Span {
  return { text, style: 'code' };
}

function onRegression(run: Run, { accepted, design }: Comparison): readonly Span[] {
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
  return [`${what}, or accept the loss: add the label `, label, ' to the pull request and re-run the failed job.'];
}

/** Number of settings that may be the cause. */
function suspects({ rendered }: Run): number {
  return (rendered?.arms?.differences ?? []).reduce((sum, { changes, more }) => sum + changes.length + more, 0);
}

/** Whether a run belongs to a pull request, before or after its merge. */
function mayBeLabeled(run: Run): boolean {
  return ofPullRequest(run) || ['push', 'merge_group'].includes(run.source?.event ?? '');
}

function onInconclusive({ design, control, metrics }: Comparison): readonly Span[] {
  if (design !== 'paired') {
    return control.state === 'changed'
      ? ['Re-run the job on the usual machines, or compare within the job: set ', code('reference: base'), '.']
      : ['Collect more runs on the default branch, or compare within the job: set ', code('reference: base'), '.'];
  }
  const needed = Math.max(...metrics.filter(isOpen).map(metric => roundsNeeded(metric) ?? 0));
  const pairs = Math.max(...metrics.filter(isOpen).map(metric => metric.pairs));
  if (needed > mostRounds) return ['Use a quieter runner: at this noise, it would take ', describeNeed(needed), '.'];
  if (needed > pairs) return ['Re-run with ', code(`rounds: ${needed}`), ', or use a quieter runner.'];
  return ['Re-run the job. If the loss is real and acceptable, raise its tolerance.'];
}

/** More rounds than this take hours. */
const mostRounds = 30;

function describeNeed(needed: number): string {
  return Number.isFinite(needed) ? `${needed} rounds` : 'hundreds of rounds';
}

function isOpen(metric: MetricComparison): boolean {
  return shouldGate(metric) && metric.outcome === 'inconclusive';
}

function onAdvisory({ reference, plan }: Run): readonly Span[] {
  return reference === undefined
    ? ['Collect more runs on the default branch, or compare within the job: set ', code('reference: base'), '.']
    : [`${plan.rounds} rounds only advise. To pass or fail, set `, code('rounds: 7'), '.'];
}

function onNoBaseline(run: Run, { baseline, metrics }: Comparison): readonly Span[] | undefined {
  if (baseline.ended?.failed === true)
    return ['Allow the job to read earlier runs; the message above names what is missing.'];
  if (baseline.source === 'none' && baseline.candidates.length === 0) {
    return run.source === undefined || metrics.length === 0
      ? undefined
      : ['To compare, set ', code('reference: base'), ' on pull requests.'];
  }
  return [
    'Runs on the default branch become baselines for later ones. To compare within the job, set ',
    code('reference: base'),
    '.'
  ];
}
