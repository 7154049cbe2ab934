import { z } from 'zod';
import { parseScenario, routingModes, scenarioName } from '../scenario/scenario.ts';
import type { EncryptionMode, Scenario } from '../scenario/scenario.ts';
import { didYouMean } from './nearest.ts';
import { either } from './text.ts';
import { list } from './values.ts';

/**
 * The encryption modes that can be measured today. The others come with their proofs: a figure that is called encrypted
 * without one is what this program is against. Add a mode here when its proof exists; nothing else has to change.
 */
const measurableEncryptions: readonly EncryptionMode[] = ['none'];

/** Names of all scenarios that can be measured, in the order in which help and messages list them. */
export const measurableScenarios: readonly string[] = routingModes.flatMap(routing =>
  measurableEncryptions.map(encryption => scenarioName({ routing, encryption }))
);

const scenario = z.string().transform((name, context): Scenario => {
  const parsed = parseScenario(name);
  if (parsed === undefined) {
    const message = `is not a scenario; write ${either(measurableScenarios)}${didYouMean(name, measurableScenarios)}`;
    context.addIssue({ code: 'custom', input: name, message });
    return z.NEVER;
  }
  if (!measurableEncryptions.includes(parsed.encryption)) {
    const message = `cannot be measured yet, because ${parsed.encryption} encryption cannot be proven yet; write ${either(measurableScenarios)}`;
    context.addIssue({ code: 'custom', input: name, message });
    return z.NEVER;
  }
  return parsed;
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
