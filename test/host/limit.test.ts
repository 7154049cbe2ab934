import { describe, expect, test } from '@jest/globals';
import { startExactLimit, startLimit, withTimeScale } from '../../src/host/limit.ts';
import { fakeHost } from '../fakes/host.ts';

const slow = withTimeScale(fakeHost(), 3);

describe('a limit', () => {
  test('is as long as the time scale makes it, and says so', async () => {
    const limit = startLimit(slow.clock, 60);
    await slow.clock.sleep(180);
    expect([limit.seconds, limit.isOver()]).toEqual([180, false]);
    await slow.clock.sleep(1);
    expect(limit.isOver()).toBe(true);
  });

  test('is as it was given on a normal cluster', async () => {
    const { clock } = fakeHost();
    const limit = startLimit(clock, 60);
    await clock.sleep(61);
    expect([limit.seconds, limit.isOver()]).toEqual([60, true]);
  });

  test('is not stretched where it is what is left of a budget', async () => {
    const limit = startExactLimit(slow.clock, 60);
    await slow.clock.sleep(61);
    expect([limit.seconds, limit.isOver()]).toEqual([60, true]);
  });
});
