import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseOptions } from '../src/inputs/parse.ts';

interface Job {
  readonly needs?: readonly string[];
  readonly strategy?: { readonly matrix: { readonly node?: readonly string[] } };
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

const root = join(import.meta.dirname, '..');
const readText = (path: string): string => readFileSync(join(root, path), 'utf8');
const { jobs } = parse(readText('.github/workflows/ci.yml')) as { readonly jobs: Readonly<Record<string, Job>> };

test('the job that says whether all passed waits for every other job', () => {
  const { ok, ...others } = jobs;
  expect(ok?.needs).toEqual(Object.keys(others));
});

test('the oldest Node that package.json allows is among those that are tested', () => {
  const { engines } = JSON.parse(readText('package.json')) as { readonly engines: { readonly node: string } };
  expect(jobs['node']?.strategy?.matrix.node).toContain(/^>=(\d+(\.\d+)?)/.exec(engines.node)?.[1]);
});

test('the action gets inputs that it takes, and files that are there', () => {
  const ours = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses === './'));
  expect(ours.length).toBeGreaterThan(2);
  for (const { with: inputs = {} } of ours) {
    // What an expression gives is not known here.
    const written = Object.entries(inputs).filter(([, value]) => !String(value).includes('${{'));
    const texts = Object.fromEntries(written.map(([name, value]) => [name, String(value)]));
    const files = {
      exists: (path: string) => existsSync(join(root, path)),
      isFolder: (path: string) => statSync(join(root, path)).isDirectory()
    };
    expect(() => parseOptions(texts, files)).not.toThrow();
  }
});
