/** A part of a document that can lose rows from its end, or be left out, without breaking what is around it. */
export interface Part {
  /** As the note on what was left out calls it. */
  readonly name: string;
  /** Up to the first row: heading, table head, the fence's first mark. */
  readonly open: string;
  /** Whole lines. */
  readonly rows: readonly string[];
  /** After the last row: the fence's last mark. */
  readonly close?: string;
  /** After everything, the note on dropped rows included: `</details>`. */
  readonly end?: string;
  /** Rows that there were before any was dropped. */
  readonly total: number;
}

/** A part of at most `most` of the items, a row each; the others are counted and never rendered. */
export function createPart<T>(
  part: Omit<Part, 'rows' | 'total'>,
  items: readonly T[],
  most: number,
  render: (item: T) => string
): Part {
  return { ...part, rows: items.slice(0, most).map(render), total: items.length };
}

/** The same part behind a line to click on. The summary is HTML already. */
export function folded(part: Part, summary: string): Part {
  const open = part.open === '' ? '' : `\n${part.open}`;
  return { ...part, open: `<details>\n<summary>${summary}</summary>\n${open}`, end: '\n</details>' };
}

/** What stands around the parts, and stays until not one of them fits. */
export interface Frame {
  /** The first of them always stays. */
  readonly head: readonly string[];
  readonly foot: readonly string[];
}

/**
 * A document of at most `limit` characters: rows go from the end of the last part first, then the part itself, then those
 * before it. What went is counted. When not even the frame fits, its foot goes, then its head from the end on, but for the
 * first line: only one that is longer than the limit makes a longer document.
 */
export function fitParts({ head, foot }: Frame, parts: readonly Part[], limit: number): string {
  const kept = parts.map(part => part.rows.length);
  const render = (): string => {
    const shown = parts.map((part, index) => renderPart(part, kept[index] ?? 0));
    const left = parts.filter((_part, index) => kept[index] === gone).map(part => part.name);
    const note = left.length === 0 ? [] : [`Left out, for there is no more room: ${left.join(', ')}.`];
    return [...head, ...shown.filter(text => text !== ''), ...note, ...foot].join('\n\n');
  };
  let document = render();
  for (let index = parts.length - 1; index >= 0 && document.length > limit; index -= 1) {
    const rows = kept[index] ?? 0;
    kept[index] = gone;
    // A part of which no row stays says less than its name in the note.
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

/** As much of the head as fits, and where the rest is. */
function shortest(head: readonly string[], limit: number): string {
  const note = "Left out, for there is no more room: everything else; the job's summary and its artifact have it.";
  const most = head.findLastIndex((_text, index) => [...head.slice(0, index + 1), note].join('\n\n').length <= limit);
  return [...head.slice(0, Math.max(1, most + 1)), note].join('\n\n');
}

/** In place of the number of rows of a part that is left out. */
const gone = -1;

/** The most rows, less than all, with which the document fits; `gone` when only none do. */
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
  const note = dropped === 0 ? [] : ['', `${dropped} more ${dropped === 1 ? 'row is' : 'rows are'} left out here.`];
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
