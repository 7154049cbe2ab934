import { checkDigest, readZippedFile } from './zip.ts';
import { errorMessage, InputError } from '../model/errors.ts';
import { maxLegs } from '../model/limits.ts';
import { refuseUnproven } from '../model/proven.ts';
import { maxRunLength, parseRun } from '../results/read.ts';
import type { Run } from '../model/run.ts';
import { isRawName, withoutAttempt } from './artifacts.ts';
import { GitHubError } from './errors.ts';
import type { Artifact, GitHub, PullRequest, WorkflowRun } from './port.ts';

/** What a workflow_run job learned of the run that triggered it. Nothing in `runs` is believed but its form. */
export interface SecondStage {
  readonly run: WorkflowRun;
  /** Open pull requests whose head is the run's, from the run's own head repository. */
  readonly pullRequests: readonly PullRequest[];
  /** One document per artifact, as the first stage measured and wrote it; everything else is computed anew. */
  readonly runs: readonly UploadedRun[];
  /** What cannot be reported, a sentence each. */
  readonly problems: readonly string[];
}

/** A run that the first stage uploaded, and in which artifact. */
export interface UploadedRun {
  readonly artifact: Artifact;
  readonly run: Run;
}

/** The run document's name in the artifact of raw material. */
const runFile = 'run.json';

const maxArtifactBytes = 64 * 1024 * 1024;
/** Of all runs together, for all of them are kept: parsed they take several times that. */
const maxTotalLength = 2 * maxRunLength;

/**
 * Finds the pull requests of the triggering run and the runs that it uploaded as raw material.
 * A fork controls its whole job: its artifacts are read within limits and by schema, and who it is comes from REST.
 * Rejects with a GitHubError when GitHub fails; what is wrong with the run itself, fewer than `legs` artifacts included, is a
 * problem of the outcome.
 */
export async function readSecondStage(github: GitHub, runId: number, legs: number): Promise<SecondStage> {
  const run = await github.workflowRun(runId);
  if (run.event !== 'pull_request') {
    const problem = `Run ${runId} was started by ${run.event}, not by a pull request; there is nothing to report.`;
    return { run, pullRequests: [], runs: [], problems: [problem] };
  }
  const { pullRequests, problem } = await findPullRequests(github, run);
  if (problem !== undefined) return { run, pullRequests, runs: [], problems: [problem] };
  const { runs, problems } = await readRuns(github, run, legs);
  return { run, pullRequests, runs, problems };
}

/** What the jobs of a run uploaded before the job that asks: the legs of a matrix, for the job that needs them. */
export async function readUploadedRuns(
  github: GitHub,
  runId: number,
  legs: number
): Promise<Pick<SecondStage, 'run' | 'runs' | 'problems'>> {
  const run = await github.workflowRun(runId);
  return { run, ...(await readRuns(github, run, legs)) };
}

/** `workflow_run.pull_requests` is empty for forks, and a fork's own word for its number is worth nothing. */
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
  const moved = ofHead.map(one => `#${one.number} is at ${one.headSha.slice(0, 7)} by now`);
  return {
    pullRequests,
    problem:
      moved.length === 0
        ? `No open pull request has the head of run ${id}.`
        : `Run ${id} measured ${headSha.slice(0, 7)}, and ${moved.join(', ')}; the run for that reports instead.`
  };
}

async function readRuns(
  github: GitHub,
  run: WorkflowRun,
  legs: number
): Promise<{ runs: readonly UploadedRun[]; problems: readonly string[] }> {
  const artifacts = newestAttempts((await github.artifacts(run.id)).filter(({ name }) => isRawName(name)));
  if (artifacts.length === 0) {
    return { runs: [], problems: [`Run ${run.id} uploaded nothing that this action measured.`] };
  }
  const problems: string[] = [];
  const runs: UploadedRun[] = [];
  if (artifacts.length < legs) {
    problems.push(
      `${artifacts.length} of ${legs} legs uploaded what they measured; see the jobs of the others, or set the input legs to as many as there are.`
    );
  }
  if (artifacts.length > maxLegs) {
    problems.push(`${artifacts.length} artifacts, only ${maxLegs} are read.`);
  }
  let left = maxTotalLength;
  for (const artifact of artifacts.slice(0, maxLegs)) {
    try {
      const text = await readRunText(github, artifact);
      if (text.length > left) {
        throw new InputError(`with those before it, it has more than ${maxTotalLength} characters`);
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
  if (run.source?.runId !== id) throw new InputError('its run.json is of another run');
  return refuseUnproven(run);
}

/** Newest first; a job that was run again has an artifact for each attempt, and one that was not keeps its first. */
function newestAttempts(artifacts: readonly Artifact[]): Artifact[] {
  const newest = new Map<string, Artifact>();
  for (const artifact of artifacts) {
    const job = withoutAttempt(artifact.name);
    if (!newest.has(job)) newest.set(job, artifact);
  }
  return [...newest.values()];
}
