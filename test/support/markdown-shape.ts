/** What a reader of GitHub's Markdown would trip over: cut tables, open fences and folds, HTML that is none of ours. */
export function markdownProblems(document: string): string[] {
  const problems: string[] = [];
  let fence = '';
  let columns = 0;
  let folds = 0;
  for (const line of document.split('\n')) {
    const marks = /^(`{3,})/.exec(line)?.[1] ?? '';
    if (fence !== '') {
      if (/^`+$/.test(line) && line.length >= fence.length) fence = '';
      continue;
    }
    if (marks !== '') {
      fence = marks;
      continue;
    }
    if (line === '<details>') folds += 1;
    if (line === '</details>') folds -= 1;
    if (folds < 0) problems.push('a fold is closed that was not opened');
    const rest = line.replace(/^<summary>[^<]*<\/summary>$|^<\/?details>$|^<sub>|<\/sub>$|^<!-- [\w=/ -]+ -->$/g, '');
    if (/<|-->/.test(rest)) problems.push(`HTML: ${rest.slice(0, 80)}`);
    const cells = line.startsWith('|') ? line.split(/(?<!(?<!\\)(?:\\\\)*\\)\|/).length : 0;
    if (cells > 0 && columns > 0 && cells !== columns) problems.push(`a row of ${cells} cells: ${line.slice(0, 80)}`);
    columns = cells;
  }
  if (fence !== '') problems.push('a fence is open at the end');
  if (folds !== 0) problems.push('a fold is open at the end');
  return problems;
}

/** Text that mentions, refers, links, marks up, hides, commands and carries a secret. */
export const hostileTexts: readonly string[] = [
  '@everyone and @org/team',
  'fixes #123, owner/repo#4 and GH-5',
  'https://evil.example www.evil.example _http://evil.example x_www.evil.example mailto:a@evil.example',
  'of 4b825dc642cb6eb9a060e54bf8d69288fbee4904, user@16c999e8, deadbeef',
  '[a](https://evil.example) ![b](https://evil.example/p.png) [c]: //evil <https://evil.example>',
  '<img src=x onerror=alert(1)> <script>alert(1)</script> <!-- </details> -->',
  '| a | b |\n| --- | --- |\n</details>\n```\n# heading',
  '``` ````` ~~~~ ` **bold** __it__ ~~no~~ $x$ :tada: ',
  '::error::stop\n##[error]stop\n::add-mask::x',
  '- item',
  '1. item',
  '+ item',
  '=====',
  '\u202egpj.exe\u0000\u001b[31m \u200bzero\ufeff',
  '\ud800lone',
  `ghp_${'aB3'.repeat(12)} password: hunter2`,
  '\\',
  '\\|',
  '\\`',
  '&lt;b&gt; &#64;all'
];
