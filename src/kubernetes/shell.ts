import { Exec, type KubeConfig } from '@kubernetes/client-node';
import { PassThrough, Writable } from 'node:stream';
import { canceledBy, errorMessage } from '../model/errors.ts';
import { foreignText } from '../redaction/foreign.ts';
import { outputLimitBytes, pingMilliseconds } from './connection.ts';
import { ExecError, type ExecTarget, type Shell, type Kubernetes } from './port.ts';

type Socket = Awaited<ReturnType<Exec['exec']>>;

/**
 * Opens a persistent shell in a pod. An exec costs a tenth of a second and much of a core; a script in a running shell
 * costs almost nothing. The shell dies with its connection, and its user opens another.
 */
export function openShell(config: KubeConfig, target: ExecTarget, stop: AbortSignal): Shell {
  const where = `the shell in pod ${target.namespace}/${target.pod}`;
  const input = new PassThrough();
  let output = '';
  let count = 0;
  let socket: Socket | undefined;
  let death: Error | undefined;
  let pending:
    { readonly end: string; readonly done: (text: string) => void; readonly fail: (error: Error) => void } | undefined;

  const die = (error: Error): void => {
    if (death !== undefined) return;
    death = error;
    clearInterval(ping);
    stop.removeEventListener('abort', onStop);
    socket?.terminate();
    pending?.fail(error);
    pending = undefined;
  };
  const lost = (why: string): void => {
    die(new ExecError('connection-lost', `${where}: ${why}`, output, ''));
  };
  const onStop = (): void => {
    die(canceledBy(stop));
  };
  const ping = setInterval(() => socket?.ping(), pingMilliseconds);
  stop.addEventListener('abort', onStop, { once: true });

  const collect = new Writable({
    write(chunk: Buffer, _encoding, next) {
      output += chunk.toString('utf8');
      if (output.length > outputLimitBytes) lost('it printed too much');
      const end = pending === undefined ? -1 : output.indexOf(pending.end);
      if (pending !== undefined && end >= 0) {
        const { done } = pending;
        const text = output.slice(0, end);
        pending = undefined;
        output = '';
        done(text);
      }
      next();
    }
  });
  new Exec(config)
    .exec(target.namespace, target.pod, target.container, ['sh'], collect, collect, input, false, status => {
      lost(foreignText(status.message ?? 'it ended'));
    })
    .then(
      open => {
        socket = open;
        if (death !== undefined) open.terminate();
        open.on('close', () => {
          lost('its connection closed early');
        });
        open.on('error', (error: Error) => {
          lost(errorMessage(error));
        });
      },
      (error: unknown) => {
        lost(error instanceof Error ? errorMessage(error) : 'it cannot start');
      }
    );

  return {
    get dead() {
      return death !== undefined;
    },
    run(script, timeoutSeconds) {
      return new Promise((resolve, reject) => {
        if (death !== undefined) {
          reject(death);
          return;
        }
        if (pending !== undefined) {
          reject(new Error(`${where} cannot run two scripts at once`));
          return;
        }
        count += 1;
        const end = `\n--- end ${count}\n`;
        const timer = setTimeout(() => {
          die(new ExecError('timeout', `${where} did not answer within ${timeoutSeconds} s`, output, ''));
        }, timeoutSeconds * 1000);
        pending = {
          end,
          done: text => {
            clearTimeout(timer);
            resolve(text);
          },
          fail: error => {
            clearTimeout(timer);
            reject(error);
          }
        };
        input.write(`${script}\nprintf '\\n--- end ${count}\\n'\n`);
      });
    },
    close() {
      lost('it was closed');
    }
  };
}

/** Shells that stay open between readings, one per pod. */
export interface Shells {
  /**
   * Runs a script in a pod's shell and opens one if needed. `identity` distinguishes a pod from its successor.
   * Scripts for one pod run one after the other, because both ends of a path can have the same agent.
   */
  run(target: ExecTarget, identity: string, script: string, timeoutSeconds: number): Promise<string>;
  closeAll(): void;
}

/** Opens shells on demand. A dead shell is replaced at the next reading. */
export function createShells(kubernetes: Kubernetes): Shells {
  const open = new Map<string, Shell>();
  const last = new Map<string, Promise<unknown>>();
  return {
    run(target, identity, script, timeoutSeconds) {
      const key = `${target.namespace}/${target.pod}/${target.container}/${identity}`;
      const start = (): Promise<string> => {
        for (const [other, shell] of open) if (shell.dead) open.delete(other);
        const shell = open.get(key) ?? kubernetes.openShell(target);
        open.set(key, shell);
        return shell.run(script, timeoutSeconds);
      };
      const result = (last.get(key) ?? Promise.resolve()).then(start, start);
      last.set(key, result);
      return result;
    },
    closeAll() {
      for (const shell of open.values()) shell.close();
      open.clear();
    }
  };
}
