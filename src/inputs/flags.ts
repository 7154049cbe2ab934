import { Command, Option } from 'commander';
import { InputError } from '../model/errors.ts';
import { toolVersion } from '../model/tool-version.ts';
import { definitionOf, isInputName, sections, type InputName } from './definitions.ts';
import { didYouMean, either, quote } from './text.ts';

/** Columns of the help text. */
const width = 100;

/**
 * The program without its commands. It passes the help text to `write` and throws CommanderErrors; commands created
 * with its `command()` do the same.
 */
export function createProgram(write: (text: string) => void): Command {
  const ignore = (): void => undefined;
  return (
    new Command('cilium-perf-gate')
      .description('Measures Cilium between two nodes of a cluster.')
      .version(`cilium-perf-gate ${toolVersion}`, '--version', 'Show the version.')
      .helpOption('-h, --help', 'Show this help.')
      .helpCommand('help [command]', 'Show this help, or the help of a command.')
      // Otherwise `run --version 1.20.2` would show the program's version and succeed without measuring anything.
      .enablePositionalOptions()
      .showSuggestionAfterError(false)
      .usage('<command> [options]')
      .addHelpText('after', '\nStart with init; help <command> shows its flags.')
      .configureHelp({
        optionTerm,
        optionDescription: option => option.description,
        subcommandTerm: command => command.name()
      })
      .configureOutput({ writeOut: write, writeErr: ignore, outputError: ignore, getOutHelpWidth: () => width })
      .exitOverride()
  );
}

/** The flag of an input, at most once and with a value. The value is not checked yet. */
export function flagOf(name: InputName, summary?: string): Option {
  const definition = definitionOf(name);
  const usage = `--${name} ${definition.placeholder ?? '[true|false]'}`;
  return new Option(usage, (summary ?? definition.summary + shownDefault(name)).replaceAll('`', ''))
    .helpGroup(`${sections.find(({ names }) => names.includes(name))?.heading ?? ''}:`)
    .preset('true')
    .argParser((text: string, earlier: string | undefined) => {
      // `--seed --rounds 3` is a seed without a value, not a seed named --rounds.
      if (text === '' || text.startsWith('--')) throw new InputError(`--${name} has no value; write ${usage}.`);
      if (earlier !== undefined) throw new InputError(`--${name} is given twice; give it once.`);
      // Commander takes the next word, but `--plan-only extra` means no value, unlike `--plan-only yes`.
      if (definition.placeholder === undefined && !/^(?:true|false|yes|no|on|off|y|n|0|1)$/i.test(text)) {
        throw new InputError(
          `${quote(text)} follows --${name}, which takes only true or false; remove it, or write it before this flag.`
        );
      }
      return text;
    });
}

/** Whether the result is printed for people or for programs. */
export type Format = (typeof formats)[number];
const formats = ['text', 'json'] as const;

/** A flag that only the command line has, at most once and with one of a few words, or with any text. */
export function ownFlag(usage: string, summary: string, words?: readonly string[]): Option {
  const name = usage.replace(/^.*--| <.*/g, '');
  return new Option(usage, summary).argParser((text: string, earlier: string | undefined) => {
    if (text === '' || text.startsWith('--')) throw new InputError(`--${name} has no value; write ${usage}.`);
    if (earlier !== undefined) throw new InputError(`--${name} is given twice; give it once.`);
    if (words?.includes(text) !== false) return text;
    throw new InputError(
      `${name}: ${quote(text)} is not a valid value; write ${either(words)}${didYouMean(text, words)}.`
    );
  });
}

/** The flag that selects the format of the result. Folders are `--output`, which has no short form. */
export function formatFlag(): Option {
  return ownFlag(
    '-o, --format <text|json>',
    'Print the result for people, or as JSON for programs. [default: text]',
    formats
  );
}

/** The format that a parsed command asks for. */
export function formatOf(command: Command): Format {
  return formats.find(format => format === command.getOptionValue('format')) ?? 'text';
}

/** The texts of the inputs among the flags of a parsed command. */
export function textsOf(command: Command): ReadonlyMap<string, string> {
  return new Map(
    command.options.flatMap(option => {
      const text: unknown = command.getOptionValue(option.attributeName());
      return typeof text === 'string' && isInputName(option.name()) ? [[option.name(), text]] : [];
    })
  );
}

/** Booleans are shown the way they change their default. */
function optionTerm(option: Option): string {
  if (!option.optional) return option.flags;
  return definitionOf(option.name() as InputName).default === 'true'
    ? `${option.long ?? ''}=false`
    : (option.long ?? '');
}

function shownDefault(name: InputName): string {
  const { default: value, defaultInWords, placeholder, published } = definitionOf(name);
  const text = defaultInWords ?? value;
  // A boolean is false without its flag. Repeating that on every line would only add noise.
  if (text === undefined || placeholder === undefined) return '';
  // A digest is wider than the page.
  const shown = text.replace(/@sha256:[0-9a-f]+$/, '@…');
  return ` [default: ${shown}${published === undefined || value === undefined || published === value ? '' : `; published: ${published}`}]`;
}
