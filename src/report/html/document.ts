import { escapeHtml } from './drawing.ts';
import { style } from './style.ts';

/** Nothing may be loaded, even if text from outside got past the escaping. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A page in one file that needs neither network nor scripts. `content` must already be HTML; `more` are further styles. */
export function htmlDocument(title: string, content: readonly string[], more = ''): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${style}${more}\n</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...content,
    '</main>',
    '</body>',
    '</html>',
    ''
  ].join('\n');
}
