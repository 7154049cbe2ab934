import { ClusterError, errorMessage, TransientError } from '../model/errors.ts';
import { startExactLimit, startLimit, type Limit, tryAgain } from '../host/limit.ts';
import type { Clock, Host } from '../host/ports.ts';
import { isRunning } from '../host/processes.ts';
import { lockName } from '../kubernetes/permissions.ts';
import type { Kubernetes, Lease } from '../kubernetes/port.ts';
import { maxTimeScale } from '../model/limits.ts';
import { ownerLabels, whyNotOwn } from '../model/run-id.ts';

/** Namespace of the Lease only, so that deleting it leaves nothing behind. */
export const lockNamespace = 'cilium-perf-gate';

/** A run that does not renew its Lease for longer is considered dead. */
const durationSeconds = 60;
/** No run writes a longer one into its Lease, so nobody else can make runs wait longer for a dead holder. */
const longestSeconds = durationSeconds * maxTimeScale;
const renewSeconds = 10;
const pollSeconds = 2;
const tellSeconds = 60;
/** How long a waiting run tolerates an unreachable API server. */
const patienceSeconds = 120;
/** A Lease older than any plausible clock skew can be taken over without watching it. */
const clockSkewSeconds = 600;

/** The holder of the cluster lock, as other runs see it. */
export interface Holder {
  readonly id: string;
  /** Where to find it: the URL of its workflow run, or its process. */
  readonly place: string;
}

/** A held cluster lock: no other run measures or changes the cluster. */
export interface ClusterLock {
  /** Throws a ClusterError if another run holds the lock, and a TransientError if that is unknown. */
  check(): void;
  /** Renews the Lease. Never rejects, because the API server may come back in time. */
  renew(): Promise<void>;
  /** Stops renewing. The lock lasts until it expires or `releaseLock` is called. */
  stop(): void;
}

type Outside = Pick<Host, 'clock' | 'outputs' | 'hostName'>;

/**
 * Waits for the cluster lock and takes it. A holder is considered dead if its Lease does not change for the Lease's
 * duration while the API server answers; timestamps are not compared, because the clocks of two machines differ.
 * Rejects with a ClusterError that names the holder on timeout.
 */
export async function takeLock(
  outside: Outside,
  kubernetes: Kubernetes,
  holder: Holder,
  limit?: Limit
): Promise<ClusterLock> {
  const { clock, outputs, hostName } = outside;
  let seen: { readonly version: string; readonly since: number } | undefined;
  let nextRead = startExactLimit(clock, renewSeconds);
  let told = -Infinity;
  /** Takes the lock, or returns who holds it. */
  const look = async (): Promise<string | undefined> => {
    const lease = await readLease(kubernetes);
    if (lease === undefined) return (await createLock(kubernetes, holder, clock)) ? undefined : 'a run that is ending';
    const now = clock.seconds();
    if (seen?.version !== lease.version || nextRead.isOver()) seen = { version: lease.version, since: now };
    nextRead = startExactLimit(clock, renewSeconds);
    const own = lease.holder === holder.id;
    const dead = isLongDead(lease, clock.now()) || now - seen.since >= lease.durationSeconds;
    if ((own || dead) && (await kubernetes.replaceLease(renewed(lease, holder, clock)))) {
      if (!own) {
        outputs.warning(
          `took over the cluster lock from run ${describe(lease)}, which stopped without cleaning up; its post step removes what it left, or run: cilium-perf-gate restore`
        );
      }
      return undefined;
    }
    if (now - told >= tellSeconds) {
      told = now;
      outputs.info(
        `waiting: run ${describe(lease)} holds the cluster lock; ${describeLife(lease, clock, hostName)} (Lease ${lockNamespace}/${lockName})`
      );
    }
    return `run ${describe(lease)}`;
  };
  for (;;) {
    const other = await tryAgain(outside, limit ?? startLimit(clock, patienceSeconds), look);
    if (other === undefined) return holdLock(outside, kubernetes, holder);
    if (limit?.isOver() === true) {
      throw new ClusterError(`the cluster was still locked after ${limit.seconds.toFixed(0)} s by ${other}`);
    }
    await clock.sleep(pollSeconds);
  }
}

