import type { Conclusion } from '../conclude/job.ts';
import type { Host } from '../host/ports.ts';
import type { OutputName } from '../inputs/outputs.ts';
import type { Run } from '../model/run.ts';
import type { Comparison } from '../model/comparison.ts';

/** Sets all outputs of the action, also for failed runs. No effect on the command line. */
export function setOutputs(host: Host, output: string, run: Run, conclusion: Conclusion | undefined): void {
  const count = (status: string): string => String(run.samples.filter(sample => sample.status === status).length);
  const { comparison, artifactId, commentUrl } = conclusion ?? {};
  const outcomes = (outcome: Comparison['metrics'][number]['outcome']): string =>
    String(comparison?.metrics.filter(metric => metric.gated && metric.outcome === outcome).length ?? 0);
  const values: Record<OutputName, string> = {
    verdict: comparison?.verdict ?? '',
    regressions: outcomes('regression'),
    improvements: outcomes('improvement'),
    equivalent: outcomes('equivalent'),
    tolerable: outcomes('tolerable'),
    inconclusive: outcomes('inconclusive'),
    invalid: outcomes('invalid'),
    'baseline-runs': String(comparison === undefined ? 0 : earlierRunsCompared(comparison)),
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

/** Number of pooled earlier runs; with a reference arm, they are not compared. */
function earlierRunsCompared({ design, baseline }: Comparison): number {
  if (design !== 'history' && design !== 'single') return 0;
  return baseline.candidates.filter(({ used }) => used).length;
}
