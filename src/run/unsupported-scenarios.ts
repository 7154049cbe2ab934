import { InputError } from '../model/errors.ts';
import type { RunOptions } from '../model/options.ts';
import type { Arm, ScenarioResult } from '../model/run.ts';
import { scenarioName } from '../model/scenario.ts';

/** Scenarios that cannot work on this machine, by name, each with the reason. */
export type Unsupported = ReadonlyMap<string, string>;

/** The options without the scenarios that cannot work. Throws an InputError if none is left. */
export function withoutUnsupported(options: RunOptions, unsupported: Unsupported): RunOptions {
  if (unsupported.size === 0) return options;
  const scenarios = options.scenarios.filter(scenario => !unsupported.has(scenarioName(scenario)));
  if (scenarios.length === 0) {
    const reasons = [...unsupported].map(([name, reason]) => `"${name}": ${reason}`);
    throw new InputError(
      `scenarios: none of them can work on a kind cluster of this machine: ${reasons.join('; ')}; write others, or use another runner or a cluster of other machines`
    );
  }
  return { ...options, scenarios };
}

/** Results of the scenarios that cannot work and were not tried. */
export function unsupportedResults(
  { scenarios }: RunOptions,
  unsupported: Unsupported,
  arms: readonly Arm[]
): readonly ScenarioResult[] {
  return scenarios.flatMap(scenario => {
    const name = scenarioName(scenario);
    const lack = unsupported.get(name);
    if (lack === undefined) return [];
    const message = `${lack}, and all nodes of a kind cluster run on it`;
    return arms.map(arm => ({
      ...{ name, arm, ...scenario, status: 'failed' as const },
      ...{ reason: { kind: 'kernel-lacks' as const, message }, values: {} }
    }));
  });
}
