import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { reportInputs } from '../src/inputs/definitions.ts';
import { parseOptions } from '../src/inputs/parse.ts';

interface Workflow {
  readonly jobs: Record<string, { readonly steps: readonly { readonly uses?: string; readonly with?: object }[] }>;
}

const folder = join(import.meta.dirname, '../examples/workflows');

test.each(readdirSync(folder))('%s gives the action inputs that it takes', name => {
  const { jobs } = parse(readFileSync(join(folder, name), 'utf8')) as Workflow;
  const steps = Object.values(jobs).flatMap(job => job.steps);
  const ours = steps.filter(({ uses }) => uses?.startsWith('example/cilium-perf-gate') === true);
  expect(ours.length).toBeGreaterThan(0);
  for (const { uses, with: inputs = {} } of ours) {
    // What an expression gives is not known here.
    const written = Object.entries(inputs).filter(([, value]) => !String(value).includes('${{'));
    const texts = Object.fromEntries(written.map(([input, value]) => [input, String(value)]));
    const known = uses?.includes('/report@') === true ? reportInputs : undefined;
    // Every file that they name exists, and no folder.
    const read = () =>
      parseOptions(texts, { exists: path => path.startsWith('cilium/'), isFolder: () => false }, known);
    expect(read).not.toThrow();
  }
});