function holdLock({ clock, outputs }: Outside, kubernetes: Kubernetes, holder: Holder): ClusterLock {
  let lastRenewed = clock.seconds();
  let lostBy: string | undefined;
  const renew = async (): Promise<void> => {
    try {
      const lease = await kubernetes.lease(lockNamespace, lockName);
      if (lease?.holder !== holder.id) {
        lostBy = lease === undefined ? 'its Lease was deleted' : `run ${describe(lease)} took it over`;
      } else if (await kubernetes.replaceLease(renewed(lease, holder, clock))) {
        lastRenewed = clock.seconds();
      }
    } catch (error) {
      outputs.info(`  cannot renew the Lease ${lockNamespace}/${lockName}: ${errorMessage(error)}`);
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
      if (lostBy !== undefined) throw new ClusterError(`this run lost the cluster lock: ${lostBy}`);
      const seconds = Math.round(clock.seconds() - lastRenewed);
      if (seconds > durationSeconds * clock.timeScale) {
        throw new TransientError(
          `this run could not renew its Lease ${lockNamespace}/${lockName} for ${seconds} s, so another run may hold the cluster lock`
        );
      }
    }
  };
}

/**
 * Releases the lock: deletes the namespace of the Lease, and returns its UID. Leaves another run's lock alone. Renews
 * the Lease first, which keeps other runs away until it is deleted. Rejects with a TransientError if somebody else wrote
 * the Lease in between, which can be this run's own last renewal.
 */
export async function releaseLock(
  { clock }: Pick<Host, 'clock'>,
  kubernetes: Kubernetes,
  id: string
): Promise<string | undefined> {
  const lease = await kubernetes.lease(lockNamespace, lockName);
  const { uid, labels = {} } = (await kubernetes.namespace(lockNamespace)) ?? {};
  if (lease?.holder !== id || uid === undefined || whyNotOwn(labels, ownerLabels) !== undefined) return undefined;
  const last = renewed(lease, { id, place: lease.place }, clock);
  if (!(await kubernetes.replaceLease(last))) {
    throw new TransientError(`the Lease ${lockNamespace}/${lockName} changed while this run released it`);
  }
  await kubernetes.deleteNamespace(lockNamespace, uid);
  return uid;
}

async function readLease(kubernetes: Kubernetes): Promise<Lease | undefined> {
  const lease = await kubernetes.lease(lockNamespace, lockName);
  return lease && { ...lease, durationSeconds: Math.min(lease.durationSeconds, longestSeconds) };
}

/** False if another run was first, or if the previous namespace is still terminating. */
async function createLock(kubernetes: Kubernetes, holder: Holder, clock: Clock): Promise<boolean> {
  await kubernetes.ensureNamespace(lockNamespace, ownerLabels);
  // Releasing the lock deletes the namespace with everything in it.
  const { labels } = (await kubernetes.namespace(lockNamespace)) ?? { labels: ownerLabels };
  const why = whyNotOwn(labels, ownerLabels);
  if (why !== undefined) {
    throw new ClusterError(
      `the namespace ${lockNamespace}, which runs create for their lock, is somebody else's: ${why}`
    );
  }
  const lease = { namespace: lockNamespace, name: lockName, version: '' };
  return kubernetes.createLease(renewed(lease, holder, clock));
}

function renewed(lease: Pick<Lease, 'namespace' | 'name' | 'version'>, { id, place }: Holder, clock: Clock): Lease {
  return {
    ...lease,
    // Kubernetes takes only whole seconds.
    durationSeconds: Math.ceil(durationSeconds * clock.timeScale),
    holder: id,
    place,
    renewedAt: clock.now()
  };
}

function isLongDead({ renewedAt, durationSeconds: duration }: Lease, now: Date): boolean {
  return now.getTime() - renewedAt.getTime() > (duration + clockSkewSeconds) * 1000;
}

/** Describes the holder: its last renewal and, on this machine, whether its process is alive. */
function describeLife({ place, renewedAt, durationSeconds: duration }: Lease, clock: Clock, hostName: string): string {
  const seconds = Math.max(0, Math.round((clock.now().getTime() - renewedAt.getTime()) / 1000));
  const [, pid, machine] = /^process (\d+) on (.+)$/.exec(place) ?? [];
  if (pid !== undefined && machine === hostName && !isRunning(Number(pid))) {
    return `its process is gone, so this run starts within ${duration} s`;
  }
  return seconds > duration
    ? `it has not renewed its Lease for ${seconds} s, so this run starts within ${duration} s unless it does`
    : `this run starts when that one ends`;
}

function describe({ holder, place }: Lease): string {
  return place === '' ? holder : `${holder} (${place})`;
}
