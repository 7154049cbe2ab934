import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, appendFileSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface CommandOptions {
  folder?: string;
  /** Added to this process's environment. */
  environment?: Record<string, string>;
  input?: string;
  /** Also writes the output to this file, for programs that print too much to show. */
  logFile?: string;
}

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

class CommandError extends Error {
  readonly result: CommandResult;

  constructor(line: string, result: CommandResult, logFile: string | undefined) {
    const output = (result.stderr.trim() === '' ? result.stdout : result.stderr)
      .trim()
      .split('\n')
      .slice(-12)
      .join('\n');
    const where = logFile === undefined ? '' : `\n(full output: ${logFile})`;
    super(`${line} ended with ${result.code}:\n${output}${where}`);
    this.name = 'CommandError';
    this.result = result;
  }
}

const running = new Set<ChildProcess>();

/** Runs a program and returns its result, whatever its exit code. */
export async function tryCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {}
): Promise<CommandResult> {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.folder,
      env: { ...process.env, ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe']
    });
    running.add(child);
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8');
      child[name].on('data', (text: string) => {
        output[name] += text;
        if (options.logFile !== undefined) appendFileSync(options.logFile, text);
      });
    }
    // Ignored: a program may end without reading its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', error => {
      running.delete(child);
      reject(new Error(`cannot start ${program}: ${error.message}`, { cause: error }));
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({
        code: code ?? 128,
        ...output,
        stderr: signal === null ? output.stderr : `${output.stderr}\n(killed by ${signal})`
      });
    });
  });
}

/** Runs a program that must succeed, and returns its output. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {}
): Promise<string> {
  const result = await tryCommand(program, args, options);
  if (result.code !== 0) throw new CommandError([program, ...args].join(' ').slice(0, 300), result, options.logFile);
  return result.stdout;
}

/** Stops running programs. Unfinished builds stay in a temporary folder and are repeated. */
export function stopCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}

// Debian's folders for root's programs, often missing from a user's PATH.
const systemFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** PATH, extended by the folders for system programs. */
export function systemPath(): string {
  return [process.env['PATH'] ?? '', ...systemFolders].filter(folder => folder !== '').join(delimiter);
}

/** Path of a program on PATH or in the system folders, except in skipped folders. */
export function findProgram(name: string, skips: (folder: string) => boolean = () => false): string | undefined {
  for (const folder of systemPath().split(delimiter)) {
    if (skips(folder)) continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      continue;
    }
  }
  return undefined;
}
