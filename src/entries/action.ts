import { createFiles } from '../host/host.ts';
import { refuseEnterpriseServer, startRun } from './start.ts';
import { exitCodes, withExitCode } from './exit.ts';

/** Main step of the action: reads inputs from the environment and sets step outputs. */
export async function action(): Promise<void> {
  const { createWorkflowOutputs } = await import('../host/outputs.ts');
  const outputs = createWorkflowOutputs();
  await withExitCode(outputs.error, async () => {
    refuseEnterpriseServer(process.env['GITHUB_SERVER_URL']);
    const { parseOptions, readEnvironment } = await import('../inputs/parse.ts');
    const options = parseOptions(readEnvironment(process.env), createFiles());
    const [{ createHost }, { createJob }] = await Promise.all([import('../host/host.ts'), import('../github/job.ts')]);
    const host = createHost(outputs);
    const job = await createJob(options.comparing.token ?? '', process.env, host);
    const finished = await startRun(host, options, job);
    return finished?.exitCode ?? exitCodes.success;
  });
}
