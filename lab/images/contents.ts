import { ciliumPrograms } from './programs.ts';

/** What a layer contains from Debian, in addition to the libraries that its programs need. */
export interface LayerContents {
  /** Packages whose programs are all included. */
  readonly packages: readonly string[];
  /** Single programs from other packages. */
  readonly programs: readonly string[];
}

/** The names under which busybox is called in the witness image. */
export const applets = ['sh', 'sleep', 'cat', 'killall'] as const;

/** The layers of the lab's images, so that a node stores what they share only once. */
export const layers = {
  /** Libraries and files that every other layer needs; no programs. */
  base: { packages: [], programs: [] },
  /** What Cilium's agent runs, including the compiler for its BPF programs. */
  agent: { packages: ['iptables', 'ipset', 'kmod'], programs: ['clang'] },
  shell: { packages: ['coreutils'], programs: ['bash', 'sh'] },
  /** What else of Cilium's official image its chart's init containers or this program run. */
  system: { packages: ['findutils', 'iproute2'], programs: ['sed', 'grep', 'mount', 'nsenter'] },
  measuring: { packages: [], programs: ['iperf3', 'netperf', 'netserver'] },
  capture: { packages: [], programs: ['tcpdump'] },
  /** The original witness image is based on Alpine, whose shell and small programs are one busybox. */
  busybox: { packages: [], programs: ['busybox', ...applets] }
} as const satisfies Readonly<Record<string, LayerContents>>;

export type LayerName = keyof typeof layers;

/** Images in which the program runs commands. docs/images.md lists what the originals contain. */
export const imageLayers = {
  official: ['base', 'agent', 'shell', 'system'],
  distroless: ['base', 'agent'],
  test: ['base', 'shell', 'measuring'],
  witness: ['base', 'busybox', 'capture'],
  ztunnel: ['base']
} as const satisfies Readonly<Record<string, readonly LayerName[]>>;

export type ImageName = keyof typeof imageLayers;

/** Programs of Debian's C library and coreutils that the original images do not have. */
export const leftOut: readonly string[] = ['basenc', 'ld.so', 'md5sum.textutils'];

const ownPrograms: Readonly<Record<ImageName, readonly string[]>> = {
  official: [...Object.values(ciliumPrograms.agent), 'cilium'],
  distroless: [...Object.values(ciliumPrograms.agent), 'cilium'],
  test: [],
  witness: [],
  ztunnel: ['ztunnel']
};

/** What is on an image's PATH: packages, each for all of its programs, and single programs. */
export function describeContents(image: ImageName): LayerContents {
  const parts: readonly LayerContents[] = imageLayers[image].map(name => layers[name]);
  return {
    packages: parts.flatMap(part => part.packages),
    programs: [...parts.flatMap(part => part.programs), ...ownPrograms[image]]
  };
}
