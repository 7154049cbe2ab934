/** Outputs of the action, by name, each with a value that it could have. */
export const outputs = {
  verdict: {
    summary: 'What the run says: `pass`, `regression`, `invalid`, `inconclusive`, `advisory` or `no-baseline`.',
    example: 'pass'
  },
  regressions: { summary: 'Number of gated metrics that got worse.', example: '0' },
  improvements: { summary: 'Number of gated metrics that got better.', example: '1' },
  equivalent: { summary: 'Number of gated metrics that are the same within their margin.', example: '3' },
  inconclusive: { summary: 'Number of gated metrics of which the run cannot tell.', example: '0' },
  invalid: { summary: 'Number of gated metrics without a figure that counts.', example: '0' },
  'baseline-runs': {
    summary: 'Number of earlier runs that were compared with; 0 when a reference arm was.',
    example: '7'
  },
  'comment-url': {
    summary: 'Address of the comment on the pull request; empty when none was written.',
    example: 'https://github.com/example/config/pull/7#issuecomment-1'
  },
  'artifact-id': {
    summary: 'Id of the artifact with everything that was measured and written; empty when none was uploaded.',
    example: '1234567890'
  },
  run: {
    summary: 'Path of run.json: everything that was measured, with its set-up and every sample.',
    example: 'cilium-perf-gate-results/run.json'
  },
  comparison: {
    summary: 'Path of comparison.json: every metric with its change, interval and outcome.',
    example: 'cilium-perf-gate-results/comparison.json'
  },
  report: {
    summary: 'Path of report.html: the comparison as one page that needs no network.',
    example: 'cilium-perf-gate-results/report.html'
  },
  summary: {
    summary: "Path of summary.md: the published benchmark's table, with the spread of the rounds.",
    example: 'cilium-perf-gate-results/summary.md'
  },
  output: {
    summary: 'Path of the folder that holds all results, for an artifact upload.',
    example: 'cilium-perf-gate-results'
  },
  complete: {
    summary: '`true` when the whole plan was measured, `false` when the run failed before.',
    example: 'true'
  },
  'valid-samples': {
    summary: 'Number of samples whose figures count.',
    example: '16'
  },
  'invalid-samples': {
    summary: 'Number of samples without a figure; run.json has the reason of each.',
    example: '0'
  },
  seed: {
    summary: 'Seed of the random order, for the input `seed` of a repetition.',
    example: 'nightly-42'
  }
} as const satisfies Record<string, { readonly summary: string; readonly example: string }>;

/** The outputs that the second stage (`report/`) has too. */
export const reportOutputs = ['verdict', 'comment-url'] as const satisfies readonly (keyof typeof outputs)[];

export type OutputName = keyof typeof outputs;
