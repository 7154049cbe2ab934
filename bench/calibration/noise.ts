import type { Random } from '../../src/plan/plan.ts';

/** The four primary metrics of one scenario. */
export const metrics = [
  { id: 'throughput', better: 'higher', lossPercent: 10 },
  { id: 'bidirectional', better: 'higher', lossPercent: 10 },
  { id: 'latency', better: 'lower', lossPercent: 20 },
  { id: 'stream', better: 'higher', lossPercent: 10 }
] as const;

/** A noise model; standard deviations of logarithms. */
export interface Noise {
  readonly name: string;
  /** Differs from burst to burst, because each has its own connections. */
  readonly within: number;
  readonly between: number;
  /** Factor for `within` and `between`, per metric. */
  readonly scale: readonly number[];
  /** Correlation of the metrics' block effects: 0 independent, 1 the same for all. */
  readonly shared: number;
  /** Slow noise of the machine, the same for all metrics: its size, and its correlation from block to block. */
  readonly slow: number;
  readonly persistence: number;
  /** `heavy`: t with 3 degrees of freedom, same variance. `dips`: 3 % of the bursts lose another 26 %. */
  readonly tail: 'normal' | 'heavy' | 'dips';
  /** Loss from the first to the last planned block; `walk` is a random walk from block to block. */
  readonly drift: number;
  readonly walk: number;
  /** Between visits to the machines, the same for all metrics, which favors rules that compare visits. */
  readonly visit: number;
}

const usual: Noise = {
  name: 'between blocks 2 %',
  within: 0.05,
  between: 0.02,
  scale: [1, 1, 1, 1],
  shared: 0,
  slow: 0,
  persistence: 0.8,
  tail: 'normal',
  drift: 0,
  walk: 0,
  visit: 0.05
};

/** Factors for variances with the given ratios and the usual average. */
function unequal(...ratios: readonly number[]): readonly number[] {
  const average = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  return ratios.map(ratio => Math.sqrt(ratio / average));
}

/**
 * Measured on the lab (kind, two cores) with nothing else running, before there were bursts: 10 % for each set of
 * connections, 3.3 % for pods and 3.0 % for rollouts in throughput; 8.4, 1.5 and 3.0 % in latency.
 */
const lab: Noise = {
  ...usual,
  name: 'lab: 10 % between bursts, 4.5 % between blocks',
  within: 0.1,
  between: Math.hypot(0.033, 0.03),
  scale: [1, 1, 0.82, 1]
};

/**
 * Measured on the lab with `node bench/noise.ts --rollouts 6 --pairs 2 --connections 6 --seconds 2` (72 samples a test): a
 * burst of one second differs by 14.4 % for its connections and 9.0 % for its second in throughput, by 9.8 and 13.9 % in
 * latency; rollouts by 3.7 % in throughput. One rollout of six had twice the transactions of the others.
 */
const noisyLab: Noise = {
  ...usual,
  name: 'lab, a noisy day: 17 % between bursts, 3.7 % between blocks',
  within: Math.hypot(0.144, 0.09),
  between: 0.037
};

/** The models of docs/rules.md#noise-models, including cases where pooled variances could mislead. The first is the default. */
export const noises: readonly Noise[] = [
  usual,
  { ...usual, name: 'between blocks 0 %', between: 0 },
  { ...usual, name: 'between blocks 3 %', between: 0.03 },
  { ...usual, name: 'between blocks 5 %', between: 0.05 },
  { ...usual, name: 'drift 20 % and a walk of 1 % a block', drift: 0.2, walk: 0.01 },
  { ...usual, name: 'heavy tails (t, 3 df)', tail: 'heavy' },
  { ...usual, name: 'dips of 26 % in 3 % of the bursts', tail: 'dips' },
  { ...usual, name: 'between visits 10 %', visit: 0.1 },
  { ...usual, name: 'two metrics with threefold variance', scale: unequal(3, 3, 1, 1) },
  { ...usual, name: 'one metric with threefold variance', scale: unequal(3, 1, 1, 1) },
  { ...usual, name: 'one metric with ninefold variance', scale: unequal(9, 1, 1, 1) },
  { ...usual, name: 'shared block effect 2 %', shared: 1 },
  { ...usual, name: 'shared block effect 5 %', between: 0.05, shared: 1 },
  {
    ...usual,
    name: 'half shared 5 %, one metric with ninefold variance',
    between: 0.05,
    shared: 0.5,
    scale: unequal(9, 1, 1, 1)
  },
  { ...usual, name: 'slow noise 3 %', slow: 0.03 },
  { ...usual, name: 'slow noise 6 %, lasting 10 blocks', slow: 0.06, persistence: 0.9 },
  { ...usual, name: 'slow noise 6 %, one metric with ninefold variance', slow: 0.06, scale: unequal(9, 1, 1, 1) },
  lab,
  noisyLab,
  {
    ...usual,
    name: 'shared 3 %, drift, heavy tails, threefold',
    between: 0.03,
    shared: 1,
    drift: 0.2,
    walk: 0.01,
    tail: 'heavy',
    scale: unequal(3, 3, 1, 1)
  },
  { ...usual, name: 'quiet: 2 % within, 1 % between', within: 0.02, between: 0.01 }
];

/** Logarithms of the bursts of one block: [metric][burst]. */
export type Block = readonly (readonly number[])[];

/** One visit to the machines: interleaved rounds of both arms, or blocks of a single arm. */
export interface Visit {
  readonly reference: readonly Block[];
  readonly candidate: readonly Block[];
}

/** Standard normal value (Box-Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Measures both arms, in an order drawn for each round; `shift` is added to the candidate's first metric (log). */
export function visit(noise: Noise, rounds: number, bursts: number, shift: number, random: Random): Visit {
  const here = noise.visit * normal(random);
  const reference: Block[] = [];
  const candidate: Block[] = [];
  let walk = 0;
  let slow = normal(random);
  for (let round = 0; round < rounds; round += 1) {
    const referenceFirst = random() < 0.5;
    for (const place of [0, 1]) {
      walk += noise.walk * normal(random);
      slow = noise.persistence * slow + Math.sqrt(1 - noise.persistence ** 2) * normal(random);
      const base = here + walk + noise.slow * slow - (noise.drift * (2 * round + place)) / (2 * rounds);
      const isReference = (place === 0) === referenceFirst;
      const levels = metrics.map((_, metric) => base + (metric === 0 && !isReference ? shift : 0));
      (isReference ? reference : candidate).push(block(noise, levels, bursts, random));
    }
  }
  return { reference, candidate };
}

function block(noise: Noise, levels: readonly number[], bursts: number, random: Random): Block {
  const common = normal(random);
  return levels.map((level, metric) => {
    const scale = noise.scale[metric] ?? 1;
    const effect = Math.sqrt(noise.shared) * common + Math.sqrt(1 - noise.shared) * normal(random);
    const center = level + scale * noise.between * effect;
    return Array.from({ length: bursts }, () => center + scale * noise.within * sampleNoise(noise.tail, random));
  });
}

function sampleNoise(tail: Noise['tail'], random: Random): number {
  const value = normal(random);
  if (tail === 'normal') return value;
  if (tail === 'dips') return random() < 0.03 ? value - 6 : value;
  const squares = normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2;
  return value / Math.sqrt(squares);
}
