/** Outputs of the action, by name, each with a value that it could have. */
export const outputs = {
  run: {
    summary: 'Path of run.json: everything that was measured, with its set-up and every sample.',
    example: 'cilium-perf-gate-results/run.json'
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
    summary: '`true` when the whole plan was measured, `false` when the run was cancelled or failed before.',
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

export type OutputName = keyof typeof outputs;
