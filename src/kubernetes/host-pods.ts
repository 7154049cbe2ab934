import { CanceledError, errorMessage } from '../model/errors.ts';
import type { Clock } from '../host/ports.ts';
import type { NodeReading, Section } from '../proof/contract.ts';
import { podIdentity, removePod, testContainer, testPod, waitForRunning, type TestPodSpec } from './test-pods.ts';
import { ipv4Of } from './pod-state.ts';
import type { ExecTarget, Kubernetes } from './port.ts';
import { noPod, readByShell } from './readings.ts';
import type { Shells } from './shell.ts';

/** Our own pods in the host network of the measured nodes. */
export interface HostPods {
  /**
   * Creates missing pods. Returns the reason if one cannot be created: without it, nothing can be proven. Rejects
   * only if the run is canceled.
   */
  ensure(): Promise<string | undefined>;
  /** Reads sections on a node. Rejects only if the run is canceled. */
  read(node: string, sections: readonly Section[]): Promise<NodeReading>;
}

/** Placement and image of the host pods. */
export type HostPodsSpec = Pick<TestPodSpec, 'image' | 'tolerations'> & {
  /** A namespace whose pod security admits host-network pods. */
  readonly namespace: string;
  /** Node of each pod, by the pod's name. */
  readonly nodes: Readonly<Record<string, string>>;
};

/** Timeout for all readings of a node, which normally take a fraction of a second. */
const readingSeconds = 20;

/** Service account of the host pods in their namespace. */
export const hostAccount = 'perf-host';

interface HostPod {
  readonly target: ExecTarget;
  readonly identity: string;
  readonly address: string;
}

/** Pods are created by `ensure`. */
export function createHostPods(kubernetes: Kubernetes, clock: Clock, shells: Shells, spec: HostPodsSpec): HostPods {
  const { namespace, nodes, image, tolerations } = spec;
  /** Per node: a pod, or why there is none. */
  const pods = new Map<string, HostPod | Error>();

  const make = async (name: string, node: string): Promise<HostPod> => {
    await removePod(kubernetes, clock, namespace, name);
    const made = {
      name,
      serviceAccount: hostAccount,
      role: 'host',
      node,
      image,
      hostNetwork: true,
      tolerations
    } as const;
    await kubernetes.createPod(namespace, testPod(made));
    const pod = await waitForRunning(kubernetes, clock, namespace, name);
    return {
      target: { namespace, pod: name, container: testContainer, image: 'test' },
      identity: podIdentity(pod),
      address: ipv4Of(pod, 'node')
    };
  };
  const isThere = async (pod: HostPod): Promise<boolean> => {
    const now = await kubernetes.pod(namespace, pod.target.pod);
    return now !== undefined && now.status?.phase === 'Running' && podIdentity(now) === pod.identity;
  };

  return {
    async ensure() {
      await Promise.all(
        Object.entries(nodes).map(async ([name, node]) => {
          try {
            const pod = pods.get(node);
            if (pod === undefined || pod instanceof Error || !(await isThere(pod)))
              pods.set(node, await make(name, node));
          } catch (error) {
            if (error instanceof CanceledError) throw error;
            pods.set(
              node,
              new Error(
                `no host-network pod on ${node}: ${errorMessage(error)} (reading a node requires pods with hostNetwork and a hostPath in namespace ${namespace})`
              )
            );
          }
        })
      );
      return [...pods.values()].find(pod => pod instanceof Error)?.message;
    },
    async read(node, sections) {
      const pod = pods.get(node) ?? new Error(`no host-network pod on ${node}`);
      if (pod instanceof Error) {
        return noPod(sections, pod.message);
      }
      const { target, identity, address } = pod;
      return { identity, address, sections: await readByShell(shells, target, identity, sections, readingSeconds) };
    }
  };
}
