import { programsOf } from './script-programs.ts';

/** The kinds of image that the program starts something in. */
export type ImageKind = 'test' | 'agent' | 'witness' | 'ztunnel';

/** Which programs an image has, as far as its publisher says so. */
export interface ImagePrograms {
  readonly image: string;
  /** In every image of this kind: a run may depend on them. */
  readonly programs: readonly string[];
  /** In some images of this kind: without them a reading fails and says so, and the run goes on. */
  readonly optional: readonly string[];
}

/** What may be started where; docs/images.md shows the same, with its sources. */
export const imagePrograms: Readonly<Record<ImageKind, ImagePrograms>> = {
  test: {
    image: 'quay.io/cilium/network-perf',
    programs: ['bash', 'sh', 'cat', 'ls', 'readlink', 'sleep', 'iperf3', 'netperf', 'netserver'],
    optional: []
  },
  agent: {
    image: 'quay.io/cilium/cilium',
    programs: ['cilium-dbg'],
    optional: ['ip', 'cat']
  },
  witness: {
    image: 'quay.io/cilium/alpine-curl',
    programs: ['sleep', 'cat', 'killall', 'tcpdump'],
    optional: []
  },
  ztunnel: {
    image: 'quay.io/cilium/ztunnel',
    programs: [],
    optional: []
  }
};

/** A program was asked for that an image may not have: only a mistake of ours does so. */
export class UnlistedProgramError extends Error {
  override readonly name = 'UnlistedProgramError';
}

/** Checks that an image may be relied on, or asked, for every program that a command starts. @throws UnlistedProgramError */
export function requirePrograms(image: ImageKind, command: readonly string[]): void {
  const { programs, optional } = imagePrograms[image];
  const unlisted = programsOf(command).find(program => !programs.includes(program) && !optional.includes(program));
  if (unlisted === undefined) return;
  throw new UnlistedProgramError(`"${unlisted}" is not in the list of programs of the ${image} image (programs.ts)`);
}
