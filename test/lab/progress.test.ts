import { expect, test } from '@jest/globals';
import { formatSeconds, Progress } from '../../lab/progress.ts';

test.each([
  [4.4, '4s'],
  [59.6, '1m00s'],
  [754, '12m34s'],
  [-1, '0s']
])('%d seconds are shown as %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test('a phase reports its name, duration and progress, and never guesses the remaining time', async () => {
  let now = 0;
  const lines: string[] = [];
  const phases = [
    { name: 'compile', seconds: 100 },
    { name: 'unpack', seconds: 30 }
  ];
  const progress = new Progress(
    line => lines.push(line),
    phases,
    () => now
  );
  await progress.run('compile', () => {
    now = 900_000;
    return Promise.resolve();
  });
  await progress.run('unpack', () => {
    now = 905_000;
    return Promise.resolve();
  });
  expect(lines).toEqual([
    '[1/2] compile ... (1m40s on two idle cores)',
    '[1/2] compile: done in 15m00s (1 of 2 done, 15m00s elapsed)',
    '[2/2] unpack ... (30s on two idle cores)',
    '[2/2] unpack: done in 5s (2 of 2 done, 15m05s elapsed)'
  ]);
});
