import { join } from 'node:path';
import { requestsOfEach } from '../baseline/find.ts';
import { findTrend } from '../baseline/find-trend.ts';
import { refuseToKeep } from '../baseline/publish.ts';
import { extendTrend, serializeTrend, trendFile, trendRunOf } from '../baseline/trend.ts';
import { pagesFolder, trendName, trendPageName } from '../github/artifacts.ts';
import { commitFiles } from '../github/commit-files.ts';
import { GitHubError } from '../github/errors.ts';
import type { Job } from '../github/job.ts';
import { trackIssues, type Cause, type TrackedIssue } from '../github/tracked-issue.ts';
import type { Host } from '../host/ports.ts';
import { count } from '../lib/count.ts';
import { errorMessage } from '../model/errors.ts';
import type { ComparingOptions } from '../model/options.ts';
import type { Trend, TrendEvent, TrendReport } from '../model/trend.ts';
import { renderTrendPage } from '../report/html/trend-page.ts';
import { link } from '../report/markdown.ts';
import { describeEnd, describeRegression } from '../report/regression-issue.ts';
import { describeTrend, trendBadge } from '../report/trend.ts';
import { eventsOf } from '../verdict/trend-events.ts';
import { trendOf } from '../verdict/trend.ts';
import { attempt } from './attempt.ts';
import type { Compared } from './pipeline.ts';

/** Requests for finding the trend of earlier runs; a job needs about six. */
const maxTrendRequests = 20;

/** A trend that a job extended. */
export interface CarriedTrend {
  readonly report: TrendReport;
  /** Its page. */
  readonly html: string;
  /** Address of the uploaded page, if that worked. */
  readonly page: string | undefined;
}

/**
 * Extends the trend of this workflow with a run, and publishes it for the next run and as a page (docs/rules.md#trend).
 * `undefined` for a run that is not kept, and if GitHub failed, which is only logged: the next run continues.
 */
export async function carryTrend(
  host: Host,
  { policy, commentKey }: Pick<ComparingOptions, 'policy' | 'commentKey'>,
  output: string,
  { run, comparison }: Pick<Compared, 'run' | 'comparison'>,
  job: Job
): Promise<CarriedTrend | undefined> {
  const { files, outputs, state } = host;
  const { github, source, runUrl } = job;
  const added = trendRunOf(run, comparison);
  if (added === undefined) return undefined;
  const earlier = await earlierTrend(host, { policy, commentKey }, { run, comparison }, job);
  if (earlier === undefined) return undefined;
  const trend = extendTrend({ ...earlier, repository: source.repository }, [added]);
  const report = trendOf(trend, policy);

  const folder = `${output}/trend`;
  const path = `${folder}/${trendFile}`;
  await files.write(path, serializeTrend(trend));
  await attempt(host, () => github.uploadArtifact(trendName(commentKey), folder, [path]));

  const page = join(state.folder, 'pages', trendPageName(commentKey, source.job, source.runAttempt));
  const html = renderTrendPage(report);
  await files.write(page, html);
  const uploaded = await attempt(host, () => github.uploadFile(page));
  outputs.info(`trend: ${describeTrend(report).heading}`);
  return { report, html, page: uploaded && `${runUrl}/artifacts/${uploaded.id}` };
}

/** The trend to extend, without runs if there is none; `undefined` if this run is not kept or GitHub failed. */
async function earlierTrend(
  { outputs }: Pick<Host, 'outputs'>,
  { policy, commentKey }: Pick<ComparingOptions, 'policy' | 'commentKey'>,
  { run, comparison }: Pick<Compared, 'run' | 'comparison'>,
  { github, event, source, workflow }: Job
): Promise<Trend | undefined> {
  if (workflow === undefined) return undefined;
  try {
    const branch = event.defaultBranch ?? (await github.repository()).defaultBranch;
    if (refuseToKeep(run, comparison, event, branch) !== undefined) return undefined;
    const { id } = await github.repository();
    const { trend, refused } = await findTrend(github, {
      origin: { repositoryId: id, workflow, branch, ownRunId: source.runId },
      artifact: trendName(commentKey),
      history: event.sha,
      requests: Math.min(maxTrendRequests, requestsOfEach(policy.matrixJobs))
    });
    for (const reason of refused) outputs.warning(reason);
    return trend ?? { runs: [] };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    outputs.info(`the trend does not get this run: ${errorMessage(error)}`);
    return undefined;
  }
}

