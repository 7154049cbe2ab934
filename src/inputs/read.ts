import type { z } from 'zod';
import type { InputDefinition } from './definition.ts';
import { quote } from './text.ts';

/** The value of an input, or one sentence per mistake. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

/** Parses the text of one input according to its definition. */
export function readInput<T>(
  name: string,
  definition: Pick<InputDefinition, 'secret'> & { readonly parser: z.ZodType<T, string> },
  text: string
): Reading<T> {
  const result = definition.parser.safeParse(text, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.map(issue => {
    const shown = definition.secret === true ? 'the value' : quote(String(issue.input));
    return `${name}: ${shown} ${issue.message}.`;
  });
  return { ok: false, problems };
}

/**
 * The inputs of a workflow step as the runner passes them: `INPUT_` and the uppercase name, with hyphens. The runner only
 * warns about unknown names and passes them too, so a mistyped input can be refused like a mistyped flag.
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const raw = new Map<string, string>();
  for (const [variable, text] of Object.entries(environment)) {
    if (variable.startsWith('INPUT_') && text !== undefined) {
      raw.set(variable.slice('INPUT_'.length).toLowerCase(), text);
    }
  }
  return raw;
}
