import { count } from '../lib/count.ts';
import type { MetricTrend, TrendEvent, TrendReport, TrendRun } from '../model/trend.ts';
import { eventsOf, openLosses } from '../verdict/trend-events.ts';
import { plainText, type Table } from './blocks.ts';
import { oneLine } from './markdown.ts';
import { formatChange, formatFactor, formatQuantity } from './quantity.ts';
import { runLink } from './sections.ts';
import { metricTitle } from './titles.ts';

/** A trend in words. */
export interface TrendText {
  readonly heading: string;
  readonly sentence: string;
  /** `unknown` while no run could be judged, because each level needs some to learn from. */
  readonly state: 'good' | 'bad' | 'unknown';
  readonly changes: Omit<Table, 'kind'>;
}

/** Describes a trend for the page and the command line. */
export function describeTrend(report: TrendReport): TrendText {
  const { trend, metrics, leftOut } = report;
  const events = eventsOf(report);
  const losses = openLosses(events).length;
  const isJudged = metrics.some(({ points }) => points.some(({ band }) => band !== undefined));
  const [oldest, newest] = [trend.runs[0], trend.runs.at(-1)];
  return {
    heading: isJudged
      ? losses === 0
        ? 'No lasting loss'
        : `${losses} lasting ${losses === 1 ? 'loss' : 'losses'}`
      : 'Too few runs to find a change',
    sentence: [
      `${count(trend.runs.length, 'run')} from ${dayOf(oldest)} to ${dayOf(newest)}, ${count(metrics.length, 'metric')}.`,
      ...(leftOut > 0 ? [`${count(leftOut, 'run')} with another suite, duration or tool version left out.`] : []),
      `A change counts when it lasts; what ${metrics.some(({ reference }) => reference !== undefined) ? 'the control or the pinned reference of the same run' : 'the control on the same machines'} explains is subtracted.`
    ].join(' '),
    state: isJudged ? (losses === 0 ? 'good' : 'bad') : 'unknown',
    changes: {
      columns: ['Change', 'First run', 'Found in', 'State', 'Size', 'Before', 'After', 'In between'],
      rows: events.map(event => [
        { text: namesOf(event), kind: 'name' },
        { text: linkTo(report, event.first), kind: 'name' },
        { text: linkTo(report, event.detected), kind: 'name' },
        {
          text: stateOf(event),
          ...(event.state === 'lasting' ? { kind: event.isLoss ? 'regression' : 'improvement' } : {})
        },
        { text: sizesOf(event) },
        { text: levelsOf(event, 'before'), kind: 'figure' },
        { text: levelsOf(event, 'after'), kind: 'figure' },
        { text: betweenOf(event) }
      ])
    }
  };
}

/** The same as lines of plain text. */
export function trendLines(report: TrendReport): string[] {
  const { heading, sentence, changes } = describeTrend(report);
  const rows = changes.rows.map(cells =>
    cells
      .map(({ text }, column) => `${plainText(changes.columns[column] ?? '')}: ${oneLine(plainText(text))}`)
      .join('; ')
  );
  return [heading, sentence, ...rows];
}

/** A badge in the form of shields.io's endpoint. */
export function trendBadge(report: TrendReport): string {
  const { heading, state } = describeTrend(report);
  const color = { good: 'brightgreen', bad: 'red', unknown: 'lightgrey' }[state];
  return `${JSON.stringify({ schemaVersion: 1, label: 'Cilium performance', message: heading.toLowerCase(), color })}\n`;
}

/** What a metric, or a change of it, is judged by. */
export function judgedBy({ reference }: Pick<MetricTrend, 'reference'>): string {
  return reference === undefined
    ? 'Adjusted by the control of the same run.'
    : `Relative to the pinned reference, measured in turns in the same run: ${reference}.`;
}

/** The address of a run's page on GitHub. */
export function trendLink({ trend }: TrendReport, run: TrendRun): string | undefined {
  const { repository } = trend;
  const { runId } = run;
  if (repository === undefined || runId === undefined) return undefined;
  const unused = { sha: '', ref: '', event: '', workflow: '', job: '', runAttempt: 1 };
  return runLink({ source: { ...unused, repository, runId } }).run;
}

export function dayOf(run: TrendRun | undefined): string {
  return run?.startedAt.slice(0, 10) ?? 'never';
}

/** Scenario and metric: `native+wireguard TCP throughput`. */
export function trendSubject({ metric }: Pick<MetricTrend, 'metric'>): string {
  return `${metric.scenario} ${metricTitle(metric.test, metric.metric)}`;
}

function linkTo(report: TrendReport, index: number): readonly [{ text: string; href: string | undefined }] {
  const run = report.trend.runs[index];
  return [{ text: dayOf(run), href: run === undefined ? undefined : trendLink(report, run) }];
}

/** The metric that changed most, and how many did with it. */
function namesOf({ changes }: TrendEvent): string {
  const [largest] = changes;
  const more = changes.length - 1;
  return `${largest === undefined ? '' : trendSubject(largest)}${more > 0 ? ` and ${more} more` : ''}`;
}

function stateOf({ state, cause, isLoss }: TrendEvent): string {
  const by = cause === 'machines' ? ', the control changed too' : '';
  return `${isLoss ? 'loss' : 'gain'}, ${state}${by}`;
}

function sizesOf({ changes }: TrendEvent): string {
  const [largest, ...others] = changes.map(({ change }) => change.change);
  if (largest === undefined) return '';
  const smallest = others.at(-1);
  return `${formatChange(largest)}${smallest === undefined ? '' : `, others from ${formatFactor(smallest.estimate)}`}`;
}

function levelsOf({ changes }: TrendEvent, side: 'before' | 'after'): string {
  const [largest] = changes;
  return largest === undefined ? '' : formatQuantity(largest.change.levels[side], largest.metric.unit);
}

function betweenOf({ happened }: TrendEvent): string {
  const { commits, configuration, machines, sentence } = happened;
  const details = [
    ...(commits === undefined ? [] : [`commits ${commits.from.slice(0, 7)} to ${commits.to.slice(0, 7)}`]),
    ...[...configuration, ...machines].slice(0, 4).map(({ name, from, to }) => `${name} ${from} to ${to}`)
  ];
  return details.length === 0 ? sentence : `${sentence.slice(0, -1)}: ${details.join('; ')}.`;
}
