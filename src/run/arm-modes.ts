import type { RunOptions } from '../model/options.ts';
import type { Arm, Run } from '../model/run.ts';
import { describeMode, scenarioName, type Scenario } from '../model/scenario.ts';
import { describeOverride } from '../scenario/mode-of-values.ts';
import { isSet } from '../scenario/values.ts';
import type { CiliumSpec } from './cilium-spec.ts';

/** What the arms are measured in, as far as it is known. */
type KnownArms = ReadonlyMap<Arm, Pick<CiliumSpec, 'mode' | 'chartVersion' | 'values' | 'from'>>;

/** How the modes of both arms differ. */
export interface ModeChange {
  readonly reference: Scenario;
  /** For run.json. */
  readonly record: Required<Pick<NonNullable<Run['reference']>, 'scenario' | 'modes'>>;
}

/** How the reference's mode differs from the candidate's; `undefined` if it does not. */
export function modeChange(specs: KnownArms): ModeChange | undefined {
  const [candidate, reference] = [specs.get('candidate')?.mode, specs.get('reference')?.mode];
  if (candidate === undefined || reference === undefined) return undefined;
  const modes = { candidate: describeMode(candidate), reference: describeMode(reference) };
  if (modes.candidate === modes.reference) return undefined;
  return { reference: reference.scenario, record: { scenario: scenarioName(reference.scenario), modes } };
}

/** What the scenarios in the inputs replace in the values of each arm, one sentence each without a period. */
export function overridesOf({ scenarios, modes }: RunOptions, specs: KnownArms): readonly string[] {
  const named = scenarios.map(scenario => ({ scenario, modes }));
  const describe = (arm: Arm, whose: string): string | undefined => {
    const spec = specs.get(arm);
    if (spec === undefined || spec.mode !== undefined) return undefined;
    return describeOverride(spec.values, spec.chartVersion, named, whose);
  };
  const own = describe('candidate', 'cilium-values');
  if (!specs.has('reference') || own === describe('reference', 'cilium-values')) return own === undefined ? [] : [own];
  return [
    ...[own, describe('reference', "the reference's values")].filter(line => line !== undefined),
    'This difference between the two is not measured; leave scenarios out to measure each in the mode of its own values'
  ];
}

/** The modes of the values for the log; empty if the inputs name scenarios. */
export function describeModes(specs: KnownArms): readonly string[] {
  const change = modeChange(specs);
  return [...specs].flatMap(([arm, { mode, from, values }]) => {
    if (mode === undefined || (arm === 'reference' && change === undefined)) return [];
    const otherwise = isSet(values) ? 'set' : "the chart's defaults, because scenarios and cilium-values are not set";
    const origin = from.length > 0 ? from.join(' and ') : otherwise;
    return [`mode${arm === 'reference' ? ' of the reference' : ''}: ${describeMode(mode)}, from ${origin}`];
  });
}
