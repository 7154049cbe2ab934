import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { renderAction, renderReference } from '../../scripts/generate-docs.ts';
import { renderVersions } from '../../scripts/versions-table.ts';
import { defaultText } from '../../src/inputs/default-text.ts';
import { definitionOf, inputNames } from '../../src/inputs/definitions.ts';
import { outputs } from '../../src/inputs/outputs.ts';
import { parseOptions, readEnvironment } from '../../src/inputs/parse.ts';
import { disk } from './options.ts';

interface Action {
  readonly description: string;
  readonly inputs: Record<string, { description: string; required: boolean; default?: string }>;
  readonly outputs: Record<string, { description: string }>;
  readonly runs: Record<string, string>;
}

const root = join(import.meta.dirname, '../..');
const action = parseYaml(renderAction()) as Action;

describe('generated files', () => {
  test('action.yml matches the definitions', async () => {
    expect(await readFile(join(root, 'action.yml'), 'utf8')).toBe(renderAction());
  });

  test('the tables of docs/reference.md match the definitions', async () => {
    const reference = await readFile(join(root, 'docs/reference.md'), 'utf8');
    expect(renderReference(reference)).toBe(reference);
  });

  test('the table of docs/versions.md matches runs, recordings and refusals', async () => {
    const versions = await readFile(join(root, 'docs/versions.md'), 'utf8');
    expect(renderVersions(versions)).toBe(versions);
  });

  test.each([
    ['comment', '`true`'],
    ['comment-key', '`default`'],
    ['github-token', '`${{ github.token }}`'],
    ['baseline', '`artifact`; on the command line `none`, or `file` with `baseline-files`'],
    ['rounds', '3, or up to 12 with a reference'],
    ['duration', '`5s` with `suite: default`, `30s` with `suite: published`'],
    ['cilium-values', '']
  ])('docs/reference.md shows the default of %s that applies', (name, applies) => {
    const row = renderReference('<!-- inputs-start --><!-- inputs-end --><!-- outputs-start --><!-- outputs-end -->')
      .split('\n')
      .find(line => line.startsWith(`| \`${name}\` |`));
    expect(row?.split(' | ').at(-1)).toBe(`${applies} |`);
  });

  test('a reference without markers is refused', () => {
    expect(() => renderReference('# nothing')).toThrow('docs/reference.md must contain <!-- inputs-start -->');
  });
});

describe('action.yml', () => {
  test("has a description that fits GitHub's Marketplace", () => {
    expect(action.description.length).toBeLessThan(125);
  });

  test('has every input and output', () => {
    expect(Object.keys(action.inputs)).toEqual(inputNames);
    expect(Object.keys(action.outputs)).toEqual(Object.keys(outputs));
  });

  test.each(inputNames)('documents %s with an example and its default', name => {
    const { description, required, default: written } = action.inputs[name] ?? { description: '', required: true };
    const definition = definitionOf(name);
    expect(required).toBe(false);
    expect(description).toContain('\nExample:\n\n    ');
    const fixed = definition.defaultHolds === undefined && definition.defaultInWords === undefined;
    const shown = definition.actionDefault ?? (fixed ? definition.default : undefined);
    expect(written).toBe(shown);
    const described = shown === undefined ? defaultText(definition) : '';
    expect(description.replaceAll('\n', ' ').includes(`Default: ${described}.`)).toBe(described !== '');
    expect(definition.summary).not.toContain('Default:');
  });

  test.each(inputNames)('has an example of %s that is valid', name => {
    const example = parseYaml(definitionOf(name).example) as Record<string, unknown>;
    expect(Object.keys(example)).toEqual([name]);
    // The runner hands over every scalar as text.
    expect(definitionOf(name).parser.safeParse(String(example[name])).success).toBe(true);
  });

  test('contains no expressions, because the runner would evaluate them even in descriptions and fail to load the action', () => {
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(description).not.toContain('${{');
    }
  });

  test('runs on Node 24 with a post step that also runs after a failure', () => {
    expect(action.runs).toEqual({
      using: 'node24',
      main: 'dist/action.js',
      post: 'dist/post.js',
      'post-if': 'always()'
    });
  });

  /** What the runner sets: each input in capitals, its default when nothing was written, else an empty text. */
  function environment(written: Record<string, string>): Record<string, string> {
    const texts = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
    const all: Record<string, string> = { ...(Object.fromEntries(texts) as Record<string, string>), ...written };
    return Object.fromEntries(Object.entries(all).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]));
  }

  test.each<[string, Record<string, string>]>([
    ['nothing written', {}],
    ['the published suite', { suite: 'published' }],
    ['a kubeconfig', { cluster: 'kubeconfig', 'allow-reconfigure': 'lab' }],
    ['a chart by path', { 'cilium-chart': 'cilium.tgz' }],
    ['a scenario of every mode', { scenarios: 'vxlan+wireguard, vxlan+ipsec, vxlan+ztunnel' }]
  ])('has defaults without contradictions: %s', (_, written) => {
    const files = disk('cilium.tgz');
    const environmentOptions = parseOptions(readEnvironment({ ...environment(written), HOME: '/' }), files);
    const inWorkflows = Object.fromEntries(
      inputNames.flatMap(name => {
        const { actionDefault } = definitionOf(name);
        return actionDefault === undefined ? [] : [[name, actionDefault]];
      })
    );
    expect(environmentOptions).toEqual(parseOptions({ ...inWorkflows, ...written }, files));
  });

  test('an unknown input, about which the runner only warns, is refused', () => {
    const raw = readEnvironment(environment({ scenario: 'native' }));
    expect(() => parseOptions(raw, disk())).toThrow(
      'scenario: is not an input (did you mean scenarios?); remove it. If the workflow sets an environment variable INPUT_SCENARIO'
    );
  });
});
