import { tUpperQuantile } from './distributions.ts';
import { mean } from './variance.ts';

/** One night of one metric: logarithms, where more is better. */
export interface Night {
  readonly value: number;
  /** The control measured in the same run, or the reference measured in turns. */
  readonly control?: number | undefined;
}

/** The constants of the detector. `bench/nightly.ts` shows what they find, and how often they are wrong. */
export interface CusumDesign {
  /** Changes up to this (log) never add up: half of the smallest change that should be found soon. */
  readonly allowance: number;
  /** The same in standard deviations, for noise at which `allowance` alone would raise too many alarms. */
  readonly leastAllowance: number;
  /** A reference of n nights widens the allowance by this / n standard deviations. */
  readonly uncertainty: number;
  /** An alarm is raised at this sum, in standard deviations, with the four primary metrics of one scenario. */
  readonly threshold: number;
  /** One night adds at most this many standard deviations. */
  readonly cap: number;
  /** A night further beyond the allowance than this could be an outlier. The first two of them add half of the cap. */
  readonly outlier: number;
  /** Nights of a level before the following ones are judged. */
  readonly fewestNights: number;
  /** Standard deviation assumed before the first night, and how many degrees of freedom that is worth. */
  readonly priorSd: number;
  readonly priorDegreesOfFreedom: number;
  /** Correlation from night to night assumed before the first night, and how many nights that is worth. */
  readonly priorCorrelation: number;
  readonly priorNights: number;
  /** Weight of the control, if it is known: it is a reference then, and says nothing about the machines. Otherwise learned. */
  readonly weight?: number;
}

export const defaultCusumDesign: CusumDesign = {
  allowance: 0.025,
  leastAllowance: 0.73,
  uncertainty: 7,
  threshold: 4.4,
  cap: 2.5,
  outlier: 3,
  fewestNights: 5,
  priorSd: 0.05,
  priorDegreesOfFreedom: 3,
  priorCorrelation: 0.2,
  priorNights: 20
};

/** For nights whose control is a reference measured in turns, on the same machines. */
export const pinnedCusumDesign: CusumDesign = { ...defaultCusumDesign, weight: 1 };

/** A lasting change of the level. */
export interface Shift {
  /** Index of the first night after the change (estimated), and of the night it was found in. */
  readonly first: number;
  readonly detected: number;
  /** Log ratio of the level after to the one before, adjusted by the control, with a 95 % interval. */
  readonly size: number;
  readonly low: number;
  readonly high: number;
  /** The levels themselves, without adjustment (log). */
  readonly before: number;
  readonly after: number;
  /** Log ratio of the control's levels, zero for a reference, and what it must exceed to be no chance. */
  readonly control: number;
  readonly controlNoise: number;
  /** The control changed too, enough to explain the change: the machines changed. */
  readonly machines: boolean;
}

/** What an unchanged night would measure: the level, adjusted by that night's control (log). */
interface Expected {
  readonly center: number;
  readonly sd: number;
}

export interface Shifts {
  readonly shifts: readonly Shift[];
  /** By night; undefined while a level is learned. */
  readonly expected: readonly (Expected | undefined)[];
  /** Learned weight of the control, from 0 (ignored) to 1. */
  readonly weight: number;
}

/** Values further from the level than this, in standard deviations, count as if they were there. */
const CLIP = 2.5;
/** Variance of a standard normal that is clipped like that. */
const CLIPPED_VARIANCE = 0.9776;
/** A stronger correlation from night to night is a change of level, not noise. */
const MOST_CORRELATED = 0.5;
/** The reference is learned again when it has grown by this share; learning it every night costs ten times as much. */
const GROWTH = 0.1;
/** The control changed if it differs by this many standard errors and by this share of the metric's own change. */
const [CONTROL_ERRORS, CONTROL_SHARE] = [3, 0.5];

/**
 * Finds lasting changes of a metric's level over nights with two cumulative sums (Page 1954, Biometrika 41:100), one for
 * losses and one for gains, of each night's distance from a reference: the earlier nights of the same level.
 * - The control measured in the same run is subtracted, with the weight by which it explains the reference.
 * - While a sum is above zero, the reference stays as it was, so that a loss cannot become its own reference. A found
 *   change starts a new level at its first night.
 * - A night adds at most `cap`, which makes a CUSUM robust (Lucas & Crosier 1982, Commun. Stat. 11:2669).
 * - A short reference widens the allowance, because its error counts in each of the following nights.
 * - The standard deviation is that of a mean of autocorrelated nights. Without that, a correlation of 0.3 multiplies the
 *   false alarms (Johnson & Bagshaw 1974, Technometrics 16:103).
 * - `metrics` is how many metrics raise alarms together. The threshold grows with its logarithm, because the time to a
 *   false alarm is exponential in the threshold (Siegmund 1985, Sequential Analysis, 2.6).
 *
 * An alarm depends on its own and earlier nights only, so the nights of a change stay the same as the series grows. Its
 * size, its levels and `machines` use all nights of both levels and become more exact.
 */
