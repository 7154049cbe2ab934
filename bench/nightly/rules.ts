import { comparePool, defaultPoolDesign, type PoolMetric } from '../../src/statistics/compare-pool.ts';
import { testControl } from '../../src/statistics/control.ts';
import { defaultCusumDesign, findShifts, pinnedCusumDesign, type CusumDesign } from '../../src/statistics/cusum.ts';
import { toleranceOf } from '../../src/statistics/outcome.ts';
import { onlineChanges } from './bayesian.ts';
import { divide } from './divisive.ts';
import type { SimulatedNight } from './nights.ts';

/** A change that a rule reports, in the night it does. */
interface Alarm {
  readonly metric: number;
  readonly detected: number;
  readonly isLoss: boolean;
}

export interface NightRule {
  readonly name: string;
  /** Share of the simulations that it gets, because it is slow. */
  readonly share: number;
  /** `nights` of each metric. */
  readonly judge: (nights: readonly (readonly SimulatedNight[])[]) => Alarm[];
}

/** Runs in a pool and in an anchor. */
const [poolRuns, anchorRuns] = [30, 5];

/**
 * Today's rule: each night against a pool of up to 30 earlier nights that were not flagged, and the oldest five of ten.
 * An alarm is a gated regression or improvement that the night before did not have; the control can veto.
 */
export const poolRule: NightRule = {
  name: 'pool of 30 with anchor (the rule for one run)',
  share: 0.1,
  judge: nights => {
    const alarms: Alarm[] = [];
    const published: number[] = [];
    let before = new Map<number, string>();
    for (let night = 0; night < (nights[0]?.length ?? 0); night += 1) {
      const valuesOf = (metric: number, some: readonly number[]): number[] =>
        some.map(each => Math.exp(nights[metric]?.[each]?.value ?? NaN));
      const pool = published.slice(-poolRuns);
      const anchor = published.length >= 2 * anchorRuns ? published.slice(0, anchorRuns) : [];
      const metrics = nights.flatMap((_, metric): PoolMetric[] => {
        const [value = NaN] = valuesOf(metric, [night]);
        const common = { better: 'higher', tolerance: toleranceOf('higher', 10), gated: true, value } as const;
        return [
          { ...common, id: String(metric), history: valuesOf(metric, pool) },
          ...(anchor.length === 0 ? [] : [{ ...common, id: String(metric), history: valuesOf(metric, anchor) }])
        ];
      });
      const controls = [night, ...pool].map(each => Math.exp(nights[0]?.[each]?.control ?? NaN));
      const [control = NaN, ...earlier] = controls;
      const tolerance = toleranceOf('higher', 10);
      const { machines } = testControl([{ id: 'control', tolerance, value: control, history: earlier }]);
      const flagged = new Map<number, string>();
      if (machines !== 'changed') {
        for (const { id, gates, outcome } of comparePool(metrics, defaultPoolDesign)) {
          if (gates && (outcome === 'regression' || outcome === 'improvement')) flagged.set(Number(id), outcome);
        }
      }
      for (const [metric, outcome] of flagged) {
        if (before.get(metric) !== outcome) {
          alarms.push({ metric, detected: night, isLoss: outcome === 'regression' });
        }
      }
      if (![...flagged.values()].includes('regression')) published.push(night);
      before = flagged;
    }
    return alarms;
  }
};

/**
 * A change point counts when it is first reported. Otava moves points by some nights as more arrive, which is the same
 * change. `smallest` is the change in percent below which Orion keeps quiet, in the better direction always.
 */
function divisive(name: string, smallest: number, lossesOnly: boolean): NightRule {
  return {
    name,
    share: 0.1,
    judge: nights =>
      nights.flatMap((metric, index) => {
        const values = metric.map(({ value }) => Math.exp(value));
        const reported: number[] = [];
        const known = new Map<number, readonly number[]>();
        const alarms: Alarm[] = [];
        for (let end = 3; end <= values.length; end += 1) {
          for (const { first, before, after } of divide(values.slice(0, end), known)) {
            const isLoss = after < before;
            if ((lossesOnly && !isLoss) || Math.abs(after / before - 1) * 100 < smallest) continue;
            const isKnown = reported.some(each => Math.abs(each - first) <= 5);
            reported.push(first);
            if (!isKnown) alarms.push({ metric: index, detected: end - 1, isLoss });
          }
        }
        return alarms;
      })
  };
}

export const otava = divisive('E-divisive as in Apache Otava (p 0.001)', 0, false);
export const orion = divisive("Orion's use of it (losses from 10 %)", 10, true);

/**
 * Our detector with other constants, and with the control or a reference that `beside` selects. Changes of the machines are
 * no alarms.
 */
function cusum(name: string, design: CusumDesign, beside: 'control' | 'reference' | 'apart' = 'control'): NightRule {
  return {
    name,
    share: 1,
    judge: nights =>
      nights.flatMap((metric, index) => {
        const judged = metric.map(night => ({ value: night.value, control: night[beside] }));
        return findShifts(judged, nights.length, design)
          .shifts.filter(({ machines }) => !machines)
          .map(({ detected, size }) => ({ metric: index, detected, isLoss: size < 0 }));
      })
  };
}

export const ours = cusum('adjusted CUSUM (the detector)', defaultCusumDesign);
export const pinned = cusum('the detector on the ratio to a pinned reference', pinnedCusumDesign, 'reference');
export const pinnedApart = cusum('the same, if both arms share nothing but the machines', pinnedCusumDesign, 'apart');

/** The plan it started from: no doubt about the reference, outliers or correlated nights. */
export const plainCusum = cusum('adjusted CUSUM, allowance 2.5 %, h 5.5, nothing else', {
  ...defaultCusumDesign,
  ...{ leastAllowance: 0, uncertainty: 0, threshold: 5.5, cap: Infinity, outlier: Infinity },
  ...{ priorCorrelation: 0, priorNights: 1e9, priorDegreesOfFreedom: 0 }
});

export const bayesian: NightRule = {
  name: 'Bayesian online detection, of the ratio to the control',
  share: 0.1,
  judge: nights =>
    nights.flatMap((metric, index) =>
      onlineChanges(metric.map(({ value, control = 0 }) => value - control)).map(({ detected, sign }) => ({
        metric: index,
        detected,
        isLoss: sign < 0
      }))
    )
};
