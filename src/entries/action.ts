import { createFiles } from '../host/files.ts';
import { refuseForeignSystem, startRun } from './start.ts';
import { withExitCode } from './exit.ts';

/** Main step of the action: inputs from the environment, results as step outputs. */
export async function action(): Promise<void> {
  const { createWorkflowOutputs } = await import('../host/workflow.ts');
  const outputs = createWorkflowOutputs();
  await withExitCode(outputs.error, async () => {
    refuseForeignSystem(process.platform);
    const [{ readEnvironment }, { parseOptions }] = await Promise.all([
      import('../inputs/environment.ts'),
      import('../inputs/parse.ts')
    ]);
    const options = parseOptions(readEnvironment(process.env), createFiles());
    const [{ createHost }, { readSource }] = await Promise.all([
      import('../host/host.ts'),
      import('../github/source.ts')
    ]);
    const host = createHost(outputs);
    const { run, exitCode } = await startRun(host, options, readSource());
    if (run !== undefined) {
      const { setOutputs } = await import('./action-outputs.ts');
      await setOutputs(host, options.output, run);
    }
    return exitCode;
  });
}
