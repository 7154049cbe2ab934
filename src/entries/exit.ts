import { ExecError } from '../kubernetes/port.ts';
import { CancelledError, ClusterError, InputError, errorMessage } from '../model/errors.ts';
import { GitHubError } from '../github/errors.ts';

/**
 * Exit codes besides those of a verdict. A fault of the program itself has a code that no verdict has (sysexits.h,
 * EX_SOFTWARE): 1 would mean a regression. A run stopped by a signal ends with the shell's code for SIGINT.
 */
export const exitCodes = { success: 0, input: 2, invalid: 3, unexpected: 70, cancelled: 130 } as const;

/** Runs an entry to its end and sets the exit code; the error's text is shown once, a stack only for the unexpected. */
export async function withExitCode(show: (message: string) => void, entry: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await entry();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    const unexpected = process.exitCode === exitCodes.unexpected && error instanceof Error;
    show(unexpected ? (error.stack ?? error.message) : errorMessage(error));
  }
  // A signal leaves 5 s; sockets and timers of what was stopped must not hold the process any longer.
  if (process.exitCode === exitCodes.cancelled) process.exit();
}

function exitCodeOf(error: unknown): number {
  if (error instanceof InputError) return exitCodes.input;
  if (error instanceof ClusterError || error instanceof ExecError || error instanceof GitHubError) {
    return exitCodes.invalid;
  }
  if (error instanceof CancelledError) return exitCodes.cancelled;
  return exitCodes.unexpected;
}
