import { dirname } from 'node:path';
import { InputError } from '../model/errors.ts';
import { compareInputs, definitions, runInputs, verifyInputs, type InputName } from './definitions.ts';
import { readFlags } from './flags.ts';
import { commands, help, type CommandName } from './help.ts';
import { fileProblems, folderProblems, type InputFiles } from './missing-files.ts';
import { didYouMean, either, quote } from './text.ts';
import type { ComparingOptions, RunOptions } from '../model/options.ts';
import { parseOptions } from './parse.ts';
import { readInput } from './read.ts';

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
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' };

const flagsOf: Readonly<Record<CommandName, readonly InputName[]>> = {
  run: runInputs,
  verify: verifyInputs,
  compare: [...compareInputs, 'output'],
  restore: ['output'],
  sweep: [],
  render: ['output']
};
/** Maximum number of arguments without a flag: files to read, or the workflow run to sweep. */
const positionalsOf: Readonly<Partial<Record<CommandName, number>>> = { render: 1, compare: 20, sweep: 1 };
const commandNames = Object.keys(commands) as CommandName[];

/** Parses the command line (without node and the program's path). Throws one InputError for all mistakes. */
export function parseArguments(argv: readonly string[], files: InputFiles): Command {
  const [first, ...rest] = argv;
  if (first === '--version') return { kind: 'version' };
  if (first === '--help' || first === '-h') return { kind: 'help', text: help(undefined) };
  const command = commandNames.find(name => name === first);
  if (command === undefined) throw new InputError(unknownCommand(first));

  const flags = readFlags(command, flagsOf[command], positionalsOf[command] ?? 0, rest);
  if (flags.help) return { kind: 'help', text: help(command) };
  switch (command) {
    case 'run':
      return { kind: 'run', options: parseOptions(flags.values, files) };
    case 'verify': {
      const options = parseOptions(flags.values, files);
      return { kind: 'run', options: { ...options, tests: [], rounds: 1, verifyOnly: true } };
    }
    case 'restore':
      return { kind: 'restore', output: readOutput(flags.values.get('output') ?? definitions.output.default, files) };
    case 'sweep':
      return { kind: 'sweep', githubRun: readRunId(flags.positionals[0]) };
    case 'render':
    case 'compare': {
      const runs = flags.positionals;
      const [run] = runs;
      if (run === undefined) throw new InputError(`The path of a run.json is missing; write ${command} <run.json>.`);
      const problems = runs.flatMap(path => fileProblems(command, path, files));
      const folder = flags.values.get('output');
      if (runs.length > 1 && folder === undefined) {
        problems.push(`output: must be set with ${runs.length} runs; write --output <folder> for their reports.`);
      }
      if (problems.length > 0) throw new InputError(problems.join('\n'));
      const output = readOutput(folder ?? dirname(run), files);
      if (command === 'render') return { kind: 'render', run, output };
      return { kind: 'compare', runs, output, comparing: parseOptions(flags.values, files).comparing };
    }
  }
}

function readRunId(text: string | undefined): string | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text;
  throw new InputError(
    `${quote(text)} is not the id of a workflow run; write sweep alone, or for example sweep "$GITHUB_RUN_ID".`
  );
}

function unknownCommand(given: string | undefined): string {
  const wanted = `write ${either([...commandNames, '--help'])}`;
  if (given === undefined) return `The command is missing; ${wanted}.`;
  return given.startsWith('-')
    ? `${quote(given)} cannot come before the command; ${wanted}.`
    : `${quote(given)} is not a command; ${wanted}${didYouMean(given, commandNames)}.`;
}

function readOutput(text: string, files: InputFiles): string {
  const reading = readInput('output', definitions.output, text);
  const problems = reading.ok ? folderProblems('output', reading.value, files) : reading.problems;
  if (!reading.ok || problems.length > 0) throw new InputError(problems.join('\n'));
  return reading.value;
}
