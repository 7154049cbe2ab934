import { redactValue } from '../results/redact.ts';

/** An argument list as one would type it. */
export function commandLine(command: readonly string[]): string {
  const redacted = redactValue(command) as readonly string[];
  return redacted
    .map(argument => (/^[\w%+,./:=@-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}
