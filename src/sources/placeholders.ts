import { foreignLine } from '../redaction/foreign.ts';
import { valueAt, type Values } from '../scenario/values.ts';
import { placeOfKey } from './key-place.ts';
import type { Piece } from './tree.ts';

/** What Flux (`${NAME}`) and templates (`{{ name }}`) replace before Helm sees the values. */
const placeholder = /(?<!\$)\$\{[A-Za-z_]\w*(?::?[-=][^{}]*)?\}|\{\{[^{}]*\}\}/;

/** A text in values that another program would still replace. */
export interface Placeholder {
  /** In the notation of `helm --set`. */
  readonly key: string;
  /** The part of the text to replace, such as `${NAME}`. */
  readonly text: string;
}

/** The texts in values that another program would still replace, but not those of keys that are written over. */
export function placeholders(values: Values, writtenOver: Values): readonly Placeholder[] {
  const found: Placeholder[] = [];
  const walk = (value: unknown, path: string): void => {
    const text = typeof value === 'string' ? placeholder.exec(value)?.[0] : undefined;
    if (text !== undefined && valueAt(writtenOver, path) === undefined) found.push({ key: path, text });
    if (Array.isArray(value))
      value.forEach((each, index) => {
        walk(each, `${path}[${index}]`);
      });
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        const name = key.replaceAll('.', '\\.');
        walk(child, path === '' ? name : `${path}.${name}`);
      }
    }
  };
  walk(values, '');
  return found;
}

/**
 * A placeholder for people: where it is, and who fills it in. `set` has the lines of that input, and `from` the objects
 * that the values come from.
 */
export async function describePlaceholder(
  { key, text }: Placeholder,
  pieces: readonly Piece[],
  set: readonly string[],
  from: readonly string[]
): Promise<string> {
  const pointer = key.replaceAll(/\[(\d+)\]/g, '.$1').replaceAll('\\.', '.');
  const isSet = set.some(line => line.startsWith(`${key}=`));
  const where = isSet ? 'set' : await placeOfKey(pieces, pointer);
  const flux = from.some(each => each.startsWith('HelmRelease ')) ? 'Flux' : 'Flux or envsubst';
  const filler = text.startsWith('{{') ? 'a template engine' : flux;
  const place = where === undefined ? '' : `${foreignLine(where, maxShown)}: `;
  return `${place}${foreignLine(key, maxShown)} has ${foreignLine(text, maxShown)}, which ${filler} fills in after the file is read`;
}

/** A line of the input `set` for a placeholder, with a value to fill in; `undefined` for a key with unusual characters. */
export function setLine({ key, text }: Placeholder): string | undefined {
  // Everything in a workflow that looks like `${{ }}` would be evaluated.
  return /^[\w./\\[\]-]+$/.test(key) ? `${key}=\${${/^\$\{(\w+)/.exec(text)?.[1] ?? 'VALUE'}}` : undefined;
}

const maxShown = 200;
