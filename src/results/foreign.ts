import { jsonShape, safeJson } from '../lib/json.ts';
import { InputError } from '../model/errors.ts';
import { findBadNode, maxDepth } from './check.ts';

/** More than the largest run has; parsing as many takes about 200 MB. */
const maxValues = 3_000_000;

/**
 * Reads a JSON document from outside, named `name` in messages, of at most `maxLength` characters. Its size and depth are
 * checked before it is parsed. Throws an InputError for whatever is wrong, also for what overflows a parser.
 */
export function readForeign<T>(name: string, text: string, maxLength: number, read: (document: unknown) => T): T {
  if (text.length > maxLength) {
    throw new InputError(`${name} is too large: ${text.length} characters; at most ${maxLength} are allowed`);
  }
  const { values, depth } = jsonShape(text);
  if (values > maxValues) throw new InputError(`${name} has ${values} values; at most ${maxValues} are allowed`);
  if (depth > maxDepth) throw new InputError(`${name} cannot be read: nested deeper than ${maxDepth} levels`);
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
