import { CommanderError, type Command as Subcommand } from 'commander';
import { dirname } from 'node:path';
import { InputError } from '../model/errors.ts';
import type { ComparingOptions, RunOptions } from '../model/options.ts';
import { compareInputs, definitions, runInputs, verifyInputs, type InputName } from './definitions.ts';
import { completion, shells } from './completion.ts';
import { createProgram, flagOf, formatFlag, formatOf, textsOf, type Format } from './flags.ts';
import { initFlags, initInputs, readInitOptions, type InitOptions } from './init-options.ts';
import { fileProblems, folderProblems, type InputFiles } from './missing-files.ts';
import { parseOptions, readValid } from './parse.ts';
import { currentName } from './renamed.ts';
import { didYouMean, either, quote } from './text.ts';

/** A parsed command line. */
export type Command =
  | { readonly kind: 'run'; readonly options: RunOptions; readonly format: Format }
  /** Undoes an interrupted run; `output` is that run's folder. */
  | { readonly kind: 'restore'; readonly output: string; readonly format: Format }
  /** Deletes what killed runs left in Azure; what `githubRun` left, whatever its age. */
  | { readonly kind: 'sweep'; readonly githubRun: string | undefined; readonly format: Format }
  /** Writes the documents of `run` (the path of a run.json) into `output`. */
  | { readonly kind: 'render'; readonly run: string; readonly output: string }
  /** Compares runs, several of them together, and writes the reports into `output`. */
  | {
      readonly kind: 'compare';
      readonly runs: readonly string[];
      readonly output: string;
      readonly comparing: ComparingOptions;
      readonly format: Format;
    }
  /** Makes a page of the runs in `paths`, files and folders, and writes it into `output`. */
  | {
      readonly kind: 'trend';
      readonly paths: readonly string[];
      readonly output: string;
      readonly policy: ComparingOptions['policy'];
      readonly format: Format;
    }
  /** Writes workflows into the repository of the working directory. */
  | { readonly kind: 'init'; readonly asked: InitOptions }
  /** Shows the help, the version or the script that completes words in a shell. */
  | { readonly kind: 'show'; readonly text: string };

