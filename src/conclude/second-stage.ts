import { commentKeyIn, jobIn, pageName } from '../github/artifacts.ts';
import type { Job } from '../github/job.ts';
import type { WorkflowRun } from '../github/port.ts';
import { shareReads } from '../github/share-reads.ts';
import { keepHeapSmall } from '../lib/small-heap.ts';
import { readSecondStage, readUploadedRuns, type UploadedRun } from '../github/second-stage.ts';
import type { Host } from '../host/ports.ts';
import { defined } from '../lib/defined.ts';
import { acceptLabel, type Verdict } from '../model/comparison.ts';
import type { ComparingOptions } from '../model/options.ts';
import { code } from '../report/markdown.ts';
import { byVerdict, failuresOf, verdictsOf } from '../verdict/verdict.ts';
import { isAccepted } from './acceptance.ts';
import { attempt } from './attempt.ts';
import { findEarlier, type Place } from './earlier-runs.ts';
import { uploadPage, withLinks } from './page.ts';
import { conclude, postComment, renderReport, renderJobSummary, type Compared, type Measured } from './pipeline.ts';
import { createRequestPlan, maxStageRequests, type RequestPlan } from './request-plan.ts';
import { postStatus } from './status.ts';

/** Result of a report on several runs. */
export interface StageReport {
  /** All verdicts, worst first. Empty if there is no pull request to report to. */
  readonly verdicts: readonly Verdict[];
  /** Those that can fail the job: all but regressions that were accepted. */
  readonly failures: readonly Verdict[];
  readonly commentUrl: string | undefined;
}

/** What is reported, and where. */
interface Stage {
  /** The run that measured. */
  readonly run: WorkflowRun;
  readonly runs: readonly UploadedRun[];
  readonly problems: readonly string[];
  /** What is left out on purpose. */
  readonly omitted: readonly string[];
  readonly triggers: readonly Trigger[];
}

/** What triggered the measurement: a pull request, or another event without comments. */
interface Trigger {
  readonly name: string;
  readonly pullRequest?: { readonly number: number; readonly headSha: string; readonly fork: boolean };
  readonly reference: Place['reference'];
  readonly isAccepted: () => Promise<boolean>;
}

/**
 * Reports what other jobs measured, with their gated metrics as one family for multiple comparisons. With
 * `triggeringRunId`, reports the runs of a workflow without write permission: each is compared again with this job's
 * own policy, because a fork controls what its job reports. Without it, reports the earlier jobs of its own workflow
 * run, such as a matrix. Rejects with a GitHubError if the run cannot be read; a failed comment is a warning.
 */
export async function reportStage(
  host: Host,
  comparing: ComparingOptions,
  given: Pick<Job, 'github' | 'source' | 'event' | 'workflow' | 'reference' | 'docsUrl' | 'runUrl'>,
  triggeringRunId: number | undefined
): Promise<StageReport> {
  keepHeapSmall();
  const { outputs } = host;
  const { matrixJobs } = comparing.policy;
  const github = shareReads(given.github);
  github.requests.limit = maxStageRequests;
  const job = { ...given, github };
  const stage =
    triggeringRunId === undefined
      ? await ownStage(host, job, matrixJobs)
      : await triggeringStage(job, triggeringRunId, matrixJobs);
  const { run, triggers, problems, omitted } = stage;
  for (const line of [...problems, ...omitted]) outputs.warning(line);
  if (triggers.length === 0) {
    await outputs.summary(renderJobSummary([], problems));
    return { verdicts: [], failures: [], commentUrl: undefined };
  }

  // An unreadable or partly readable run proves nothing.
  const unreadable: readonly Verdict[] = problems.length > 0 ? ['invalid'] : [];
  const [verdicts, failures]: [Verdict[], Verdict[]] = [[...unreadable], []];
  const urls: string[] = [];
  const plan = createRequestPlan(github.requests, triggers.length, stage.runs.length);
  for (const trigger of triggers) {
    const measured = measuredBy(host, comparing, job, stage, trigger, plan);
    const concluded = await conclude(host, comparing.policy, measured);
    const compared = await withPages(host, job, trigger, concluded);
    const own = [...unreadable, ...compared.flatMap(({ comparison }) => failuresOf(comparison))];
    verdicts.push(...compared.flatMap(({ comparison }) => verdictsOf(comparison)));
    failures.push(...own);
    await outputs.summary(renderJobSummary(compared, problems, triggers.length));
    const by = { runId: run.id, runAttempt: run.attempt, report: 'all' };
    const url = await postComment(host, comparing, job, trigger.pullRequest, by, () =>
      renderReport(compared, problems)
    );
    if (url !== undefined) urls.push(url);
    await postStatus(host, comparing, job, trigger.pullRequest?.headSha ?? run.headSha, {
      runs: compared,
      failures: own,
      url: (compared.length === 1 ? compared[0]?.context.links.page : url) ?? job.runUrl
    });
  }
  const cut = plan.cut();
  if (cut !== undefined) outputs.warning(cut);
  const worstFirst = verdicts.map(verdict => ({ verdict })).sort(byVerdict);
  return { verdicts: worstFirst.map(({ verdict }) => verdict), failures, commentUrl: urls[0] };
}

