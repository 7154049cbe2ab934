import { InputError } from '../model/errors.ts';
import { createFiles } from '../host/host.ts';
import { withExitCode } from './exit.ts';
import { refuseEnterpriseServer } from './start.ts';

/**
 * Reports what other jobs measured: on workflow_run, the triggering run, which had no write permission; otherwise,
 * the earlier jobs of its own workflow run.
 */
export async function report(): Promise<void> {
  const { createWorkflowOutputs } = await import('../host/outputs.ts');
  const outputs = createWorkflowOutputs();
  await withExitCode(outputs.error, async () => {
    refuseEnterpriseServer(process.env['GITHUB_SERVER_URL']);
    const [{ reportInputs }, { parseOptions, readEnvironment }] = await Promise.all([
      import('../inputs/definitions.ts'),
      import('../inputs/parse.ts')
    ]);
    const { comparing } = parseOptions(readEnvironment(process.env), createFiles(), reportInputs);
    const [{ createHost }, { createJob }, { reportStage }, { exitCodeOf }] = await Promise.all([
      import('../host/host.ts'),
      import('../github/job.ts'),
      import('../conclude/second-stage.ts'),
      import('../verdict/verdict.ts')
    ]);
    const host = createHost(outputs);
    const job = await createJob(comparing, process.env, host);
    const { name, triggeringRunId } = job.event;
    if (name === 'workflow_run' && triggeringRunId === undefined) {
      throw new InputError('the event workflow_run does not name the triggering run, so there is nothing to report');
    }
    const { verdicts, failures, commentUrl } = await reportStage(host, comparing, job, triggeringRunId);
    outputs.setOutput('verdict', verdicts[0] ?? '');
    outputs.setOutput('comment-url', commentUrl ?? '');
    return exitCodeOf(failures, comparing.policy);
  });
}
