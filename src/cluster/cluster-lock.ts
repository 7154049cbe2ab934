import { ClusterError, errorMessage, TransientError } from '../model/errors.ts';
import { startExactLimit, startLimit, type Limit, tryAgain } from '../host/limit.ts';
import type { Clock, Host } from '../host/ports.ts';
import { isRunning } from '../host/processes.ts';
import type { Kubernetes, Lease } from '../kubernetes/port.ts';

/** Holds nothing but the Lease, so that removing it leaves nothing behind. */
export const lockNamespace = 'cilium-perf-gate';
const leaseName = 'turn';

/** A run that is gone for longer is taken for dead. */
const durationSeconds = 60;
const renewSeconds = 10;
const pollSeconds = 2;
const tellSeconds = 60;
/** How long a run that waits for the lock does without the API server. */
const patienceSeconds = 120;
/** Beyond any difference between the clocks of two machines a Lease needs no watching before it is taken over. */
const clockSkewSeconds = 600;

/** A run as others see it while it has the lock. */
export interface Holder {
  readonly id: string;
  /** Where to look for it: the address of its workflow run, or its process. */
  readonly place: string;
}

/** A run's lock on a cluster: while it holds, no other run measures or changes it. */
export interface ClusterLock {
  /** Throws a ClusterError when another run has the cluster, and a TransientError when that is not known. */
  check(): void;
  /** Writes that the run is still there. Never rejects: an API server that is gone may come back in time. */
  renew(): Promise<void>;
  /** Ends the renewing; the lock itself lasts until it expires or `releaseLock` is called. */
  stop(): void;
}

type Outside = Pick<Host, 'clock' | 'outputs' | 'hostName'>;

/**
 * Waits until no other run has the cluster, and takes it; a run that has it already keeps it. Whether a holder is dead is
 * seen by its Lease not changing for the Lease's duration, because clocks of two machines differ, and while the API server
 * answers: without it no run can renew. Rejects with a ClusterError that names the holder when the lock is not free within
 * the limit.
 */
export async function takeLock(
  outside: Outside,
  kubernetes: Kubernetes,
  holder: Holder,
  limit?: Limit
): Promise<ClusterLock> {
  const { clock, outputs, hostName } = outside;
  let seen: { readonly version: string; readonly since: number } | undefined;
  let sight = startExactLimit(clock, renewSeconds);
  let told = -Infinity;
  /** Takes the lock, or gives who has it. */
  const look = async (): Promise<string | undefined> => {
    const lease = await kubernetes.lease(lockNamespace, leaseName);
    if (lease === undefined) return (await createLock(kubernetes, holder, clock)) ? undefined : 'a run that is ending';
    const now = clock.seconds();
    if (seen?.version !== lease.version || sight.isOver()) seen = { version: lease.version, since: now };
    sight = startExactLimit(clock, renewSeconds);
    const own = lease.holder === holder.id;
    const dead = isLongDead(lease, clock.now()) || now - seen.since >= lease.durationSeconds;
    if ((own || dead) && (await kubernetes.replaceLease(renewed(lease, holder, clock)))) {
      if (!own) {
        outputs.warning(
          `took the cluster over from run ${describe(lease)}, which is gone without having ended; what it left is removed by its post step, or by: cilium-perf-gate restore`
        );
      }
      return undefined;
    }
    if (now - told >= tellSeconds) {
      told = now;
      outputs.info(
        `waiting: run ${describe(lease)} has the cluster; ${describeLife(lease, clock, hostName)} (Lease ${lockNamespace}/${leaseName})`
      );
    }
    return `run ${describe(lease)}`;
  };
  for (;;) {
    const other = await tryAgain(outside, limit ?? startLimit(clock, patienceSeconds), look);
    if (other === undefined) return holdLock(outside, kubernetes, holder);
    if (limit?.isOver() === true) {
      throw new ClusterError(`the cluster was still taken after ${limit.seconds.toFixed(0)} s, by ${other}`);
    }
    await clock.sleep(pollSeconds);
  }
}

