import { withoutInvisible } from '../lib/visible.ts';
import { redactLine, redactText } from './redact.ts';

/** More than any message needs. Longer texts are cut before they cost time. */
const readLength = 64_000;
const messageLength = 4000;
const lineLength = 300;
const logLength = 1_000_000;

/**
 * A text from outside for a message: another program's words, an event, an answer. Visible characters only, without
 * secrets, and bounded. Texts enter messages only through this function and `foreignLine`; the ports call them, so that
 * errors carry clean texts from the start.
 */
export function foreignText(text: string, most = messageLength): string {
  // What is invisible goes first, because within a secret it would hide it from the redactor.
  return cut(redactText(withoutInvisible(cut(text, readLength))), most);
}

/** The same on one line, for a log, a table or a sentence. */
export function foreignLine(text: string, most = lineLength): string {
  return cut(foreignText(text).replace(/\s+/g, ' ').trim(), most);
}

/** The end of a log from outside. Each line is bounded by itself, so that a long one does not push out the others. */
export function foreignLog(text: string): string {
  const end = text.slice(-logLength);
  const lines = (end === text ? end : end.slice(end.indexOf('\n') + 1)).split('\n');
  return redactText(withoutInvisible(lines.map(line => cut(line, messageLength)).join('\n')));
}

/** A line on its way to the log: the last defense, because words from outside were redacted where they entered. */
export function cleanLine(line: string): string {
  return redactLine(withoutInvisible(cut(line, readLength)));
}

/** Cuts between words, because half a token is one that nobody recognizes. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = Math.max(text.lastIndexOf(' ', length), text.lastIndexOf('\n', length));
  return `${text.slice(0, end > 0 ? end : length)}...`;
}
