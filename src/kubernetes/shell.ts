import { randomUUID } from 'node:crypto';
import type { KubeConfig } from '@kubernetes/client-node';
import { canceledBy } from '../model/errors.ts';
import { outputLimitBytes } from './connection.ts';
import { Output } from './output.ts';
import { ExecError, type ExecTarget, type Shell, type Kubernetes } from './port.ts';
import { openStreams } from './streams.ts';

/** A script that is running. */
interface Pending {
  /** Printed after the script. Not to be guessed, because a program that prints it would end the script. */
  readonly end: string;
  readonly output: Output;
  readonly done: (text: string) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Opens a persistent shell in a pod. An exec costs a tenth of a second and much of a core; a script in a running shell
 * costs almost nothing. The shell dies with its connection, and its user opens another.
 */
export function openShell(config: KubeConfig, target: ExecTarget, stop: AbortSignal): Shell {
  const where = `the shell in pod ${target.namespace}/${target.pod}`;
  let death: Error | undefined;
  let pending: Pending | undefined;

  const die = (error: Error): void => {
    if (death !== undefined) return;
    death = error;
    stop.removeEventListener('abort', onStop);
    streams?.close();
    pending?.fail(error);
    pending = undefined;
  };
  const lost = (kind: ExecError['kind'], why: string): void => {
    die(new ExecError(kind, `${where}${why}`, pending?.output.text() ?? '', ''));
  };
  const onStop = (): void => {
    die(canceledBy(stop));
  };
  stop.addEventListener('abort', onStop, { once: true });

  const streams = stop.aborted
    ? undefined
    : openStreams(config, target, ['sh'], true, {
        printed(_channel, chunk) {
          // What comes between two scripts belongs to neither.
          if (pending === undefined) return;
          const { end, output, done } = pending;
          const from = output.length - end.length;
          if (!output.append(chunk)) {
            lost('connection-lost', `: it printed more than ${outputLimitBytes} bytes`);
            return;
          }
          const at = output.find(end, from);
          if (at < 0) return;
          pending = undefined;
          done(output.text(0, at));
        },
        ended(ending) {
          const why = 'why' in ending ? ending.why : `it ended with exit code ${ending.exitCode}`;
          lost('connection-lost', `: ${why}`);
        }
      });
  if (streams === undefined) onStop();

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
        const mark = `--- end ${randomUUID()}`;
        const timer = setTimeout(() => {
          lost('timeout', ` did not answer within ${timeoutSeconds} s`);
        }, timeoutSeconds * 1000);
        pending = {
          end: `\n${mark}\n`,
          output: new Output(),
          done: text => {
            clearTimeout(timer);
            resolve(text);
          },
          fail: error => {
            clearTimeout(timer);
            reject(error);
          }
        };
        streams?.write(`${script}\nprintf '\\n${mark}\\n'\n`);
      });
    },
    close() {
      lost('connection-lost', ': it was closed');
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
