import { mean } from '../../src/statistics/variance.ts';

/** One observation: its place at each level, outermost first, and its value. */
export interface Observation {
  readonly place: readonly number[];
  readonly value: number;
}

/** The variance that one level adds, in squared units of the data. */
export interface Component {
  /** Not cut off at 0: below it, the level adds nothing that chance does not explain. */
  readonly variance: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/**
 * The variance components of nested random effects, outermost level first; the last level is the observation itself.
 * Groups may differ in size. Each sum of squares is equated with its expectation (Henderson's method 1: Searle, Casella &
 * McCulloch 1992, Variance Components, 5.3). The standard errors take the sums of squares as independent multiples of chi
 * squares, which is exact for equal groups and normal effects. A level without degrees of freedom has variance 0 and
 * standard error NaN, and its neighbor outside contains its variance.
 */
export function nestedComponents(observations: readonly Observation[]): readonly Component[] {
  const depth = observations[0]?.place.length ?? 0;
  /** Groups of the same place down to each depth; at depth 0, all observations are one group. */
  const groupings = Array.from({ length: depth + 1 }, (_, level) => groupsAt(level, observations));
  const explained = groupings.map(groups => sum(groups.map(group => group.length * mean(group.map(valueOf)) ** 2)));
  const squares = differences(explained);
  const degrees = differences(groupings.map(groups => groups.length));
  /** How often each level's variance is expected in each of `explained`. */
  const expected = groupings.map((groups, level) =>
    Array.from({ length: depth }, (_, inner) =>
      sum(
        groups.map(group => sum(groupsAt(Math.max(level, inner + 1), group).map(one => one.length ** 2)) / group.length)
      )
    )
  );
  const shares = Array.from({ length: depth }, (_, level) =>
    Array.from({ length: depth }, (_, inner) => at(at(expected, level + 1), inner) - at(at(expected, level), inner))
  );

  /** Each component as weights of the sums of squares, from the inside out. */
  const weights: number[][] = [];
  for (let level = depth - 1; level >= 0; level -= 1) {
    const share = at(shares, level);
    const known = squares.map((_, index) =>
      sum(weights.map((inner, place) => at(share, depth - 1 - place) * at(inner, index)))
    );
    weights.push(
      known.map((already, index) =>
        at(degrees, level) === 0 ? 0 : (Number(index === level) - already) / at(share, level)
      )
    );
  }
  return weights.reverse().map((own, level) => ({
    variance: sum(own.map((weight, index) => weight * at(squares, index))),
    standardError:
      at(degrees, level) === 0
        ? NaN
        : Math.sqrt(
            sum(own.map((weight, index) => (2 * (weight * at(squares, index)) ** 2) / (at(degrees, index) + 2)))
          ),
    degreesOfFreedom: at(degrees, level)
  }));
}

/** How well a reading beside each sample explains the samples. */
export interface Explanation {
  readonly slope: number;
  readonly standardError: number;
  /** The slope less what chance explains of it (James & Stein): 0 if it is smaller than its standard error. */
  readonly shrunk: number;
  /** Adjusted share of the variance; below 0 if the reading explains less than a random one. */
  readonly share: number;
}

/** Regression of y on x within groups (`[y, x]` pairs). NaN if x does not vary. */
export function explain(groups: readonly (readonly (readonly [number, number])[])[]): Explanation {
  const centered = groups.flatMap(group => {
    const [y, x] = [mean(group.map(pair => pair[0])), mean(group.map(pair => pair[1]))];
    return group.map(pair => [pair[0] - y, pair[1] - x] as const);
  });
  const total = sum(centered.map(([y]) => y ** 2));
  const spread = sum(centered.map(([, x]) => x ** 2));
  const slope = sum(centered.map(([y, x]) => x * y)) / spread;
  const left = sum(centered.map(([y, x]) => (y - slope * x) ** 2));
  const degreesOfFreedom = centered.length - groups.length - 1;
  const standardError = Math.sqrt(left / degreesOfFreedom / spread);
  return {
    slope,
    standardError,
    shrunk: slope * Math.max(0, 1 - (standardError / slope) ** 2),
    share: 1 - left / degreesOfFreedom / (total / (degreesOfFreedom + 1))
  };
}

/** Variances per level of the design. */
export interface Variances {
  readonly rollout: number;
  readonly pair: number;
  readonly connection: number;
  /** Of one second. */
  readonly time: number;
}

/**
 * The standard deviation of a block's mean after one rollout, with `bursts` runs of `seconds` on each of `pairs` pod
 * pairs. Takes the seconds of a connection as independent.
 */
export function blockSd(
  { rollout, pair, connection, time }: Variances,
  { pairs, bursts, seconds }: { readonly pairs: number; readonly bursts: number; readonly seconds: number }
): number {
  return Math.sqrt(rollout + (pair + (connection + time / seconds) / bursts) / pairs);
}

function groupsAt(depth: number, observations: readonly Observation[]): readonly (readonly Observation[])[] {
  return [...Map.groupBy(observations, ({ place }) => place.slice(0, depth).join()).values()];
}

function valueOf({ value }: Observation): number {
  return value;
}

function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => value - at(values, index));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no element ${index} of ${values.length}`);
  return value;
}
