import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFiles, createState } from '../../src/host/host.ts';
import type { State } from '../../src/host/ports.ts';
import { InputError } from '../../src/model/errors.ts';

let folder: string;
let state: State;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cpg-state-'));
  state = createState(createFiles(), folder);
  await state.save('cpg-00000001', '{}');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a saved state is read again', async () => {
  expect(await state.all()).toEqual([{ id: 'cpg-00000001', content: '{}' }]);
});

describe('a state file is refused', () => {
  test.each<readonly [string, (path: string) => void]>([
    [
      'that others can write',
      path => {
        writeFileSync(path, '{}');
        chmodSync(path, 0o622);
      }
    ],
    [
      'that is a link',
      path => {
        mkdirSync(`${folder}/elsewhere`);
        writeFileSync(`${folder}/elsewhere/state`, '{}', { mode: 0o600 });
        symlinkSync(`${folder}/elsewhere/state`, path);
      }
    ]
  ])('%s', async (_, plant) => {
    plant(`${folder}/cpg-00000002.json`);
    await expect(state.all()).rejects.toThrow(InputError);
  });
});
