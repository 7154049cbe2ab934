import { ClusterError } from '../errors.ts';
import { connector } from './start.ts';
import { exitCodes, withExitCode } from './exit.ts';

/** Post step of the action: undoes what a cancelled or killed main step left. Nothing is left after a normal one. */
export async function post(): Promise<void> {
  const { createWorkflowOutputs } = await import('../host/workflow.ts');
  const outputs = createWorkflowOutputs();
  await withExitCode(outputs.error, async () => {
    const [{ createHost }, { restoreAll }] = await Promise.all([
      import('../host/host.ts'),
      import('../restore/all.ts')
    ]);
    const host = createHost(outputs);
    const left = await restoreAll(host, connector(host), () => true);
    if (left.length > 0) throw new ClusterError(left.join('\n'));
    return exitCodes.success;
  });
}
