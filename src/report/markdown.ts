import { redactText } from '../redaction/redact.ts';

/** Characters that no terminal or page should take from a tool: controls, and what reorders or hides text. */
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** Keeps what stands before it from becoming a mention, a reference or a link, and is not seen. */
const joint = '\u2060';

/** Text from outside on one line without control characters, for a log or for Markdown. Secrets are taken out first. */
export function oneLine(text: string): string {
  // A lone surrogate cannot be written as UTF-8: GitHub's API would refuse the whole comment for it.
  return redactText(text).toWellFormed().replace(/\s+/g, ' ').replace(invisible, '').trim();
}

/** Text from outside as Markdown that shows exactly it: no markup, table cell, mention, reference, link or HTML. */
export function escapeMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_[\]|~$]/g, '\\$&')
      // In the middle of a word only where an address of mail could be read, so that an image with its digest can be copied.
      .replace(/(?<![A-Za-z0-9])@|#|@(?=[\w-]+\.)/g, `$&${joint}`)
      .replace(/(https?|ftp):\/\//gi, `$1:${joint}//`)
      .replace(/www(?=\.)|(?<![A-Za-z0-9])GH(?=-)/gi, `$&${joint}`)
      .replace(/:(?=[\w+-]*[a-z][\w+-]*:)/gi, `$&${joint}`)
      .replace(commit, hash => (hash.match(/.{1,6}/g) ?? []).join(joint))
      // What would make a list or a heading of a line that it starts, or a command of a log that shows it.
      .replace(/^(?:\d+(?=[.)](?:\s|$))|:(?=:))/, `$&${joint}`)
      .replace(/^[-+=]/, String.raw`\$&`)
  );
}

/** What GitHub links to a commit of that name. A number is left whole: it is one of a run far more often. */
const commit = /(?<![0-9A-Za-z])(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9A-Za-z])/gi;

/** Text from outside that may be long, as Markdown of a bounded length: at most about six times `characters`. */
export function escapeShort(text: string, characters = 240): string {
  // Redacted before it is cut: half a key is no form that the redactor knows.
  return escapeMarkdown(shorten(oneLine(text), characters));
}

/** Text from outside as Markdown of at most `limit` characters, cut where escaping makes more of it. */
export function escapeWithin(text: string, limit: number): string {
  const line = oneLine(text);
  let characters = limit;
  for (;;) {
    const escaped = escapeMarkdown(shorten(line, Math.max(1, characters)));
    if (escaped.length <= limit || characters <= 1) return escaped;
    characters = Math.floor((characters * limit) / escaped.length);
  }
}

/** The first of some names, and how many more there are. */
export function nameFirst(names: readonly string[], most: number): string {
  const more = names.length - most;
  const shown = names.slice(0, most).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** A text of at most so many characters, never cut within one. */
export function shorten(text: string, characters: number): string {
  const all = Array.from(text.slice(0, 2 * characters + 2));
  return all.length <= characters
    ? text
    : `${all
        .slice(0, characters - 1)
        .join('')
        .trimEnd()}…`;
}

/** A commit's name as people abbreviate it. The whole of it would pass for a key, and be redacted. */
export function shortCommit(sha: string): string {
  return /^[0-9a-f]{40,64}$/.test(sha) ? sha.slice(0, 12) : sha;
}

/** A name as a code span, to be copied as it is; text that is no plain name is shown as text. */
export function code(text: string): string {
  return /^[\w.:/+-]{1,120}$/.test(text) ? `\`${oneLine(text)}\`` : escapeShort(text, 120);
}

/** A link on a label of Markdown; the label alone when the address is none that a reader should follow. */
export function link(label: string, address: string | undefined): string {
  const url = address === undefined ? undefined : followable(address);
  if (url === undefined) return label;
  return `[${label}](${url.replace(/[()<>|\\*_~`[\]]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

/** An address as a browser writes it; `undefined` for one that no reader of a report should follow. */
export function followable(address: string): string | undefined {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

/** A fenced block that nothing in the content can end. */
export function fence(content: string, language = ''): string {
  const { open, text, close } = fenced(content, language);
  return `${open}\n${text}\n${close}`;
}

/** The parts of a fenced block, for a block that may lose some of its lines: the marks hold for any of them. */
export function fenced(
  content: string,
  language = ''
): { readonly open: string; readonly text: string; readonly close: string } {
  const text = redactText(content).toWellFormed().replace(/\r\n?/g, '\n').replace(invisible, '').trimEnd();
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return { open: `${marks}${language}`, text, close: marks };
}

function longestRun(text: string): number {
  return Array.from(text.matchAll(/`+/g)).reduce((longest, match) => Math.max(longest, match[0].length), 0);
}

/** A table; the cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableHead(head), ...rows.map(tableRow)].join('\n');
}

/** The two lines that begin a table. */
export function tableHead(head: readonly string[]): string {
  return `${tableRow(head)}\n${tableRow(head.map(() => '---'))}`;
}

/** One line of a table; the cells are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
