import { errorMessage, TransientError } from '../model/errors.ts';
import type { Clock, Host } from './ports.ts';

/** A running time limit. */
export interface Limit {
  /** Its length, for error messages. */
  readonly seconds: number;
  /** Seconds left. */
  left(): number;
  isOver(): boolean;
}

/**
 * Starts a time limit: `seconds` on a normal cluster, scaled by the time scale on a slow one. Every wait for a
 * cluster uses one, so a single input stretches all of them.
 */
export function startLimit(clock: Pick<Clock, 'seconds' | 'timeScale'>, seconds: number): Limit {
  return startExactLimit(clock, stretched(seconds, clock.timeScale));
}

/** Seconds on a slow cluster. Whole milliseconds, because messages show them: 3 s times 1.1 is 3.3000000000000003. */
export function stretched(seconds: number, timeScale: number): number {
  return Math.round(seconds * timeScale * 1000) / 1000;
}

/** Starts a limit that is not scaled, because it is the rest of someone else's limit. */
export function startExactLimit(clock: Pick<Clock, 'seconds'>, seconds: number): Limit {
  const started = clock.seconds();
  return {
    seconds,
    left: () => started + seconds - clock.seconds(),
    isOver: () => clock.seconds() - started > seconds
  };
}

/** The same host, with its limits scaled. */
export function withTimeScale(host: Host, timeScale: number): Host {
  return { ...host, clock: { ...host.clock, timeScale } };
}

/**
 * Looks, with a pause after each look, until the result is sufficient or the limit is over. Returns the last result,
 * sufficient or not. Rejects at once if a look fails.
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
 * Retries an action with growing pauses while it fails for temporary reasons, and logs each retry. The last
 * pause is as short as the limit requires. Rejects with the last failure at the limit, and at once with any other failure.
 */
export async function tryAgain<T>(
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  limit: Limit,
  action: () => Promise<T>
): Promise<T> {
  for (let pause = firstPauseSeconds; ; pause = Math.min(pause * 2, longestPauseSeconds)) {
    let wait;
    try {
      return await action();
    } catch (error) {
      wait = Math.min(pause, limit.left());
      if (!(error instanceof TransientError) || wait <= 0) throw error;
      outputs.info(`  trying again in ${Math.ceil(wait)} s: ${errorMessage(error)}`);
    }
    await clock.sleep(wait);
  }
}
