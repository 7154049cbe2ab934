import { oneLine, shorten } from '../markdown.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
};

/** Text from outside as HTML or SVG that shows exactly it, in content and in quoted attributes. Secrets are taken out. */
export function escapeHtml(text: string, characters = 400): string {
  return escapeMarks(shorten(oneLine(text), characters));
}

function escapeMarks(text: string): string {
  return text.replace(/[&<>"']/g, mark => entities[mark] ?? mark);
}

/** An element; `content` is HTML already, the attributes' values are text of ours. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarks(format(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** Coordinates in hundredths: the same on every machine, and short. */
function format(value: string | number): string {
  return typeof value === 'string' ? value : String(Number(value.toFixed(2)));
}