/**
 * Keeps one issue for each lasting loss of a trend, if the job wants that. GitHub's failure is a warning, which names the
 * missing permission if that is why.
 */
export async function trackRegressions(
  host: Pick<Host, 'outputs'>,
  { regressionIssue, commentKey }: Pick<ComparingOptions, 'regressionIssue' | 'commentKey'>,
  { report, page }: CarriedTrend,
  job: Pick<Job, 'github' | 'elsewhere'>
): Promise<void> {
  if (regressionIssue === undefined) return;
  const { repository, labels, assignees } = regressionIssue;
  const causes = eventsOf(report)
    .filter(({ isLoss }) => isLoss)
    .map(event => causeOf(report, event, page));
  const tell = ({ state, url, refused }: TrackedIssue): void => {
    host.outputs.info(state === 'left' ? `issue left as it is: ${url}` : `issue ${state}: ${url}`);
    if (refused !== undefined) host.outputs.warning(`the issue has no assignees or no labels: ${refused}`);
  };
  await attempt(host, async () => {
    const github = repository === undefined ? job.github : await job.elsewhere(repository);
    const tracking = trackIssues(github, { key: commentKey, labels, assignees }, causes, tell);
    const postponed = await tracking.catch((error: unknown) => {
      throw repository === undefined ? error : adviseElsewhere(error, repository);
    });
    if (postponed > 0) host.outputs.info(`${count(postponed, 'more issue')} to open: the next run does it`);
  });
}

/** The token that a workflow has by default reaches its own repository only. */
function adviseElsewhere(error: unknown, repository: string): unknown {
  if (!(error instanceof GitHubError) || !['not-permitted', 'not-found'].includes(error.kind)) return error;
  const advice = `regression-issue: ${repository} needs a github-token that can write issues there`;
  return new GitHubError(error.kind, `${errorMessage(error)}; ${advice}`);
}

/**
 * Commits the page of a trend and its badge to the branch for GitHub Pages, if the job wants that. GitHub's failure is a
 * warning, which names the missing permission if that is why.
 */
export async function publishPages(
  host: Pick<Host, 'outputs'>,
  { pages, commentKey }: Pick<ComparingOptions, 'pages' | 'commentKey'>,
  { report, html }: CarriedTrend,
  { github, workflow, runUrl }: Pick<Job, 'github' | 'workflow' | 'runUrl'>
): Promise<void> {
  if (pages === undefined || workflow === undefined) return;
  const folder = pagesFolder(workflow, commentKey);
  await attempt(host, async () => {
    const commit = await commitFiles(github, pages, {
      files: { [`${folder}/trend.html`]: html, [`${folder}/badge.json`]: trendBadge(report) },
      message: `${folder}: ${describeTrend(report).heading}\n\n${runUrl}`
    });
    host.outputs.info(
      commit === undefined
        ? `the branch ${pages} already has this trend in ${folder}`
        : `committed the trend to the branch ${pages}: ${folder}, commit ${commit}`
    );
  });
}

function causeOf(report: TrendReport, event: TrendEvent, page: string | undefined): Cause {
  const { id, ids, state, first } = event;
  const as = state === 'accepted' ? 'not_planned' : 'completed';
  return {
    ids: [id, ...ids],
    since: report.trend.runs[first]?.startedAt ?? '',
    // An issue that was opened before the control showed the change stays, because that may not last.
    opens: event.cause === 'unknown',
    ...describeRegression(report, event, page),
    ...(state === 'lasting' ? {} : { end: { as, sentence: describeEnd(report, event) } })
  };
}

/** The trend as a line of Markdown. */
export function renderTrendLine({ report, page }: CarriedTrend): string {
  const { heading, sentence } = describeTrend(report);
  return `${link('Trend', page)}: ${heading}. ${sentence}\n`;
}
