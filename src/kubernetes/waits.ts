import type { V1ContainerStateWaiting } from '@kubernetes/client-node';
import { startLimit, type Limit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';

/**
 * Seconds until a wait without hope is believed: the first failed pull or start can be a passing fault, and the kubelet tries
 * again within this time.
 */
const beliefSeconds = 10;

/** Reasons of a waiting container (the kubelet's words) that never pass. */
const hopeless: ReadonlySet<string> = new Set(['ErrImageNeverPull', 'InvalidImageName']);

const noImage =
  /not found|manifest unknown|does not exist|denied|unauthorized|authorization failed|no match for platform|no matching manifest|invalid reference|\b40[134]\b/i;
const noProgram = /executable file not found|no such file or directory|exec format error|permission denied/i;

/** The kubelet's words for failures, each with what it says in addition when no further try will help. */
const failures: Readonly<Record<string, RegExp>> = {
  ErrImagePull: noImage,
  ImagePullBackOff: noImage,
  CreateContainerConfigError: /not found|couldn't find|non-root|non-numeric user/i,
  CreateContainerError: noProgram,
  RunContainerError: noProgram
};

/** Remembers which containers have been without hope, and since when. */
export interface Doubts {
  /**
   * Notes a look at a container and gives the kubelet's words once it has been without hope for so long that it is believed.
   * Faults that pass are waited out, as the kubelet does.
   */
  about(container: string, waiting: V1ContainerStateWaiting | undefined): string | undefined;
}

/** Starts without doubts; one for each wait. */
export function createDoubts(clock: Clock): Doubts {
  const doubts = new Map<string, { readonly limit: Limit; readonly said: string }>();
  return {
    about(container, waiting) {
      if (waiting !== undefined && isHopeless(waiting)) {
        const limit = doubts.get(container)?.limit ?? startLimit(clock, beliefSeconds);
        doubts.set(container, { limit, said: `${waiting.reason ?? ''}: ${waiting.message ?? ''}` });
      } else if (waiting?.reason !== 'ImagePullBackOff') {
        // Kubelets before 1.31 do not repeat in a back-off why the pull failed, so that one leaves the doubt as it is.
        doubts.delete(container);
      }
      const doubt = doubts.get(container);
      return doubt?.limit.isOver() === true ? doubt.said : undefined;
    }
  };
}

function isHopeless({ reason = '', message = '' }: V1ContainerStateWaiting): boolean {
  if (hopeless.has(reason)) return true;
  return Object.hasOwn(failures, reason) && failures[reason]?.test(message) === true;
}
