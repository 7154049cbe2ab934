const word = String.raw`(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\{[^}]*\}|[^\s'"\\;&|()<>$\x60]|\$(?![({]))+`;
const token = new RegExp(
  String.raw`(?<blank>[ \t]+|\d*(?:<>|>>|[<>])&?[ \t]*${word})|(?<separator>\n|;|&&?|\|\|?|\$\(|\(|\))|(?<word>${word})`,
  'gs'
);

/** Words before a command that are none themselves. */
const prefixes = new Set(['if', 'then', 'elif', 'else', 'while', 'do', '{', '!', 'exec']);
const builtins = new Set(['for', 'done', 'fi', '}', '[', ':', 'echo', 'printf', 'read', 'kill', 'exit']);

/** The programs that a command starts: its own, and where that is a shell with `-c`, those of the script. */
export function programsOf(command: readonly string[]): readonly string[] {
  const [program = '', flag, script = ''] = command;
  return ['sh', 'bash'].includes(program) && flag === '-c' ? [program, ...scriptPrograms(script)] : [program];
}

/**
 * The programs that a shell script of ours starts, whatever branch they are in. It reads the little of the shell's language
 * that our scripts use. @throws Error for the rest, so that no program can hide in it.
 */
export function scriptPrograms(script: string): readonly string[] {
  const programs: string[] = [];
  let words: string[] = [];
  let read = '';
  const endCommand = (): void => {
    const first = words.findIndex(one => !prefixes.has(one) && !/^\w+=/.test(one));
    const command = first < 0 ? [] : words.slice(first).map(unquote);
    if (command[0] !== undefined && !builtins.has(command[0])) programs.push(...programsOf(command));
    words = [];
  };
  for (const { 0: text, groups = {} } of script.matchAll(token)) {
    if (groups['separator'] !== undefined) endCommand();
    // Only single quotes keep the shell from running what is in them.
    else if (/\$\(|`/.test(text.replaceAll(/'[^']*'/g, ''))) break;
    if (groups['word'] !== undefined) words.push(text);
    read += text;
  }
  endCommand();
  if (read !== script) throw new Error(`a script that is not understood: ${script}`);
  return programs;
}

function unquote(text: string): string {
  return text.replaceAll(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs,
    (_, single?: string, double?: string, escaped?: string) => single ?? double ?? escaped ?? ''
  );
}
