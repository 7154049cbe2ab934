/**
 * The inputs of a workflow step, as the runner passes them: `INPUT_` and the name in capitals, hyphens kept. Names that
 * the action does not know are passed too (the runner only warns), so that a mistyped one is refused like a flag.
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
