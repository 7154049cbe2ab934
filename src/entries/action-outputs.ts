import type { Host } from '../host/ports.ts';
import type { OutputName } from '../inputs/outputs.ts';
import { renderSummary } from '../report/summary.ts';
import type { Run } from '../results/run.ts';

/** Sets every output of the action and adds the table to the job's summary. */
export async function setOutputs(host: Host, output: string, run: Run): Promise<void> {
  const count = (status: string): string => String(run.samples.filter(sample => sample.status === status).length);
  const values: Record<OutputName, string> = {
    run: `${output}/run.json`,
    summary: `${output}/summary.md`,
    output,
    complete: String(run.complete),
    'valid-samples': count('valid'),
    'invalid-samples': count('invalid'),
    seed: run.plan.seed
  };
  for (const [name, value] of Object.entries(values)) host.outputs.setOutput(name, value);
  await host.outputs.summary(renderSummary(run));
}
