import { followable, oneLine, shorten } from '../markdown.ts';
import { formatNumber } from '../quantity.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
};

/** Escapes text from outside for HTML or SVG, as content or in quoted attributes. Secrets are redacted. */
export function escapeHtml(text: string, characters = 400): string {
  return escapeMarks(shorten(oneLine(text), characters));
}

function escapeMarks(text: string): string {
  return text.replace(/[&<>"']/g, mark => entities[mark] ?? mark);
}

/** An HTML element. `content` must already be HTML; attribute values are escaped. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarks(format(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** Content with a link around it, if there is an address that is safe to follow. */
export function linked(address: string | undefined, content: string): string {
  const href = address === undefined ? undefined : followable(address);
  return href === undefined ? content : element('a', { href, rel: 'noreferrer' }, content);
}

/** Two decimals keep coordinates short and identical on every machine. */
function format(value: string | number): string {
  return typeof value === 'string' ? value : String(Number(value.toFixed(2)));
}

const hour = 3_600_000;
/** Steps between the dates of an axis, in hours. */
const dateSteps = [1, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 30 * 24, 91 * 24, 182 * 24, 365 * 24];

/**
 * An axis of time with at most about `count` dates, in UTC. Dates are days, or times of day if all are within two days.
 */
export function createTimeAxis(times: readonly number[], start: number, end: number, count: number) {
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const span = high - low;
  const step = hour * (dateSteps.find(hours => hours * hour * count >= span) ?? Math.ceil(span / hour / count));
  const first = Math.ceil(low / step) * step;
  const ticks = Array.from(
    { length: Math.max(0, Math.floor((high - first) / step) + 1) },
    (_, index) => first + index * step
  );
  const place = (time: number): number => start + (span === 0 ? 0.5 : (time - low) / span) * (end - start);
  const name = (time: number): string => {
    const text = new Date(time).toISOString();
    return step < 24 * hour ? `${text.slice(5, 10)} ${text.slice(11, 16)}` : text.slice(0, 10);
  };
  return { ticks: ticks.length === 0 ? [low] : ticks, place, name };
}

/** Without a build's suffix, which is too long for a label. */
export function shortVersion(cilium: string): string {
  return /^v?\d+\.\d+\.\d+(?:-(?:pre|rc|snapshot)\.\d+)?/.exec(cilium)?.[0] ?? oneLine(cilium).slice(0, 10);
}

/** The position of a date's middle; at the edge, it must not leave the drawing. `left` is that of the plot. */
export function within(x: number, left: number): number {
  return Math.min(Math.max(x, left - 10), right - 30);
}

/** A linear axis with round ticks. */
export interface Axis {
  readonly ticks: readonly number[];
  /** A tick's text, with enough decimals to distinguish it from the next. The value is divided by `factor`. */
  name(tick: number, factor?: number): string;
  /** Position of a value; values beyond the axis are placed at its edge. */
  place(value: number): number;
}

/** An axis covering `low` to `high`, drawn from `start` to `end`, with about `count` ticks. */
export function createAxis(low: number, high: number, start: number, end: number, count: number): Axis {
  const size = high > low ? high - low : Math.abs(high) || 1;
  const step = roundStep(size / count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const [from, to] = [first * step, last * step];
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12))),
    name: (tick, factor = 1) =>
      formatNumber(tick / factor, Math.min(6, Math.max(0, -Math.floor(Math.log10(step / factor) + 1e-9)))),
    place: value => start + Math.min(1, Math.max(0, (value - from) / (to - from))) * (end - start)
  };
}

/** The next 1, 2 or 5 times a power of ten. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5].find(candidate => candidate * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Width of every drawing in its own units. At this width, text of size 12 is legible on a phone. */
const drawingWidth = 420;

/** Right edge of all charts. */
export const right = drawingWidth - 14;

/** A drawing with title and description for screen readers. `id` must be unique on the page. */
export function drawing(
  id: string,
  title: string,
  description: string,
  height: number,
  shapes: readonly string[]
): string {
  const names = `${id}-title ${id}-description`;
  const size = `0 0 ${drawingWidth} ${Math.ceil(height)}`;
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

/** Shapes with the text that a browser shows when the pointer is on one of them. */
export function hinted(hint: string, ...shapes: readonly string[]): string {
  return element('g', { class: 'hinted' }, [element('title', {}, escapeHtml(hint)), ...shapes].join(''));
}

/** A line of text; `anchor` is the side it starts from. */
export function label(
  x: number,
  y: number,
  text: string,
  kind = '',
  anchor: 'start' | 'middle' | 'end' = 'start'
): string {
  return element('text', { x, y, class: kind, 'text-anchor': anchor }, escapeHtml(text, 60));
}

/** Width of a bold character in a wide font. */
const characterWidth = 7.6;

/**
 * A line with a name on the left and a result on the right: the first of the results that leaves room for the name. If
 * there is none, the last one, and the name is shortened.
 */
export function caption(y: number, name: string, results: readonly string[], kind: string): string {
  const room = Math.floor((right - 4) / characterWidth) - 1;
  const text = oneLine(name);
  const result = results.find(each => each.length + text.length <= room) ?? results.at(-1) ?? '';
  const shown = shorten(text, Math.max(1, room - result.length));
  return label(4, y, shown, 'scenario') + (result === '' ? '' : label(right, y, result, kind, 'end'));
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

/** An interval across a row: a line with end marks. */
export function whisker(low: number, high: number, y: number): string {
  return [
    line('whisker', low, y, high, y),
    line('whisker', low, y - 4, low, y + 4),
    line('whisker', high, y - 4, high, y + 4)
  ].join('');
}
