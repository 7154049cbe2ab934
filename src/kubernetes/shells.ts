import type { ExecTarget, Kubernetes, Shell } from './port.ts';

/** Shells that stay open between readings, one for each pod. */
export interface Shells {
  /**
   * Runs a script in a pod's shell, opening it when there is none; `identity` tells one pod from its successor. Scripts for
   * one pod wait for one another: both ends of a path can have the same agent.
   */
  run(target: ExecTarget, identity: string, script: string, timeoutSeconds: number): Promise<string>;
  closeAll(): void;
}

/** No shell is open at first. A shell that died is replaced at the next reading, not within one. */
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
