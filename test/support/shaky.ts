import { TransientError } from '../../src/model/errors.ts';
import type { Kubernetes } from '../../src/kubernetes/port.ts';

/** How a request fails: before it is done, or so that only its answer is lost. */
export type Fault = 'not done' | 'answer lost';

/** The same cluster, some of whose requests fail, each time it is asked whether, for a reason that passes. */
export function shaky(
  kubernetes: Kubernetes,
  names: readonly (keyof Kubernetes)[],
  fault: (name: string) => Fault | undefined
): Kubernetes {
  const requests = kubernetes as unknown as Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;
  const shaken =
    (name: string) =>
    async (...args: unknown[]): Promise<unknown> => {
      const how = fault(name);
      const answer = how === 'not done' ? undefined : await requests[name]?.(...args);
      if (how === undefined) return answer;
      throw new TransientError(
        `cannot ${name}: Client network socket disconnected before secure TLS connection was established`
      );
    };
  return { ...kubernetes, ...Object.fromEntries(names.map(name => [name, shaken(name)])) };
}

/** Fails each request once. */
export function once(how: (name: string) => Fault): (name: string) => Fault | undefined {
  const failed = new Set<string>();
  return name => {
    if (failed.has(name)) return undefined;
    failed.add(name);
    return how(name);
  };
}
