import { createFiles } from '../host/files.ts';
import { InputError } from '../errors.ts';
import { exitCodes, withExitCode } from './exit.ts';

/** Second stage: takes a run that another job measured, believes nothing but its validated figures, and shows them. */
export async function report(): Promise<void> {
  const { createWorkflowOutputs } = await import('../host/workflow.ts');
  const outputs = createWorkflowOutputs();
  await withExitCode(outputs.error, async () => {
    const path = process.env['INPUT_RUN'] ?? '';
    const files = createFiles();
    if (!files.exists(path)) throw new InputError(`run: "${path}" does not exist; write the path of a run.json`);
    const [{ readRun }, { renderSummary }] = await Promise.all([
      import('../results/read-file.ts'),
      import('../report/summary.ts')
    ]);
    await outputs.summary(renderSummary(await readRun(files, path)));
    return exitCodes.success;
  });
}
