import type { Host } from '../host/ports.ts';
import type { OutputName } from '../inputs/outputs.ts';
import type { Comparison } from '../verdict/comparison.ts';
import type { Finished } from './start.ts';

/** Sets every output of the action. */
export function setOutputs(host: Host, output: string, { run, conclusion }: Finished): void {
  const count = (status: string): string => String(run.samples.filter(sample => sample.status === status).length);
  const { comparison, artifactId, commentUrl } = conclusion ?? {};
  const outcomes = (outcome: Comparison['metrics'][number]['outcome']): string =>
    String(comparison?.metrics.filter(metric => metric.gated && metric.outcome === outcome).length ?? 0);
  const values: Record<OutputName, string> = {
    verdict: comparison?.verdict ?? '',
    regressions: outcomes('regression'),
    improvements: outcomes('improvement'),
    equivalent: outcomes('equivalent'),
    inconclusive: outcomes('inconclusive'),
    'baseline-runs': String(comparison?.baseline.candidates.filter(({ used }) => used).length ?? 0),
    'comment-url': commentUrl ?? '',
    'artifact-id': artifactId === undefined ? '' : String(artifactId),
    run: `${output}/run.json`,
    comparison: `${output}/comparison.json`,
    report: `${output}/report.html`,
    summary: `${output}/summary.md`,
    output,
    complete: String(run.complete),
    'valid-samples': count('valid'),
    'invalid-samples': count('invalid'),
    seed: run.plan.seed
  };
  for (const [name, value] of Object.entries(values)) host.outputs.setOutput(name, value);
}