/** Parses the command line (without node and the program's path). Throws an InputError for wrong ones. */
export function parseArguments(argv: readonly string[], files: InputFiles): Command {
  let shown = '';
  let parsed = undefined as Command | undefined;
  const program = createProgram(text => {
    shown += text;
  });
  /** Adds a command; `more` follows its summary in its own help. */
  const command = (
    name: string,
    summary: string,
    more: string,
    inputs: readonly InputName[],
    read: (texts: ReadonlyMap<string, string>, words: readonly string[], flags: Subcommand) => Command
  ) => {
    const added = program.command(name).summary(summary).description(`${summary}${more}`);
    added.helpOption('-h, --help', 'Show this help.');
    for (const input of inputs) added.addOption(flagOf(input));
    return added.action(() => {
      parsed = read(textsOf(added), added.args, added);
    });
  };

  const init = command(
    'init',
    'Write the workflows for a repository with the values of Cilium.',
    ' Finds the values, the version and the mode, and asks for what it cannot see. Never overwrites a file.',
    initInputs,
    (texts, _, flags) => ({ kind: 'init', asked: readInitOptions(texts, flags) })
  );
  for (const flag of initFlags()) init.addOption(flag);
  command(
    'run',
    'Measure scenarios on a cluster and write the results.',
    ' Lists are separated by commas. A boolean option may be written --option=false.',
    runInputs,
    (texts, _, flags) => ({ kind: 'run', options: parseOptions(texts, files), format: formatOf(flags) })
  ).addOption(formatFlag());
  command(
    'verify',
    'Apply each scenario and verify which traffic is encrypted.',
    ' Exits with code 3 if a row differs from what the mode promises.',
    verifyInputs,
    (texts, _, flags) => ({
      kind: 'run',
      options: parseOptions(new Map([...texts, ['mode', 'verify']]), files),
      format: formatOf(flags)
    })
  ).addOption(formatFlag());
  command(
    'compare',
    'Compare stored runs with their references or with earlier runs.',
    ' Several runs, such as the jobs of a matrix, are judged together. Uses the exit codes of run.',
    compareInputs,
    (texts, runs, flags) => {
      const output = outputBeside('compare', runs, texts.get('output'), files);
      return {
        kind: 'compare',
        runs,
        output,
        comparing: parseOptions(texts, files, [...compareInputs, 'output']).comparing,
        format: formatOf(flags)
      };
    }
  )
    .argument('<run.json...>', 'Runs to compare.')
    .addOption(flagOf('output', 'Folder for the reports; required for several runs. [default: the folder of run.json]'))
    .addOption(formatFlag());
  command(
    'trend',
    'Show stored runs over time, with lasting changes.',
    ' Writes trend.html with a chart for each metric, badge.json, and trend.json, which later trends can read.',
    ['gate'],
    (texts, paths, flags) => ({
      kind: 'trend',
      paths: readPaths('trend', paths, files),
      output: readOutput(texts.get('output') ?? definitions.output.default, files),
      policy: parseOptions(texts, files, ['gate', 'output']).comparing.policy,
      format: formatOf(flags)
    })
  )
    .argument('<path...>', 'Each a run.json, a trend.json, or a folder with such files at any depth.')
    .addOption(flagOf('output'))
    .addOption(formatFlag());
  command('restore', 'Undo what an interrupted run left behind.', '', ['output'], (texts, _, flags) => ({
    kind: 'restore',
    output: readOutput(texts.get('output') ?? definitions.output.default, files),
    format: formatOf(flags)
  })).addOption(formatFlag());
  command(
    'sweep',
    'Delete AKS clusters that killed runs left behind.',
    ' Deletes every resource group with the tag cilium-perf-gate-run whose tag cilium-perf-gate-expires is in the past.',
    [],
    (_, [id], flags) => ({ kind: 'sweep', githubRun: readRunId(id), format: formatOf(flags) })
  )
    .argument('[workflow-run-id]', 'Also delete all groups of this workflow run, whatever their age.')
    .addOption(formatFlag());
  command('render', 'Rewrite the documents of a run from its run.json.', '', [], (texts, runs) => {
    const [run = ''] = runs;
    return { kind: 'render', run, output: outputBeside('render', runs, texts.get('output'), files) };
  })
    .argument('<run.json>', 'Run to read.')
    .addOption(flagOf('output', 'Folder for the documents. [default: the folder of run.json]'));
  command('completion', 'Print the script that completes words in a shell.', completionHelp, [], (_, [shell = '']) => ({
    kind: 'show',
    text: completion(readShell(shell), program)
  })).argument(`<${shells.join('|')}>`, 'Shell to complete words in.');

  const words = withHelp(argv, program.commands);
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'show', text: shown };
    throw new InputError(problemOf(error, words, program.commands));
  }
  if (parsed === undefined) throw new Error('no command was executed');
  return parsed;
}

const completionHelp =
  ' To use it at once: source <(cilium-perf-gate completion bash). In fish: cilium-perf-gate completion fish | source.';

/** A bare command line and `help <command>` as commander writes them. */
function withHelp(argv: readonly string[], commands: readonly Subcommand[]): readonly string[] {
  const [first, second] = argv;
  if (first === undefined) return ['--help'];
  if (first !== 'help' || second === undefined) return argv;
  // commander answers an unknown command with the help of the program.
  return commands.some(each => each.name() === second) ? [second, '--help'] : [second];
}

function readShell(text: string): (typeof shells)[number] {
  const shell = shells.find(each => each === text);
  if (shell !== undefined) return shell;
  throw new InputError(`${quote(text)} is not a shell; write ${either(shells)}${didYouMean(text, shells)}.`);
}

/**
 * What is wrong with a command line, and what to write. Built from the error's parts: commander's own sentences repeat
 * what the user wrote as is, which may be a secret (`--github-token=...`) or a control character.
 */
