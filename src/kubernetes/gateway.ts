import type { Executor } from './port.ts';
import { requireProgram } from './programs.ts';

/** The one way into a pod: starts only programs that the table of images has. Real cluster and fake both go through it. */
export function gateway(executor: Executor): Executor {
  return {
    exec(target, command, timeoutSeconds) {
      requireProgram(target.image, command[0]);
      return executor.exec(target, command, timeoutSeconds);
    },
    openShell(target) {
      requireProgram(target.image, 'sh');
      return executor.openShell(target);
    },
    startExec(target, command, timeoutSeconds) {
      requireProgram(target.image, command[0]);
      return executor.startExec(target, command, timeoutSeconds);
    }
  };
}
