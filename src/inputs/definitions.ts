import type { z } from 'zod';
import { aks } from './aks.ts';
import { cluster } from './cluster.ts';
import { comparing } from './comparing.ts';
import type { InputDefinition } from './definition.ts';
import { howToMeasure } from './how-to-measure.ts';
import { kind } from './kind.ts';
import { reporting } from './reporting.ts';
import { whatToMeasure } from './what-to-measure.ts';

/** Every input of the action, and every flag of `run`, by name. */
export const definitions = {
  ...whatToMeasure,
  ...howToMeasure,
  ...comparing,
  ...cluster,
  ...kind,
  ...aks,
  ...reporting
} as const satisfies Record<string, InputDefinition>;

export type InputName = keyof typeof definitions;

/** The values of all inputs. Inputs without a default may be absent. */
export type InputValues = {
  readonly [Name in InputName]:
    | z.output<(typeof definitions)[Name]['parser']>
    | ((typeof definitions)[Name] extends { readonly default: string } ? never : undefined);
};

/** Inputs under one heading of action.yml, docs/reference.md and the help text. */
export interface Section {
  readonly heading: string;
  readonly names: readonly InputName[];
}

/** All that most workflows need. */
const mostUsed: readonly InputName[] = [
  'cilium-values',
  'cilium-version',
  'scenarios',
  'reference',
  'cluster',
  'allow-reconfigure',
  'fail-on',
  'plan-only'
];

/** The most used inputs, then all others by subject. */
export const sections: readonly Section[] = [
  { heading: 'Most used', names: mostUsed },
  section('What to measure', whatToMeasure),
  section('How to measure', howToMeasure),
  section('What to compare with', comparing),
  section('Cluster', cluster),
  section('kind', kind),
  section('AKS', aks),
  section('Reporting', reporting)
];

function section(heading: string, inputs: Partial<Record<InputName, InputDefinition>>): Section {
  return { heading, names: (Object.keys(inputs) as InputName[]).filter(name => !mostUsed.includes(name)) };
}

/** All names, in order. */
export const inputNames: readonly InputName[] = sections.flatMap(({ names }) => names);

/** The flags of `run`. */
export const runInputs = inputNames.filter(name => definitionOf(name).workflowOnly !== true);

/** The flags of `verify`: those of `run` except for samples and comparisons. */
export const verifyInputs = runInputs.filter(
  name =>
    !Object.hasOwn(comparing, name) &&
    !(['suite', 'tests', 'rounds', 'duration', 'omit', 'time-budget', 'fail-on'] as readonly InputName[]).includes(name)
);

/** What `mode: verify` cannot use: it takes no samples and compares nothing. */
export const measureInputs = runInputs.filter(name => !verifyInputs.includes(name));

/** The flags of `compare`. */
export const compareInputs = [
  'baseline-files',
  'tolerance-throughput',
  'tolerance-latency',
  'gate',
  'matrix-jobs',
  'fail-on'
] as const satisfies readonly InputName[];

/** The inputs of the second stage (`report/`). */
export const reportInputs = [
  'baseline',
  'baseline-files',
  'baseline-workflow',
  'tolerance-throughput',
  'tolerance-latency',
  'gate',
  'matrix-jobs',
  'fail-on',
  'comment',
  'comment-key',
  'pull-request',
  'github-token'
] as const satisfies readonly InputName[];

/** The definition of one input, typed with all optional parts. */
export function definitionOf(name: InputName): InputDefinition {
  return definitions[name];
}

/** Whether a name is the name of an input. */
export function isInputName(name: string): name is InputName {
  return Object.hasOwn(definitions, name);
}
