import type { Limit } from '../host/limit.ts';
import type { Host } from '../host/ports.ts';
import { tryAgain } from '../host/try-again.ts';
import type { Kubernetes } from './port.ts';

/** Requests that may be made twice: what reads, and what comes to the same when an answer was lost and it is done again. */
const repeatable = [
  ...(['version', 'isAllowed', 'nodes', 'namespaces', 'namespace', 'lease', 'pod', 'pods', 'warnings'] as const),
  ...(['daemonSet', 'deployment', 'ciliumNodeConfigs', 'ciliumNodes', 'configMap', 'secretExists'] as const),
  ...(['pullSecret', 'logs', 'ensureNamespace', 'labelNamespace', 'createServiceAccount'] as const),
  ...(['createPullSecret', 'setConfigMap', 'deleteNamespace', 'deletePod', 'deleteService', 'deleteSecret'] as const)
] satisfies readonly (keyof Kubernetes)[];

type Requests = Readonly<Record<(typeof repeatable)[number], (...args: unknown[]) => Promise<unknown>>>;

/**
 * The same cluster, where a request that may be made twice is repeated while it fails for reasons that pass, so that a moment
 * without the API server ends nothing. `limit` gives each request how long; what is waited for is said once.
 */
export function repeatRequests(
  kubernetes: Kubernetes,
  { clock, outputs }: Pick<Host, 'clock' | 'outputs'>,
  limit: () => Limit
): Kubernetes {
  const said = new Set<string>();
  const info = (line: string): void => {
    if (!said.has(line)) outputs.info(line);
    said.add(line);
  };
  const host = { clock, outputs: { ...outputs, info } };
  const requests = kubernetes as unknown as Requests;
  const repeat =
    (name: keyof Requests) =>
    async (...args: unknown[]): Promise<unknown> => {
      const answer = await tryAgain(host, limit(), () => requests[name](...args));
      said.clear();
      return answer;
    };
  return { ...kubernetes, ...Object.fromEntries(repeatable.map(name => [name, repeat(name)])) };
}
