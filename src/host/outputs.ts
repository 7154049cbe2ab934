import * as core from '@actions/core';
import { cleanLine } from '../redaction/foreign.ts';
import { rememberEnvironment } from '../redaction/known.ts';
import { redactLine } from '../redaction/redact.ts';
import type { Outputs } from './ports.ts';

/** Workflow step output: groups, annotations, step outputs and the job summary. */
export function createWorkflowOutputs(): Outputs {
  rememberEnvironment(process.env);
  return {
    info: line => {
      core.info(withoutCommands(cleanLine(line)));
    },
    warning: line => {
      core.warning(cleanLine(line));
    },
    error: line => {
      core.error(cleanLine(line));
    },
    group: (title, phase) => core.group(cleanLine(title), phase),
    progress: () => undefined,
    setOutput: (name, value) => {
      core.setOutput(name, redactLine(value));
    },
    summary: async markdown => {
      await core.summary.addRaw(redactLine(markdown), true).write();
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
