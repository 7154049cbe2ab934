import { styleText } from 'node:util';
import type { WriteStream } from 'node:tty';

/** What the output needs of stdout and stderr, which are files or pipes if they are no terminals. */
export interface Stream extends Partial<Pick<WriteStream, 'isTTY' | 'columns' | 'hasColors'>> {
  write(text: string): unknown;
}

/** Colors a text, or leaves it as it is. */
export type Paint = (color: 'bold' | 'red' | 'green' | 'yellow', text: string) => string;

/** Whether somebody watches a stream. A terminal of a CI job is a recording, and a dumb one cannot erase a line. */
export function isInteractive(stream: Stream, environment: NodeJS.ProcessEnv): boolean {
  const { CI: ci = '', TERM: terminal } = environment;
  return stream.isTTY === true && (ci === '' || ci === 'false') && terminal !== 'dumb';
}

/** Colors for a stream: none in CI, in a file, or with NO_COLOR (https://no-color.org). */
export function painter(stream: Stream, environment: NodeJS.ProcessEnv): Paint {
  const { NO_COLOR: none = '' } = environment;
  const isColored = isInteractive(stream, environment) && none === '' && stream.hasColors?.(environment) === true;
  return isColored ? (color, text) => styleText(color, text, { validateStream: false }) : (_, text) => text;
}
