import { describe, expect, test } from '@jest/globals';
import { pollUntil, startExactLimit, startLimit, tryAgain, withTimeScale } from '../../src/host/limit.ts';
import { TransientError } from '../../src/model/errors.ts';
import { fakeHost } from '../fakes/host.ts';

const slow = withTimeScale(fakeHost(), 3);

describe('a limit', () => {
  test('is scaled by the time scale, and reports its length', async () => {
    expect(startLimit(withTimeScale(slow, 1.1).clock, 3).seconds).toBe(3.3);
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

  test('is not scaled when it is the rest of a budget', async () => {
    const limit = startExactLimit(slow.clock, 60);
    await slow.clock.sleep(61);
    expect([limit.seconds, limit.isOver()]).toEqual([60, true]);
  });
});

describe('polling', () => {
  /** Polls every 2 s with a limit of 5 s for a number that grows by one with each look; gives it, and when each look was. */
  async function poll(enough: number) {
    const { clock } = fakeHost();
    const started = clock.seconds();
    const looks: number[] = [];
    const look = () => Promise.resolve(looks.push(clock.seconds() - started));
    const seen = await pollUntil(clock, startLimit(clock, 5), 2, look, count => count >= enough);
    return { seen, looks };
  }

  test('ends with the first look that is enough, without a pause after it', async () => {
    expect(await poll(1)).toEqual({ seen: 1, looks: [0] });
    expect(await poll(3)).toEqual({ seen: 3, looks: [0, 2, 4] });
  });

  test('looks once more after the limit, and gives what was seen last', async () => {
    expect(await poll(9)).toEqual({ seen: 4, looks: [0, 2, 4, 6] });
  });

  test('does not repeat a look that fails', async () => {
    const { clock } = fakeHost();
    const look = (): Promise<never> => Promise.reject(new Error('refused'));
    await expect(pollUntil(clock, startLimit(clock, 5), 2, look, () => false)).rejects.toThrow('refused');
  });
});

describe('trying again', () => {
  /** Tries an action with a limit of 120 s that works once an outage of `seconds` is over; gives when it was tried. */
  async function tryDuring(seconds: number): Promise<number[]> {
    const host = fakeHost();
    const started = host.clock.seconds();
    const tries: number[] = [];
    await tryAgain(host, startLimit(host.clock, 120), () => {
      tries.push(host.clock.seconds() - started);
      return host.clock.seconds() - started < seconds ? Promise.reject(new TransientError('down')) : Promise.resolve();
    });
    return tries;
  }

  test('waits longer each time, and uses the whole limit', async () => {
    expect(await tryDuring(120)).toEqual([0, 5, 15, 35, 65, 95, 120]);
  });

  test('ends with the last failure at the limit', async () => {
    await expect(tryDuring(121)).rejects.toThrow('down');
  });
});
