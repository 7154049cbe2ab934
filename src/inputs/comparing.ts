import { maxMatrixJobs } from '../model/limits.ts';
import { gatingMetrics, testNames } from '../model/test.ts';
import type { InputDefinition } from './definition.ts';
import { choice, decimal, list, oneLine, version, wholeNumber } from './values.ts';
import { didYouMean, either } from './text.ts';

/** A metric of a test, as `test/metric`. */
const gatedMetric = oneLine.superRefine((text, context) => {
  const wrong = (message: string): void => {
    context.addIssue({ code: 'custom', input: text, message });
  };
  const test = testNames.find(name => text.startsWith(`${name}/`));
  if (test === undefined) {
    wrong(
      `is not a metric; write test/metric, for example tcp-latency/latency-p99, with the test ${either(testNames)}`
    );
    return;
  }
  const metrics: readonly string[] = gatingMetrics[test];
  const metric = text.slice(test.length + 1);
  if (metrics.includes(metric)) return;
  wrong(`is not a metric of ${test}; write ${test}/ and ${either(metrics)}${didYouMean(metric, metrics)}`);
});

/** What a run is compared with, and how changes are judged. */
export const comparing = {
  reference: {
    summary: 'What to compare with in the same job: `base` (the base branch) or `none`.',
    description: [
      "What to compare with in the same job. Both sides are measured in turns on the same nodes. `base` is the base branch: the files of `cilium-values` and `cilium-version-file` are read at the base commit through GitHub's API, without a second checkout. `none` measures only this commit and compares it with earlier runs.",
      '`base` is the default on pull requests because only what is measured in turns can be compared precisely on noisy machines. It needs `contents: read`. `reference-values` and `reference-cilium-version` replace it.'
    ],
    example: 'reference: none',
    placeholder: '<base|none>',
    defaultInWords: '`base` on pull requests, else `none`',
    workflowOnly: true,
    parser: oneLine.pipe(choice(['base', 'none']))
  },
  'reference-values': {
    summary: 'Helm values files to compare with instead of the base branch.',
    description: [
      'Helm values files of the reference, one per line or separated by commas, instead of those in `cilium-values`. Both sides are measured in turns.',
      'Use it to compare two sets of values in one job.'
    ],
    example: 'reference-values: values/old.yaml',
    placeholder: '<file,…>',
    applied: true,
    parser: list(oneLine)
  },
  'reference-cilium-version': {
    summary: 'Cilium version to compare with instead of the base branch.',
    description: [
      'Cilium version of the reference, with or without `v`, instead of `cilium-version`. Both sides are measured in turns.',
      'Use it to see what an upgrade costs, or to compare with a pinned version in a nightly job.'
    ],
    example: 'reference-cilium-version: 1.19.6',
    placeholder: '<version>',
    applied: true,
    parser: version
  },
  'when-unchanged': {
    summary: 'If the chart renders the same for both sides: `skip` measuring, or `measure` anyway.',
    description: [
      'What to do if the chart renders the same manifests for the reference and the candidate, for example because only a comment changed. `skip` ends the run with the verdict `unchanged` within seconds, without a cluster. `measure` measures anyway.',
      'Use `measure` to see the noise of your setup: both sides are the same, so every difference is noise.'
    ],
    example: 'when-unchanged: measure',
    placeholder: '<skip|measure>',
    default: 'skip',
    parser: oneLine.pipe(choice(['skip', 'measure']))
  },
  baseline: {
    summary: 'Earlier runs to compare with: `artifact`, `file` or `none`.',
    description: [
      "Where earlier runs come from. `artifact` finds runs that this workflow published on the base branch. It verifies their origin with GitHub's API and does not trust what the artifacts say about it. `file` reads `baseline-files`. `none` compares with no stored runs.",
      'Five or more earlier runs can gate if they agree well enough; fewer are advisory only. `artifact` needs `actions: read` and works only in workflows.'
    ],
    example: 'baseline: none',
    placeholder: '<artifact|file|none>',
    default: 'none',
    defaultInWords: '`none`, or `file` with `baseline-files`',
    actionDefault: 'artifact',
    parser: oneLine.pipe(choice(['artifact', 'file', 'none']))
  },
  'baseline-files': {
    summary: '`run.json` or `baseline.json` files to compare with; `*` and `**` are allowed.',
    description: [
      'Files of earlier runs, `run.json` or `baseline.json`, one per line or separated by commas, for `baseline: file`. `*` and `**` are allowed; they do not match hidden names or enter linked folders.',
      'Use it on your own machine, or if you store runs outside of GitHub.'
    ],
    example: 'baseline-files: runs/**/run.json',
    placeholder: '<file,…>',
    parser: list(oneLine)
  },
  'baseline-workflow': {
    summary: 'Workflow file whose runs are the baseline.',
    description: [
      'Path of the workflow file whose runs are the baseline.',
      'Set it if different workflows measure pull requests and pushes.'
    ],
    example: 'baseline-workflow: .github/workflows/perf.yml',
    placeholder: '<path>',
    defaultInWords: 'the workflow of this job',
    workflowOnly: true,
    parser: oneLine.regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, {
      error: 'is not a workflow file; write a path like .github/workflows/perf.yml'
    })
  },
  'tolerance-throughput': {
    summary: 'Throughput loss, in percent, that a pass rules out, 1 to 50.',
    description: [
      'Throughput loss that a pass rules out, in percent: a number from 1 to 50. A loss that is real and at least half of this is a regression.',
      'A smaller tolerance needs more rounds. Every report shows the smallest loss the run could detect.'
    ],
    example: 'tolerance-throughput: 6',
    placeholder: '<percent>',
    default: '10',
    parser: decimal(1, 50, 10, '%')
  },
  'tolerance-latency': {
    summary: 'Latency increase, in percent, that a pass rules out, 1 to 100.',
    description: [
      'Latency increase that a pass rules out, in percent: a number from 1 to 100. It applies to every metric where lower is better. An increase that is real and at least half of this is a regression.',
      'A smaller tolerance needs more rounds. Every report shows the smallest loss the run could detect.'
    ],
    example: 'tolerance-latency: 40',
    placeholder: '<percent>',
    default: '20',
    parser: decimal(1, 100, 20, '%')
  },
  gate: {
    summary: 'Additional metrics that can fail the job, as `test/metric`. The primary metric of each test always can.',
    description: [
      'Additional metrics that gate, as `test/metric`, one per line or separated by commas, with the names used in run.json. The primary metric of each test (throughput or mean latency) always gates. A wrong name is refused with the names that the test has.',
      'Each additional metric makes losses harder to detect. Add only metrics you would act on.'
    ],
    example: 'gate: tcp-latency/latency-p99',
    placeholder: '<test/metric,…>',
    parser: list(gatedMetric)
  },
  'matrix-jobs': {
    summary: 'Number of matrix jobs reported together, 1 to 50. Corrects for multiple comparisons.',
    description: [
      'Number of matrix jobs, this one included, that a last job with `report/` reports together. It corrects for multiple comparisons, and keeps a job from stopping as soon as it has enough data for itself but not for the joint report.',
      'Set it to `strategy.job-total` in the matrix and to the same number in `report/`. If fewer jobs uploaded their results, the verdict of `report/` is `invalid`: a job that dies early uploads nothing, and nothing else shows that it is missing.'
    ],
    example: 'matrix-jobs: 3',
    placeholder: '<number>',
    default: '1',
    parser: wholeNumber(1, maxMatrixJobs, 3)
  },
  'pull-request': {
    summary: 'Number of the pull request to measure, if its own event did not start the job.',
    description: [
      'Number of the pull request that this job measures, if another event started the job, such as `workflow_dispatch`. On `issue_comment`, leave it out: it is the one that was commented on. Base and comment are those of the pull request; check out its merge commit.',
      'The person who starts the job needs write access to the repository. [docs/pull-requests.md](docs/pull-requests.md#measure-on-request) has a workflow and the risks.'
    ],
    example: 'pull-request: 7',
    placeholder: '<number>',
    workflowOnly: true,
    parser: wholeNumber(1, 2 ** 31 - 1, 7)
  }
} as const satisfies Record<string, InputDefinition>;
