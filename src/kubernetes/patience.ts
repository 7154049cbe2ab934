import { type Limit, pollUntil, startLimit, stretched, tryAgain } from '../host/limit.ts';
import { onlyOnce } from '../host/log.ts';
import type { Clock, Host } from '../host/ports.ts';
import { CanceledError, ClusterError, errorMessage } from '../model/errors.ts';
import type { Kubernetes, RunningExec, Shell } from './port.ts';

/** Multiplies the timeouts of commands and readings by a factor. */
export function stretchLimits(kubernetes: Kubernetes, timeScale: number): Kubernetes {
  return {
    ...kubernetes,
    proxyGet: (namespace, pod, port, path, seconds) =>
      kubernetes.proxyGet(namespace, pod, port, path, stretched(seconds, timeScale)),
    exec: (target, command, seconds) => kubernetes.exec(target, command, stretched(seconds, timeScale)),
    openShell: target => stretchShell(kubernetes.openShell(target), timeScale),
    startExec: (target, command, seconds) =>
      stretchExec(kubernetes.startExec(target, command, stretched(seconds, timeScale)), timeScale)
  };
}

function stretchShell(shell: Shell, timeScale: number): Shell {
  return {
    run: (script, seconds) => shell.run(script, stretched(seconds, timeScale)),
    get dead() {
      return shell.dead;
    },
    close: () => {
      shell.close();
    }
  };
}

function stretchExec(running: RunningExec, timeScale: number): RunningExec {
  return { ...running, line: (pattern, seconds) => running.line(pattern, stretched(seconds, timeScale)) };
}

/** Longer than the outage during a managed control plane's upgrade. */
const outageSeconds = 120;

/** Waits until the API server answers. Rejects with a ClusterError that contains its last error on timeout. */
export async function waitForApiServer(kubernetes: Kubernetes, clock: Clock): Promise<void> {
  const limit = startLimit(clock, outageSeconds);
  const ask = async (): Promise<string | undefined> => {
    try {
      await kubernetes.version();
      return undefined;
    } catch (error) {
      if (error instanceof CanceledError) throw error;
      return errorMessage(error);
    }
  };
  const failure = await pollUntil(clock, limit, 1, ask, seen => seen === undefined);
  if (failure === undefined) return;
  throw new ClusterError(`the API server did not answer for more than ${limit.seconds} s: ${failure}`);
}

/** Requests that are safe to repeat: reads, and writes with the same effect when repeated. */
const repeatable = [
  ...(['version', 'isAllowed', 'nodes', 'namespaces', 'namespace', 'lease', 'pod', 'pods', 'warnings'] as const),
  ...(['daemonSet', 'deployment', 'ciliumNodeConfigs', 'ciliumNodes', 'configMap', 'secret'] as const),
  ...(['pullSecret', 'logs', 'ensureNamespace', 'labelNamespace', 'createServiceAccount'] as const),
  ...(['createPullSecret', 'deleteNamespace', 'deletePod', 'deleteService', 'deleteSecret'] as const),
  ...(['deleteNetworkPolicy'] as const)
] satisfies readonly (keyof Kubernetes)[];

type Requests = Readonly<Record<(typeof repeatable)[number], (...args: unknown[]) => Promise<unknown>>>;

/**
 * Repeats safe requests while they fail for temporary reasons, so that a short outage of the API server ends nothing.
 * `limit` gives the time limit per request. Logs what it waits for once.
 */
export function repeatRequests(
  kubernetes: Kubernetes,
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  limit: () => Limit
): Kubernetes {
  const log = onlyOnce(outputs.info);
  const host = { clock, outputs: { ...outputs, info: log.say } };
  const requests = kubernetes as unknown as Requests;
  const repeat =
    (name: keyof Requests) =>
    async (...args: unknown[]): Promise<unknown> => {
      const answer = await tryAgain(host, limit(), () => requests[name](...args));
      log.forget();
      return answer;
    };
  return { ...kubernetes, ...Object.fromEntries(repeatable.map(name => [name, repeat(name)])) };
}