function holdLock({ clock, outputs }: Outside, kubernetes: Kubernetes, holder: Holder): ClusterLock {
  let lastRenewed = clock.seconds();
  let lostTo: string | undefined;
  const renew = async (): Promise<void> => {
    try {
      const lease = await kubernetes.lease(lockNamespace, leaseName);
      if (lease?.holder !== holder.id) {
        lostTo = lease === undefined ? 'nobody: its Lease was deleted' : `run ${describe(lease)}`;
      } else if (await kubernetes.replaceLease(renewed(lease, holder, clock))) {
        lastRenewed = clock.seconds();
      }
    } catch (error) {
      outputs.info(`  the Lease ${lockNamespace}/${leaseName} could not be renewed: ${errorMessage(error)}`);
    }
  };
  const timer = setInterval(() => void renew(), renewSeconds * 1000);
  timer.unref();
  return {
    renew,
    stop: () => {
      clearInterval(timer);
    },
    check() {
      if (lostTo !== undefined) throw new ClusterError(`this run lost the cluster to ${lostTo}`);
      const seconds = Math.round(clock.seconds() - lastRenewed);
      if (seconds > durationSeconds * clock.timeScale) {
        throw new TransientError(
          `this run could not renew its Lease ${lockNamespace}/${leaseName} for ${seconds} s, so another run may have the cluster`
        );
      }
    }
  };
}

/**
 * Gives the cluster to the next run: has the namespace of the Lease removed, and gives its UID. One that another run has is
 * left alone. Renewing it first keeps every other run away until it is gone.
 */
export async function releaseLock(
  { clock }: Pick<Host, 'clock'>,
  kubernetes: Kubernetes,
  id: string
): Promise<string | undefined> {
  const lease = await kubernetes.lease(lockNamespace, leaseName);
  const uid = (await kubernetes.namespace(lockNamespace))?.uid;
  if (lease?.holder !== id || uid === undefined) return undefined;
  const last = renewed(lease, { id, place: lease.place }, clock);
  if (!(await kubernetes.replaceLease(last))) return undefined;
  await kubernetes.deleteNamespace(lockNamespace, uid);
  return uid;
}

/** False when another run was first, or the namespace of the last one is still going. */
async function createLock(kubernetes: Kubernetes, holder: Holder, clock: Clock): Promise<boolean> {
  await kubernetes.ensureNamespace(lockNamespace, { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' });
  const lease = { namespace: lockNamespace, name: leaseName, version: '' };
  return kubernetes.createLease(renewed(lease, holder, clock));
}

function renewed(lease: Pick<Lease, 'namespace' | 'name' | 'version'>, { id, place }: Holder, clock: Clock): Lease {
  return {
    ...lease,
    durationSeconds: durationSeconds * clock.timeScale,
    holder: id,
    place,
    renewedAt: clock.now()
  };
}

function isLongDead({ renewedAt, durationSeconds: duration }: Lease, now: Date): boolean {
  return now.getTime() - renewedAt.getTime() > (duration + clockSkewSeconds) * 1000;
}

/** What is known of the run that has the lock: when it last said that it lives, and whether its process of this machine does. */
function describeLife({ place, renewedAt, durationSeconds: duration }: Lease, clock: Clock, hostName: string): string {
  const seconds = Math.max(0, Math.round((clock.now().getTime() - renewedAt.getTime()) / 1000));
  const [, pid, machine] = /^process (\d+) on (.+)$/.exec(place) ?? [];
  if (pid !== undefined && machine === hostName && !isRunning(Number(pid))) {
    return `its process is gone, so this run begins within ${duration} s`;
  }
  return seconds > duration
    ? `it has not renewed its Lease for ${seconds} s, so this run begins within ${duration} s unless it does`
    : `this run begins when that one has ended`;
}

function describe({ holder, place }: Lease): string {
  return place === '' ? holder : `${holder} (${place})`;
}
