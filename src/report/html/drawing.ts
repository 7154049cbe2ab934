import { element, escapeHtml } from './escape.ts';

/** Width of every drawing in its own units: text of 12 of them can still be read on a phone. */
export const drawingWidth = 420;

/** A drawing with the title and description that a screen reader says in its place. `id` is unique on the page. */
export function drawing(
  id: string,
  title: string,
  description: string,
  height: number,
  shapes: readonly string[]
): string {
  const names = `${id}-title ${id}-description`;
  const size = `0 0 ${String(drawingWidth)} ${String(Math.ceil(height))}`;
  return element(
    'svg',
    { viewBox: size, role: 'img', 'aria-labelledby': names },
    [
      element('title', { id: `${id}-title` }, escapeHtml(title)),
      element('desc', { id: `${id}-description` }, escapeHtml(description)),
      ...shapes
    ].join('\n')
  );
}

/** A line of text; `anchor` is the side from which it starts. */
export function label(
  x: number,
  y: number,
  text: string,
  kind = '',
  anchor: 'start' | 'middle' | 'end' = 'start'
): string {
  return element('text', { x, y, class: kind, 'text-anchor': anchor }, escapeHtml(text, 60));
}

export function line(kind: string, x1: number, y1: number, x2: number, y2: number): string {
  return element('line', { class: kind, x1, y1, x2, y2 });
}

export function box(kind: string, x: number, y: number, width: number, height: number): string {
  return element('rect', { class: kind, x, y, width: Math.max(0, width), height });
}

export function dot(kind: string, cx: number, cy: number, radius = 2.2): string {
  return element('circle', { class: kind, cx, cy, r: radius });
}

/** An interval across a row: a line with an end mark on both sides. */
export function whisker(low: number, high: number, y: number): string {
  return [
    line('whisker', low, y, high, y),
    line('whisker', low, y - 4, low, y + 4),
    line('whisker', high, y - 4, high, y + 4)
  ].join('');
}
