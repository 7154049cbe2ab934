import { expect, test } from '@jest/globals';
import type { Run } from '../../src/model/run.ts';
import { describeRounds } from '../../src/model/rounds.ts';
import { createRun } from '../support/run-builder.ts';

const run = createRun({}, { scenarios: ['vxlan'], arms: ['candidate', 'reference'], rounds: 7 });
const reason = { kind: 'rollout-failed', message: 'an agent crashes' } as const;

test.each<[string, string, Run['blocks']]>([
  ['all of them', '7', run.blocks],
  ['the first ones', '3 of 7', run.blocks.filter(({ round }) => round <= 3)],
  [
    'half of one more',
    '3 of 7',
    run.blocks.filter(({ round, arm }) => round <= 3 || (round === 4 && arm === 'candidate'))
  ],
  ['none', '0 of 7', []],
  [
    'one, in which its only mode failed permanently',
    '1 of 7',
    [{ ...run.blocks[0], status: 'invalid', reason } as Run['blocks'][number]]
  ]
])('a run that measured %s has %s rounds', (_, text, blocks) => {
  expect(describeRounds({ ...run, blocks })).toBe(text);
});
