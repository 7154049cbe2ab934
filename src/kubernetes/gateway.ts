import type { Executor } from './port.ts';
import { requirePrograms } from './programs.ts';

/**
 * The only way to run something in a pod, for the real client and the fake: refuses programs, also in scripts, that
 * are not in the image table.
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
