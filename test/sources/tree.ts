import { posix } from 'node:path';
import type { Place, Tree } from '../../src/sources/tree.ts';

/** A repository with these files. */
function treeOf(files: Readonly<Record<string, string>>): Tree {
  return {
    read: path => Promise.resolve(files[path]),
    list: folder =>
      Promise.resolve(
        Object.keys(files)
          .filter(path => posix.dirname(path) === folder)
          .map(path => posix.basename(path))
      ),
    withWords: words =>
      Promise.resolve(
        Object.entries(files).flatMap(([path, text]) =>
          /\.ya?ml$/.test(path) && words.every(word => text.toLowerCase().includes(word.toLowerCase())) ? [path] : []
        )
      )
  };
}

/** The first of these files, with the others around it. */
export function placeOf(files: Readonly<Record<string, string>>): { place: Place; content: string } {
  const [[path, content] = ['', '']] = Object.entries(files);
  return { place: { tree: treeOf(files), path, input: 'cilium-values', at: '' }, content };
}
