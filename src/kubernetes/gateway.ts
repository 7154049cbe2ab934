import type { Executor } from './port.ts';
import { requirePrograms } from './programs.ts';

/**
 * The one way into a pod: starts only programs that the table of images has, in a script too. Real cluster and fake both go
 * through it.
 */
export function gateway(executor: Executor): Executor {
  return {
    exec(target, command, timeoutSeconds) {
      requirePrograms(target.image, command);
      return executor.exec(target, command, timeoutSeconds);
    },
    openShell(target) {
      requirePrograms(target.image, ['sh']);
      const shell = executor.openShell(target);
      return {
        run(script, timeoutSeconds) {
          requirePrograms(target.image, ['sh', '-c', script]);
          return shell.run(script, timeoutSeconds);
        },
        get dead() {
          return shell.dead;
        },
        close: () => {
          shell.close();
        }
      };
    },
    startExec(target, command, timeoutSeconds) {
      requirePrograms(target.image, command);
      return executor.startExec(target, command, timeoutSeconds);
    }
  };
}
