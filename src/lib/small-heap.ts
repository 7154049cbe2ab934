import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 collect garbage earlier from now on, which takes a fifth more time. With gigabytes free, it keeps what is left of
 * large documents: fifty small hostile ones, read in turn, took 360 MB, and take 190 MB like this. An action's `node24` takes
 * no flags.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}
