import { tTwoSided } from '../../src/statistics/distributions.ts';
import { mean } from '../../src/statistics/variance.ts';

/** A change between two nights, and the means of the nights around it. */
export interface Divided {
  /** First night after the change. */
  readonly first: number;
  readonly before: number;
  readonly after: number;
}

interface Point extends Divided {
  readonly p: number;
}

/** Window, significance and smallest change of Apache Otava by default. */
const [windowLength, significance] = [50, 0.001];

/**
 * E-divisive means (Matteson & James 2014, JASA 109:334) as in Apache Otava 0.8, formerly Hunter (Fleming et al. 2023,
 * ICPE): windows of 50 nights that overlap by half, candidates split while a t-test is below ten times the significance,
 * then the weakest points are removed until all are significant. Implemented from the paper, with that code read for its details;
 * the t-test divides by n rather than n - 1, as there. Windows that end before the last night give the same points each
 * night, so `known` keeps them.
 */
export function divide(values: readonly number[], known: Map<number, readonly number[]>): readonly Divided[] {
  const firsts = new Set<number>();
  for (let start = 0; start < values.length;) {
    const end = Math.min(start + windowLength, values.length);
    const kept = known.get(start);
    const own = kept ?? splitWindow(values.slice(start, end)).map(first => first + start);
    if (end === start + windowLength) known.set(start, own);
    for (const first of own) firsts.add(first);
    start = Math.max(own.at(-1) ?? 0, start + windowLength / 2);
  }
  return merge(
    values,
    [...firsts].sort((left, right) => left - right)
  );
}

/** Splits at the most different two parts, then again in the parts, while significant. */
function splitWindow(values: readonly number[]): number[] {
  const firsts: number[] = [];
  for (;;) {
    const edges = [0, ...firsts, values.length];
    const candidates = edges.slice(1).map((end, index) => candidateOf(values, edges[index] ?? 0, end));
    const [best] = candidates.filter(each => each !== undefined).sort((left, right) => right.distance - left.distance);
    if (best === undefined) return firsts;
    const point = pointOf(values, best.start, best.first, best.end);
    if (point.p > 10 * significance) return firsts;
    firsts.push(best.first);
    firsts.sort((left, right) => left - right);
  }
}

/** The first night and end of the two parts that differ most; the second part may end early. */
function candidateOf(values: readonly number[], start: number, end: number) {
  if (end - start < 2) return undefined;
  const gap = (one: number, other: number): number => Math.abs((values[one] ?? 0) - (values[other] ?? 0));
  let best = { start, end, first: start + 1, distance: -Infinity };
  let left = 0;
  for (let first = start + 1; first < end; first += 1) {
    for (let one = start; one < first - 1; one += 1) left += gap(one, first - 1);
    let [between, right] = [0, 0];
    const before = first - start;
    for (let last = first; last < end; last += 1) {
      for (let one = start; one < first; one += 1) between += gap(one, last);
      for (let one = first; one < last; one += 1) right += gap(one, last);
      const after = last - first + 1;
      const all = before + after;
      const distance =
        (2 * between) / all -
        (before > 1 ? (2 * after * left) / all / (before - 1) : 0) -
        (after > 1 ? (2 * before * right) / all / (after - 1) : 0);
      if (distance > best.distance) best = { start, end, first, distance };
    }
  }
  return best;
}

function pointOf(values: readonly number[], start: number, first: number, end: number): Point {
  const [left, right] = [values.slice(start, first), values.slice(first, end)];
  const [before, after] = [mean(left), mean(right)];
  const squares = (part: readonly number[], center: number): number =>
    part.reduce((sum, value) => sum + (value - center) ** 2, 0) / part.length;
  const count = left.length + right.length;
  const pooled = ((left.length - 1) * squares(left, before) + (right.length - 1) * squares(right, after)) / (count - 2);
  const t = (after - before) / Math.sqrt(pooled * (1 / left.length + 1 / right.length));
  return { first, before, after, p: count > 2 ? tTwoSided(t, count - 2) : 1 };
}

function merge(values: readonly number[], firsts: readonly number[]): readonly Point[] {
  for (let left = [...firsts]; ;) {
    const points = left.map((first, index) =>
      pointOf(values, left[index - 1] ?? 0, first, left[index + 1] ?? values.length)
    );
    const [weakest] = [...points].sort((one, other) => other.p - one.p);
    if (weakest === undefined || weakest.p < significance) return points;
    left = left.filter(first => first !== weakest.first);
  }
}