export function findShifts(nights: readonly Night[], metrics: number, design = defaultCusumDesign): Shifts {
  const found: Found[] = [];
  const expected: (Expected | undefined)[] = [];
  let [start, end] = [0, 0];
  let reference: Reference | undefined;
  let sums: readonly Sum[] = [nothing, nothing];
  for (const [index, night] of nights.entries()) {
    if (end - start < design.fewestNights) {
      expected.push(undefined);
      end = index + 1;
      continue;
    }
    if (reference === undefined || end - start >= (1 + GROWTH) * reference.nights) {
      reference = learn(nights, startsOf(found), end, design);
    }
    const { lasting, nights: known, degreesOfFreedom } = reference;
    expected.push({ center: night.value - distance(night, reference), sd: reference.sd });
    const allowance = Math.max(design.allowance / lasting, design.leastAllowance) + design.uncertainty / known;
    const t = distance(night, reference) / (lasting * Math.sqrt(1 + 1 / known));
    const z = normalScore(t, degreesOfFreedom);
    sums = sums.map((sum, side) => add(sum, (side === 0 ? -z : z) - allowance, index, design));
    const threshold = design.threshold + Math.log(Math.max(1, metrics / 4)) / (2 * allowance);
    const alarm = sums.find(({ sum }) => sum > threshold);
    if (alarm !== undefined) {
      const first = firstNight(nights, reference, alarm.since, index);
      found.push({ first, detected: index });
      [start, end, reference, sums] = [first, index + 1, undefined, [nothing, nothing]];
    } else if (sums.every(({ sum }) => sum === 0)) end = index + 1;
  }
  if (nights.length === 0) return { shifts: [], expected, weight: 0 };
  const all = learn(nights, startsOf(found), nights.length, design);
  return { shifts: found.map((_, place) => measure(nights, found, place, all, design)), expected, weight: all.weight };
}

/** A change as it was found. */
type Found = Pick<Shift, 'first' | 'detected'>;

/** First night of each level. */
function startsOf(found: readonly Found[]): number[] {
  return [0, ...found.map(({ first }) => first)];
}

/** A cumulative sum. */
interface Sum {
  readonly sum: number;
  /** The night it left zero. */
  readonly since: number;
  /** Nights since then that could be outliers. */
  readonly far: number;
}
const nothing: Sum = { sum: 0, since: 0, far: 0 };

function add(before: Sum, excess: number, index: number, { cap, outlier }: CusumDesign): Sum {
  const isFar = excess > outlier;
  const sum = before.sum + Math.min(excess, isFar && before.far < 2 ? cap / 2 : cap);
  if (sum <= 0) return nothing;
  return {
    sum,
    since: before.sum === 0 ? index : before.since,
    far: before.far + (isFar ? 1 : 0)
  };
}

/** What the nights of the present level measured, with the noise within all levels. */
interface Reference {
  /** Levels of the metric and of the control. */
  readonly center: number;
  readonly control: number;
  readonly weight: number;
  /** Standard deviation of one night. */
  readonly sd: number;
  /** Standard deviation of a mean of n nights, times the root of n. */
  readonly lasting: number;
  readonly controlSd: number;
  readonly degreesOfFreedom: number;
  /** Nights of the present level. */
  readonly nights: number;
}

/**
 * The level since the last of `starts`. Each level is centered on its median; weight, mean and variance are those of
 * values clipped at 2.5 robust standard deviations (one step of an M-estimator, Huber 1981, Robust Statistics, 6.7). The
 * weight is the slope of the metric on the control, shrunk by the positive part of 1 - 1/F (James & Stein 1961): about
 * zero if the control explains no more than chance. It is at most one, because it is to remove what both share.
 */
function learn(nights: readonly Night[], starts: readonly number[], end: number, design: CusumDesign): Reference {
  const levels = starts.map((start, place) => nights.slice(start, starts[place + 1] ?? end));
  const values = levels.map(level => around(level.map(({ value }) => value)));
  const controls = levels.map(level => around(level.map(({ control }) => control)));
  const own = Math.max(1, end - starts.length - 1);
  const clippedValues = clip(values.flatMap(({ distances }) => distances));
  const clippedControls = clip(controls.flatMap(({ distances }) => distances));
  const weight = design.weight ?? weightOf(clippedValues, clippedControls, own);
  const residuals = clip(
    values.flatMap(({ distances }, level) =>
      distances.map((each, at) => each - weight * (controls[level]?.distances[at] ?? 0))
    )
  );
  const last = levels.at(-1)?.length ?? 0;
  let at = 0;
  const centered = levels.flatMap(({ length }) => {
    const level = residuals.slice(at, (at += length));
    const center = mean(level);
    return level.map(each => each - center);
  });
  const squares = sumOf(centered.map(each => each ** 2));
  const degreesOfFreedom = own + design.priorDegreesOfFreedom;
  const sd = Math.sqrt(
    (squares / CLIPPED_VARIANCE + design.priorDegreesOfFreedom * design.priorSd ** 2) / degreesOfFreedom
  );
  const correlation = autocorrelation(centered, squares, design);
  return {
    center: (values.at(-1)?.center ?? 0) + mean(residuals.slice(-last)),
    control: controls.at(-1)?.center ?? 0,
    weight,
    sd,
    lasting: sd * Math.sqrt((1 + correlation) / (1 - correlation)),
    controlSd: robustSd(controls.flatMap(({ known }) => known)),
    degreesOfFreedom,
    nights: last
  };
}

