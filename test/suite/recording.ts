import { existsSync, readFileSync } from 'node:fs';
import type { TestTarget, ToolOutput } from '../../src/model/test.ts';

/** What the recorded clients were asked for, unless the recording's name states otherwise. */
export const asked: TestTarget = { serverIp: '10.1.1.1', durationSeconds: 2, omitSeconds: 1, timeScale: 1 };

const folder = new URL('../recordings/suite/', import.meta.url);

/** A real client's output, with its standard error if any. */
export function recorded(name: string, exitCode = 0): ToolOutput {
  const stderr = new URL(name.replace(/\.(json|txt)$/, '.stderr.txt'), folder);
  return {
    exitCode,
    stdout: readFileSync(new URL(name, folder), 'utf8'),
    stderr: existsSync(stderr) ? readFileSync(stderr, 'utf8') : ''
  };
}

/** A recording with one piece of text, which must exist, replaced. */
export function altered(
  output: ToolOutput,
  from: string | RegExp,
  to: string | ((match: string) => string)
): ToolOutput {
  const stdout = output.stdout.replace(from, to as string);
  if (stdout === output.stdout) throw new Error(`${String(from)} is not in the recording`);
  return { ...output, stdout };
}
