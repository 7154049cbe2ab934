import { TransientError } from '../model/errors.ts';
import type { Clock, Host } from './ports.ts';

/** A limit of time that runs since it was started. */
export interface Limit {
  /** How long it is, for the message when it is over. */
  readonly seconds: number;
  /** Seconds until then. */
  left(): number;
  isOver(): boolean;
}

/**
 * Starts a limit on what a cluster may take: `seconds` on a normal one, longer by the time scale on one that is slow. Every
 * wait for a cluster is bounded by one, so that a single input stretches all of them.
 */
export function startLimit(clock: Pick<Clock, 'seconds' | 'timeScale'>, seconds: number): Limit {
  return startExactLimit(clock, seconds * clock.timeScale);
}

/** Starts a limit that is no longer on a slow cluster: it is what is left of somebody else's patience. */
export function startExactLimit(clock: Pick<Clock, 'seconds'>, seconds: number): Limit {
  const started = clock.seconds();
  return {
    seconds,
    left: () => started + seconds - clock.seconds(),
    isOver: () => clock.seconds() - started > seconds
  };
}

/** The same machine, whose limits are longer by a factor. */
export function withTimeScale(host: Host, timeScale: number): Host {
  return { ...host, clock: { ...host.clock, timeScale } };
}

/**
 * Looks, with a pause after each look, until what was seen is enough or the limit is over; gives what was seen last. The caller
 * says what it means if that is not enough. Rejects at once with a failure of a look.
 */
export async function pollUntil<T>(
  clock: Pick<Clock, 'sleep'>,
  limit: Limit,
  pauseSeconds: number,
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean
): Promise<T> {
  for (;;) {
    const seen = await look();
    if (isEnough(seen) || limit.isOver()) return seen;
    await clock.sleep(pauseSeconds);
  }
}

const firstPauseSeconds = 5;
const longestPauseSeconds = 30;

/**
 * Does something again while it fails for reasons that pass, with growing pauses, until the limit is over.
 * Says each time why it waits; rejects with the last failure when another pause would be too long, and at once with every other failure.
 */
export async function tryAgain<T>(
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  limit: Limit,
  action: () => Promise<T>
): Promise<T> {
  for (let pause = firstPauseSeconds; ; pause = Math.min(pause * 2, longestPauseSeconds)) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof TransientError) || limit.left() < pause) throw error;
      outputs.info(`  trying again in ${pause} s: ${error.message}`);
    }
    await clock.sleep(pause);
  }
}
