import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplePage } from './examples.ts';

export const picturesFolder = join(import.meta.dirname, '../../docs/examples');

/** Bytes of a picture: the repository keeps every version of it. */
export const largestPicture = 60_000;

/** What a picture in docs/examples shows: a comment's Markdown, or a page on a desktop or a phone. */
export interface Subject {
  readonly name: string;
  readonly as: 'comment' | 'desktop' | 'phone';
  readonly text: string;
}

export function pictured(): readonly Subject[] {
  const comments = readdirSync(picturesFolder).filter(name => name.endsWith('.md'));
  const page = examplePage();
  return [
    ...comments.map(file => ({
      name: file.replace(/\.md$/, ''),
      as: 'comment' as const,
      text: readFileSync(join(picturesFolder, file), 'utf8')
    })),
    ...(['desktop', 'phone'] as const).map(as => ({ name: `page-${as}`, as, text: page }))
  ];
}

/** What `pictures.json` keeps of the text that a picture shows. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
