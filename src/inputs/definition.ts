import type { z } from 'zod';
import type { EncryptionMode } from '../model/scenario.ts';

/** Groups of inputs, in the order of the help text and of action.yml. */
export const groups = ['Cluster', 'Cilium', 'Modes', 'Measuring', 'Comparing', 'Results'] as const;
type Group = (typeof groups)[number];

/** All that is known about one input: action.yml, the README, the help text and the checks are made from it. */
export interface InputDefinition {
  readonly group: Group;
  /** One sentence, for the help text and the README's table. */
  readonly summary: string;
  /** Paragraphs for action.yml: what it does, when to use it, when not to. */
  readonly description: readonly string[];
  /** A line or a few of a workflow's `with:`. */
  readonly example: string;
  /** What the help text shows as the flag's value; absent for a boolean, whose flag needs none. */
  readonly placeholder?: string;
  readonly required: boolean;
  /** Its value is never repeated in a message. */
  readonly secret?: true;
  readonly default?: string;
  /**
   * Where the default holds, if not everywhere. action.yml then names it in the text only: the runner passes a default
   * like a value that was written, and the two must be told apart to see contradictions.
   */
  readonly defaultHolds?: string;
  /** Only in action.yml; the command line has none. */
  readonly actionDefault?: string;
  /** Means nothing outside of a workflow: the command line does not have it. */
  readonly workflowOnly?: true;
  /** The kind of cluster that the input belongs to; with another one it is a contradiction. */
  readonly provider?: 'kind' | 'aks' | 'kubeconfig';
  /** The encryption modes that the input is about; with no scenario of theirs it is a contradiction. */
  readonly encryptions?: readonly EncryptionMode[];
  /** Says what is applied to the cluster, so with `apply: false` it is a contradiction. */
  readonly applied?: true;
  /** What `suite: published` fixes it to; another value is a contradiction. */
  readonly published?: string;
  /** From the text of an input to its value. */
  readonly parser: z.ZodType<unknown, string>;
}
