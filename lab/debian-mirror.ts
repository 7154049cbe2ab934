import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Source {
  uris: string[];
  suites: string[];
  components: string[];
}

// Other archives contain the code name in their suite names, so only whole names match.
const debianSuites = new Set([
  'bullseye',
  'bookworm',
  'trixie',
  'forky',
  'oldstable',
  'stable',
  'testing',
  'sid',
  'unstable'
]);

/** The Debian mirror in a machine's apt sources, if any. */
export function findDebianMirror(files: readonly { name: string; text: string }[]): string | undefined {
  for (const { name, text } of files) {
    const sources = name.endsWith('.sources') ? parseStanzas(text) : parseLines(text);
    for (const { uris, suites, components } of sources) {
      const uri = uris.find(candidate => /^https?:\/\//.test(candidate));
      if (uri !== undefined && components.includes('main') && suites.some(suite => debianSuites.has(suite)))
        return uri.replace(/\/+$/, '');
    }
  }
  return undefined;
}

/** The format of sources.list: `deb [options] uri suite component...`. */
function parseLines(text: string): Source[] {
  return text.split('\n').flatMap(line => {
    const [type, uri, suite, ...components] = line
      .replace(/#.*/, '')
      .replace(/\[[^\]]*\]/, ' ')
      .trim()
      .split(/\s+/);
    return type === 'deb' && uri !== undefined && suite !== undefined
      ? [{ uris: [uri], suites: [suite], components }]
      : [];
  });
}

/** The format of *.sources: stanzas of `Field: values`; indented lines continue values. */
function parseStanzas(text: string): Source[] {
  return text.split(/\n\s*\n/).flatMap(stanza => {
    const fields = new Map<string, string[]>();
    let current: string[] = [];
    for (const line of stanza.split('\n')) {
      if (line.startsWith('#') || line.trim() === '') continue;
      const field = /^([A-Za-z-]+):(.*)$/.exec(line);
      if (field?.[1] !== undefined) fields.set(field[1].toLowerCase(), (current = []));
      current.push(
        ...(field?.[2] ?? line)
          .trim()
          .split(/\s+/)
          .filter(word => word !== '')
      );
    }
    const values = (name: string): string[] => fields.get(name) ?? [];
    if (!values('types').includes('deb') || values('enabled')[0]?.toLowerCase() === 'no') return [];
    return [{ uris: values('uris'), suites: values('suites'), components: values('components') }];
  });
}

/** The mirror to build from: LAB_DEBIAN_MIRROR, else what this machine's apt uses. */
export async function readDebianMirror(): Promise<string | undefined> {
  const chosen = process.env['LAB_DEBIAN_MIRROR'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const folder = '/etc/apt/sources.list.d';
  const listed = await readdir(folder).catch(() => []);
  const paths = ['/etc/apt/sources.list', ...listed.sort().map(name => join(folder, name))];
  const files = await Promise.all(
    paths.map(async name => ({ name, text: await readFile(name, 'utf8').catch(() => '') }))
  );
  return findDebianMirror(files);
}
