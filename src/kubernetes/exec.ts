import type { KubeConfig } from '@kubernetes/client-node';
import { CanceledError, errorMessage } from '../model/errors.ts';
import { foreignText } from '../redaction/foreign.ts';
import { outputLimitBytes } from './connection.ts';
import { Output } from './output.ts';
import { ExecError, type ExecResult, type ExecTarget, type RunningExec } from './port.ts';
import { openStreams } from './streams.ts';

/** What is searched again of a line that is not complete yet. The lines that are waited for are shorter. */
const openLineBytes = 256;

/**
 * Starts a command in a pod over its own WebSocket. If the connection closes before the status arrives, the result is
 * `connection-lost`: the exit code is unknown, and never taken for success.
 */
export function startExec(
  config: KubeConfig,
  target: ExecTarget,
  command: readonly string[],
  timeoutSeconds: number,
  stop: AbortSignal
): RunningExec {
  const started = Date.now();
  const where = `${command[0] ?? ''} in pod ${target.namespace}/${target.pod}`;
  let watchers: (() => void)[] = [];
  const notify = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  const printed = { stdout: new Output(), stderr: new Output() };
  const texts = (): { stdout: string; stderr: string } => ({
    stdout: printed.stdout.text(),
    stderr: printed.stderr.text()
  });
  const errorOf = (kind: ExecError['kind'], message: string): ExecError => {
    const { stdout, stderr } = texts();
    return new ExecError(kind, message, stdout, stderr);
  };
  let settled = false;
  let close: () => void = () => undefined;

  const result = new Promise<ExecResult>((resolve, reject) => {
    const settle = (action: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      stop.removeEventListener('abort', canceled);
      action();
      notify();
      streams?.close();
    };
    const fail = (kind: ExecError['kind'], message: string): void => {
      settle(() => {
        reject(errorOf(kind, message));
      });
    };
    const canceled = (): void => {
      settle(() => {
        reject(new CanceledError(`stopped by ${String(stop.reason)} during ${where}`));
      });
    };
    const timer = setTimeout(() => {
      fail('timeout', `${where} did not end within ${timeoutSeconds} s`);
    }, timeoutSeconds * 1000);
    stop.addEventListener('abort', canceled, { once: true });
    close = () => {
      fail('connection-lost', `${where}: its connection was closed`);
    };
    const streams = stop.aborted
      ? undefined
      : openStreams(config, target, command, false, {
          printed(channel, chunk) {
            if (printed[channel].append(chunk)) notify();
            else fail('connection-lost', `${where}: it printed more than ${outputLimitBytes} bytes`);
          },
          ended(ending) {
            if ('why' in ending) fail('connection-lost', `${where}: ${ending.why}`);
            else
              settle(() => {
                resolve({ exitCode: ending.exitCode, ...texts(), started, ended: Date.now() });
              });
          }
        });
    if (streams === undefined) canceled();
  });
  // Callers that only wait for a line ignore the result.
  result.catch(() => undefined);

  return {
    result,
    close: () => {
      close();
    },
    line: (pattern, seconds) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          finish();
          reject(errorOf('timeout', `${where} did not print ${String(pattern)} within ${seconds} s`));
        }, seconds * 1000);
        const finish = (): void => {
          clearTimeout(timer);
          watchers = watchers.filter(watcher => watcher !== look);
        };
        const search = [linesOf(printed.stdout, pattern), linesOf(printed.stderr, pattern)];
        const look = (): void => {
          const match = search.map(next => next()).find(found => found !== undefined);
          if (match !== undefined) {
            finish();
            resolve(match);
          } else if (settled) {
            finish();
            result.then(
              ({ exitCode, stdout, stderr }) => {
                const said = foreignText((stderr || stdout).trim());
                reject(errorOf('connection-lost', `${where} ended with exit code ${exitCode}: ${said}`));
              },
              (error: unknown) => {
                reject(error instanceof Error ? error : new Error(errorMessage(error)));
              }
            );
          }
        };
        watchers.push(look);
        look();
      })
  };
}

/** Searches an output as it grows, without reading it from its beginning each time. */
function linesOf(output: Output, pattern: RegExp): () => string | undefined {
  let from = 0;
  return () => {
    if (from === output.length) return undefined;
    const match = pattern.exec(output.text(from));
    from = Math.max(from, output.length - openLineBytes);
    return match?.[0];
  };
}
