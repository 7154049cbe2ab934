import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { readAction, readLocation } from '../../src/inputs/init-options.ts';
import { createPrompts } from '../../src/entries/prompts.ts';

/** Prompts whose answers are typed one after the other. */
function typing(...answers: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const left = [...answers];
  let asked = '';
  output.on('data', (piece: Buffer) => {
    asked += piece.toString();
    // Questions end with a space, their explanations with a newline.
    if (!piece.toString().endsWith(' ')) return;
    const answer = left.shift();
    if (answer === undefined) input.end();
    else input.write(`${answer}\n`);
  });
  const prompts = createPrompts(input, output);
  if (prompts === undefined) throw new Error('nobody is asked');
  return { prompts, asked: () => asked };
}

const pinned = `o/n@${'a'.repeat(40)}`;
const answers = { kind: 'on the runner', aks: '' };

test('a choice is made by its number or name, and asked again after anything else', async () => {
  const { prompts, asked } = typing('3', 'gke', '2');
  await expect(prompts.choose('Where?', answers)).resolves.toBe('aks');
  expect(stripVTControlCharacters(asked())).toContain('Where?\n  1  kind: on the runner\n  2  aks\n1 to 2: ');
  expect(asked()).toContain('"gke" is not 1, 2, kind or aks\n');
  const empty = typing('', '1');
  await expect(empty.prompts.choose('Where?', answers)).resolves.toBe('kind');
  expect(empty.asked()).toContain('"" is not 1, 2, kind or aks\n');
  await expect(typing('kind').prompts.choose('Where?', answers)).resolves.toBe('kind');
});

test('an empty answer is the usual one, if there is one', async () => {
  await expect(typing('').prompts.text('Region?', 'westeurope', String)).resolves.toBe('westeurope');
  await expect(typing('', pinned).prompts.text('Action?', '', readAction)).resolves.toBe(pinned);
});

test('a text that its flag would refuse is refused with the same words, and asked again', async () => {
  const { prompts, asked } = typing('acme', 'acme/gate@main', pinned);
  await expect(prompts.text('Action?', '', readAction)).resolves.toBe(pinned);
  expect(asked()).toContain(
    'action: "acme" is neither a commit nor a version of an action; write <owner>/<name>@<the 40 digits of a commit'
  );
  expect(asked()).toContain('action: "acme/gate@main" is neither a commit nor a version');
  const region = typing('West Europe!', '2', 'westeurope');
  await expect(region.prompts.text('Region?', '', readLocation)).resolves.toBe('westeurope');
  expect(region.asked()).toContain('aks-location: "West Europe!" is not a region; write its short name');
});

test('the end of the input cancels the command', async () => {
  await expect(typing().prompts.text('Region?', '', String)).rejects.toThrow('the input ended');
});

test('nobody is asked without a terminal', () => {
  expect(createPrompts(new PassThrough(), Object.assign(new PassThrough(), { isTTY: true }))).toBeUndefined();
});
