import { mean } from '../../src/statistics/variance.ts';
import {
  blockSd,
  explain,
  nestedComponents,
  type Component,
  type Explanation,
  type Observation
} from './components.ts';
import type { NoiseSample } from './measure.ts';

const levels = ['rollout', 'pair', 'connection', 'second'] as const;
const burstSeconds = [1, 2, 5, 10];
const measuringSeconds = [10, 20, 40, 60];

/** The noise of each test as Markdown tables: by level, what readings explain of it, and what a block would have. */
export function describeNoise(samples: readonly NoiseSample[]): readonly string[] {
  return (['tcp-throughput', 'tcp-latency'] as const).flatMap(test => {
    const own = samples.filter(sample => sample.test === test);
    return own.length === 0 ? [] : ['', `## ${test}, ${own.length} samples`, ...describeTest(own)];
  });
}

function describeTest(samples: readonly NoiseSample[]): readonly string[] {
  const rates = secondsOf(samples);
  const components = nestedComponents(rates.centered);
  const overhead = median(samples.map(({ wallSeconds, seconds }) => wallSeconds - seconds.length));
  return [
    '',
    ...table(
      ['sd (range within one standard error)', ...levels],
      [
        ['rate', ...components.map(describeComponent)],
        ...(['podCpu', 'loop', 'probe'] as const).map(key => [
          key,
          ...nestedComponents(logsOf(samples, key)).map(describeComponent)
        ])
      ]
    ),
    '',
    `mean of each second, relative to all: ${rates.effects.map(percent).join(', ')}`,
    '',
    ...table(
      [
        'what a reading explains of the rate',
        'within pairs: slope',
        'shrunk',
        'R²',
        'between pairs: slope',
        'shrunk',
        'R²'
      ],
      (['loop', 'probe', 'steal'] as const).map(key => {
        const pairs = groupsOf(samples, key);
        const means = pairs.map(pair => [mean(pair.map(([y]) => y)), mean(pair.map(([, x]) => x))] as const);
        return [key, ...describeExplanation(explain(pairs)), ...describeExplanation(explain([means]))];
      })
    ),
    '',
    `sd of a block's mean (one rollout) with one pod pair / with two, each run taking ${overhead.toFixed(2)} s more than it measures:`,
    '',
    ...table(
      ['seconds per run', ...measuringSeconds.map(seconds => `${seconds} s for this test`)],
      burstSeconds.map(seconds => [
        String(seconds),
        ...measuringSeconds.map(all => describeBlock(components, seconds, overhead, all))
      ])
    )
  ];
}

/** Logarithms of all seconds, less what each second of a run has in common with that of the others. */
function secondsOf(samples: readonly NoiseSample[]): { readonly centered: Observation[]; readonly effects: number[] } {
  const longest = Math.max(...samples.map(({ seconds }) => seconds.length));
  const all = mean(samples.flatMap(({ seconds }) => seconds.map(Math.log)));
  const effects = Array.from(
    { length: longest },
    (_, second) => mean(samples.flatMap(({ seconds }) => seconds.slice(second, second + 1)).map(Math.log)) - all
  );
  const centered = samples.flatMap(sample =>
    sample.seconds.map((rate, second) => ({
      place: [...placeOf(sample), second],
      value: Math.log(rate) - (effects[second] ?? NaN)
    }))
  );
  return { centered, effects };
}

/** Logarithms of a figure, one per sample. */
function logsOf(samples: readonly NoiseSample[], key: 'podCpu' | 'loop' | 'probe'): readonly Observation[] {
  return samples.flatMap(sample => {
    const value = sample[key];
    return value === undefined ? [] : [{ place: [...placeOf(sample), 0], value: Math.log(value) }];
  });
}

/** Rate and reading of each sample, by pod pair; as logarithms, but for the share of stolen time, which can be 0. */
function groupsOf(samples: readonly NoiseSample[], key: 'loop' | 'probe' | 'steal'): (readonly [number, number])[][] {
  const groups = Map.groupBy(samples, ({ rollout, pair }) => `${rollout} ${pair}`);
  return [...groups.values()].map(group =>
    group.flatMap(sample => {
      const reading = sample[key];
      if (reading === undefined) return [];
      return [[Math.log(sample.rate), key === 'steal' ? reading : Math.log(reading)] as const];
    })
  );
}

function placeOf({ rollout, pair, connection }: NoiseSample): readonly number[] {
  return [rollout, pair, connection];
}

function describeComponent({ variance, standardError, degreesOfFreedom }: Component): string {
  if (degreesOfFreedom === 0) return '-';
  const sd = Math.sqrt(Math.max(0, variance));
  const [low, high] = [variance - standardError, variance + standardError].map(each => Math.sqrt(Math.max(0, each)));
  return `${percent(sd)} (${percent(low ?? NaN)} to ${percent(high ?? NaN)}, ${degreesOfFreedom} df)`;
}

function describeExplanation({ slope, standardError, shrunk, share }: Explanation): readonly string[] {
  if (!Number.isFinite(slope)) return ['does not vary', '-', '-'];
  return [`${slope.toFixed(2)} ± ${standardError.toFixed(2)}`, shrunk.toFixed(2), percent(share)];
}

function describeBlock(components: readonly Component[], seconds: number, overhead: number, all: number): string {
  const [rollout = 0, pair = 0, connection = 0, time = 0] = components.map(({ variance }) => Math.max(0, variance));
  const runs = Math.floor(all / (seconds + overhead));
  if (runs === 0) return '-';
  const variances = { rollout, pair, connection, time };
  const [one, two] = [1, 2].map(pairs => blockSd(variances, { pairs, bursts: runs / pairs, seconds }));
  return `${runs} runs: ${percent(one ?? NaN)} / ${percent(two ?? NaN)}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [heads, heads.map(() => '-'), ...rows].map(cells => `| ${cells.join(' | ')} |`);
}