function weightOf(values: readonly number[], controls: readonly number[], degreesOfFreedom: number): number {
  const squares = sumOf(controls.map(each => each ** 2));
  if (squares === 0) return 0;
  const slope = sumOf(values.map((each, at) => each * (controls[at] ?? 0))) / squares;
  const left = sumOf(values.map((each, at) => (each - slope * (controls[at] ?? 0)) ** 2));
  const inverseF = left / (slope ** 2 * squares * degreesOfFreedom);
  return Math.min(1, Math.max(0, slope * Math.max(0, 1 - inverseF)) || 0);
}

/** From one night to the next, weighed with the prior, because few nights show little of it. */
function autocorrelation(
  centered: readonly number[],
  squares: number,
  { priorCorrelation, priorNights }: CusumDesign
): number {
  const nights = centered.length;
  const products = sumOf(centered.slice(1).map((each, before) => each * (centered[before] ?? 0)));
  const own = squares === 0 ? 0 : (nights * products) / squares;
  // Subtracting the mean biases the estimate by -1 / nights.
  const combined = (own + 1 + priorNights * priorCorrelation) / (nights + priorNights);
  return Math.min(MOST_CORRELATED, Math.max(0, combined));
}

/** Distances from the median; those of missing values are zero, and not among the `known`. */
function around(values: readonly (number | undefined)[]) {
  const center = median(values.filter(value => value !== undefined));
  const distances = values.map(value => (value === undefined ? 0 : value - center));
  return { center, distances, known: distances.filter((_, at) => values[at] !== undefined) };
}

function clip(distances: readonly number[]): number[] {
  const most = CLIP * robustSd(distances);
  return most === 0 ? [...distances] : distances.map(each => Math.min(most, Math.max(-most, each)));
}

/** From the median distance, with the correction for few values of Croux & Rousseeuw 1992, COMPSTAT, 411. */
function robustSd(distances: readonly number[]): number {
  const count = distances.length;
  return 1.4826 * (count / Math.max(1, count - 0.8)) * median(distances.map(Math.abs));
}

/** Zero without values. */
function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The standard normal value with about the same probability as t (Wallace 1959, Ann. Math. Stat. 30:1121). */
function normalScore(t: number, degreesOfFreedom: number): number {
  const scale = (8 * degreesOfFreedom + 1) / (8 * degreesOfFreedom + 3);
  return Math.sign(t) * scale * Math.sqrt(degreesOfFreedom * Math.log1p(t ** 2 / degreesOfFreedom));
}

/** Of a night from what an unchanged one would measure. */
function distance({ value, control }: Night, reference: Reference): number {
  return value - reference.center - reference.weight * ((control ?? reference.control) - reference.control);
}

/**
 * The most likely first night of a change, among those since the sum left zero (Pignatiello & Samuel 2001, J. Qual.
 * Technol. 33:357).
 */
function firstNight(nights: readonly Night[], reference: Reference, since: number, detected: number): number {
  let best = { first: since, gain: -Infinity };
  let sum = 0;
  for (const [back, night] of nights
    .slice(since, detected + 1)
    .reverse()
    .entries()) {
    sum += distance(night, reference);
    const gain = sum ** 2 / (back + 1);
    if (gain > best.gain) best = { first: detected - back, gain };
  }
  return best.first;
}

/** A found change with all nights of both levels. */
function measure(
  nights: readonly Night[],
  found: readonly Found[],
  place: number,
  all: Reference,
  design: CusumDesign
): Shift {
  const starts = startsOf(found);
  const [first = 0, next = nights.length] = starts.slice(place + 1);
  const before = nights.slice(starts[place], first);
  const after = nights.slice(first, next);
  const errors = Math.sqrt(1 / before.length + 1 / after.length);
  const [old, now] = [levelOf(before), levelOf(after)];
  const change = now.value - old.value;
  const moved = now.control - old.control;
  const size = change - all.weight * moved;
  const control = design.weight === undefined ? moved : 0;
  const controlNoise = CONTROL_ERRORS * all.controlSd * errors;
  const half = tUpperQuantile(0.025, all.degreesOfFreedom) * all.lasting * errors;
  return {
    first,
    detected: found[place]?.detected ?? first,
    size,
    low: size - half,
    high: size + half,
    before: old.value,
    after: now.value,
    control,
    controlNoise,
    machines: Math.abs(control) > controlNoise && control / change >= CONTROL_SHARE
  };
}

/** Means without outliers; zero for a control that was not measured. */
function levelOf(nights: readonly Night[]): { readonly value: number; readonly control: number } {
  const level = (values: readonly (number | undefined)[]): number => {
    const { center, known } = around(values);
    return known.length === 0 ? 0 : center + mean(clip(known));
  };
  return { value: level(nights.map(({ value }) => value)), control: level(nights.map(({ control }) => control)) };
}
