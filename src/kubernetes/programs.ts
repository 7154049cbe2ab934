import type { Executor } from './port.ts';

const word = String.raw`(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\{[^}]*\}|[^\s'"\\;&|()<>$\x60]|\$(?![({]))+`;
const token = new RegExp(
  String.raw`(?<blank>[ \t]+|(?<!\d)\d*(?:<>|>>|[<>])&?[ \t]*${word})|(?<separator>\n|;|&&?|\|\|?|\$\(|\(|\))|(?<word>${word})`,
  'gs'
);

/** Words before a command that are not commands themselves. */
const prefixes = new Set(['if', 'then', 'elif', 'else', 'while', 'do', '{', '!', 'exec']);
const builtins = new Set(['for', 'done', 'fi', '}', '[', ':', 'echo', 'printf', 'read', 'kill', 'times', 'exit']);

/** Programs that a command starts: its own and, for a shell with `-c`, those in the script. */
function programsOf(command: readonly string[]): readonly string[] {
  const [program = '', flag, script = ''] = command;
  return ['sh', 'bash'].includes(program) && flag === '-c' ? [program, ...scriptPrograms(script)] : [program];
}

/**
 * Programs that one of our shell scripts starts, in any branch. Parses only the shell syntax that our scripts use.
 * @throws Error for anything else, so that no program can be overlooked.
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
    // Only single quotes prevent the shell from running their content.
    else if (/\$\(|`/.test(text.replaceAll(/'[^']*'/g, ''))) break;
    if (groups['word'] !== undefined) words.push(text);
    read += text;
  }
  endCommand();
  if (read !== script) throw new Error(`cannot parse the script: ${script}`);
  return programs;
}

function unquote(text: string): string {
  return text.replaceAll(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs,
    (_, single?: string, double?: string, escaped?: string) => single ?? double ?? escaped ?? ''
  );
}

/** Kinds of image in which commands run. */
export type ImageKind = 'test' | 'agent' | 'witness' | 'ztunnel';

/** Programs of an image, according to its publisher. */
export interface ImagePrograms {
  readonly image: string;
  /** In every image of this kind. A run may depend on them. */
  readonly programs: readonly string[];
  /** In some images of this kind. Without them, a reading fails with a reason and the run continues. */
  readonly optional: readonly string[];
}

/** Programs per image kind; docs/images.md lists the same with sources. */
export const imagePrograms: Readonly<Record<ImageKind, ImagePrograms>> = {
  test: {
    image: 'quay.io/cilium/network-perf',
    programs: ['bash', 'sh', 'cat', 'ls', 'readlink', 'sleep', 'timeout', 'iperf3', 'netperf', 'netserver'],
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

/** A program that an image may not have was requested: always a bug of ours. */
export class UnlistedProgramError extends Error {
  override readonly name = 'UnlistedProgramError';
}

/** Checks that an image has, or may have, every program that a command starts. @throws UnlistedProgramError */
function requirePrograms(image: ImageKind, command: readonly string[]): void {
  const { programs, optional } = imagePrograms[image];
  const unlisted = programsOf(command).find(program => !programs.includes(program) && !optional.includes(program));
  if (unlisted === undefined) return;
  throw new UnlistedProgramError(`"${unlisted}" is not in the list of programs of the ${image} image (programs.ts)`);
}

/**
 * All commands in pods start here, in the real client and in the fake. Refuses programs that are not in the table of
 * images, including those inside scripts.
 */
export function gateway(executor: Executor): Executor {
  return {
    exec(target, command, timeoutSeconds) {
      requirePrograms(target.image, command);
      return executor.exec(target, command, timeoutSeconds);
    },
    openShell(target) {
      requirePrograms(target.image, ['sh']);
      const shell = executor.openShell(target);
      return {
        run(script, timeoutSeconds) {
          requirePrograms(target.image, ['sh', '-c', script]);
          return shell.run(script, timeoutSeconds);
        },
        get dead() {
          return shell.dead;
        },
        close: () => {
          shell.close();
        }
      };
    },
    startExec(target, command, timeoutSeconds) {
      requirePrograms(target.image, command);
      return executor.startExec(target, command, timeoutSeconds);
    }
  };
}
