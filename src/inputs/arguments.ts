import { CommanderError, type Command as Subcommand } from 'commander';
import { dirname } from 'node:path';
import { InputError } from '../model/errors.ts';
import type { ComparingOptions, RunOptions } from '../model/options.ts';
import { compareInputs, definitions, runInputs, verifyInputs, type InputName } from './definitions.ts';
import { createProgram, flagOf, textsOf } from './flags.ts';
import { fileProblems, folderProblems, type InputFiles } from './missing-files.ts';
import { parseOptions, readInput } from './parse.ts';
import { currentName } from './renamed.ts';
import { didYouMean, either, quote } from './text.ts';

/** A parsed command line. */
export type Command =
  | { readonly kind: 'run'; readonly options: RunOptions }
  /** Undoes an interrupted run; `output` is that run's folder. */
  | { readonly kind: 'restore'; readonly output: string }
  /** Deletes what killed runs left in Azure; what `githubRun` left, whatever its age. */
  | { readonly kind: 'sweep'; readonly githubRun: string | undefined }
  /** Writes the documents of `run` (the path of a run.json) into `output`. */
  | { readonly kind: 'render'; readonly run: string; readonly output: string }
  /** Compares runs, several of them together, and writes the reports into `output`. */
  | {
      readonly kind: 'compare';
      readonly runs: readonly string[];
      readonly output: string;
      readonly comparing: ComparingOptions;
    }
  /** Shows the help or the version. */
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
    read: (texts: ReadonlyMap<string, string>, words: readonly string[]) => Command
  ) => {
    const added = program.command(name).summary(summary).description(`${summary}${more}`);
    added.helpOption('-h, --help', 'Show this help.');
    for (const input of inputs) added.addOption(flagOf(input));
    return added.action(() => {
      parsed = read(textsOf(added), added.args);
    });
  };

  command(
    'run',
    'Measure scenarios on a cluster and write the results.',
    ' Lists are separated by commas. A boolean option may be written --option=false.',
    runInputs,
    texts => ({ kind: 'run', options: parseOptions(texts, files) })
  );
  command(
    'verify',
    'Apply each scenario and verify which traffic is encrypted.',
    ' Exits with code 3 if a row differs from what the mode promises.',
    verifyInputs,
    texts => ({ kind: 'run', options: parseOptions(new Map([...texts, ['mode', 'verify']]), files) })
  );
  command(
    'compare',
    'Compare stored runs with their references or with earlier runs.',
    ' Several runs, such as the jobs of a matrix, are judged together. Uses the exit codes of run.',
    compareInputs,
    (texts, runs) => {
      const output = outputBeside('compare', runs, texts.get('output'), files);
      return {
        kind: 'compare',
        runs,
        output,
        comparing: parseOptions(texts, files, [...compareInputs, 'output']).comparing
      };
    }
  )
    .argument('<run.json...>', 'Runs to compare.')
    .addOption(
      flagOf('output', 'Folder for the reports; required for several runs. [default: the folder of run.json]')
    );
  command('restore', 'Undo what an interrupted run left behind.', '', ['output'], texts => ({
    kind: 'restore',
    output: readOutput(texts.get('output') ?? definitions.output.default, files)
  }));
  command(
    'sweep',
    'Delete AKS clusters that killed runs left behind.',
    ' Deletes every resource group with the tag cilium-perf-gate-run whose tag cilium-perf-gate-expires is in the past.',
    [],
    (_, [id]) => ({ kind: 'sweep', githubRun: readRunId(id) })
  ).argument('[workflow-run-id]', 'Also delete all groups of this workflow run, whatever their age.');
  command('render', 'Rewrite the documents of a run from its run.json.', '', [], (texts, runs) => {
    const [run = ''] = runs;
    return { kind: 'render', run, output: outputBeside('render', runs, texts.get('output'), files) };
  })
    .argument('<run.json>', 'Run to read.')
    .addOption(flagOf('output', 'Folder for the documents. [default: the folder of run.json]'));

  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'show', text: shown };
    throw new InputError(problemOf(error, argv[0], program.commands));
  }
  if (parsed === undefined) throw new Error('no command was executed');
  return parsed;
}

/**
 * What is wrong with a command line, and what to write. Built from the error's parts: commander's own sentences repeat
 * what the user wrote as is, which may be a secret (`--github-token=...`) or a control character.
 */
function problemOf(
  { code, message }: CommanderError,
  first: string | undefined,
  commands: readonly Subcommand[]
): string {
  const names = commands.map(each => each.name());
  const command = commands.find(each => each.name() === first);
  if (first === undefined || command === undefined) return noCommand(first, names);
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
      const usage = /option '(--[^']*)'/.exec(message)?.[1] ?? '';
      return `${usage.replace(/ .*/, '')} has no value; write ${usage}.`;
    }
    case 'commander.missingArgument':
      return `The path of a run.json is missing; write ${first} <run.json>.`;
    case 'commander.excessArguments': {
      const allowed = command.registeredArguments.length;
      const more = quote(command.args[allowed] ?? '');
      return `${more} is one argument too many, because ${first} takes ${allowed === 0 ? 'none' : allowed}; ${help}`;
    }
    default:
      return `${quote(message)}; ${help}`;
  }
}

function noCommand(given: string | undefined, names: readonly string[]): string {
  const wanted = `write ${either([...names, '--help'])}`;
  if (given === undefined) return `The command is missing; ${wanted}.`;
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
  const reading = readInput('output', definitions.output, text);
  const problems = reading.ok ? folderProblems('output', reading.value, files) : reading.problems;
  if (!reading.ok || problems.length > 0) throw new InputError(problems.join('\n'));
  return reading.value;
}
