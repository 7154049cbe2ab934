import type { z } from 'zod';
import type { InputDefinition } from './definition.ts';
import { quote } from './text.ts';

/** What one input's text turned out to be: its value, or one sentence per mistake. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the text of one input by its definition. */
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
