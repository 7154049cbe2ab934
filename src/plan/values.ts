import { stringify } from 'yaml';
import type { RunOptions } from '../inputs/options.ts';
import { scenarioName } from '../scenario/scenario.ts';
import { scenarioValues } from '../scenario/values.ts';

/** The Helm values that each scenario will set over the user's own; what only the cluster knows is named as such. */
export function describeValues(options: RunOptions): readonly string[] {
  const network = { podCidr: "<range of the cluster's pods>", autoDirectNodeRoutes: true };
  return options.scenarios.flatMap(scenario => {
    const values = scenarioValues(scenario, network, options.cilium.version, options.modes);
    return [
      `values of ${scenarioName(scenario)}:`,
      ...stringify(values)
        .trimEnd()
        .split('\n')
        .map(line => `  ${line}`)
    ];
  });
}
