import * as core from '@actions/core';
import { cleanLine } from '../redaction/foreign.ts';
import { rememberSecrets } from '../redaction/known.ts';
import { redactLine } from '../redaction/redact.ts';
import { isSecretName } from '../redaction/secret-names.ts';
import type { Outputs } from './ports.ts';

/** Remembers the tokens and passwords that this process was started with. Of the inputs, only one is a secret. */
function rememberEnvironment(environment: Readonly<Record<string, string | undefined>>): void {
  const isSecret = (name: string): boolean =>
    name.startsWith('INPUT_') ? name === 'INPUT_GITHUB-TOKEN' : isSecretName(name);
  rememberSecrets(Object.entries(environment).flatMap(([name, value]) => (isSecret(name) ? [value] : [])));
}

/** Command line output. Progress goes to stderr, so that stdout is free for results. */
export function createTerminal(): Outputs {
  rememberEnvironment(process.env);
  const line = (text: string): void => void process.stderr.write(`${cleanLine(text)}\n`);
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
