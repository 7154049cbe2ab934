/** The kinds of image that the program starts something in. */
export type ImageKind = 'test' | 'agent' | 'witness' | 'ztunnel';

/** Which programs an image has, as far as its publisher says so. */
export interface ImagePrograms {
  readonly image: string;
  /** In every image of this kind: a run may depend on them. */
  readonly programs: readonly string[];
  /** In some images of this kind: without them a reading fails and says so, and the run goes on. */
  readonly optional: readonly string[];
  /** Where the lists come from. */
  readonly source: string;
}

/** What may be started where; docs/programs.md shows the same table. */
export const imagePrograms: Readonly<Record<ImageKind, ImagePrograms>> = {
  test: {
    image: 'quay.io/cilium/network-perf',
    programs: ['bash', 'sh', 'cat', 'ls', 'readlink', 'sleep', 'timeout', 'iperf3', 'netperf', 'netserver'],
    optional: [],
    source: 'https://github.com/cilium/image-tools/blob/main/images/network-perf/Dockerfile'
  },
  agent: {
    image: 'quay.io/cilium/cilium',
    programs: ['cilium-dbg'],
    optional: ['ip', 'cat'],
    source: 'https://github.com/microsoft/retina/issues/2405 (AKS ships the agent without a shell)'
  },
  witness: {
    image: 'quay.io/cilium/alpine-curl',
    programs: ['sleep', 'cat', 'killall', 'tcpdump'],
    optional: [],
    source: 'https://github.com/cilium/alpine-curl/blob/v1.10.0/Dockerfile (Alpine, so busybox; and tcpdump)'
  },
  ztunnel: {
    image: 'quay.io/cilium/ztunnel',
    programs: [],
    optional: [],
    source: 'https://github.com/istio/ztunnel/blob/master/Dockerfile.ztunnel (distroless)'
  }
};

/** Checks that an image may be relied on, or asked, for a program. @throws Error, because only a mistake of ours asks for another. */
export function requireProgram(image: ImageKind, program: string | undefined): void {
  const { programs, optional } = imagePrograms[image];
  if (program !== undefined && (programs.includes(program) || optional.includes(program))) return;
  throw new Error(`"${program ?? ''}" is not in the list of programs of the ${image} image (programs.ts)`);
}
