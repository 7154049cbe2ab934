import * as core from '@actions/core';
import { redactLine } from '../redaction/redact.ts';
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

/** Outputs of a workflow step: folds, annotations, step outputs and the job's summary. */
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
 * The runner takes a line that begins with `::` for a command, wherever the text comes from, and `##[` anywhere for one of
 * its old form. Annotations, titles and outputs are escaped by @actions/core; plain lines are not.
 */
function withoutCommands(text: string): string {
  return text.replace(/^(\s*:)(?=:)|(#)(?=#\[)/gm, '$1$2\u2060');
}
