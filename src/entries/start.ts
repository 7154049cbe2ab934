import { errorMessage, InputError } from '../model/errors.ts';
import type { Job } from '../github/job.ts';
import { branchOf } from '../github/reference-commit.ts';
import { withTimeScale } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import type { Conclusion } from '../conclude/job.ts';
import type { Connect } from '../restore/restore.ts';
import { defined } from '../lib/defined.ts';
import type { Run } from '../model/run.ts';
import type { RunDependencies } from '../run/session.ts';
import { exitCodeOf, failuresOf } from '../verdict/verdict.ts';

/** Connects to clusters with the real client, which is loaded on first use. */
export function connector(host: Host): Connect {
  return async (kubeconfig, context, timeScale) => {
    const [{ connect }, { stretchLimits }] = await Promise.all([
      import('../kubernetes/client.ts'),
      import('../kubernetes/patience.ts')
    ]);
    return stretchLimits(connect(kubeconfig, context, host), timeScale);
  };
}

/** Result of a completed run. */
export interface Finished {
  readonly run: Run;
  readonly conclusion: Conclusion | undefined;
  readonly exitCode: number;
}

/**
 * Runs the options, reports the result and sets the step outputs; `undefined` for a plan only. A failed run is
 * concluded with what it measured, then its error is thrown. `onPlan` receives the plan of a plan only.
 */
export async function startRun(
  machine: Host,
  options: RunOptions,
  job: Job | undefined,
  onPlan?: RunDependencies['onPlan']
): Promise<Finished | undefined> {
  const host = withTimeScale(machine, options.timeScale);
  refuseKindOutsideLinux(options, process.platform);
  if (job !== undefined) refusePagesOfSource(options.comparing, job);
  const [{ run }, { concludeRun }, { createProgressComment }, { invalidParts }, { setOutputs }] = await Promise.all([
    import('../run/run.ts'),
    import('../conclude/job.ts'),
    import('../conclude/progress.ts'),
    import('../verdict/verdict.ts'),
    import('./action-outputs.ts')
  ]);
  const base = job === undefined ? undefined : (await import('../github/job.ts')).baseOf(job);
  const say = async (one: Run): Promise<Conclusion> => {
    const conclusion = await concludeRun(host, options.comparing, options.output, one, job);
    setOutputs(host, options.output, one, conclusion);
    return conclusion;
  };
  const finished = await run(options, {
    host,
    connect: connector(host),
    source: job?.source,
    base,
    ...defined({ onPlan }),
    onProgress: createProgressComment(host, options.comparing, job),
    onFailed: async left => {
      if (options.verifyOnly) {
        setOutputs(host, options.output, left, undefined);
        return;
      }
      try {
        await say(left);
      } catch (error) {
        // The run's own error takes precedence.
        host.outputs.warning(`cannot compare what was measured: ${errorMessage(error)}`);
        setOutputs(host, options.output, left, undefined);
      }
    }
  });
  if (finished === undefined) return undefined;
  if (options.verifyOnly) {
    const parts = invalidParts(finished);
    for (const part of parts) host.outputs.error(part);
    setOutputs(host, options.output, finished, undefined);
    await host.outputs.summary(await host.files.read(`${options.output}/summary.md`));
    return { run: finished, conclusion: undefined, exitCode: parts.length > 0 ? 3 : 0 };
  }
  const conclusion = await say(finished);
  const exitCode = exitCodeOf(failuresOf(conclusion.comparison), options.comparing.policy);
  return { run: finished, conclusion, exitCode };
}

/**
 * Throws an InputError if a kind cluster would be created on a system other than Linux: its nodes run on this
 * machine's kernel, which the run inspects. Plans and other clusters work on any system.
 */
export function refuseKindOutsideLinux(
  { cluster, planOnly }: Pick<RunOptions, 'cluster' | 'planOnly'>,
  platform: NodeJS.Platform
): void {
  if (platform === 'linux' || cluster.provider !== 'kind' || planOnly) return;
  const names: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows', darwin: 'macOS' };
  throw new InputError(
    `cluster: kind requires Linux, but this machine runs ${names[platform] ?? platform}; use a runner such as ubuntu-24.04, or measure an existing cluster with cluster: kubeconfig`
  );
}

/**
 * Throws an InputError if the branch for GitHub Pages is one that people push to. Only runs of the default branch write to
 * it, so the own branch is refused as well if the event does not name the default branch.
 */
export function refusePagesOfSource(
  { pages }: Pick<RunOptions['comparing'], 'pages'>,
  { event }: Pick<Job, 'event'>
): void {
  if (pages === undefined || ![event.defaultBranch, branchOf(event.ref)].includes(pages)) return;
  const which = pages === event.defaultBranch ? 'the default branch' : 'the branch of this run';
  throw new InputError(
    `pages: ${pages} is ${which}, but the trend needs a branch of its own; write for example pages: gh-pages`
  );
}

/**
 * Throws an InputError on GitHub Enterprise Server, using the same test as @actions/artifact. `server` is the
 * runner's GITHUB_SERVER_URL.
 */
export function refuseEnterpriseServer(server = 'https://github.com'): void {
  const { hostname } = new URL(server);
  if (hostname === 'github.com' || hostname.endsWith('.ghe.com') || hostname.endsWith('.localhost')) return;
  throw new InputError(
    `this action does not support GitHub Enterprise Server (GITHUB_SERVER_URL is ${server}), which has no artifact service for results and baselines; use the command line in a workflow step: node dist/cli.js run --baseline file --baseline-files <earlier run.json files>`
  );
}
