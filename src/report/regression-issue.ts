import { count } from '../lib/count.ts';
import { acceptLabel } from '../model/comparison.ts';
import type { Difference, TrendEvent, TrendReport } from '../model/trend.ts';
import { code, escapeShort, link, shortCommit, table } from './markdown.ts';
import { describeChange, formatChange, formatFactor, formatQuantity, joinUnits } from './quantity.ts';
import { dayOf, judgedBy, trendLink, trendSubject } from './trend.ts';

/** The text of an issue about a lasting loss. */
export interface RegressionText {
  readonly title: string;
  readonly body: string;
}

/** Rows and settings that are shown; the page has all. */
const [maxMetrics, maxDifferences] = [20, 20];
const valueLength = 120;

/** Describes a lasting loss for an issue; `page` is the address of the trend's page. */
export function describeRegression(report: TrendReport, event: TrendEvent, page: string | undefined): RegressionText {
  const { runs, repository } = report.trend;
  const { changes, happened } = event;
  const [largest] = changes;
  const day = (index: number): string => {
    const run = runs[index];
    return link(dayOf(run), run && trendLink(report, run));
  };
  const subject = largest === undefined ? '' : trendSubject(largest);
  const more = changes.length > 1 ? ` and ${count(changes.length - 1, 'more metric')}` : '';
  const size = largest?.change.change;
  const { commits, configuration, machines } = happened;
  const differences = [...configuration, ...machines];
  const newest = runs.length - 1;
  const last = lastMeasured(report, event);
  const still =
    last === newest
      ? `still there in the newest of ${count(runs.length, 'run')}, ${day(newest)}`
      : `still there in the run of ${day(last)}, the last one that measured it; the newest run is that of ${day(newest)}`;
  return {
    title: `${subject} ${size === undefined ? '' : formatFactor(size.estimate)}${more} since ${dayOf(runs[event.first])}`,
    body: [
      `**${escapeShort(subject, valueLength)} ${size === undefined ? 'got worse' : describeChange(size)}**${more}, since the run of ${day(event.first)}. Found in the run of ${day(event.detected)}, and ${still}. ${escapeShort(judgedBy(largest?.change ?? { reference: undefined }), 600)}`,
      ...(event.cause === 'machines'
        ? ['**The control changed as well, enough to explain this: the machines changed.**']
        : []),
      table(
        ['Metric', 'Change (95 % interval)', 'Before', 'After', 'First run', 'Found in', 'State'],
        changes
          .slice(0, maxMetrics)
          .map(({ metric, change }) => [
            escapeShort(trendSubject({ metric }), valueLength),
            joinUnits(formatChange(change.change)),
            joinUnits(formatQuantity(change.levels.before, metric.unit)),
            joinUnits(formatQuantity(change.levels.after, metric.unit)),
            day(change.first),
            day(change.detected),
            change.state
          ])
      ),
      ...(changes.length > maxMetrics ? [`${changes.length - maxMetrics} more are in the chart.`] : []),
      `### What happened between ${dayOf(runs[event.before])} and ${dayOf(runs[event.first])}`,
      escapeShort(happened.sentence, 600),
      [
        `- Runs: ${day(event.before)}, the last one before, and ${day(event.first)}, the first one after`,
        ...(commits === undefined
          ? []
          : [
              `- Commits: ${link(`${code(shortCommit(commits.from))} to ${code(shortCommit(commits.to))}`, compareLink(repository, commits))}`
            ]),
        ...differences.slice(0, maxDifferences).map(differenceLine),
        ...(differences.length > maxDifferences ? [`- ${differences.length - maxDifferences} more`] : [])
      ].join('\n'),
      ...(page === undefined ? [] : [link('The chart of all runs', page)]),
      '### What to do',
      [
        '- **Fix it.** This issue is closed when the trend shows that a later change took the loss back.',
        `- **Accept it.** Close this issue: it is not opened again for the same change. A run whose loss was accepted with the label ${code(acceptLabel)} closes it, too.`,
        '- The text is replaced after each run, so write comments instead of editing it.'
      ].join('\n')
    ].join('\n\n')
  };
}

/** The newest run with any of the metrics: a scenario may have been taken out of the plan. */
function lastMeasured({ metrics }: TrendReport, { changes }: TrendEvent): number {
  const changed = new Set(changes.map(({ metric }) => metric));
  return Math.max(...metrics.filter(({ metric }) => changed.has(metric)).map(({ points }) => points.at(-1)?.run ?? 0));
}

/** Why an issue is closed, in a sentence. */
export function describeEnd(report: TrendReport, { state, changes }: TrendEvent): string {
  const newest = report.trend.runs.at(-1);
  const at = link(dayOf(newest), newest && trendLink(report, newest));
  const loss = changes.length === 1 ? 'The loss' : 'Each of these losses';
  return state === 'accepted'
    ? `**Closed: a run was accepted with this loss (run of ${at}).**`
    : `**Closed: ${loss} is gone. A later change took it back (found by the run of ${at}).**`;
}

function differenceLine({ name, from, to }: Difference): string {
  return `- ${escapeShort(name, valueLength)}: ${code(from)} to ${code(to)}`;
}

function compareLink(repository: string | undefined, { from, to }: { from: string; to: string }): string | undefined {
  if (repository === undefined || ![from, to].every(commit => /^[0-9a-f]{40,64}$/.test(commit))) return undefined;
  return `https://github.com/${repository}/compare/${from}...${to}`;
}
