/** Outputs of the action, by name, each with an example value. */
export const outputs = {
  verdict: {
    summary:
      'Result of the run: `pass`, `regression`, `not-encrypted`, `invalid`, `inconclusive`, `advisory`, `no-baseline`, or `unchanged` if nothing was measured because both arms are the same.',
    example: 'pass'
  },
  regressions: { summary: 'Number of gated metrics that got worse.', example: '0' },
  improvements: { summary: 'Number of gated metrics that got better.', example: '1' },
  equivalent: {
    summary: 'Number of gated metrics that changed by less than half their tolerance in either direction.',
    example: '1'
  },
  tolerable: { summary: 'Number of other gated metrics whose loss is below their tolerance.', example: '2' },
  inconclusive: { summary: 'Number of gated metrics with an inconclusive result.', example: '0' },
  invalid: { summary: 'Number of gated metrics without a valid measurement.', example: '0' },
  'baseline-runs': {
    summary: 'Number of earlier runs used for the comparison; 0 if a reference was measured in the same job.',
    example: '7'
  },
  'comment-url': {
    summary: 'URL of the comment on the pull request; empty if there is none.',
    example: 'https://github.com/example/config/pull/7#issuecomment-1'
  },
  'artifact-id': {
    summary: 'ID of the artifact with all results; empty if nothing was uploaded.',
    example: '1234567890'
  },
  run: {
    summary: 'Path of run.json: the setup, every sample and all results.',
    example: 'cilium-perf-gate-results/run.json'
  },
  comparison: {
    summary: 'Path of comparison.json: every metric with its change, interval and outcome.',
    example: 'cilium-perf-gate-results/comparison.json'
  },
  report: {
    summary: 'Path of report.html: the comparison as a single page that works offline.',
    example: 'cilium-perf-gate-results/report.html'
  },
  summary: {
    summary: "Path of summary.md: the published benchmark's table, with the spread over the rounds.",
    example: 'cilium-perf-gate-results/summary.md'
  },
  output: {
    summary: 'Path of the folder with all results.',
    example: 'cilium-perf-gate-results'
  },
  complete: {
    summary: '`true` if the whole plan was measured, `false` if the run failed earlier.',
    example: 'true'
  },
  'valid-samples': {
    summary: 'Number of valid samples.',
    example: '16'
  },
  'invalid-samples': {
    summary: 'Number of invalid samples; run.json has the reason for each.',
    example: '0'
  },
  seed: {
    summary: 'Seed of the random order; pass it to the input `seed` to repeat the run.',
    example: 'nightly-42'
  }
} as const satisfies Record<string, { readonly summary: string; readonly example: string }>;

/** The outputs of the second stage (`report/`). */
export const reportOutputs = ['verdict', 'comment-url'] as const satisfies readonly (keyof typeof outputs)[];

export type OutputName = keyof typeof outputs;
