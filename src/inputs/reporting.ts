import { z } from 'zod';
import { isRawName, rawName } from '../github/artifacts.ts';
import type { InputDefinition } from './definition.ts';
import { boolean, choice, list, oneLine } from './values.ts';

const failures = ['regression', 'invalid', 'not-encrypted', 'inconclusive', 'advisory', 'no-baseline', 'none'] as const;

const failOn = list(choice(failures))
  .refine(names => names.length === 1 || !names.includes('none'), {
    error: 'lists none together with other verdicts; write none alone, or remove it'
  })
  .transform(names => names.filter(name => name !== 'none'));

/** Where the result goes, and which verdicts fail the job. */
export const reporting = {
  'fail-on': {
    summary:
      'Verdicts that fail the job: `regression`, `invalid` (includes `not-encrypted`), `not-encrypted`, `inconclusive`, `advisory`, `no-baseline`; or `none`.',
    description: [
      'Verdicts that fail the job, one per line or separated by commas: `regression` (exit code 1), `invalid`, `not-encrypted` (3), `inconclusive`, `advisory`, `no-baseline` (1); or `none`. The verdict itself does not change.',
      'Keep `invalid` in the list: it means that the results cannot be trusted. It includes `not-encrypted`.'
    ],
    example: 'fail-on: regression, invalid, inconclusive',
    placeholder: '<verdict,…>',
    words: failures,
    default: 'regression, invalid',
    parser: failOn
  },
  comment: {
    summary: 'Comments on the pull request.',
    description: [
      'Set to false to skip the comment on the pull request. The job summary always shows the same text.',
      'Needs `pull-requests: write`. Without it the verdict still counts, and the action `report/` can comment in another job.'
    ],
    example: 'comment: false',
    workflowOnly: true,
    default: 'false',
    actionDefault: 'true',
    parser: boolean
  },
  'comment-key': {
    summary: 'Distinguishes comments when one pull request uses this action several times.',
    description: [
      'Key that identifies the comment of this step, so that later runs update it. It also names the artifacts and the commit status.',
      'Set it if you measure one pull request in several ways, for example once per provider.'
    ],
    example: 'comment-key: aks',
    placeholder: '<text>',
    workflowOnly: true,
    default: 'default',
    parser: oneLine
      .regex(/^[A-Za-z0-9_-]{1,40}$/, {
        error: 'is not a valid key; write 1 to 40 letters, digits, hyphens and underscores, for example aks'
      })
      // Such an artifact would be mistaken for a baseline, and its samples would be missing from the report.
      .refine(key => isRawName(rawName(key, 'job', 1)), {
        error: 'starts like the name of a baseline artifact; write another key, for example aks'
      })
  },
  'regression-issue': {
    summary: 'Where to keep one issue per lasting loss: `none`, `here` (this repository) or `owner/name`.',
    description: [
      'Keeps one issue for each loss that lasts over several runs of the default branch: it is opened when the loss is found, updated after each run, and closed when the loss is gone or accepted. `here` is the repository of the workflow, `owner/name` another one, and `none` opens no issue.',
      'Use it in a nightly workflow. It needs `issues: write`; another repository needs a `github-token` that can write issues there.'
    ],
    example: 'regression-issue: here',
    placeholder: '<none|here|owner/name>',
    workflowOnly: true,
    default: 'none',
    parser: oneLine.regex(/^(?:none|here|[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[\w.-]{1,100})$/, {
      error: 'is not valid; write none, here, or another repository as owner/name'
    })
  },
  'regression-issue-labels': {
    summary: 'Labels of new issues.',
    description: ['Labels of the issues that `regression-issue` opens, one per line or separated by commas.'],
    example: 'regression-issue-labels: performance',
    placeholder: '<label,…>',
    workflowOnly: true,
    parser: list(oneLine.max(50, { error: 'is too long; a label has at most 50 characters' }))
  },
  'regression-issue-assignees': {
    summary: 'Who new issues are assigned to.',
    description: [
      'Logins that the issues of `regression-issue` are assigned to, one per line or separated by commas. They need write access to the repository.'
    ],
    example: 'regression-issue-assignees: octocat',
    placeholder: '<login,…>',
    workflowOnly: true,
    parser: list(
      oneLine.regex(/^[A-Za-z0-9][\w-]{0,38}$/, {
        error: 'is not a login; write it without @, for example octocat'
      })
    )
  },
  pages: {
    summary: 'Branch for GitHub Pages that gets the trend as a page and a badge.',
    description: [
      'Commits trend.html and badge.json of each run of the default branch to this branch, from which GitHub Pages can publish them. The branch is created if it does not exist; its other files stay as they are.',
      'Use it in a nightly workflow. It needs `contents: write`. A published site is usually public, even if the repository is private.'
    ],
    example: 'pages: gh-pages',
    placeholder: '<branch>',
    workflowOnly: true,
    parser: oneLine
      .max(100, { error: 'is too long; write a branch of at most 100 characters, for example gh-pages' })
      .regex(/^(?!refs\/)[A-Za-z0-9][\w-]*(?:[./][A-Za-z0-9][\w-]*)*$/, {
        error: 'is not the name of a branch; write it without refs/heads/, for example gh-pages'
      })
  },
  'github-token': {
    summary: "Token for GitHub's API.",
    description: [
      "Token for finding baselines and writing the comment. The job's own token is enough: `contents: read`, `actions: read`, `pull-requests: write`.",
      'With `statuses: write`, the list of checks shows the verdict, too, as the commit status `cilium-perf-gate / <comment-key>`.',
      'Set it only to comment as another account.'
    ],
    example: 'github-token: <a token from your secrets>',
    placeholder: '<token>',
    secret: true,
    workflowOnly: true,
    actionDefault: '${{ github.token }}',
    parser: z.string()
  },
  verbose: {
    summary: 'Also logs the order of the run, its assumptions, and the Helm values of each mode.',
    description: [
      'Set to true to log the whole plan: the order of rounds, blocks and tests, the noise that the smallest loss assumes, what a price is based on, and the Helm values that each mode sets.',
      'Use it to see why a run takes as long as it does, or which values a mode replaces.'
    ],
    example: 'verbose: true',
    default: 'false',
    parser: boolean
  },
  output: {
    summary: 'Folder for all results.',
    description: [
      'Folder for the results: run.json, summary.md, one document per scenario, and the raw tool output. It is created if missing.',
      'In a workflow, the action uploads this folder as an artifact, and report.html as another one that opens in the browser.'
    ],
    example: 'output: results/native',
    placeholder: '<folder>',
    default: 'cilium-perf-gate-results',
    parser: oneLine
  }
} as const satisfies Record<string, InputDefinition>;
