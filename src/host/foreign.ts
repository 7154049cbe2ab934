import { foreignText } from '../redaction/foreign.ts';
import type { ProcessResult, Processes } from './ports.ts';

/** Enough for the longest error of az, a complete ARM response. */
const stderrLength = 32_000;

/**
 * The texts of commands for people enter here, in the real port and in the fake: standard error and each line while a
 * command runs. Standard output stays as it is, because programs parse it; in a message, use `saidBy`.
 */
export function cleanProcesses(processes: Processes): Processes {
  return {
    async run(command, args, options = {}) {
      const { onLine, ...rest } = options;
      const listener =
        onLine === undefined
          ? {}
          : {
              onLine: (line: string): void => {
                onLine(foreignText(line));
              }
            };
      const result = await processes.run(command, args, { ...rest, ...listener });
      return { ...result, stderr: foreignText(result.stderr, stderrLength) };
    }
  };
}

/** What a failed command said, for a message. */
export function saidBy({ stderr, stdout }: Pick<ProcessResult, 'stderr' | 'stdout'>): string {
  return (stderr.trim() === '' ? foreignText(stdout, stderrLength) : stderr).trim();
}
