import { ClusterError, errorMessage, InputError } from '../model/errors.ts';
import { createFiles } from '../host/host.ts';
import type { Host } from '../host/ports.ts';
import { connector } from './start.ts';
import { exitCodes, withExitCode } from './exit.ts';

/** A canceled job's post steps have about five minutes (docs/rules.md#stopping-a-run). */
const budgetSeconds = 240;

/**
 * Post step of the action: cleans up after a stopped main step, then uploads and reports its results. Does nothing
 * after a normal run.
 */
export async function post(): Promise<void> {
  const { createWorkflowOutputs } = await import('../host/outputs.ts');
  const outputs = createWorkflowOutputs();
  await withExitCode(outputs.error, async () => {
    const [{ createHost }, { restoreAll }] = await Promise.all([
      import('../host/host.ts'),
      import('../restore/restore.ts')
    ]);
    const host = createHost(outputs);
    const started = host.clock.seconds();
    const timeLeft = (): number => budgetSeconds - (host.clock.seconds() - started);
    const left = await restoreAll(host, connector(host), () => true, timeLeft, 'this-step');
    if (await isLate(reportUnfinished(host), timeLeft())) {
      outputs.warning('no time left to upload and report what the stopped run measured');
    }
    if (left.length > 0) throw new ClusterError(left.join('\n'));
    return exitCodes.success;
  });
  // Anything that ran out of time would keep the process alive beyond the runner's limit.
  process.exit();
}

/** Never fails the step, because cleaning up is already done. */
async function reportUnfinished(host: Host): Promise<void> {
  const [{ parseOptions, readEnvironment }, { createJob }, { concludeUnfinished }] = await Promise.all([
    import('../inputs/parse.ts'),
    import('../github/job.ts'),
    import('../conclude/job.ts')
  ]);
  try {
    const { comparing, output, verifyOnly } = parseOptions(readEnvironment(process.env), createFiles());
    if (verifyOnly) return;
    const job = await createJob(comparing, process.env, host);
    await concludeUnfinished(host, comparing, output, job);
  } catch (error) {
    // The main step has already reported these inputs.
    if (!(error instanceof InputError)) {
      host.outputs.warning(`cannot report what the stopped run measured: ${errorMessage(error)}`);
    }
  }
}

async function isLate(work: Promise<void>, seconds: number): Promise<boolean> {
  const end = new Promise<boolean>(resolve => {
    setTimeout(resolve, Math.max(0, seconds) * 1000, true).unref();
  });
  return Promise.race([work.then(() => false), end]);
}
