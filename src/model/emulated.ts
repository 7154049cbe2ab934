import type { Run } from './run.ts';

/**
 * Whether a processor is emulated: the name that qemu gives it in /proc/cpuinfo by default. Other names can be chosen, so
 * `false` does not prove real hardware.
 */
export function isEmulated(cpuModel: string | undefined): boolean {
  return cpuModel?.startsWith('QEMU TCG') === true;
}

/** The processor of a measured node, if it is emulated. */
export function emulatedProcessor({ cluster }: Run): string | undefined {
  const measured = cluster?.nodes.filter(({ role }) => role !== 'other') ?? [];
  return measured.map(({ cpuModel }) => cpuModel).find(isEmulated);
}
