import * as core from '@actions/core';
import { withoutInvisible } from '../lib/visible.ts';
import { redactLine } from '../redaction/redact.ts';
import type { Outputs } from './ports.ts';

/** A line may contain words from outside. What is invisible goes first, because it could hide a secret. */
function clean(line: string): string {
  return redactLine(withoutInvisible(line));
}

/** Command line output. Progress goes to stderr, so that stdout is free for results. */
export function createTerminal(): Outputs {
  const line = (text: string): void => void process.stderr.write(`${clean(text)}\n`);
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
      core.info(withoutCommands(clean(line)));
    },
    warning: line => {
      core.warning(clean(line));
    },
    error: line => {
      core.error(clean(line));
    },
    group: core.group,
    setOutput: core.setOutput,
    summary: async markdown => {
      await core.summary.addRaw(markdown, true).write();
    }
  };
}

/**
 * Escapes workflow commands: the runner interprets any line that begins with `::` after white space, which for .NET
 * includes U+0085, and `##[` anywhere in a line. @actions/core escapes annotations, titles and outputs, but not plain
 * lines.
 */
function withoutCommands(text: string): string {
  return text.replace(/(?<=^|[\n\r])((?:[^\S\n\r]|\u0085)*:)(?=:)|(#)(?=#\[)/g, '$1$2\u2060');
}
