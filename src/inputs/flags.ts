import { parseArgs } from 'node:util';
import { InputError } from '../model/errors.ts';
import { definitionOf, type InputName } from './definitions.ts';
import { didYouMean, quote } from './text.ts';

/** The flags and arguments after a command. The values are not checked yet. */
export interface Flags {
  readonly values: ReadonlyMap<InputName, string>;
  readonly positionals: readonly string[];
  readonly help: boolean;
}

/** Whether a flag takes a value; a boolean flag does not. */
function takesValue(name: InputName): boolean {
  return definitionOf(name).placeholder !== undefined;
}

/**
 * Parses the flags of a command, each at most once and with a value, and up to `positionals` other arguments. Throws one
 * InputError for all mistakes, unless help was requested.
 */
export function readFlags(
  command: string,
  known: readonly InputName[],
  positionals: number,
  argv: readonly string[]
): Flags {
  const values = new Map<InputName, string>();
  const words: string[] = [];
  const problems: string[] = [];
  let help = false;
  /** The problem with a word after a boolean or unknown flag. Node parses such a word as a positional. */
  let afterFlag: ((word: string) => readonly string[]) | undefined;
  for (const token of tokenize(known, argv)) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      const word = token.value;
      if (afterFlag !== undefined) problems.push(...afterFlag(word));
      else if (words.length < positionals) words.push(word);
      else
        problems.push(
          `${quote(word)} does not belong to a flag of ${command}; write a flag before each value, see ${command} --help.`
        );
      afterFlag = undefined;
      continue;
    }
    afterFlag = undefined;
    const name = known.find(each => each === token.name);
    if (token.name === 'help') {
      help = true;
    } else if (name === undefined) {
      const hint = didYouMean(token.name, known, '--');
      problems.push(`${token.rawName} is not a flag of ${command}${hint}; see ${command} --help.`);
      afterFlag = () => [];
    } else {
      const wrong = keep(values, name, token);
      problems.push(...wrong);
      if (wrong.length > 0) afterFlag = () => [];
      else if (!takesValue(name)) afterFlag = word => [standsAlone(name, word)];
    }
  }
  if (!help && problems.length > 0) throw new InputError(problems.join('\n'));
  return { values, positionals: words, help };
}

function tokenize(known: readonly InputName[], argv: readonly string[]) {
  const types = known.map(name => [name, { type: takesValue(name) ? 'string' : 'boolean' }] as const);
  return parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: { help: { type: 'boolean', short: 'h' }, ...Object.fromEntries(types) }
  }).tokens;
}

/** Stores a flag's value; returns its problems. */
function keep(
  values: Map<InputName, string>,
  name: InputName,
  token: { readonly value: string | undefined; readonly inlineValue: boolean | undefined }
): string[] {
  const earlier = values.get(name);
  const value = token.value ?? (takesValue(name) ? '' : 'true');
  // `--seed --rounds 3` is a seed without a value, not a seed named --rounds.
  if (value === '' || (token.inlineValue === false && value.startsWith('--'))) {
    return [`--${name} has no value; write --${name}${usage(name)}.`];
  }
  if (earlier !== undefined) {
    return [`--${name} is given twice, with ${quote(earlier)} and ${quote(value)}; give it once.`];
  }
  values.set(name, value);
  return [];
}

function usage(name: InputName): string {
  const { placeholder } = definitionOf(name);
  return placeholder === undefined ? ' alone, =true or =false' : ` ${placeholder}`;
}

function standsAlone(name: InputName, word: string): string {
  return `--${name} takes no separate value; instead of ${quote(word)} write --${name}=true or --${name}=false.`;
}
