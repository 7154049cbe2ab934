/** A part of a document that can lose rows from its end, or be omitted, without breaking the text around it. */
export interface Part {
  /** Name in the note on omitted parts. */
  readonly name: string;
  /** Everything before the first row: heading, table head, opening fence. */
  readonly open: string;
  /** Complete lines. */
  readonly rows: readonly string[];
  /** Closes the rows, such as the closing fence. */
  readonly close?: string;
  /** Follows everything else, including the note on dropped rows: `</details>`. */
  readonly end?: string;
  /** Number of rows before any were dropped. */
  readonly total: number;
}

/** A part with at most `most` items, one row each. The rest is counted but not rendered. */
export function createPart<T>(
  part: Omit<Part, 'rows' | 'total'>,
  items: readonly T[],
  most: number,
  render: (item: T) => string
): Part {
  return { ...part, rows: items.slice(0, most).map(render), total: items.length };
}

/** The same part inside a collapsed section. `summary` must already be HTML. */
export function folded(part: Part, summary: string): Part {
  const open = part.open === '' ? '' : `\n${part.open}`;
  return { ...part, open: `<details>\n<summary>${summary}</summary>\n${open}`, end: '\n</details>' };
}

/** What surrounds the parts. It is kept until no part fits any more. */
export interface Frame {
  /** The first entry is always kept. */
  readonly head: readonly string[];
  readonly foot: readonly string[];
}

/**
 * A document of at most `limit` characters. Rows are dropped from the end of the last part first, then the part itself,
 * then the part before it. A note counts what was dropped. If even the frame is too long, its foot is dropped, then its
 * head from the end. The first line always stays, so only a first line longer than the limit exceeds it.
 */
export function fitParts({ head, foot }: Frame, parts: readonly Part[], limit: number): string {
  const kept = parts.map(part => part.rows.length);
  const render = (): string => {
    const shown = parts.map((part, index) => renderPart(part, kept[index] ?? 0));
    const left = new Set(parts.filter((_part, index) => kept[index] === gone).map(part => part.name));
    const note = left.size === 0 ? [] : [`Omitted to stay within GitHub's size limit: ${[...left].join(', ')}.`];
    return [...head, ...shown.filter(text => text !== ''), ...note, ...foot].join('\n\n');
  };
  let document = render();
  for (let index = parts.length - 1; index >= 0 && document.length > limit; index -= 1) {
    const rows = kept[index] ?? 0;
    kept[index] = gone;
    // A part without rows tells less than its name in the note.
    if (render().length <= limit) {
      kept[index] = mostRows(rows, count => {
        kept[index] = count;
        return render().length <= limit;
      });
    }
    document = render();
  }
  return document.length <= limit ? document : shortest(head, limit);
}

/** As much of the head as fits, and a note on where to find the rest. */
function shortest(head: readonly string[], limit: number): string {
  const note = "Omitted to stay within GitHub's size limit: everything else. The job summary and the artifact have it.";
  const most = head.findLastIndex((_text, index) => [...head.slice(0, index + 1), note].join('\n\n').length <= limit);
  return [...head.slice(0, Math.max(1, most + 1)), note].join('\n\n');
}

/** Marks a part that is omitted. */
const gone = -1;

/** The largest number of rows, fewer than all, with which the document fits; `gone` if not even one fits. */
function mostRows(all: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, all];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low === 0 ? gone : low;
}

function renderPart({ open, rows, close, end, total }: Part, kept: number): string {
  if (kept === gone) return '';
  const dropped = total - kept;
  const note = dropped === 0 ? [] : ['', `${dropped} more ${dropped === 1 ? 'row is' : 'rows are'} omitted here.`];
  return [
    open,
    ...rows.slice(0, kept),
    ...(close === undefined ? [] : [close]),
    ...note,
    ...(end === undefined ? [] : [end])
  ]
    .join('\n')
    .trim();
}
