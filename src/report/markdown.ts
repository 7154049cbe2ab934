import { withoutInvisible } from '../lib/visible.ts';
import { redactText } from '../redaction/redact.ts';

/** Invisible word joiner; keeps GitHub from turning the text before it into a mention, reference or link. */
const joint = '\u2060';

/** Text from outside on one line for a log or for Markdown, without control characters. Secrets are redacted first. */
export function oneLine(text: string): string {
  // What is invisible goes first, because within a secret it would hide it from the redactor.
  return redactText(withoutInvisible(text)).replace(/\s+/g, ' ').trim();
}

/**
 * Escapes text from outside for Markdown: it renders literally, without markup, table cells, mentions, references,
 * links or HTML.
 */
export function escapeMarkdown(text: string): string {
  return protectLineStart(escapeInline(oneLine(text)));
}

/** Keeps the start of escaped text from becoming a list, a heading or a workflow command in the log. */
export function protectLineStart(markdown: string): string {
  return markdown.replace(/^(?:\d+(?=[.)](?:\s|$))|:(?=:))/, `$&${joint}`).replace(/^[-+=]/, String.raw`\$&`);
}

/** Escapes text from outside for HTML within Markdown, such as a summary, where GitHub still links names and numbers. */
export function escapeSummary(text: string, characters: number): string {
  return breakLinks(escapeEntities(shorten(oneLine(text), characters)));
}

function escapeInline(line: string): string {
  return breakLinks(escapeEntities(line).replace(/[\\`*_[\]|~$]/g, '\\$&'));
}

function escapeEntities(line: string): string {
  return line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function breakLinks(line: string): string {
  return (
    line
      // Inside a word, `@` is only broken up where it could form an email address, so that image digests can still be
      // copied.
      .replace(/(?<![A-Za-z0-9])@|#|@(?=[\w-]+\.)/g, `$&${joint}`)
      .replace(/(https?|ftp):\/\//gi, `$1:${joint}//`)
      .replace(/www(?=\.)|(?<![A-Za-z0-9])GH(?=-)/gi, `$&${joint}`)
      .replace(/:(?=[\d_+-]*[a-z][\w+-]*:)/gi, `$&${joint}`)
      .replace(commit, hash => (hash.match(/.{1,6}/g) ?? []).join(joint))
  );
}

/**
 * What GitHub would link as a commit. Purely numeric names are kept whole, because they are far more often run numbers.
 */
const commit = /(?<![0-9A-Za-z])(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9A-Za-z])/gi;

/**
 * Escapes text from outside that may be long and does not start a line. The result has at most about six times as many
 * characters as `characters`.
 */
export function escapeShort(text: string, characters: number): string {
  // Redacts before cutting: the redactor does not recognize half a key.
  return escapeInline(shorten(oneLine(text), characters));
}

/**
 * Escapes text from outside into at most `limit` characters of Markdown; shortens the text if escaping makes it too
 * long.
 */
export function escapeWithin(text: string, limit: number): string {
  const line = oneLine(text);
  let characters = limit;
  for (;;) {
    const escaped = escapeMarkdown(shorten(line, Math.max(1, characters)));
    if (escaped.length <= limit || characters <= 1) return escaped;
    characters = Math.floor((characters * limit) / escaped.length);
  }
}

/** Shortens a text to at most `characters` characters without splitting a surrogate pair. */
export function shorten(text: string, characters: number): string {
  const all = Array.from(text.slice(0, 2 * characters + 2));
  return all.length <= characters
    ? text
    : `${all
        .slice(0, characters - 1)
        .join('')
        .trimEnd()}…`;
}

/** Abbreviates a commit hash. A full hash looks like a key and would be redacted. */
export function shortCommit(sha: string): string {
  return /^[0-9a-f]{40,64}$/.test(sha) ? sha.slice(0, 12) : sha;
}

/** A name, or a setting such as `rounds: 7`, as a code span that can be copied; other text is escaped instead. */
export function code(text: string): string {
  return /^(?:[\w.:/+-]{1,120}|[\w.-]{1,60}: [\w./+-]{1,60})$/.test(text)
    ? `\`${oneLine(text)}\``
    : escapeShort(text, 120);
}

/** A Markdown link, or just the label if the address is not safe to follow. */
export function link(label: string, address: string | undefined): string {
  const url = address === undefined ? undefined : followable(address);
  if (url === undefined) return label;
  return `[${label}](${url.replace(/[()<>|\\*_~`[\]]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

/** The address in normalized form; `undefined` unless it is https without credentials. */
export function followable(address: string): string | undefined {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

/** A fenced block that its content cannot close. */
export function fence(content: string, language = ''): string {
  const { open, text, close } = fenced(content, language);
  return `${open}\n${text}\n${close}`;
}

/** The parts of a fenced block, so that lines can be dropped. The fence is long enough for any of them. */
export function fenced(
  content: string,
  language = ''
): { readonly open: string; readonly text: string; readonly close: string } {
  const text = redactText(withoutInvisible(content)).trimEnd();
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return { open: `${marks}${language}`, text, close: marks };
}

function longestRun(text: string): number {
  return Array.from(text.matchAll(/`+/g)).reduce((longest, match) => Math.max(longest, match[0].length), 0);
}

/** A table. Cells must already be Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableHead(head), ...rows.map(tableRow)].join('\n');
}

/** The head row and the separator below it, which aligns the columns of figures to the right. */
export function tableHead(head: readonly string[], isFigures: (column: number) => boolean = () => false): string {
  return `${tableRow(head)}\n${tableRow(head.map((_, column) => (isFigures(column) ? '---:' : '---')))}`;
}

/** One row of a table. Cells must already be Markdown. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
