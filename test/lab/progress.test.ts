import { expect, test } from '@jest/globals';
import { formatSeconds, Progress } from '../../lab/progress.ts';

test.each([
  [4.4, '4s'],
  [59.6, '1m00s'],
  [754, '12m34s'],
  [-1, '0s']
])('%d seconds are written %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test('tracks run side by side, and what follows them comes on top', async () => {
  let now = 0;
  const lines: string[] = [];
  const phases = [
    { name: 'compile', seconds: 100, track: 'a' },
    { name: 'unpack', seconds: 30, track: 'b' },
    { name: 'more', seconds: 20, track: 'b' },
    { name: 'image', seconds: 10 }
  ];
  const progress = new Progress(
    line => lines.push(line),
    phases,
    () => now
  );
  expect(progress.remaining()).toBe(110);
  await progress.run('compile', () => {
    now = 90_000;
    expect(progress.remaining()).toBe(60);
    return Promise.resolve();
  });
  expect(progress.remaining()).toBe(60);
  expect(lines).toEqual([
    '[1/4] compile ... (usually 1m40s; 0s elapsed, about 1m50s left)',
    '[1/4] compile: done in 1m30s (1m30s elapsed, about 1m00s left)'
  ]);
});