/** Uploads the page of each run, whose policy and baselines may differ from the job's that measured. */
async function withPages(
  host: Host,
  job: Parameters<typeof reportStage>[2],
  { pullRequest }: Trigger,
  compared: readonly Compared[]
): Promise<readonly Compared[]> {
  const { github, source } = job;
  const linked: Compared[] = [];
  for (const one of compared) {
    const of = [one.name, ...(pullRequest === undefined ? [] : [pullRequest.number])].join('-');
    const name = pageName(of, source.job, source.runAttempt);
    const page = await attempt(host, () => uploadPage(host, github, name, one));
    // Each of the others would take a minute to fail, too.
    if (page === undefined) break;
    linked.push(withLinks(job, one, { page: page.id }));
  }
  return [...linked, ...compared.slice(linked.length)];
}

async function triggeringStage(
  { github, source, workflow }: Parameters<typeof reportStage>[2],
  runId: number,
  matrixJobs: number
): Promise<Stage> {
  const own = { workflow, commit: source.sha };
  const { pullRequests, ...stage } = await readSecondStage(github, runId, matrixJobs, own);
  return {
    ...stage,
    triggers: pullRequests.map(({ number, headSha, fork, baseBranch, baseSha, labels }) => ({
      name: `#${number}`,
      pullRequest: { number, headSha, fork },
      isAccepted: () => Promise.resolve(labels.includes(acceptLabel)),
      // Only the fork names the merge commit, but its base from GitHub is part of the real history.
      reference: () => Promise.resolve({ branch: baseBranch, history: baseSha })
    }))
  };
}

async function ownStage(
  host: Pick<Host, 'outputs'>,
  { github, source, event, reference }: Parameters<typeof reportStage>[2],
  matrixJobs: number
): Promise<Stage> {
  const { pullRequest } = event;
  const named = pullRequest === undefined ? { name: event.name } : { name: `#${pullRequest.number}`, pullRequest };
  let accepted: Promise<boolean> | undefined;
  const trigger = { ...named, reference, isAccepted: () => (accepted ??= isAccepted(host, { github, event })) };
  return { ...(await readUploadedRuns(github, source.runId, matrixJobs)), omitted: [], triggers: [trigger] };
}

/** The runs of a stage, each with its own earlier runs in the history of what triggered it. */
function measuredBy(
  host: Host,
  comparing: ComparingOptions,
  { github, docsUrl, runUrl, source }: Pick<Job, 'github' | 'docsUrl' | 'runUrl' | 'source'>,
  { run: { id, path, url, attempt, head, repositoryId }, runs }: Stage,
  { name, pullRequest, reference, isAccepted: isTriggerAccepted }: Trigger,
  plan: RequestPlan
): readonly Measured[] {
  const place: Place = { github, workflow: path, runId: id, requests: () => plan.next(), reference };
  // A job that somebody started for a fork's pull request runs in this repository.
  const foreign = head?.repositoryId !== repositoryId || pullRequest?.fork === true;
  return runs.map(({ artifact, run }) => {
    // A fork names its artifacts. In a matrix, the names only select among the baselines of trusted runs.
    const own = foreign && comparing.policy.matrixJobs === 1;
    const commentKey = (own ? undefined : commentKeyIn(artifact.name, run.source?.job ?? '')) ?? comparing.commentKey;
    return {
      ...{ run, name: jobIn(artifact.name), logName: `${name}, ${code(artifact.name)}` },
      findEarlier: async () => {
        const found = await findEarlier(host, { ...comparing, commentKey }, run, place);
        plan.note(found.record.ended);
        return found;
      },
      isAccepted: isTriggerAccepted,
      context: {
        links: {
          ...{ run: url, artifact: `${url}/artifacts/${artifact.id}` },
          ...defined({ docs: docsUrl, report: source.runId === id ? undefined : runUrl })
        },
        attempt,
        foreign
      }
    };
  });
}
