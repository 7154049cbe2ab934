import { createHmac, randomBytes } from 'node:crypto';

/** Each process makes its own and never stores it. From a hash without a key, a PIN can be guessed in seconds. */
const key = randomBytes(32);

/** Returns the mark that replaces a secret. */
export type Replace = (secret: string) => string;

/** A mark, as part of a pattern. */
export const markPattern = String.raw`\[redacted [0-9a-f]{8}\]`;

/** What replaces a secret. Marks of one process differ if and only if the secrets do. */
export function markOf(secret: string): string {
  return `[redacted ${createHmac('sha256', key).update(secret).digest('hex').slice(0, 8)}]`;
}

/** A text in which all marks are alike, to compare it with what another process wrote. */
export function withEqualMarks(text: string): string {
  return text.replace(new RegExp(markPattern, 'g'), '[redacted]');
}
