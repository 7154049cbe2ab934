import type { V1ContainerStateWaiting } from '@kubernetes/client-node';
import { startLimit, type Limit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';

/**
 * Seconds until a wait without hope is believed: the first failed pull or start can be a passing fault, and the kubelet tries
 * again within this time.
 */
const beliefSeconds = 10;
/** Seconds for a registry that is busy or not reached: the kubelet tries five times within them. */
const registrySeconds = 120;

/** Reasons of a waiting container (the kubelet's words) that never pass. */
const hopeless: ReadonlySet<string> = new Set(['ErrImageNeverPull', 'InvalidImageName']);

const noImage =
  /not found|manifest unknown|does not exist|no such host|denied|unauthorized|authorization failed|no match for platform|no matching manifest|invalid reference|\b40[134]\b/i;
const noProgram = /executable file not found|no such file or directory|exec format error|permission denied/i;

/** The kubelet's words for failures, each with what it says in addition when no further try will help. */
const failures: Readonly<Record<string, RegExp>> = {
  ErrImagePull: noImage,
  ImagePullBackOff: noImage,
  CreateContainerConfigError: /not found|couldn't find|non-root|non-numeric user/i,
  CreateContainerError: noProgram,
  RunContainerError: noProgram
};

const pullReasons: readonly (string | undefined)[] = ['ErrImagePull', 'ImagePullBackOff'];

interface Doubt {
  /** Until a wait without hope is believed, and until a registry that may come back is given up. */
  readonly limits: Readonly<Record<'hopeless' | 'passing', Limit>>;
  readonly kind: 'hopeless' | 'passing';
  readonly said: string;
}

/** Remembers which containers fail to start, and since when. */
export interface Doubts {
  /**
   * Notes a look at a container and gives the kubelet's words once it has been without hope, or without its image, for so
   * long that it is believed. Faults that pass are waited out, as the kubelet does.
   */
  about(container: string, waiting: V1ContainerStateWaiting | undefined): string | undefined;
}

/** Starts without doubts; one for each wait. */
export function createDoubts(clock: Clock): Doubts {
  const doubts = new Map<string, Doubt>();
  return {
    about(container, waiting) {
      const before = doubts.get(container);
      const kind = waiting === undefined ? undefined : kindOf(waiting);
      // Kubelets before 1.31 do not repeat in a back-off why the pull failed, so that one leaves the doubt as it is.
      const repeatsNothing = waiting?.reason === 'ImagePullBackOff' && kind === 'passing' && before !== undefined;
      if (kind === undefined) doubts.delete(container);
      else if (!repeatsNothing) {
        const limits = {
          hopeless: before?.kind === 'hopeless' ? before.limits.hopeless : startLimit(clock, beliefSeconds),
          passing: before?.limits.passing ?? startLimit(clock, registrySeconds)
        };
        doubts.set(container, { limits, kind, said: `${waiting?.reason ?? ''}: ${waiting?.message ?? ''}` });
      }
      const doubt = doubts.get(container);
      return doubt?.limits[doubt.kind].isOver() === true ? doubt.said : undefined;
    }
  };
}

function kindOf(waiting: V1ContainerStateWaiting): Doubt['kind'] | undefined {
  if (isHopeless(waiting)) return 'hopeless';
  return pullReasons.includes(waiting.reason) ? 'passing' : undefined;
}

function isHopeless({ reason = '', message = '' }: V1ContainerStateWaiting): boolean {
  if (hopeless.has(reason)) return true;
  return Object.hasOwn(failures, reason) && failures[reason]?.test(message) === true;
}
