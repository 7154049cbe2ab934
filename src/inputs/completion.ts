import type { Argument, Command, Option } from 'commander';
import { definitionOf, isInputName } from './definitions.ts';

/** Shells with a completion script. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** What can be completed after a flag or as an argument: words, one or a list of them; files; or nothing. */
type Completed =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly list: boolean }
  | { readonly kind: 'files' }
  | { readonly kind: 'nothing' };

/**
 * The script that completes the words of a program in a shell. It contains all words, because starting the program at each
 * tab would take longer than reading it once.
 */
export function completion(shell: (typeof shells)[number], program: Command): string {
  switch (shell) {
    case 'bash':
      return bashScript(program);
    case 'zsh':
      // zsh runs bash's completion functions.
      return `#compdef ${program.name()}\nautoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(program)}`;
    case 'fish':
      return fishScript(program);
  }
}

/** The value of a flag; `undefined` for one that needs none. */
function valueOf(option: Option): Completed | undefined {
  if (!option.required) return undefined;
  const value = option.flags.slice(option.flags.indexOf('<') + 1, -1);
  const words = isInputName(option.name()) ? definitionOf(option.name() as never).words : undefined;
  return completedBy(value, words);
}

/** What a placeholder such as `<kind|aks|kubeconfig>`, `<file,…>` or `<count|N%>` stands for. */
function completedBy(placeholder: string, words: readonly string[] | undefined): Completed {
  if (words !== undefined) return { kind: 'words', words, list: placeholder.endsWith(',…') };
  if (/^(?:file|folder|path)\b/.test(placeholder)) return { kind: 'files' };
  const alternatives = placeholder.split('|');
  const isChoice = alternatives.length > 1 && alternatives.every(word => /^[a-z0-9-]+$/.test(word));
  return isChoice && placeholder !== 'name|selector'
    ? { kind: 'words', words: alternatives, list: false }
    : { kind: 'nothing' };
}

function argumentOf([argument]: readonly Argument[]): Completed {
  if (argument === undefined) return { kind: 'nothing' };
  return ['run.json', 'path'].includes(argument.name()) ? { kind: 'files' } : completedBy(argument.name(), undefined);
}

const namesOf = (command: Command): string[] => command.commands.map(each => each.name());

function bashScript(program: Command): string {
  const flags = new Map(program.commands.flatMap(command => command.options).map(option => [option.long, option]));
  const values = [...flags].flatMap(([long, option]) => {
    const value = valueOf(option);
    return value === undefined ? [] : [`    ${[long, option.short].filter(Boolean).join('|')}) ${bashOf(value)} ;;`];
  });
  const commands = program.commands.map(
    command =>
      `    ${command.name()}) flags='${flagsOf(command)}'; [[ $word == -* ]] || { ${bashOf(argumentOf(command.registeredArguments))}; } ;;`
  );
  return `_cilium_perf_gate() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words= head= flags= files=
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W '${[...namesOf(program), 'help', '--help', '--version'].join(' ')}' -- "$word"))
    return
  fi
  case $before in
${values.join('\n')}
    *) case \${COMP_WORDS[1]} in
    help) words='${namesOf(program).join(' ')}' ;;
${commands.join('\n')}
    esac ;;
  esac
  if [[ -n $head && $word == *,* ]]; then head=\${word%,*},; else head=; fi
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$word"))
  else
    COMPREPLY=($(compgen -P "$head" -W "$words $flags" -- "\${word##*,}"))
  fi
}
complete -F _cilium_perf_gate ${program.name()}
`;
}

/** Statements of bash that say what is completed. */
function bashOf(value: Completed): string {
  switch (value.kind) {
    case 'words':
      return `words='${value.words.join(' ')}'${value.list ? ' head=list' : ''}`;
    case 'files':
      return 'files=yes';
    case 'nothing':
      return ':';
  }
}

function flagsOf(command: Command): string {
  return [...command.options.map(({ long }) => long), '--help'].join(' ');
}

function fishScript(program: Command): string {
  const start = `complete -c ${program.name()}`;
  const lines = [`${start} -f`];
  for (const command of program.commands) {
    lines.push(`${start} -n __fish_use_subcommand -a ${command.name()} -d ${fishText(command.summary())}`);
    const within = `${start} -n '__fish_seen_subcommand_from ${command.name()}'`;
    for (const option of command.options) {
      const value = valueOf(option);
      const short = option.short === undefined ? '' : ` -s ${option.short.slice(1)}`;
      const what = value === undefined ? '' : ` ${fishOf(value, '-x', '-r -F')}`;
      lines.push(`${within} -l ${option.name()}${short}${what} -d ${fishText(option.description)}`);
    }
    const argument = argumentOf(command.registeredArguments);
    if (argument.kind !== 'nothing') lines.push(`${within} ${fishOf(argument, '', '-F')}`);
  }
  lines.push(
    `${start} -n __fish_use_subcommand -a help -d 'Show the help of a command.'`,
    `${start} -n '__fish_seen_subcommand_from help' -a ${fishText(namesOf(program).join(' '))}`
  );
  return `${lines.join('\n')}\n`;
}

function fishOf(value: Completed, exclusive: string, files: string): string {
  switch (value.kind) {
    case 'words': {
      const words = value.words.join(' ');
      return `${exclusive} -a ${fishText(value.list ? `(__fish_append , ${words})` : words)}`.trim();
    }
    case 'files':
      return files;
    case 'nothing':
      return exclusive;
  }
}

function fishText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
