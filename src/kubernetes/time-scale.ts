import type { Kubernetes, RunningExec, Shell } from './port.ts';

/** The same cluster, whose commands and readings may take longer by a factor than their callers grant them. */
export function stretchLimits(kubernetes: Kubernetes, timeScale: number): Kubernetes {
  return {
    ...kubernetes,
    proxyGet: (namespace, pod, port, path, seconds) =>
      kubernetes.proxyGet(namespace, pod, port, path, seconds * timeScale),
    exec: (target, command, seconds) => kubernetes.exec(target, command, seconds * timeScale),
    openShell: target => stretchShell(kubernetes.openShell(target), timeScale),
    startExec: (target, command, seconds) =>
      stretchExec(kubernetes.startExec(target, command, seconds * timeScale), timeScale)
  };
}

function stretchShell(shell: Shell, timeScale: number): Shell {
  return {
    run: (script, seconds) => shell.run(script, seconds * timeScale),
    get dead() {
      return shell.dead;
    },
    close: () => {
      shell.close();
    }
  };
}

function stretchExec(running: RunningExec, timeScale: number): RunningExec {
  return { ...running, line: (pattern, seconds) => running.line(pattern, seconds * timeScale) };
}
