import type { Printed } from './contract.ts';

/** A text that is never empty, such as a file of /proc. @throws Error when it is. */
export function someText({ stdout }: Printed): string {
  if (stdout.trim() === '') throw new Error('it printed nothing');
  return stdout;
}

/** A whole JSON document. @throws Error when it is empty, cut off, or has something before or after it. */
export function wholeJson({ stdout }: Printed): string {
  parseWhole(stdout);
  return stdout;
}

/** One member of a JSON document, as a document with only that; the rest, often megabytes, is not kept. @throws Error as above. */
export function memberOf(key: string): (printed: Printed) => string {
  return ({ stdout }) => {
    const document = parseWhole(stdout);
    const value =
      typeof document === 'object' && document !== null ? (document as Record<string, unknown>)[key] : undefined;
    return JSON.stringify(value === undefined ? {} : { [key]: value });
  };
}

/**
 * A listing of iproute2, which may be empty. @throws Error when the kernel changed what was being listed ("Dump was
 * interrupted and may be inconsistent", with exit code 0), or anything else was said.
 */
export function wholeListing({ stdout, stderr }: Printed): string {
  if (stderr.trim() !== '') throw new Error(stderr.trim().slice(0, 300));
  return stdout;
}

function parseWhole(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      text.trim() === '' ? 'it printed nothing' : `it did not print JSON alone: ${text.trim().slice(0, 100)}`
    );
  }
}
