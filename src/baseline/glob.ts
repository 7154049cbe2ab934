import type { Files } from '../host/ports.ts';

/**
 * Files that a path or a pattern leads to: `*` and `?` within a name, `**` for any folders. A folder by its plain name
 * is no file. Links are not followed into circles: no more than 20 folders deep.
 */
export async function findFiles(files: Files, pattern: string): Promise<readonly string[]> {
  const parts = pattern.split('/');
  const first = parts.findIndex(part => /[*?]/.test(part));
  if (first === -1) return files.exists(pattern) && !files.isFolder(pattern) ? [pattern] : [];
  return descend(files, parts.slice(0, first).join('/'), parts.slice(first), pattern.startsWith('/'), 20);
}

async function descend(
  files: Files,
  folder: string,
  [part, ...rest]: readonly string[],
  absolute: boolean,
  depth: number
): Promise<readonly string[]> {
  if (part === undefined || depth === 0) return [];
  const within = (name: string): string => (folder === '' ? `${absolute ? '/' : ''}${name}` : `${folder}/${name}`);
  const names = await files.list(folder === '' ? (absolute ? '/' : '.') : folder);
  const found = part === '**' ? [...(await descend(files, folder, rest, absolute, depth))] : [];
  for (const name of names) {
    const path = within(name);
    const matches = part === '**' ? !name.startsWith('.') : expression(part).test(name);
    if (!matches) continue;
    if (files.isFolder(path)) {
      found.push(...(await descend(files, path, part === '**' ? [part, ...rest] : rest, absolute, depth - 1)));
    } else if (part !== '**' && rest.length === 0) found.push(path);
  }
  return found;
}

function expression(part: string): RegExp {
  const escaped = part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}$`);
}
