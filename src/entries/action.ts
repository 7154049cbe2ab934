import { createFiles } from '../host/host.ts';
import type { RunOptions } from '../model/options.ts';
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
    const [{ createHost }, { createJob }, { readCheckout }] = await Promise.all([
      import('../host/host.ts'),
      import('../github/job.ts'),
      import('../github/checkout.ts')
    ]);
    const host = createHost(outputs);
    const checkout = await readCheckout(host.processes, filesOf(options.cilium));
    if (checkout !== undefined && 'unknown' in checkout) {
      outputs.info(`the commit that is checked out is unknown: ${checkout.unknown}`);
    }
    const job = await createJob(options.comparing, process.env, host, checkout);
    const finished = await startRun(host, options, job);
    return finished?.exitCode ?? exitCodes.success;
  });
}

/** The files that describe the candidate. */
function filesOf({ valuesFiles, versionFile, chart }: RunOptions['cilium']): readonly string[] {
  return [
    ...valuesFiles,
    ...(versionFile === undefined ? [] : [versionFile]),
    ...(chart.kind === 'path' ? [chart.path] : [])
  ];
}
