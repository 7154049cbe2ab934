import { homogeneityP } from './homogeneity.ts';
import { moderate } from './moderate.ts';
import type { Spread } from './spread.ts';

/** Metrics whose variances were moderated together. */
export interface Pool {
  readonly ids: readonly string[];
  /** Weight of the others in each variance, degrees of freedom; 0: each stands alone. */
  readonly priorDegreesOfFreedom: number;
  /** Bartlett's test over the pool. */
  readonly homogeneityP: number | undefined;
}

export interface Pooling {
  readonly pools: readonly Pool[];
  readonly spreads: ReadonlyMap<string, Spread>;
}

interface Member {
  readonly id: string;
  readonly group: string;
  readonly gated: boolean;
  readonly own: Spread;
}

/** Fewer variances than this tell nothing about whether they agree. */
const SMALLEST_POOL = 4;

/** 0.01 %, squared: no tool reports finer, and equal readings must not pass for certainty. */
const SMALLEST_VARIANCE = 1e-4 ** 2;

/**
 * Moderates variances within each group (a kind of metric over scenarios) of at least four; gated metrics of smaller groups
 * share one pool, so that one scenario's primary metrics help each other. Metrics that do not gate (retransmits, minima) never
 * lend to those that do, and stand alone outside a group.
 */
export function poolSpreads(members: readonly Member[]): Pooling {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = `${member.gated ? 'gated' : 'shown'} ${member.group}`;
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  const rest = [...groups.values()].filter(group => group.length < SMALLEST_POOL).flat();
  const pools = [
    ...[...groups.values()].filter(group => group.length >= SMALLEST_POOL),
    rest.filter(({ gated }) => gated),
    ...rest.filter(({ gated }) => !gated).map(member => [member])
  ].filter(pool => pool.length > 0);

  const spreads = new Map<string, Spread>();
  const described = pools.map((pool): Pool => {
    const own = pool.map(({ own: { variance, degreesOfFreedom } }) => ({
      variance: Math.max(variance, SMALLEST_VARIANCE),
      degreesOfFreedom
    }));
    const moderated = moderate(own);
    for (const [index, { id }] of pool.entries()) {
      const spread = moderated.spreads[index];
      if (spread !== undefined) spreads.set(id, spread);
    }
    return {
      ids: pool.map(({ id }) => id),
      priorDegreesOfFreedom: moderated.priorDegreesOfFreedom,
      homogeneityP: homogeneityP(own)
    };
  });
  return { pools: described, spreads };
}
