import { checkDigest, readZippedFile } from './zip.ts';
import { errorMessage, InputError } from '../model/errors.ts';
import { maxMatrixJobs } from '../model/limits.ts';
import { refuseUnproven } from '../model/proven.ts';
import { maxRunLength, parseRun } from '../results/read.ts';
import type { Run } from '../model/run.ts';
import { isRawName, withoutAttempt } from './artifacts.ts';
import { GitHubError } from './errors.ts';
import type { Artifact, GitHub, PullRequest, WorkflowRun } from './port.ts';

/** What a workflow_run job found out about the run that triggered it. Only the form of `runs` can be trusted. */
export interface SecondStage {
  readonly run: WorkflowRun;
  /** Open pull requests whose head is the run's, in the run's own head repository. */
  readonly pullRequests: readonly PullRequest[];
  /** One document per artifact, as the first stage measured it; everything else is computed again. */
  readonly runs: readonly UploadedRun[];
  /** What cannot be reported, one sentence each. */
  readonly problems: readonly string[];
}

/** A run uploaded by the first stage, and its artifact. */
export interface UploadedRun {
  readonly artifact: Artifact;
  readonly run: Run;
}

/** Name of the run document in a raw artifact. */
const runFile = 'run.json';

const maxArtifactBytes = 64 * 1024 * 1024;
/** For all runs together, because all are kept in memory, and parsing multiplies their size. */
const maxTotalLength = 2 * maxRunLength;

/**
 * Finds the triggering run's pull requests and the runs it uploaded. A fork controls its whole job: its artifacts are
 * read within limits and validated, and its identity comes from the REST API. Rejects with a GitHubError if GitHub
 * fails; problems of the run itself, including fewer than `matrixJobs` artifacts, are part of the result.
 */
export async function readSecondStage(github: GitHub, runId: number, matrixJobs: number): Promise<SecondStage> {
  const run = await github.workflowRun(runId);
  if (run.event !== 'pull_request') {
    const problem = `Run ${runId} was started by ${run.event}, not by a pull request; there is nothing to report.`;
    return { run, pullRequests: [], runs: [], problems: [problem] };
  }
  const { pullRequests, problem } = await findPullRequests(github, run);
  if (problem !== undefined) return { run, pullRequests, runs: [], problems: [problem] };
  const { runs, problems } = await readRuns(github, run, matrixJobs);
  return { run, pullRequests, runs, problems };
}

/** Runs that earlier jobs of the same run uploaded: the matrix jobs, for the job that needs them. */
export async function readUploadedRuns(
  github: GitHub,
  runId: number,
  matrixJobs: number
): Promise<Pick<SecondStage, 'run' | 'runs' | 'problems'>> {
  const run = await github.workflowRun(runId);
  return { run, ...(await readRuns(github, run, matrixJobs)) };
}

/** `workflow_run.pull_requests` is empty for forks, and a number provided by a fork cannot be trusted. */
async function findPullRequests(
  github: GitHub,
  { id, head, headBranch, headSha }: WorkflowRun
): Promise<{ pullRequests: readonly PullRequest[]; problem?: string }> {
  if (head === undefined || headBranch === undefined) {
    return { pullRequests: [], problem: `The repository or branch of run ${id} was deleted.` };
  }
  const open = await github.pullRequestsFrom(head.owner, headBranch);
  const ofHead = open.filter(one => one.headRepositoryId === head.repositoryId);
  const pullRequests = ofHead.filter(one => one.headSha === headSha);
  if (pullRequests.length > 0) return { pullRequests };
  const moved = ofHead.map(one => `#${one.number} is now at ${one.headSha.slice(0, 7)}`);
  return {
    pullRequests,
    problem:
      moved.length === 0
        ? `No open pull request has the head of run ${id}.`
        : `Run ${id} measured ${headSha.slice(0, 7)}, but ${moved.join(', ')}; the run for that commit reports instead.`
  };
}

async function readRuns(
  github: GitHub,
  run: WorkflowRun,
  matrixJobs: number
): Promise<{ runs: readonly UploadedRun[]; problems: readonly string[] }> {
  const artifacts = newestAttempts((await github.artifacts(run.id)).filter(({ name }) => isRawName(name)));
  if (artifacts.length === 0) {
    return { runs: [], problems: [`Run ${run.id} uploaded no results of this action.`] };
  }
  const problems: string[] = [];
  const runs: UploadedRun[] = [];
  if (artifacts.length < matrixJobs) {
    problems.push(
      `${artifacts.length} of ${matrixJobs} matrix jobs uploaded results; check the other jobs, or set the input matrix-jobs to the actual number of jobs.`
    );
  }
  if (artifacts.length > maxMatrixJobs) {
    problems.push(`${artifacts.length} artifacts, only ${maxMatrixJobs} are read.`);
  }
  let left = maxTotalLength;
  for (const artifact of artifacts.slice(0, maxMatrixJobs)) {
    try {
      const text = await readRunText(github, artifact);
      if (text.length > left) {
        throw new InputError(`together with the earlier ones, it exceeds ${maxTotalLength} characters`);
      }
      left -= text.length;
      runs.push({ artifact, run: parseOwnRun(text, run) });
    } catch (error) {
      if (!(error instanceof InputError) && !(error instanceof GitHubError)) throw error;
      problems.push(`The artifact ${artifact.name} cannot be reported: ${errorMessage(error)}`);
    }
  }
  return { runs, problems };
}

async function readRunText(github: GitHub, artifact: Artifact): Promise<string> {
  if (artifact.expired) throw new InputError('it has expired');
  const zip = await github.download(artifact.id, maxArtifactBytes);
  checkDigest(zip, artifact.digest);
  return readZippedFile(zip, runFile, { entries: 20_000, bytes: maxRunLength });
}

function parseOwnRun(text: string, { id }: WorkflowRun): Run {
  const run = parseRun(text);
  if (run.source?.runId !== id) throw new InputError('its run.json is from another run');
  return refuseUnproven(run);
}

/**
 * Keeps the newest attempt of each job. A re-run job has one artifact per attempt; a job that was not re-run keeps its
 * first.
 */
function newestAttempts(artifacts: readonly Artifact[]): Artifact[] {
  const newest = new Map<string, Artifact>();
  for (const artifact of artifacts) {
    const job = withoutAttempt(artifact.name);
    if (!newest.has(job)) newest.set(job, artifact);
  }
  return [...newest.values()];
}
