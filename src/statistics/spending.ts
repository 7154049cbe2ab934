import { normalUpperQuantile, normalUpperTail } from './distributions.ts';

/** Significance levels at planned looks that together spend a given error rate. */
export interface Spending {
  /** The one-sided level for this look (from 0), so that the overall one-sided error of all looks is `alpha`. */
  nominal(look: number, alpha: number): number;
  /** The inverse: the smallest overall error rate at which a one-sided p-value at this look is significant. */
  repeated(look: number, p: number): number;
}

/** Grid on which levels are computed. Interpolating z in between is off by less than 0.001. */
const OVERALL_Z = Array.from({ length: 27 }, (_, index) => 0.02 + index * 0.25);
/** Grid points of the density over each continuation region. */
const POINTS = 64;

const known = new Map<string, Spending>();

/**
 * Spends error as f(r) = alpha (r / planned)^rho over looks after `rounds`; the last one spends the rest. Levels apply
 * to the p-value of any test whose p is uniform without a change (Jennison & Turnbull's significance level approach:
 * boundaries of a Brownian motion, applied to p-values of t); information is the number of rounds. Both sides are bounded
 * at once, which for one side is exact up to paths that cross both bounds. An unplanned end before the last look may
 * spend the rest, as long as the data did not cause it. Sources: Kim & DeMets 1987, Biometrika 74:149; Lan & DeMets
 * 1983, Biometrika 70:659; recursion of Armitage, McPherson & Rowe 1969, J. R. Stat. Soc. A 132:235; Jennison & Turnbull
 * 2000, Group Sequential Methods, 7.2, 9.1 and 11.5.
 */
export function spend(rounds: readonly number[], planned: number, rho: number): Spending {
  const key = `${rounds.join()}/${planned}^${rho}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = createSpending(rounds, planned, rho);
  known.set(key, made);
  return made;
}

function createSpending(rounds: readonly number[], planned: number, rho: number): Spending {
  const shares = rounds.map((round, index) => (index === rounds.length - 1 ? 1 : (round / planned) ** rho));
  const columns = OVERALL_Z.map(z => criticalValues(rounds, shares, 2 * normalUpperTail(z)));
  const rows = rounds.map((_, look) => columns.map(column => column[look] ?? NaN));
  return {
    nominal: (look, alpha) => {
      return normalUpperTail(interpolate(OVERALL_Z, rows[look] ?? [], normalUpperQuantile(alpha)));
    },
    repeated: (look, p) => {
      const row = rows[look] ?? [];
      // Far out, the level is a fixed share of the error rate, and the normal distribution has no precision left.
      const last = OVERALL_Z.length - 1;
      const [farthest, overall] = [normalUpperTail(row[last] ?? NaN), normalUpperTail(OVERALL_Z[last] ?? NaN)];
      if (p <= farthest) return (p * overall) / farthest;
      const z = interpolate(row, OVERALL_Z, normalUpperQuantile(p));
      // Beyond the middle the grid ends, and so does every use of a p-value.
      return z > 0 ? normalUpperTail(z) : 1;
    }
  };
}

/** |z| at each look. The density of the process inside the earlier bounds is carried from look to look. */
function criticalValues(rounds: readonly number[], shares: readonly number[], alpha: number): readonly number[] {
  const values: number[] = [];
  let inside: readonly { readonly at: number; readonly mass: number }[] = [{ at: 0, mass: 1 }];
  let [spent, time] = [0, 0];
  for (const [look, round] of rounds.entries()) {
    const step = Math.sqrt(round - time);
    const root = Math.sqrt(round);
    const budget = alpha * (shares[look] ?? 1) - spent;
    // Bounds and density are symmetric, so this is twice the upper tail.
    const reach = (z: number): number =>
      2 * inside.reduce((sum, { at, mass }) => sum + mass * normalUpperTail((z * root - at) / step), 0);
    const critical = bisect(reach, budget);
    values.push(critical);
    const before = inside;
    inside = simpson(critical * root).map(({ at, weight }) => ({
      at,
      mass: before.reduce((sum, { at: from, mass }) => sum + mass * density((at - from) / step), 0) * (weight / step)
    }));
    spent += budget;
    time = round;
  }
  return values;
}

/** The z at which a decreasing function reaches `target`. */
function bisect(falling: (z: number) => number, target: number): number {
  let [low, high] = [0, 9];
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (falling(middle) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function simpson(bound: number): readonly { readonly at: number; readonly weight: number }[] {
  const width = (2 * bound) / POINTS;
  return Array.from({ length: POINTS + 1 }, (_, index) => {
    const factor = index === 0 || index === POINTS ? 1 : index % 2 === 1 ? 4 : 2;
    return { at: -bound + index * width, weight: (factor * width) / 3 };
  });
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Piecewise linear over ascending `xs`; the first and last pieces are extended. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const next = xs.findIndex(candidate => candidate >= x);
  const index = next === -1 ? xs.length - 1 : Math.max(1, next);
  const [x0 = NaN, x1 = NaN] = [xs[index - 1], xs[index]];
  const [y0 = NaN, y1 = NaN] = [ys[index - 1], ys[index]];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
