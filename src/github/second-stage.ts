import { z } from 'zod';
import { nameFirst } from '../lib/count.ts';
import { readFirstYaml } from '../lib/yaml.ts';
import { checkDigest, readZippedFile } from './zip.ts';
import { errorMessage, InputError } from '../model/errors.ts';
import { maxMatrixJobs } from '../model/limits.ts';
import { refuseUnproven } from '../model/proven.ts';
import { parseRun } from '../results/read.ts';
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
  /** What is left out on purpose, one sentence each. It does not change the verdict. */
  readonly omitted: readonly string[];
}

/** A run uploaded by the first stage, and its artifact. */
export interface UploadedRun {
  readonly artifact: Artifact;
  readonly run: Run;
}

/** The file of the second stage's own workflow, and the commit that it was read at: the default branch's. */
export interface OwnWorkflow {
  readonly workflow: string | undefined;
  readonly commit: string;
}

/** Name of the run document in a raw artifact. */
const runFile = 'run.json';

const maxArtifactBytes = 64 * 1024 * 1024;
/** Twice the run.json of the longest job that GitHub allows, of six hours without a pause. */
const maxRunBytes = 16 * 1024 * 1024;
/**
 * For all runs together, refused ones included, because the accepted ones stay in memory, and reading the others takes
 * time.
 */
const maxTotalBytes = 4 * maxRunBytes;

/** Pull requests that get a comment. A head has more than one only if it goes into several branches. */
const maxPullRequests = 3;

/**
 * Finds the triggering run's pull requests and the runs it uploaded. A fork controls its whole job: its artifacts are
 * read within limits and validated, and its identity comes from the REST API. Rejects with a GitHubError if GitHub
 * fails; problems of the run itself, including fewer than `matrixJobs` artifacts, are part of the result.
 */
export async function readSecondStage(
  github: GitHub,
  runId: number,
  matrixJobs: number,
  own: OwnWorkflow
): Promise<SecondStage> {
  const run = await github.workflowRun(runId);
  const nothing = (problem: string): SecondStage => ({
    ...{ run, pullRequests: [], runs: [], problems: [problem], omitted: [] }
  });
  if (run.event !== 'pull_request') {
    return nothing(`Run ${runId} was started by ${run.event}, not by a pull request; there is nothing to report.`);
  }
  const foreign = await refuseWorkflow(github, run, own);
  if (foreign !== undefined) return nothing(foreign);
  const { pullRequests, problem } = await findPullRequests(github, run);
  if (problem !== undefined) return nothing(problem);
  const reported = pullRequests.slice(0, maxPullRequests);
  const rest = pullRequests.slice(maxPullRequests).map(({ number }) => `#${number}`);
  const omitted =
    rest.length === 0
      ? []
      : [`Only the first ${maxPullRequests} pull requests with this head get a comment, not ${nameFirst(rest, 5)}.`];
  return { run, pullRequests: reported, omitted, ...(await readRuns(github, run, matrixJobs)) };
}

/**
 * Why the run of a workflow is not reported. GitHub starts the second stage by a workflow's name, which a pull request can
 * give to any file. It may change the file that maintainers chose, but its report must not replace that of this file by
 * another's. Rejects if this job's own file cannot be read.
 */
async function refuseWorkflow(
  github: GitHub,
  { id, path }: WorkflowRun,
  own: OwnWorkflow
): Promise<string | undefined> {
  const { workflow, commit } = own;
  const read = async <T>(schema: z.ZodType<T>, file: string): Promise<T | undefined> => {
    const text = await github.file(file, commit);
    const document = text === undefined ? undefined : readFirstYaml(text);
    return document?.ok === true ? schema.safeParse(document.value).data : undefined;
  };
  const measuring = await read(namedSchema, path);
  if (measuring === undefined) return `Run ${id} is of ${path}, which is not a workflow of the default branch.`;
  const reporting = workflow === undefined ? undefined : await read(startedBySchema, workflow);
  // A green job without a report would look like a pass.
  if (reporting === undefined) {
    const file = workflow ?? 'its file, which GITHUB_WORKFLOW_REF should name,';
    throw new GitHubError(
      'unusable',
      `cannot read which workflows this job reports: on.workflow_run.workflows in ${file} at ${commit}`
    );
  }
  const name = measuring.name ?? path;
  if (reporting.includes(name)) return undefined;
  return `Run ${id} is of ${path}, which is not one of the workflows that this job reports (${reporting.join(', ')}) on the default branch.`;
}

const namedSchema = z.object({ name: z.string().optional() });

const triggersSchema = z.object({ workflow_run: z.object({ workflows: z.array(z.string()) }) });

/** YAML reads the key `on` as true, unless it is quoted. */
const startedBySchema = z
  .union([z.object({ true: triggersSchema }), z.object({ on: triggersSchema })])
  .transform(document => ('on' in document ? document.on : document.true).workflow_run.workflows);

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
  const ofHead = open
    .toSorted((left, right) => left.number - right.number)
    .filter(one => one.headRepositoryId === head.repositoryId);
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
  const budget = { left: maxTotalBytes };
  for (const artifact of artifacts.slice(0, maxMatrixJobs)) {
    try {
      runs.push({ artifact, run: parseOwnRun(await readRunText(github, artifact, budget), run) });
    } catch (error) {
      if (!(error instanceof InputError) && !(error instanceof GitHubError)) throw error;
      problems.push(`The artifact ${artifact.name} cannot be reported: ${errorMessage(error)}`);
    }
  }
  return { runs, problems };
}

async function readRunText(github: GitHub, artifact: Artifact, budget: { left: number }): Promise<string> {
  if (artifact.expired) throw new InputError('it has expired');
  if (budget.left <= 0) throw new InputError(`the earlier ones have ${maxTotalBytes} bytes, the most that is read`);
  const zip = await github.download(artifact.id, maxArtifactBytes);
  checkDigest(zip, artifact.digest);
  return readZippedFile(zip, runFile, { entries: 20_000, bytes: maxRunBytes, budget });
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
