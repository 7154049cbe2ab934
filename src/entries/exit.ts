import { ExecError } from '../kubernetes/port.ts';
import { CanceledError, ClusterError, InputError, errorMessage, errorStack } from '../model/errors.ts';
import { GitHubError } from '../github/errors.ts';
import { cleanLine } from '../redaction/foreign.ts';

/**
 * Exit codes in addition to a verdict's. A bug in the program has its own code (sysexits.h, EX_SOFTWARE), because 1
 * means a regression. A run stopped by a signal exits with the shell's code for SIGINT.
 */
export const exitCodes = { success: 0, input: 2, invalid: 3, unexpected: 70, canceled: 130 } as const;

/** Runs an entry and sets the exit code. Shows an error's message once, and a stack only for unexpected errors. */
export async function withExitCode(show: (message: string) => void, entry: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await entry();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    const unexpected = process.exitCode === exitCodes.unexpected && error instanceof Error;
    show(cleanLine(unexpected ? errorStack(error) : errorMessage(error)));
  }
  // After a signal, 5 s are left: open sockets and timers must not keep the process alive.
  if (process.exitCode === exitCodes.canceled) process.exit();
}

function exitCodeOf(error: unknown): number {
  if (error instanceof InputError) return exitCodes.input;
  if (error instanceof ClusterError || error instanceof ExecError || error instanceof GitHubError) {
    return exitCodes.invalid;
  }
  if (error instanceof CanceledError) return exitCodes.canceled;
  return exitCodes.unexpected;
}
