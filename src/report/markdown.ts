import { redactText } from '../results/redact.ts';

/** Characters that no terminal or page should take from a tool: controls, and what reorders or hides text. */
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** Keeps what stands before it from becoming a mention, a reference or a link, and is not seen. */
const joint = '\u2060';

/** Text from outside on one line without control characters, for a log or for Markdown. Secrets are taken out first. */
export function oneLine(text: string): string {
  return redactText(text).replace(/\s+/g, ' ').replace(invisible, '').trim();
}

/** Text from outside as Markdown that shows exactly it: no markup, table cell, mention, reference, link or HTML. */
export function escapeMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_[\]|~$]/g, '\\$&')
      // Not in the middle of a word, so that an image with its digest can be copied.
      .replace(/(?<!\w)@|#/g, `$&${joint}`)
      .replace(/\b(https?|ftp):\/\//gi, `$1:${joint}//`)
      .replace(/\b(www|GH)(?=[.-])/gi, `$1${joint}`)
  );
}

/** A fenced block that nothing in the content can end. */
export function fence(content: string, language = ''): string {
  const text = redactText(content).replace(/\r\n?/g, '\n').replace(invisible, '').trimEnd();
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), match => match[0].length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text}\n${marks}`;
}

/** A table; the cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
