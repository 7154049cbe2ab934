import { jsonShape, safeJson } from '../lib/json.ts';
import { InputError } from '../model/errors.ts';
import { findBadNode, maxDepth, maxTextLength } from './check.ts';

/** 100 rounds of four scenarios have 80,000. Objects without content are what takes the most memory per character. */
const maxValues = 400_000;
/** JSON may write each character as six (\\u0041). What is longer than its limit only when written so is found later. */
const maxWrittenLength = 6 * maxTextLength;

/**
 * Reads a JSON document from outside, named `name` in messages, of at most `maxLength` characters. Its size and depth are
 * checked before it is parsed. Throws an InputError for whatever is wrong, also for what overflows a parser.
 */
export function readForeign<T>(name: string, text: string, maxLength: number, read: (document: unknown) => T): T {
  if (text.length > maxLength) {
    throw new InputError(`${name} is too large: ${text.length} characters; at most ${maxLength} are allowed`);
  }
  const { values, depth, longest } = jsonShape(text);
  if (values > maxValues) throw new InputError(`${name} has ${values} values; at most ${maxValues} are allowed`);
  if (depth > maxDepth) throw new InputError(`${name} cannot be read: nested deeper than ${maxDepth} levels`);
  if (longest > maxWrittenLength) {
    throw new InputError(`${name} cannot be read: a text of more than ${maxTextLength} characters`);
  }
  const document = safeJson(text);
  if (document === undefined) throw new InputError(`${name} is not JSON`);
  const bad = findBadNode(document);
  if (bad !== undefined) throw new InputError(`${name} cannot be read: ${bad}`);
  try {
    return read(document);
  } catch (error) {
    if (error instanceof InputError) throw error;
    // A hundred thousand complaints are more than the schema's parser can collect.
    throw new InputError(`${name} cannot be read: too much of it is wrong`, { cause: error });
  }
}