function problemOf(
  { code, message }: CommanderError,
  words: readonly string[],
  commands: readonly Subcommand[]
): string {
  const [first = ''] = words;
  const names = commands.map(each => each.name());
  const command = commands.find(each => each.name() === first);
  if (command === undefined) return noCommand(first, names);
  const help = `see ${first} --help.`;
  switch (code) {
    case 'commander.unknownOption': {
      const flag = /unknown option '([^'=]*)/.exec(message)?.[1] ?? '';
      const flags = command.options.flatMap(({ long }) => long ?? []);
      const instead = currentName(flag);
      if (instead !== undefined) return `${quote(flag)} is not a flag any more; write ${instead}.`;
      return `${quote(flag)} is not a flag of ${first}${didYouMean(flag, flags)}; ${help}`;
    }
    case 'commander.optionMissingArgument': {
      const usage = /option '([^']*)'/.exec(message)?.[1] ?? '';
      return `${/--[\w-]+/.exec(usage)?.[0] ?? usage} has no value; write ${usage}.`;
    }
    case 'commander.missingArgument': {
      const [argument] = command.registeredArguments;
      const name = argument?.name() ?? '';
      const missing = { 'run.json': 'The path of a run.json', path: 'The path of a run.json or a folder' }[name];
      return `${missing ?? 'The shell'} is missing; write ${first} <${name}>.`;
    }
    case 'commander.excessArguments': {
      const allowed = command.registeredArguments.length;
      const more = command.args[allowed] ?? '';
      const spaced = spacedDuration(words, more);
      if (spaced !== undefined) return `${quote(more)} is separated from its number; write ${spaced}.`;
      return `${quote(more)} is one argument too many, because ${first} takes ${allowed === 0 ? 'none' : allowed}; ${help}`;
    }
    default:
      return `${quote(message)}; ${help}`;
  }
}

/** A duration that was written with a space, such as `5 min`, as it must be written. */
function spacedDuration(words: readonly string[], unit: string): string | undefined {
  const number = words[words.lastIndexOf(unit) - 1] ?? '';
  const letter = /^(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?)?)$/i.test(unit) ? unit.charAt(0) : undefined;
  const digits = /(?:^|=)(\d+)$/.exec(number)?.[1];
  return letter === undefined || digits === undefined ? undefined : digits + letter.toLowerCase();
}

function noCommand(given: string, names: readonly string[]): string {
  if (given === 'plan') return `${quote(given)} is not a command; write run --plan-only.`;
  const wanted = `write ${either([...names, '--help'])}`;
  return given.startsWith('-')
    ? `${quote(given.replace(/=.*/s, ''))} cannot come before the command; ${wanted}.`
    : `${quote(given)} is not a command; ${wanted}${didYouMean(given, names)}.`;
}

function readRunId(text: string | undefined): string | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text;
  throw new InputError(
    `${quote(text)} is not the id of a workflow run; write sweep alone, or for example sweep "$GITHUB_RUN_ID".`
  );
}

/** Files and folders that must exist. */
function readPaths(command: string, paths: readonly string[], files: InputFiles): readonly string[] {
  const missing = paths.filter(path => !files.exists(path));
  if (missing.length === 0) return paths;
  throw new InputError(
    missing.map(path => `${command}: ${quote(path)} does not exist; write the path of a file or folder.`).join('\n')
  );
}

/** The folder for what is written about runs. */
function outputBeside(command: string, runs: readonly string[], folder: string | undefined, files: InputFiles): string {
  const problems = runs.flatMap(path => fileProblems(command, path, files));
  if (runs.length > 1 && folder === undefined) {
    problems.push(`output: must be set with ${runs.length} runs; write --output <folder> for their reports.`);
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return readOutput(folder ?? dirname(runs[0] ?? ''), files);
}

function readOutput(text: string, files: InputFiles): string {
  const folder = readValid('output', definitions.output, text);
  const problems = folderProblems('output', folder, files);
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return folder;
}
