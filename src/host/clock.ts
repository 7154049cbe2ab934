import { CancelledError } from '../errors.ts';
import type { Clock } from './ports.ts';

/** The machine's clock. */
export function createClock(stop: AbortSignal): Clock {
  return {
    now: () => new Date(),
    seconds: () => performance.now() / 1000,
    timeScale: 1,
    sleep: seconds =>
      new Promise((resolve, reject) => {
        const cancelled = (): void => {
          clearTimeout(timer);
          reject(new CancelledError(`stopped by ${String(stop.reason)}`));
        };
        if (stop.aborted) {
          reject(new CancelledError(`stopped by ${String(stop.reason)}`));
          return;
        }
        const timer = setTimeout(() => {
          stop.removeEventListener('abort', cancelled);
          resolve();
        }, seconds * 1000);
        stop.addEventListener('abort', cancelled, { once: true });
      })
  };
}
