import { z } from 'zod';
import { isRawName, rawName } from '../github/artifacts.ts';
import { maxLegs } from '../model/limits.ts';
import { testNames } from '../model/test.ts';
import type { InputDefinition } from './definition.ts';
import { boolean, choice, list, oneLine, version, wholeNumber } from './values.ts';

const percent = (example: number) => wholeNumber(1, 50, example);

const gatedMetric = oneLine.regex(new RegExp(`^(${testNames.join('|')})/[a-z][a-z0-9-]*$`), {
  error: 'is not test/metric; write for example tcp-latency/latency-p99'
});

const failOn = list(choice(['regression', 'invalid', 'inconclusive', 'advisory', 'no-baseline', 'none']))
  .refine(names => names.length === 1 || !names.includes('none'), {
    error: 'lists none beside others; write none alone, or leave it out'
  })
  .transform(names => names.filter(name => name !== 'none'));

/** The inputs that say with what a run is compared, what a change means and where that is said. */
export const comparing = {
  reference: {
    group: 'Comparing',
    summary: 'Second arm, measured in turns with the first: base (default on pull requests) or none.',
    description: [
      "What is measured in turns with the candidate, on the same nodes. `base` is the base branch: the same files of `cilium-values` and `cilium-version-file`, read at that commit through GitHub's API, without a second checkout. `none` measures the candidate alone and compares it with earlier runs.",
      'On pull requests `base` is the default, for only interleaved arms can gate at ordinary noise. `reference-values` and `reference-cilium-version` take its place. It needs `contents: read`.'
    ],
    example: 'reference: none',
    placeholder: '<base|none>',
    required: false,
    workflowOnly: true,
    parser: oneLine.pipe(choice(['base', 'none']))
  },
  'reference-values': {
    group: 'Comparing',
    summary: 'Helm values files of the reference arm.',
    description: [
      'Helm values files of the reference arm, one per line or separated by commas, in place of those of `cilium-values`. Both arms are measured in turns.',
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
    summary: 'Chart version of the reference arm.',
    description: [
      'Version of the chart in the reference arm, in place of `cilium-version`. Both arms are measured in turns.',
      'Use it to see what an update costs, or in a nightly job to compare with a pinned version.'
    ],
    example: 'reference-cilium-version: 1.19.6',
    placeholder: '<version>',
    required: false,
    applied: true,
    parser: version
  },
  'time-budget': {
    group: 'Comparing',
    summary: 'Minutes after which no further round is begun, 5 to 360.',
    description: [
      'Minutes of measuring after which no further round is begun, from 5 to 360. The rounds planned are as many as fit; the plan says which change they can show.',
      'Use it to bound the time of a job. `rounds` still bounds the number.'
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
      "Where earlier runs come from. `artifact` finds those that this workflow published on the base branch, believing GitHub's API about where they come from and not the artifacts themselves. `file` reads `baseline-files`. `none` compares with nothing stored.",
      'A pool of five runs or more can gate where its runs agree well enough; fewer only advise. `artifact` needs `actions: read` and works in workflows only.'
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
      'Files of earlier runs, `run.json` or `baseline.json`, one per line or separated by commas; `*` and `**` are allowed. For `baseline: file`.',
      'Use it on your own machine, or where runs are kept outside of GitHub.'
    ],
    example: 'baseline-files: runs/**/run.json',
    placeholder: '<file,…>',
    required: false,
    parser: list(oneLine)
  },
  'baseline-workflow': {
    group: 'Comparing',
    summary: "File of the workflow whose runs are the baseline; this job's own when left out.",
    description: [
      "Path of the workflow file whose runs are the baseline. Without it, it is this job's own.",
      'Set it when pull requests are measured by another workflow than pushes.'
    ],
    example: 'baseline-workflow: .github/workflows/perf.yml',
    placeholder: '<path>',
    required: false,
    workflowOnly: true,
    parser: oneLine.regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, {
      error: 'is no workflow file; write it like .github/workflows/perf.yml'
    })
  },
  'margin-throughput': {
    group: 'Comparing',
    summary: 'Loss of throughput in percent below which a change counts as none, 1 to 50.',
    description: [
      'Loss of throughput in percent below which a change counts as none.',
      'A smaller margin needs more rounds; every report prints the change that it could have seen.'
    ],
    example: 'margin-throughput: 3',
    placeholder: '<percent>',
    required: false,
    default: '5',
    parser: percent(5)
  },
  'margin-latency': {
    group: 'Comparing',
    summary: 'Growth of latency in percent below which a change counts as none, 1 to 50.',
    description: [
      'Growth of latency in percent below which a change counts as none. It holds for everything that is better when lower.',
      'A smaller margin needs more rounds; every report prints the change that it could have seen.'
    ],
    example: 'margin-latency: 20',
    placeholder: '<percent>',
    required: false,
    default: '10',
    parser: percent(10)
  },
  gate: {
    group: 'Comparing',
    summary: 'Metrics that gate besides the primary one of each test, as test/metric.',
    description: [
      'Metrics that gate besides the primary one of each test (throughput, mean latency), as `test/metric`, one per line or separated by commas. The names are those of run.json.',
      'Every further metric costs power: leave out what nobody would act on.'
    ],
    example: 'gate: tcp-latency/latency-p99',
    placeholder: '<test/metric,…>',
    required: false,
    parser: list(gatedMetric)
  },
  legs: {
    group: 'Comparing',
    summary: 'Jobs of a matrix whose metrics are judged as one family, 1 to 50.',
    description: [
      'Number of jobs whose gated metrics are judged as one family, this one included: the legs of a matrix. The last job, with `report/`, judges them by their figures; a leg alone must be stricter than it would be for itself, or it would stop measuring when it has seen enough for one leg and too little for all.',
      'Set it to `strategy.job-total` in a matrix that one comment tells of. Of `report/`, set it to their number: when fewer have uploaded what they measured, the verdict is `invalid`, for a leg that dies early leaves nothing that could be missed.'
    ],
    example: 'legs: 3',
    placeholder: '<number>',
    required: false,
    default: '1',
    parser: wholeNumber(1, maxLegs, 3)
  },
  'fail-on': {
    group: 'Comparing',
    summary: 'Verdicts that fail the job: regression, invalid, inconclusive, advisory, no-baseline; or none.',
    description: [
      'Verdicts that fail the job, one per line or separated by commas: `regression` (exit code 1), `invalid` (3), `inconclusive`, `advisory`, `no-baseline` (1); or `none`. The verdict itself does not change.',
      'Leave `invalid` in: it is what a run says whose figures are not what they seem.'
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
      'Set this to false to leave the pull request without a comment. The job summary has the same text either way.',
      'It needs `pull-requests: write`. Without that, the verdict stands and the report stage (`report/`) can comment.'
    ],
    example: 'comment: false',
    required: false,
    workflowOnly: true,
    actionDefault: 'true',
    parser: boolean
  },
  'comment-key': {
    group: 'Comparing',
    summary: 'Tells apart the comments of several uses of this action on one pull request.',
    description: [
      'Text by which the comment of this use of the action is found again and updated. It also names the artifacts.',
      'Set it when one pull request is measured in several ways, for example once per provider.'
    ],
    example: 'comment-key: aks',
    placeholder: '<text>',
    required: false,
    workflowOnly: true,
    actionDefault: 'default',
    parser: oneLine
      .regex(/^[A-Za-z0-9_-]{1,40}$/, {
        error: 'is no key; write 1 to 40 letters, digits, hyphens and underscores, for example aks'
      })
      // The artifact of such a key would be taken for a baseline, and what it measured be missing from a report.
      .refine(key => isRawName(rawName(key, 'job', 1)), {
        error: 'would name its artifacts as baselines are named; write a key that does not begin so, for example aks'
      })
  },
  'github-token': {
    group: 'Comparing',
    summary: "Token for GitHub's API.",
    description: [
      "Token by which baselines are found and the comment is written. The job's own token is enough: `contents: read`, `actions: read`, `pull-requests: write`.",
      'Set it only to comment as somebody else.'
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
