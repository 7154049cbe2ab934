import { Writable } from 'node:stream';
import { Exec, type KubeConfig, type V1Status } from '@kubernetes/client-node';
import { CanceledError, errorMessage } from '../model/errors.ts';
import { foreignText } from '../redaction/foreign.ts';
import { outputLimitBytes, pingMilliseconds } from './connection.ts';
import { ExecError, type ExecResult, type ExecTarget, type RunningExec } from './port.ts';

type Socket = Awaited<ReturnType<Exec['exec']>>;

class Collector extends Writable {
  readonly #chunks: Buffer[] = [];
  readonly #onData: () => void;
  #size = 0;

  constructor(onData: () => void) {
    super();
    this.#onData = onData;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#size < outputLimitBytes) this.#chunks.push(Buffer.from(chunk));
    this.#size += chunk.length;
    this.#onData();
    done();
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

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
  const stdout = new Collector(notify);
  const stderr = new Collector(notify);
  let socket: Socket | undefined;
  let closed = false;
  let settled = false;

  const result = new Promise<ExecResult>((resolve, reject) => {
    const settle = (action: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      clearInterval(ping);
      stop.removeEventListener('abort', canceled);
      action();
      notify();
      socket?.terminate();
    };
    const fail = (kind: ExecError['kind'], message: string): void => {
      settle(() => {
        reject(new ExecError(kind, message, stdout.text, stderr.text));
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
    const ping = setInterval(() => socket?.ping(), pingMilliseconds);
    stop.addEventListener('abort', canceled, { once: true });
    if (stop.aborted) {
      canceled();
      return;
    }

    const onStatus = (status: V1Status): void => {
      const exitCode = exitCodeOf(status);
      if (exitCode === undefined) {
        fail(
          'connection-lost',
          `${where} did not run: ${foreignText(status.message ?? 'the API server gave no reason')}`
        );
        return;
      }
      settle(() => {
        resolve({ exitCode, stdout: stdout.text, stderr: stderr.text, started, ended: Date.now() });
      });
    };
    new Exec(config)
      .exec(target.namespace, target.pod, target.container, [...command], stdout, stderr, null, false, onStatus)
      .then(
        open => {
          socket = open;
          if (closed || settled) {
            open.terminate();
            return;
          }
          open.on('close', (code: number) => {
            fail('connection-lost', `the connection of ${where} closed early (WebSocket code ${code})`);
          });
          open.on('error', (error: Error) => {
            fail('connection-lost', `the connection of ${where} failed: ${errorMessage(error)}`);
          });
        },
        (error: unknown) => {
          fail('connection-lost', `cannot start ${where}: ${connectionErrorText(error)}`);
        }
      );
  });
  // Callers that only wait for a line ignore the result.
  result.catch(() => undefined);

  return {
    result,
    close() {
      closed = true;
      socket?.terminate();
    },
    line: (pattern, seconds) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          finish();
          reject(
            new ExecError(
              'timeout',
              `${where} did not print ${String(pattern)} within ${seconds} s`,
              stdout.text,
              stderr.text
            )
          );
        }, seconds * 1000);
        const finish = (): void => {
          clearTimeout(timer);
          watchers = watchers.filter(watcher => watcher !== look);
        };
        const look = (): void => {
          const match = pattern.exec(stdout.text) ?? pattern.exec(stderr.text);
          if (match !== null) {
            finish();
            resolve(match[0]);
          } else if (settled) {
            finish();
            result.then(
              ended => {
                reject(
                  new ExecError(
                    'connection-lost',
                    `${where} ended with exit code ${ended.exitCode}: ${foreignText((ended.stderr || ended.stdout).trim())}`,
                    ended.stdout,
                    ended.stderr
                  )
                );
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

/** 0 for Success, else the code in the ExitCode cause; `undefined` if the command never ran. */
function exitCodeOf(status: V1Status): number | undefined {
  if (status.status === 'Success') return 0;
  const code = status.details?.causes?.find(candidate => candidate.reason === 'ExitCode');
  return code?.message === undefined ? undefined : Number(code.message);
}

/** client-node rejects with an Error, a WebSocket ErrorEvent, or an object that is neither. */
function connectionErrorText(failure: unknown): string {
  if (failure instanceof Error || typeof failure !== 'object' || failure === null || !('message' in failure)) {
    return errorMessage(failure);
  }
  return errorMessage(failure.message);
}
