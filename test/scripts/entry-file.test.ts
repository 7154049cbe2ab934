import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { entryFile, oldestNode } from '../../scripts/entry-file.ts';

// Starting the program from its sources takes several seconds on a busy machine.
jest.setTimeout(60_000);

/** A dist/ whose bundle is this text; gives the path of the command line's entry. */
function dist(bundle: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-entry-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'index.js'), bundle);
  writeFileSync(join(folder, 'cli.js'), entryFile('cli', '22.19'));
  return join(folder, 'cli.js');
}

/** Runs an entry, on a Node that says it has another version when one is given. */
async function run(path: string, { node, args = [] }: { node?: string; args?: readonly string[] } = {}) {
  const disguise = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${node ?? ''}'})`;
  const child = spawn(process.execPath, [...(node === undefined ? [] : ['--import', disguise]), path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe']
  });
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
  return { code, stderr };
}

describe('a Node', () => {
  const bundle = "export const cli = () => { console.error('loaded'); };";

  test.each(['20.20.2', '22.18.0', '18.0.0'])(
    'that is too old is refused before anything is loaded: %s',
    async node => {
      const { code, stderr } = await run(dist('a syntax that no Node reads'), { node });
      expect(code).toBe(2);
      expect(stderr).toMatch(
        new RegExp(
          `^error: Node ${node} is too old: cilium-perf-gate needs Node 22.19 or later. Install it .*npx node@24`
        )
      );
    }
  );

  test.each(['22.19.0', '22.23.3', '24.0.0', '26.1.0'])('that is new enough is used: %s', async node => {
    expect(await run(dist(bundle), { node })).toEqual({ code: 0, stderr: 'loaded\n' });
  });

  test('is named by package.json alone', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(oldestNode(engines.node)).toMatch(/^\d+\.\d+$/);
    expect(() => oldestNode('^22 || 24')).toThrow('write it like >=22.19');
  });
});

describe('a bug in the program is not a regression', () => {
  test.each([
    ['a bundle that cannot be loaded', 'no such syntax'],
    ['an entry that rejects', "export const cli = () => Promise.reject(new Error('oh'));"],
    ['an error that nothing awaits', "export const cli = () => { setTimeout(() => { throw new Error('oh'); }, 1); };"],
    ['a rejection that nothing awaits', "export const cli = () => { void Promise.reject(new Error('oh')); };"]
  ])('%s', async (_, bundle) => {
    const { code, stderr } = await run(dist(bundle));
    expect(code).toBe(70);
    expect(stderr).toMatch(/^error: a fault of cilium-perf-gate itself, not a result; please report it: \w*Error/);
  });
});

test.each([['--help'], ['run', '--help']])(
  'a reader that leaves early changes nothing of the end: %s',
  async (...args) => {
    const program = JSON.stringify(pathToFileURL(resolve('src/entries/index.ts')).href);
    const path = dist(`export { cli } from ${program};`);
    const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
    expect([code, stderr]).toEqual([0, '']);
  }
);
