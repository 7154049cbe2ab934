import { redactLine } from '../results/redact.ts';
import type { Outputs } from './ports.ts';

/** Outputs of the command line: progress on stderr, so that stdout stays free for results. */
export function createTerminal(): Outputs {
  const line = (text: string): void => void process.stderr.write(`${redactLine(text)}\n`);
  return {
    info: line,
    warning: text => {
      line(`warning: ${text}`);
    },
    error: text => {
      line(`error: ${text}`);
    },
    async group(title, phase) {
      line(`== ${title}`);
      return phase();
    },
    setOutput: () => undefined,
    summary: () => Promise.resolve()
  };
}
