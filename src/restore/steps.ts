import { startExactLimit, type Limit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import type { Kubernetes } from '../kubernetes/port.ts';
import { errorMessage } from '../model/errors.ts';
import type { Undo } from '../results/undo-state.ts';

/** One thing to undo. */
export interface Step {
  readonly what: string;
  /** The command that does it by hand. */
  readonly fix: string;
  /** Maximum seconds on a normal cluster, even if more time is left. */
  readonly limitSeconds: number;
  /** Its limit ends a second early, so that its own error message is reported. */
  readonly undo: (limit: Limit) => Promise<void>;
}

/** A run that is being undone. */
export interface Restoring {
  readonly host: Host;
  readonly undo: Undo;
  /** Connects to the run's cluster. Requests are repeated until the limit. */
  readonly open: (limit: Limit) => Promise<Kubernetes>;
  /** Tries a step within its limit and the remaining time. If it fails, returns false and adds it to `left`. */
  readonly tryStep: (step: Step) => Promise<boolean>;
  /** What is left of the run, each with its fix. */
  readonly left: string[];
}

/** Remaining seconds for all steps together; called before each step. */
export type TimeLeft = () => number;

/** For steps of a few requests. */
export const shortLimitSeconds = 20;

/**
 * Undoes one thing within its limit and the remaining time. Returns what is left, with its fix. A step that times out
 * continues in the background, because requests cannot be withdrawn.
 */
export async function attempt(
  { what, fix, limitSeconds, undo }: Step,
  timeLeft: TimeLeft,
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>
): Promise<string | undefined> {
  const wanted = limitSeconds * clock.timeScale;
  const seconds = Math.min(wanted, timeLeft());
  if (seconds <= 0) return `${what}: there was no time left to try; by hand: ${fix}`;
  try {
    await within(seconds, undo(startExactLimit(clock, seconds - 1)));
    outputs.info(`${what}: done`);
    return undefined;
  } catch (error) {
    const cut = seconds < wanted ? ` (only ${seconds.toFixed(0)} of ${wanted.toFixed(0)} s were left)` : '';
    return `${what} failed: ${errorMessage(error)}${cut}; by hand: ${fix}`;
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
