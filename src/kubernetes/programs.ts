const word = String.raw`(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\{[^}]*\}|[^\s'"\\;&|()<>$\x60]|\$(?![({]))+`;
const token = new RegExp(
  String.raw`(?<blank>[ \t]+|\d*(?:<>|>>|[<>])&?[ \t]*${word})|(?<separator>\n|;|&&?|\|\|?|\$\(|\(|\))|(?<word>${word})`,
  'gs'
);

/** Words before a command that are none themselves. */
const prefixes = new Set(['if', 'then', 'elif', 'else', 'while', 'do', '{', '!', 'exec']);
const builtins = new Set(['for', 'done', 'fi', '}', '[', ':', 'echo', 'printf', 'read', 'kill', 'exit']);

/** The programs that a command starts: its own, and where that is a shell with `-c`, those of the script. */
function programsOf(command: readonly string[]): readonly string[] {
  const [program = '', flag, script = ''] = command;
  return ['sh', 'bash'].includes(program) && flag === '-c' ? [program, ...scriptPrograms(script)] : [program];
}

/**
 * The programs that a shell script of ours starts, whatever branch they are in. It reads the little of the shell's language
 * that our scripts use. @throws Error for the rest, so that no program can hide in it.
 */
export function scriptPrograms(script: string): readonly string[] {
  const programs: string[] = [];
  let words: string[] = [];
  let read = '';
  const endCommand = (): void => {
    const first = words.findIndex(one => !prefixes.has(one) && !/^\w+=/.test(one));
    const command = first < 0 ? [] : words.slice(first).map(unquote);
    if (command[0] !== undefined && !builtins.has(command[0])) programs.push(...programsOf(command));
    words = [];
  };
  for (const { 0: text, groups = {} } of script.matchAll(token)) {
    if (groups['separator'] !== undefined) endCommand();
    // Only single quotes keep the shell from running what is in them.
    else if (/\$\(|`/.test(text.replaceAll(/'[^']*'/g, ''))) break;
    if (groups['word'] !== undefined) words.push(text);
    read += text;
  }
  endCommand();
  if (read !== script) throw new Error(`a script that is not understood: ${script}`);
  return programs;
}

function unquote(text: string): string {
  return text.replaceAll(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs,
    (_, single?: string, double?: string, escaped?: string) => single ?? double ?? escaped ?? ''
  );
}

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
