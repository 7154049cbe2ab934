import type { z } from 'zod';
import type { EncryptionMode } from '../model/scenario.ts';

/** Everything about one input. action.yml, docs/reference.md, the help text and the checks are generated from it. */
export interface InputDefinition {
  /** One sentence in Markdown, for docs/reference.md and, without backticks, the help text. */
  readonly summary: string;
  /** Paragraphs for action.yml: what the input does, and when to use it or not. */
  readonly description: readonly string[];
  /** One or more lines for the `with:` of a workflow. */
  readonly example: string;
  /** The flag's value in the help text; absent for a boolean, whose flag has none. */
  readonly placeholder?: string;
  /** The words that a shell completes, if the placeholder does not list them. */
  readonly words?: readonly string[];
  /** Messages never show the value. */
  readonly secret?: true;
  readonly default?: string;
  /**
   * When the default applies, if not always. action.yml then shows it only in the text: the runner passes a default
   * just like a value from the workflow, and the check for contradictions must distinguish the two.
   */
  readonly defaultHolds?: string;
  /** In Markdown: what applies without the input, if that is more than the one value in `default`. */
  readonly defaultInWords?: string;
  /** What action.yml passes; the default on the command line is another one. */
  readonly actionDefault?: string;
  /** Only useful in a workflow; the command line does not have it. */
  readonly workflowOnly?: true;
  /** The cluster type the input applies to; it is refused with any other. */
  readonly provider?: 'kind' | 'aks' | 'kubeconfig';
  /** The encryption modes the input applies to; it is refused if no scenario uses one of them. */
  readonly encryptions?: readonly EncryptionMode[];
  /** The chart's value for the same; it counts instead of the input if no scenario is named. */
  readonly chartValue?: string;
  /** Changes the cluster, so it is refused with `apply: false`. */
  readonly applied?: true;
  /** The value that `suite: published` requires; any other is refused. */
  readonly published?: string;
  /** Turns the text of the input into its value. */
  readonly parser: z.ZodType<unknown, string>;
}
