import { figuresOf, keyText } from '../model/figures.ts';
import type { Policy } from '../model/options.ts';
import type { Run } from '../model/run.ts';
import { testControl } from '../statistics/control.ts';
import type { ControlComparison } from '../model/comparison.ts';
import type { Earlier } from './metric.ts';
import { isGated, toleranceFor } from './policy.ts';

/**
 * Whether the machines changed since the earlier runs, measured between host-network pods. With a reference arm this is
 * for information only, because both arms ran interleaved on the same machines. `runs` names the compared runs in the
 * reason.
 */
export function compareControl(
  run: Run,
  policy: Policy,
  figures: Earlier,
  runs: 'earlier runs' | 'older runs'
): ControlComparison {
  const controls = figuresOf(run).filter(
    figure => figure.scenario === undefined && isGated(policy, figure.test, figure.metric)
  );
  if (controls.length === 0) {
    return { state: 'not available', reason: withoutControl(run) };
  }
  const test = testControl(
    controls.flatMap(({ better, mean, ...key }) =>
      better === 'none'
        ? []
        : [
            {
              id: key.test,
              tolerance: toleranceFor(policy, better).log,
              value: mean,
              history: (figures.get(keyText(key)) ?? []).map(({ value }) => value)
            }
          ]
    )
  );
  const [largest] = test.metrics
    .flatMap(({ id, estimate, changed }) => (estimate === undefined ? [] : [{ id, estimate, changed }]))
    .sort(
      (left, right) =>
        Number(right.changed) - Number(left.changed) || Math.abs(right.estimate) - Math.abs(left.estimate)
    );
  if (test.machines === 'not available' || largest === undefined) {
    return { state: 'not available', reason: `fewer than two ${runs} have a control to compare with` };
  }
  const percent = `${((Math.exp(largest.estimate) - 1) * 100).toFixed(1)} %`;
  return {
    state: test.machines,
    reason:
      test.machines === 'changed'
        ? `the control (${largest.id} between host-network pods) changed by ${percent}: the machines differ from those of the ${runs}`
        : `the control matches the ${runs} (largest change: ${largest.id}, ${percent})`
  };
}

/** Why a run has no valid control. */
function withoutControl({ samples }: Run): string {
  const own = samples.filter(({ path }) => path === 'host');
  const failed = own.find(({ status }) => status === 'invalid');
  if (failed?.reason !== undefined) return failed.reason.message;
  const [first] = own;
  if (first === undefined) return 'no control was measured';
  return first.proof?.verdict === 'encrypted'
    ? `the control was encrypted, so it does not measure the machines alone: ${first.proof.reason}`
    : 'the control was not proven to be unencrypted';
}
