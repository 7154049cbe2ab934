import { setFlagsFromString } from 'node:v8';

/**
 * From now on V8 collects garbage earlier, at a fifth more time. With gigabytes free, it lets the remains of large documents
 * lie: fifty small hostile ones, read in turn, took 360 MB, and 190 MB so. An action's `node24` takes no flags.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}
