import { z } from 'zod';
import { encryptionModes, parseScenario, routingModes, scenarioName } from '../scenario/scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { didYouMean } from './nearest.ts';
import { either } from './text.ts';
import { list } from './values.ts';

/** Names of all scenarios. */
const scenarioNames: readonly string[] = routingModes.flatMap(routing =>
  encryptionModes.map(encryption => scenarioName({ routing, encryption }))
);

const additions = encryptionModes.filter(mode => mode !== 'none').map(mode => `+${mode}`);

/** How scenarios are named, for help and messages: shorter than all twelve. */
export const scenarioGrammar = `${either(routingModes)}, alone or with ${either(additions)}`;

const scenario = z.string().transform((name, context): Scenario => {
  const parsed = parseScenario(name);
  if (parsed !== undefined) return parsed;
  const message = `is not a scenario; write ${scenarioGrammar}${didYouMean(name, scenarioNames)}`;
  context.addIssue({ code: 'custom', input: name, message });
  return z.NEVER;
});

/** Scenarios by name, each once; `vxlan+none` is `vxlan`. */
export const scenarios = list(scenario).superRefine((parsed, context) => {
  const names = parsed.map(scenarioName);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
    context.addIssue({
      code: 'custom',
      input: name,
      message: 'is listed twice (with and without +none); list it once'
    });
  }
});
