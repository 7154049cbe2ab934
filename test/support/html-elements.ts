import { expect } from '@jest/globals';

/** Void elements. */
const empty = new Set(['meta']);

/** The elements in order, each checked for its end tag; throws on invalid markup. */
export function elementsOf(html: string): { name: string; attributes: string }[] {
  const open: string[] = [];
  const found: { name: string; attributes: string }[] = [];
  const text = html.replace(/<style>[\s\S]*?<\/style>/, '<style></style>').replace('<!doctype html>', '');
  const rest = text.replace(
    /<(\/?)([a-zA-Z][\w-]*)((?: [\w:-]+="[^"<>]*")*)>/g,
    (_all, slash: string, name: string, attributes: string) => {
      if (slash === '/') expect(open.pop()).toBe(name);
      else {
        found.push({ name, attributes });
        if (!empty.has(name)) open.push(name);
      }
      return '';
    }
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/);
  return found;
}
