import type { Artifact, WorkflowRun } from '../github/port.ts';
import type { Baseline } from './document.ts';
import { compareFingerprints, type Fingerprint } from './fingerprint.ts';

/** Events whose runs measure what is already on the branch. */
export const trustedEvents = ['push', 'schedule', 'workflow_dispatch'] as const;

/** Where a trusted baseline must come from. */
export interface Origin {
  readonly repositoryId: number;
  /** The workflow's file: `.github/workflows/perf.yml`. */
  readonly workflow: string;
  readonly branch: string;
  /** The current run, which must not be its own baseline. */
  readonly ownRunId: number;
}

/**
 * Why a run's origin is not trusted, by facts from the REST API and nothing that the run's own job wrote. Its commit is
 * checked separately because that takes requests.
 */
export function refuseOrigin(run: WorkflowRun, origin: Origin): string | undefined {
  if (run.id === origin.ownRunId) return 'this run';
  if (run.repositoryId !== origin.repositoryId) return 'from another repository';
  if (run.head?.repositoryId !== run.repositoryId) return 'from a fork';
  if (run.path !== origin.workflow) return `from another workflow, ${run.path}`;
  if (!trustedEvents.some(event => event === run.event)) return `started by ${run.event}`;
  if (run.pathRef !== undefined && run.pathRef !== origin.branch && run.pathRef !== `refs/heads/${origin.branch}`) {
    return `its workflow is from ${run.pathRef}, not the branch ${origin.branch}`;
  }
  if (run.headBranch !== origin.branch) return `from branch ${run.headBranch ?? 'none'}, not ${origin.branch}`;
  if (run.status !== 'completed') return `not completed (${run.status ?? 'unknown'})`;
  return run.conclusion === 'cancelled' ? 'canceled' : undefined;
}

/** Why a trusted run's artifact is not read. */
export function refuseArtifact(run: WorkflowRun, artifact: Artifact | undefined): string | undefined {
  if (artifact === undefined) return 'published no baseline';
  if (artifact.expired) return 'its artifact has expired';
  if (artifact.createdAt === undefined || Date.parse(artifact.createdAt) < Date.parse(run.startedAt)) {
    return `its artifact is from an attempt before the latest (${run.attempt})`;
  }
  return undefined;
}

/** Why the content of a trusted run's artifact is not a baseline for a run with this fingerprint. */
export function refuseContent(baseline: Baseline, run: WorkflowRun, now: Fingerprint): string | undefined {
  const { source } = baseline;
  if (source?.runId !== run.id || source.runAttempt !== run.attempt || source.sha !== run.headSha) {
    return 'its artifact claims to be from another run';
  }
  return refuseQuality(baseline) ?? refuseFingerprint(baseline, now);
}

/** Why a baseline is not comparable, regardless of its origin. */
export function refuseQuality({ complete, proven, verdict, losses }: Baseline): string | undefined {
  if (!complete) return 'incomplete';
  if (!proven) return 'it has samples without proof';
  if (verdict === 'invalid' || verdict === 'not-encrypted') return verdict;
  const open = losses.filter(loss => !loss.acknowledged).length;
  if (open > 0 || (verdict === 'regression' && losses.length === 0)) {
    return 'a regression that was not accepted';
  }
  return undefined;
}

/** Why machines or tools prevent a comparison. */
export function refuseFingerprint(
  { fingerprint }: Pick<Baseline, 'fingerprint'>,
  now: Fingerprint
): string | undefined {
  const { hard } = compareFingerprints(now, fingerprint);
  return hard.length === 0 ? undefined : `not comparable: ${hard.join('; ')}`;
}
