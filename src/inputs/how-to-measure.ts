import { maxBudgetMinutes, maxRounds, maxTimeScale } from '../model/limits.ts';
import type { InputDefinition } from './definition.ts';
import { boolean, choice, decimal, duration, image, oneLine, secretReference, seed, wholeNumber } from './values.ts';

/** How to measure: how often and how long, and with which images. */
export const howToMeasure = {
  mode: {
    summary:
      '`measure`, or `verify` to check only which traffic is encrypted and whether network policies hold, in about three minutes.',
    description: [
      'What to do. `measure` takes samples and compares them. `verify` applies each scenario once and sends one second of traffic between each kind of sender and receiver. It also tries network policies without encryption and with it. It fails with exit code 3 if the traffic is not what the mode promises, or if encryption changes what a policy does. Once Cilium runs, it takes about three minutes per scenario. It takes no samples and writes no comment; the job summary has its results.',
      'Use `verify` as a required check. On the command line, it is the command `verify`.'
    ],
    example: 'mode: verify',
    workflowOnly: true,
    default: 'measure',
    parser: oneLine.pipe(choice(['measure', 'verify']))
  },
  rounds: {
    summary: 'Number of rounds, 1 to 100. Each round measures every scenario again.',
    description: [
      'Number of rounds, from 1 to 100. Each round applies and measures every scenario again.',
      'More rounds show the spread and take proportionally longer; `plan-only` shows how long. One round has no spread. With a reference, three rounds only advise, and a run stops as soon as its result is clear.'
    ],
    example: 'rounds: 5',
    placeholder: '<count>',
    defaultInWords: '3, or up to 12 with a reference',
    published: '1',
    parser: wholeNumber(1, maxRounds, 3)
  },
  duration: {
    summary: 'Measured time per sample, `1s` to `1h`; a number alone means seconds.',
    description: [
      'Measured time per sample, from 1 second to 1 hour: `10s`, `2m`, or a number of seconds. A sample consists of bursts of one second, each with new connections, because connections differ more than the seconds of one connection do. Only `tcp-connect` runs in one piece: it connects all the time.',
      'Raise it to `10s` first if a comparison is inconclusive, before you raise `rounds`.'
    ],
    example: 'duration: 10s',
    placeholder: '<duration>',
    default: '5s',
    defaultHolds: 'with `suite: default`',
    published: '30s',
    parser: duration('s', 1, 3600, 10)
  },
  omit: {
    summary: 'Warm-up of each iperf3 burst, excluded from the results.',
    description: [
      'Warm-up of each burst, written like `duration` and excluded from the results of the iperf3 tests.',
      'Raise it if TCP slow start shows in the results, as on paths between regions.'
    ],
    example: 'omit: 1s',
    placeholder: '<duration>',
    default: '0s',
    published: '0s',
    parser: duration('s', 0, 60, 1)
  },
  'time-budget': {
    summary: 'Time limit for measuring, `5m` to `6h`; a number alone means minutes.',
    description: [
      'Time limit for measuring, from 5 minutes to 6 hours: `30m`, `1h`, or a number of minutes. No round starts that would end after it. The run plans as many rounds as fit, and the plan shows which change they can detect. With a reference, a limit that leaves fewer than four rounds is refused.',
      'Use it to limit how long a job takes. `rounds` still limits the number of rounds.'
    ],
    example: 'time-budget: 30m',
    placeholder: '<duration>',
    parser: duration('m', 5, maxBudgetMinutes, 30)
  },
  suite: {
    summary: 'Test recipe: `default`, or `published` to match the published benchmark (30 s in one piece, one round).',
    description: [
      'Test recipe. `default` uses `rounds`, `duration` and `omit`. `published` repeats the published benchmark: its four TCP tests, 30 seconds each on the same connections, no warm-up, one round. You can still choose other `tests`.',
      'Use `published` to compare your numbers with the published ones. Do not base decisions on it, because one round has no spread. `rounds`, `duration` and `omit` cannot have other values with it.'
    ],
    example: 'suite: published',
    placeholder: '<default|published>',
    default: 'default',
    parser: oneLine.pipe(choice(['default', 'published']))
  },
  seed: {
    summary: 'Seed of the random order.',
    description: [
      'Seed of the random order: up to 64 letters, digits, hyphens and underscores. It is in run.json and in the output `seed`.',
      'Set it to repeat a run in the same order. Otherwise leave it out so that each run uses a different order.'
    ],
    example: 'seed: nightly-42',
    placeholder: '<text>',
    defaultInWords: 'a random seed, stored in the results',
    parser: seed
  },
  'plan-only': {
    summary: 'Prints the plan and the estimated time, then stops.',
    description: [
      'Set to true to print the plan and the estimated time, then stop. Nothing is created, changed or measured.',
      'With helm, it also renders the chart: it shows keys of the values that do nothing, and what differs from the reference.',
      'Use it before a long run, or to review what changed inputs would do.'
    ],
    example: 'plan-only: true',
    default: 'false',
    parser: boolean
  },
  'time-scale': {
    summary: 'Factor for all time limits, 1 to 20, for slow or emulated clusters.',
    description: [
      'Multiplies every time limit on the cluster by a number from 1 to 20, such as 1.5: rollouts, commands in pods, settling, and how far a tool may miss its duration. The tests themselves take as long as before.',
      'Set it to 3 or more if a healthy cluster fails with `was not ready within`, `did not end within` or `the path was not steady`, for example on emulated CPUs, overloaded machines or with a distant API server.'
    ],
    example: 'time-scale: 3',
    placeholder: '<factor>',
    default: '1',
    parser: decimal(1, maxTimeScale, 2.5)
  },
  'test-image': {
    summary: 'Image of the test pods, with iperf3 and netperf; needs a digest or a tag other than `latest`.',
    description: [
      'Image of the test pods. It must contain iperf3 (3.12 to 3.21) and netperf (2.7), and have a digest or a tag. `latest` and a missing tag are refused, because the next run could use other tools.',
      'Set it to a mirror if the nodes cannot pull the default.'
    ],
    example: 'test-image: registry.example/perf:3.21',
    placeholder: '<image>',
    default:
      'quay.io/cilium/network-perf:3.21-1782913202-88c270c@sha256:c115a00b80bbf4ff49857dd545f0c40025f226d79051b2c8fdab3e8b938c7f92',
    parser: image
  },
  'witness-image': {
    summary:
      'Image with tcpdump, for traffic that counters alone cannot prove; needs a digest or a tag other than `latest`.',
    description: [
      "Image with tcpdump. The second witness uses it to capture what leaves the nodes: in `verify`, and during samples whose encryption counters also count other traffic. The default is the image of Cilium's own encryption tests.",
      'Set it to a mirror if the nodes cannot pull the default. Without the image the run continues, but samples that only the witness could prove are `unproven`.'
    ],
    example: 'witness-image: registry.example/alpine-curl:v1.10.0',
    placeholder: '<image>',
    default:
      'quay.io/cilium/alpine-curl:v1.10.0@sha256:913e8c9f3d960dde03882defa0edd3a919d529c2eb167caa7f54194528bde364',
    parser: image
  },
  'image-pull-secret': {
    summary: 'Secret for pulling the test and witness images, as `namespace/name`.',
    description: [
      'Secret of type `kubernetes.io/dockerconfigjson` for pulling `test-image` and `witness-image`, as `namespace/name`. The run copies it into its own namespaces and deletes it with them. The user of the context must be able to read the Secret and to create Secrets in new namespaces.',
      'Set it if the images are in a private registry. You do not need it if the nodes have their own credentials, as on AKS with an attached registry.'
    ],
    example: 'image-pull-secret: default/regcred',
    placeholder: '<namespace/name>',
    parser: secretReference
  }
} as const satisfies Record<string, InputDefinition>;
