import type { BlockPlan } from './plan.ts';

/** Measured on the lab (kind, two cores): helm upgrade, one rollout, new test pods. */
const switchSeconds = 25;
/** At least five one-second probes with their start and end. */
const settlingSeconds = 8;
/** Pods of a traffic matrix, its transfers of a second and the second witness. */
const verifySeconds = 30;
/** Start and end of a tool, and the readings around a sample. */
const sampleOverheadSeconds = 1.5;

/** Seconds that blocks take from now on; `blockSeconds` replaces the assumed switch and settling by measured ones. */
export function estimateSeconds(
  rounds: readonly (readonly BlockPlan[])[],
  durationSeconds: number,
  omitSeconds: number,
  blockSeconds = switchSeconds + settlingSeconds
): number {
  const blocks = rounds.flat();
  const samples = blocks.flatMap(block => block.tests).length;
  const switches = blocks.filter(block => block.path === 'pod').length;
  const verified = blocks.filter(block => block.verify).length;
  return (
    switches * blockSeconds +
    verified * verifySeconds +
    samples * (durationSeconds + omitSeconds + sampleOverheadSeconds)
  );
}
