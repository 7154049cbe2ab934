import { lineOf } from '../lib/yaml.ts';
import { findPointer } from './pointer.ts';
import type { Piece } from './tree.ts';

/**
 * Where a key of merged values is written, such as `values.yaml:12`: in the last piece that has it. Without a line if it
 * is unknown, as in a quoted text; `undefined` if no piece has the key.
 */
export async function placeOfKey(pieces: readonly Piece[], key: string): Promise<string | undefined> {
  for (const { tree, path, values, text } of pieces.toReversed()) {
    const found = findPointer(values, key);
    if (found === undefined) continue;
    const line = lineOf(found.within, found.key);
    const above = text === undefined ? 0 : linesAbove((await tree.read(path)) ?? '', text);
    return line === undefined || above === undefined ? path : `${path}:${above + line}`;
  }
  return undefined;
}

const maxComparisons = 20_000_000;

/** Number of lines above a text inside a file; `undefined` unless exactly one place there has its lines. */
function linesAbove(content: string, text: string): number | undefined {
  const [all = [], own = []] = [content, text].map(each =>
    each
      .trimEnd()
      .split('\n')
      .map(line => line.trim())
  );
  // The lines can all be the same.
  if (all.length * own.length > maxComparisons) return undefined;
  const starts = all.flatMap((_, index) => (own.every((line, offset) => all[index + offset] === line) ? [index] : []));
  return starts.length === 1 ? starts[0] : undefined;
}
