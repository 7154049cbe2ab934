import type { Artifact, WorkflowRun } from '../github/port.ts';
import type { Baseline } from './document.ts';
import { compareFingerprints, type Fingerprint } from './fingerprint.ts';

/** Events whose runs measure what is already on the branch. */
export const trustedEvents = ['push', 'schedule', 'workflow_dispatch'] as const;

/** Where a baseline must come from to be believed. */
export interface Origin {
  readonly repositoryId: number;
  /** The workflow's file: `.github/workflows/perf.yml`. */
  readonly workflow: string;
  readonly branch: string;
  /** The run that asks; it is no baseline of its own. */
  readonly ownRunId: number;
}

/** A workflow run, and why it is refused; without a reason it is believed as far as was looked. */
export interface Judged {
  readonly run: WorkflowRun;
  readonly refused?: string;
}

/**
 * Judges where runs come from, by what REST says of them alone: nothing that a run's own job wrote is asked. The
 * commit is judged separately, for that takes a request each.
 */
export function judgeOrigins(runs: readonly WorkflowRun[], origin: Origin): Judged[] {
  return runs.map(run => {
    const refused = refuseOrigin(run, origin);
    return refused === undefined ? { run } : { run, refused };
  });
}

function refuseOrigin(run: WorkflowRun, origin: Origin): string | undefined {
  if (run.id === origin.ownRunId) return 'this very run';
  if (run.repositoryId !== origin.repositoryId) return 'from another repository';
  if (run.head?.repositoryId !== run.repositoryId) return 'from a fork';
  if (run.path !== origin.workflow) return `from another workflow, ${run.path}`;
  if (!trustedEvents.some(event => event === run.event)) return `started by ${run.event}`;
  if (run.headBranch !== origin.branch) return `of branch ${run.headBranch ?? 'none'}, not ${origin.branch}`;
  if (run.status !== 'completed') return `not completed (${run.status ?? 'unknown'})`;
  return run.conclusion === 'cancelled' ? 'cancelled' : undefined;
}

/** Why an artifact of a believed run is not read. */
export function refuseArtifact(run: WorkflowRun, artifact: Artifact | undefined): string | undefined {
  if (artifact === undefined) return 'published no baseline';
  if (artifact.expired) return 'its artifact has expired';
  if (artifact.createdAt === undefined || Date.parse(artifact.createdAt) < Date.parse(run.startedAt)) {
    return `its artifact is of an attempt before the latest, ${run.attempt}`;
  }
  return undefined;
}

/** Why the content of a believed run's artifact is no baseline for a run with this fingerprint. */
export function refuseContent(baseline: Baseline, run: WorkflowRun, now: Fingerprint): string | undefined {
  const { source } = baseline;
  if (source?.runId !== run.id || source.runAttempt !== run.attempt || source.sha !== run.headSha) {
    return 'its artifact says that it is of another run';
  }
  return refuseQuality(baseline) ?? refuseFingerprint(baseline, now);
}

/** Why a baseline, wherever it is from, may not be compared with. */
export function refuseQuality({ complete, proven, verdict, losses }: Baseline): string | undefined {
  if (!complete) return 'incomplete';
  if (!proven) return 'it has samples without proof';
  if (verdict === 'invalid') return 'invalid';
  const open = losses.filter(loss => !loss.acknowledged).length;
  if (open > 0 || (verdict === 'regression' && losses.length === 0)) {
    return 'itself a regression that nobody acknowledged';
  }
  return undefined;
}

/** Why machines or tools forbid a comparison. */
export function refuseFingerprint(
  { fingerprint }: Pick<Baseline, 'fingerprint'>,
  now: Fingerprint
): string | undefined {
  const { hard } = compareFingerprints(now, fingerprint);
  return hard.length === 0 ? undefined : `not comparable: ${hard.join('; ')}`;
}
