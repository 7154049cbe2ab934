import { z } from 'zod';
import { isRawName, rawName } from '../github/artifacts.ts';
import { maxMatrixJobs } from '../model/limits.ts';
import { testNames } from '../model/test.ts';
import type { InputDefinition } from './definition.ts';
import { boolean, choice, list, oneLine, version, wholeNumber } from './values.ts';

const percent = (example: number) => wholeNumber(1, 50, example);

const gatedMetric = oneLine.regex(new RegExp(`^(${testNames.join('|')})/[a-z][a-z0-9-]*$`), {
  error: 'is not a metric; write test/metric, for example tcp-latency/latency-p99'
});

const failOn = list(choice(['regression', 'invalid', 'inconclusive', 'advisory', 'no-baseline', 'none']))
  .refine(names => names.length === 1 || !names.includes('none'), {
    error: 'lists none together with other verdicts; write none alone, or remove it'
  })
  .transform(names => names.filter(name => name !== 'none'));

/** What a run is compared with, how changes are judged, and where the result is reported. */
export const comparing = {
  reference: {
    group: 'Comparing',
    summary:
      'What to compare against in the same job, interleaved with the candidate: base (default on pull requests) or none.',
    description: [
      "What to compare against in the same job, interleaved with the candidate on the same nodes. `base` is the base branch: the files of `cilium-values` and `cilium-version-file` are read at the base commit through GitHub's API, without a second checkout. `none` measures the candidate alone and compares it with earlier runs.",
      '`base` is the default on pull requests because only interleaved runs are precise enough to gate at typical noise levels. It needs `contents: read`. `reference-values` and `reference-cilium-version` replace it.'
    ],
    example: 'reference: none',
    placeholder: '<base|none>',
    required: false,
    workflowOnly: true,
    parser: oneLine.pipe(choice(['base', 'none']))
  },
  'reference-values': {
    group: 'Comparing',
    summary: 'Helm values files of the reference.',
    description: [
      'Helm values files of the reference, one per line or separated by commas, instead of those in `cilium-values`. Reference and candidate are interleaved.',
      'Use it to compare two sets of values in one job.'
    ],
    example: 'reference-values: values/old.yaml',
    placeholder: '<file,…>',
    required: false,
    applied: true,
    parser: list(oneLine)
  },
  'reference-cilium-version': {
    group: 'Comparing',
    summary: 'Chart version of the reference.',
    description: [
      'Chart version of the reference, instead of `cilium-version`. Reference and candidate are interleaved.',
      'Use it to see what an upgrade costs, or to compare with a pinned version in a nightly job.'
    ],
    example: 'reference-cilium-version: 1.19.6',
    placeholder: '<version>',
    required: false,
    applied: true,
    parser: version
  },
  'time-budget': {
    group: 'Comparing',
    summary: 'Do not start another round after this many minutes, 5 to 360.',
    description: [
      'Time limit for measuring in minutes, from 5 to 360. No round starts after it. The run plans as many rounds as fit, and the plan shows which change they can detect.',
      'Use it to limit how long a job takes. `rounds` still limits the number of rounds.'
    ],
    example: 'time-budget: 30',
    placeholder: '<minutes>',
    required: false,
    parser: wholeNumber(5, 360, 30)
  },
  baseline: {
    group: 'Comparing',
    summary: 'Earlier runs to compare with: artifact, file or none.',
    description: [
      "Where earlier runs come from. `artifact` finds runs that this workflow published on the base branch. It verifies their origin with GitHub's API and does not trust what the artifacts say about it. `file` reads `baseline-files`. `none` compares with no stored runs.",
      'Five or more earlier runs can gate if they agree well enough; fewer are advisory only. `artifact` needs `actions: read` and works only in workflows.'
    ],
    example: 'baseline: none',
    placeholder: '<artifact|file|none>',
    required: false,
    actionDefault: 'artifact',
    parser: oneLine.pipe(choice(['artifact', 'file', 'none']))
  },
  'baseline-files': {
    group: 'Comparing',
    summary: 'run.json or baseline.json files to compare with; globs are allowed.',
    description: [
      'Files of earlier runs, `run.json` or `baseline.json`, one per line or separated by commas, for `baseline: file`. `*` and `**` are allowed; they do not match hidden names or enter linked folders.',
      'Use it on your own machine, or if you store runs outside of GitHub.'
    ],
    example: 'baseline-files: runs/**/run.json',
    placeholder: '<file,…>',
    required: false,
    parser: list(oneLine)
  },
  'baseline-workflow': {
    group: 'Comparing',
    summary: 'Workflow file whose runs are the baseline. Default: the workflow of this job.',
    description: [
      'Path of the workflow file whose runs are the baseline. Default: the workflow of this job.',
      'Set it if different workflows measure pull requests and pushes.'
    ],
    example: 'baseline-workflow: .github/workflows/perf.yml',
    placeholder: '<path>',
    required: false,
    workflowOnly: true,
    parser: oneLine.regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, {
      error: 'is not a workflow file; write a path like .github/workflows/perf.yml'
    })
  },
  'margin-throughput': {
    group: 'Comparing',
    summary: 'Throughput loss, in percent, that is still tolerated, 1 to 50.',
    description: [
      'Throughput loss, in percent, that is still tolerated.',
      'A smaller margin needs more rounds. Every report shows the smallest change the run could detect.'
    ],
    example: 'margin-throughput: 3',
    placeholder: '<percent>',
    required: false,
    default: '5',
    parser: percent(5)
  },
  'margin-latency': {
    group: 'Comparing',
    summary: 'Latency increase, in percent, that is still tolerated, 1 to 50.',
    description: [
      'Latency increase, in percent, that is still tolerated. It applies to every metric where lower is better.',
      'A smaller margin needs more rounds. Every report shows the smallest change the run could detect.'
    ],
    example: 'margin-latency: 20',
    placeholder: '<percent>',
    required: false,
    default: '10',
    parser: percent(10)
  },
  gate: {
    group: 'Comparing',
    summary: 'Additional metrics that gate, as test/metric. The primary metric of each test always gates.',
    description: [
      'Additional metrics that gate, as `test/metric`, one per line or separated by commas, with the names used in run.json. The primary metric of each test (throughput or mean latency) always gates.',
      'Each additional metric makes losses harder to detect. Add only metrics you would act on.'
    ],
    example: 'gate: tcp-latency/latency-p99',
    placeholder: '<test/metric,…>',
    required: false,
    parser: list(gatedMetric)
  },
  'matrix-jobs': {
    group: 'Comparing',
    summary: 'Number of matrix jobs reported together, 1 to 50; corrects for multiple comparisons.',
    description: [
      'Number of matrix jobs, this one included, that a last job with `report/` reports together. It corrects for multiple comparisons, and keeps a job from stopping as soon as it has enough data for itself but not for the joint report.',
      'Set it to `strategy.job-total` in the matrix and to the same number in `report/`. If fewer jobs uploaded their results, the verdict of `report/` is `invalid`: a job that dies early uploads nothing, and nothing else shows that it is missing.'
    ],
    example: 'matrix-jobs: 3',
    placeholder: '<number>',
    required: false,
    default: '1',
    parser: wholeNumber(1, maxMatrixJobs, 3)
  },
  'fail-on': {
    group: 'Comparing',
    summary: 'Verdicts that fail the job: regression, invalid, inconclusive, advisory, no-baseline; or none.',
    description: [
      'Verdicts that fail the job, one per line or separated by commas: `regression` (exit code 1), `invalid` (3), `inconclusive`, `advisory`, `no-baseline` (1); or `none`. The verdict itself does not change.',
      'Keep `invalid` in the list: it means that the results cannot be trusted.'
    ],
    example: 'fail-on: regression, invalid, inconclusive',
    placeholder: '<verdict,…>',
    required: false,
    default: 'regression, invalid',
    parser: failOn
  },
  comment: {
    group: 'Comparing',
    summary: 'Comment on the pull request.',
    description: [
      'Set to false to skip the comment on the pull request. The job summary always shows the same text.',
      'Needs `pull-requests: write`. Without it the verdict still counts, and the action `report/` can comment in another job.'
    ],
    example: 'comment: false',
    required: false,
    workflowOnly: true,
    actionDefault: 'true',
    parser: boolean
  },
  'comment-key': {
    group: 'Comparing',
    summary: 'Distinguishes comments when one pull request uses this action several times.',
    description: [
      'Key that identifies the comment of this step, so that later runs update it. It also names the artifacts.',
      'Set it if you measure one pull request in several ways, for example once per provider.'
    ],
    example: 'comment-key: aks',
    placeholder: '<text>',
    required: false,
    workflowOnly: true,
    actionDefault: 'default',
    parser: oneLine
      .regex(/^[A-Za-z0-9_-]{1,40}$/, {
        error: 'is not a valid key; write 1 to 40 letters, digits, hyphens and underscores, for example aks'
      })
      // Such an artifact would be mistaken for a baseline, and its samples would be missing from the report.
      .refine(key => isRawName(rawName(key, 'job', 1)), {
        error: 'starts like the name of a baseline artifact; write another key, for example aks'
      })
  },
  'github-token': {
    group: 'Comparing',
    summary: "Token for GitHub's API.",
    description: [
      "Token for finding baselines and writing the comment. The job's own token is enough: `contents: read`, `actions: read`, `pull-requests: write`.",
      'Set it only to comment as another account.'
    ],
    example: 'github-token: <a token from your secrets>',
    placeholder: '<token>',
    required: false,
    secret: true,
    workflowOnly: true,
    actionDefault: '${{ github.token }}',
    parser: z.string()
  }
} as const satisfies Record<string, InputDefinition>;
