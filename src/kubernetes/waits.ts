import type { V1ContainerStateWaiting } from '@kubernetes/client-node';
import { startLimit, type Limit } from '../host/limit.ts';
import type { Clock } from '../host/ports.ts';

/**
 * Seconds until a failure counts as permanent: the first failed pull or start can be temporary, and the kubelet
 * retries within this time.
 */
const beliefSeconds = 10;
/** Seconds for a busy or unreachable registry; the kubelet tries five times within them. */
const registrySeconds = 120;

/** Waiting reasons (the kubelet's) that are always permanent. */
const hopeless: ReadonlySet<string> = new Set(['ErrImageNeverPull', 'InvalidImageName']);

const noImage =
  /not found|manifest unknown|does not exist|no such host|denied|unauthorized|authorization failed|no match for platform|no matching manifest|invalid reference|\b40[134]\b/i;
const noProgram = /executable file not found|no such file or directory|exec format error|permission denied/i;

/** The kubelet's failure reasons, each with the message that makes it permanent. */
const failures: Readonly<Record<string, RegExp>> = {
  ErrImagePull: noImage,
  ImagePullBackOff: noImage,
  CreateContainerConfigError: /not found|couldn't find|non-root|non-numeric user/i,
  CreateContainerError: noProgram,
  RunContainerError: noProgram
};

const pullReasons: readonly (string | undefined)[] = ['ErrImagePull', 'ImagePullBackOff'];

interface Doubt {
  /** Time limits for permanent failures, and for registries that may recover. */
  readonly limits: Readonly<Record<'hopeless' | 'passing', Limit>>;
  readonly kind: 'hopeless' | 'passing';
  readonly said: string;
}

/** Remembers which containers fail to start, and since when. */
export interface Doubts {
  /**
   * Records a container's state. Returns the kubelet's message once the failure counts as permanent. Temporary
   * failures are waited out, as the kubelet does.
   */
  about(container: string, waiting: V1ContainerStateWaiting | undefined): string | undefined;
}

/** Creates one for each wait. */
export function createDoubts(clock: Clock): Doubts {
  const doubts = new Map<string, Doubt>();
  return {
    about(container, waiting) {
      const before = doubts.get(container);
      const kind = waiting === undefined ? undefined : kindOf(waiting);
      // Before 1.31, the kubelet does not repeat in a back-off why the pull failed, so a back-off changes nothing.
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
