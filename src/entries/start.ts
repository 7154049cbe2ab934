import { errorMessage, InputError } from '../model/errors.ts';
import type { Job } from '../github/job.ts';
import { withTimeScale } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { RunOptions } from '../model/options.ts';
import type { Conclusion } from '../conclude/job.ts';
import type { Connect } from '../restore/restore.ts';
import type { Run } from '../model/run.ts';
import { exitCodeOf, verdictsOf } from '../verdict/verdict.ts';

/** Opens clusters by the real client, loaded when the first one is opened. */
export function connector(host: Host): Connect {
  return async (kubeconfig, context, timeScale) => {
    const [{ connect }, { stretchLimits }] = await Promise.all([
      import('../kubernetes/client.ts'),
      import('../kubernetes/patience.ts')
    ]);
    return stretchLimits(connect(kubeconfig, context, host), timeScale);
  };
}

/** What a run that came to its end means. */
export interface Finished {
  readonly conclusion: Conclusion | undefined;
  readonly exitCode: number;
}

/**
 * Runs what the options ask for, says what it means and sets the step's outputs; `undefined` when only the plan was wanted.
 * A run that fails is concluded too, with what it measured until then, before its error is thrown on.
 */
export async function startRun(
  machine: Host,
  options: RunOptions,
  job: Job | undefined
): Promise<Finished | undefined> {
  const host = withTimeScale(machine, options.timeScale);
  refuseKindOutsideLinux(options, process.platform);
  const [{ run }, { conclude }, { invalidParts }, { setOutputs }] = await Promise.all([
    import('../run/run.ts'),
    import('../conclude/job.ts'),
    import('../verdict/verdict.ts'),
    import('./action-outputs.ts')
  ]);
  const base = job === undefined ? undefined : (await import('../github/job.ts')).baseOf(job);
  const say = async (one: Run): Promise<Conclusion> => {
    const conclusion = await conclude(host, options.comparing, options.output, one, job);
    setOutputs(host, options.output, one, conclusion);
    return conclusion;
  };
  const finished = await run(options, {
    host,
    connect: connector(host),
    source: job?.source,
    base,
    onFailed: async left => {
      try {
        await say(left);
      } catch (error) {
        // The error of the run itself is the one to be told.
        host.outputs.warning(`what was measured could not be compared: ${errorMessage(error)}`);
        setOutputs(host, options.output, left, undefined);
      }
    }
  });
  if (finished === undefined) return undefined;
  if (options.verifyOnly) {
    const parts = invalidParts(finished);
    for (const part of parts) host.outputs.error(part);
    return { conclusion: undefined, exitCode: parts.length > 0 ? 3 : 0 };
  }
  const conclusion = await say(finished);
  const exitCode = exitCodeOf(verdictsOf(conclusion.comparison), options.comparing.policy);
  return { conclusion, exitCode };
}

/**
 * Throws an InputError for what needs Linux on another system: a cluster that is made with kind runs on the kernel of this
 * machine, which the run looks at. A plan needs nothing, and a cluster elsewhere is measured from any system.
 */
export function refuseKindOutsideLinux(
  { cluster, planOnly }: Pick<RunOptions, 'cluster' | 'planOnly'>,
  platform: NodeJS.Platform
): void {
  if (platform === 'linux' || cluster.provider !== 'kind' || planOnly) return;
  const names: Partial<Record<NodeJS.Platform, string>> = { win32: 'Windows', darwin: 'macOS' };
  throw new InputError(
    `cluster: kind needs Linux, and this is ${names[platform] ?? platform}; use a runner such as ubuntu-24.04, or measure a cluster that exists with cluster: kubeconfig`
  );
}

/**
 * Throws an InputError in a job of a GitHub Enterprise Server, by the same test by which @actions/artifact refuses to upload
 * there. `server` is the runner's GITHUB_SERVER_URL.
 */
export function refuseEnterpriseServer(server = 'https://github.com'): void {
  const { hostname } = new URL(server);
  if (hostname === 'github.com' || hostname.endsWith('.ghe.com') || hostname.endsWith('.localhost')) return;
  throw new InputError(
    `This action does not run on GitHub Enterprise Server (GITHUB_SERVER_URL is ${server}), which has no artifact service for results and baselines; use the command line in a step of the job: node dist/cli.js run --baseline file --baseline-files <earlier run.json files>.`
  );
}
