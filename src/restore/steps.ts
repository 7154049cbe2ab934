import { startExactLimit, type Limit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { errorMessage } from '../model/errors.ts';
import type { Undo } from '../results/undo-state.ts';

/** One thing that has to be undone. */
export interface Step {
  readonly what: string;
  /** The command that does it by hand. */
  readonly cure: string;
  /** After so many seconds it is given up on a normal cluster, even if less of the time is spent. */
  readonly limitSeconds: number;
  /** Is told how long it may take; that ends a second early, for the sentence that says what is the matter. */
  readonly undo: (limit: Limit) => Promise<void>;
}

/** A run that is being undone. */
export interface Restoring {
  readonly host: Host;
  readonly undo: Undo;
  /** Opens the run's cluster for requests that are repeated until the limit. */
  readonly open: (limit: Limit) => Promise<Kubernetes>;
  /** Tries a step within its limit and the time that is left; false when it failed, which is then among what is left. */
  readonly tryStep: (step: Step) => Promise<boolean>;
  /** What is left of the run, a sentence with its cure for each thing. */
  readonly left: string[];
}

/** How long everything may take together: seconds that are left, asked again before each step. */
export type TimeLeft = () => number;

/** For what takes a request or a few. */
export const shortLimitSeconds = 20;

/**
 * Undoes one thing within its limit and the time that is left; gives what is left of it, with its cure. What was given up
 * goes on in the background: there is no way to call a request back.
 */
export async function attempt(
  { what, cure, limitSeconds, undo }: Step,
  timeLeft: TimeLeft,
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>
): Promise<string | undefined> {
  const wanted = limitSeconds * clock.timeScale;
  const seconds = Math.min(wanted, timeLeft());
  if (seconds <= 0) return `${what}: there was no time left to try; by hand: ${cure}`;
  try {
    await within(seconds, undo(startExactLimit(clock, seconds - 1)));
    outputs.info(`${what}: done`);
    return undefined;
  } catch (error) {
    const cut = seconds < wanted ? ` (${seconds.toFixed(0)} s were left for it, not ${wanted.toFixed(0)} s)` : '';
    return `${what} failed: ${errorMessage(error)}${cut}; by hand: ${cure}`;
  }
}

function within(seconds: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`it did not end within ${seconds.toFixed(0)} s`));
    }, seconds * 1000);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
