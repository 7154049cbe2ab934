import * as core from '@actions/core';
import { redactLine } from '../redaction/redact.ts';
import type { Outputs } from './ports.ts';

/** Command line output. Progress goes to stderr, so that stdout is free for results. */
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

/** Workflow step output: groups, annotations, step outputs and the job summary. */
export function createWorkflowOutputs(): Outputs {
  return {
    info: line => {
      core.info(withoutCommands(redactLine(line)));
    },
    warning: line => {
      core.warning(redactLine(line));
    },
    error: line => {
      core.error(redactLine(line));
    },
    group: core.group,
    setOutput: core.setOutput,
    summary: async markdown => {
      await core.summary.addRaw(markdown, true).write();
    }
  };
}

/**
 * Escapes workflow commands: the runner interprets any line that begins with `::`, and `##[` anywhere in a line.
 * @actions/core escapes annotations, titles and outputs, but not plain lines.
 */
function withoutCommands(text: string): string {
  return text.replace(/^(\s*:)(?=:)|(#)(?=#\[)/gm, '$1$2\u2060');
}
