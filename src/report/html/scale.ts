import { formatNumber } from '../quantity.ts';

/** A linear axis: from figures to places on the drawing, with round ticks. */
export interface Axis {
  readonly ticks: readonly number[];
  /** A tick's text, with the decimals that tell it from the next; figures are divided by `factor`. */
  name(tick: number, factor?: number): string;
  /** The place of a figure; one beyond the axis lies on its edge. */
  place(value: number): number;
}

/** An axis that holds `low` to `high`, drawn from `start` to `end`, with about `count` ticks. */
export function createAxis(low: number, high: number, start: number, end: number, count: number): Axis {
  const size = high > low ? high - low : Math.abs(high) || 1;
  const step = roundStep(size / count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const [from, to] = [first * step, last * step];
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12))),
    name: (tick, factor = 1) =>
      formatNumber(tick / factor, Math.min(6, Math.max(0, -Math.floor(Math.log10(step / factor) + 1e-9)))),
    place: value => start + Math.min(1, Math.max(0, (value - from) / (to - from))) * (end - start)
  };
}

/** The next of 1, 2 and 5 times a power of ten. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5].find(candidate => candidate * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}
