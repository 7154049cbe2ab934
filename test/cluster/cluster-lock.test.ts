import { describe, expect, test } from '@jest/globals';
import { releaseLock, takeLock, lockNamespace, type ClusterLock } from '../../src/cluster/cluster-lock.ts';
import { TransientError } from '../../src/model/errors.ts';
import { startLimit, tryAgain } from '../../src/host/limit.ts';
import type { Kubernetes } from '../../src/kubernetes/port.ts';
import { fakeClock, fakeHost, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { once, shaky } from '../support/shaky.ts';

const key = `${lockNamespace}/cluster-lock`;
const first = { id: 'cpg-1', place: 'https://github.com/o/r/actions/runs/1' };
const lease = {
  ...{ namespace: lockNamespace, name: 'cluster-lock', version: '', place: '' },
  ...{ renewedAt: new Date(0), durationSeconds: 60 }
};
const second = { id: 'cpg-2', place: 'process 7' };

function machine(): { host: ReturnType<typeof fakeHost>; outputs: ReturnType<typeof fakeOutputs> } {
  const outputs = fakeOutputs();
  return { host: fakeHost({ outputs, clock: fakeClock() }), outputs };
}

/** Each run has a machine, and so a clock, of its own. */
function takeWithin(seconds: number, kubernetes: Kubernetes, id: string): Promise<ClusterLock> {
  const { host } = machine();
  return takeLock(host, kubernetes, { id, place: '' }, startLimit(host.clock, seconds));
}

describe('the cluster lock', () => {
  test('lasts whole seconds on a slow cluster, because Kubernetes accepts no others', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const lock = await takeLock(fakeHost({ clock: fakeClock(undefined, 1.33) }), kubernetes, first);
    expect(cluster.leases.get(key)?.durationSeconds).toBe(80);
    lock.stop();
  });

  test('is taken at once if free, and leaves nothing behind', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const { host, outputs } = machine();
    const lock = await takeLock(host, kubernetes, first);
    expect(cluster.leases.get(key)).toMatchObject({ holder: 'cpg-1', place: first.place, durationSeconds: 60 });
    lock.check();
    lock.stop();
    expect(await releaseLock(host, kubernetes, 'cpg-1')).toBe(`uid of ${lockNamespace}`);
    expect([cluster.namespaces.size, cluster.leases.size]).toEqual([0, 0]);
    expect(outputs.lines).toEqual([]);
  });

  test("is released although this run's last renewal was still under way", async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const { host } = machine();
    const lock = await takeLock(host, kubernetes, first);
    lock.stop();
    let renewals = 1;
    const renewing = {
      ...kubernetes,
      replaceLease: async (...of: Parameters<typeof kubernetes.replaceLease>) => {
        if (renewals-- > 0) await lock.renew();
        return kubernetes.replaceLease(...of);
      }
    };
    const limit = startLimit(host.clock, 30);
    await tryAgain(host, limit, () => releaseLock(host, renewing, 'cpg-1'));
    expect(cluster.namespaces.size).toBe(0);
  });

  test("neither takes nor deletes a namespace of the same name that is somebody else's", async () => {
    const { kubernetes, cluster } = fakeKubernetes({ namespaces: new Set([lockNamespace]) });
    const { host } = machine();
    await expect(takeLock(host, kubernetes, first)).rejects.toThrow(
      /namespace cilium-perf-gate, which runs create for their lock, is somebody else's/
    );
    expect(cluster.leases.size).toBe(0);
    await kubernetes.createLease({ ...lease, holder: first.id });
    expect(await releaseLock(host, kubernetes, first.id)).toBeUndefined();
    expect([...cluster.namespaces]).toEqual([lockNamespace]);
  });

  test('is kept by the run that holds it, so that its post step does not wait', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const { host } = machine();
    (await takeLock(host, kubernetes, first)).stop();
    (await takeLock(host, kubernetes, first, startLimit(host.clock, 1))).stop();
    expect(cluster.leases.get(key)?.holder).toBe('cpg-1');
  });

  test("is waited for while its holder renews it, and the log shows the holder's address", async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const { host, outputs } = machine();
    const holding = await takeLock(host, kubernetes, first);
    let polls = 0;
    const busy = {
      ...kubernetes,
      lease: async (...of: Parameters<typeof kubernetes.lease>) => {
        polls += 1;
        if (polls % 3 === 0) await holding.renew();
        // Long after the time that the first Lease had.
        if (polls === 100) await releaseLock(host, kubernetes, 'cpg-1');
        return kubernetes.lease(...of);
      }
    };
    (await takeLock(host, busy, second)).stop();
    holding.stop();
    expect(polls).toBeGreaterThanOrEqual(100);
    expect(cluster.leases.get(key)?.holder).toBe('cpg-2');
    expect(outputs.lines[0]).toBe(
      `waiting: run cpg-1 (${first.place}) holds the cluster lock; this run starts when that one ends (Lease cilium-perf-gate/cluster-lock)`
    );
    expect(outputs.lines.filter(line => line.startsWith('warning'))).toEqual([]);
  });

  test('is taken over if its holder has not renewed it for its duration, however wrong the clocks are', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const ahead = machine();
    (await takeLock(ahead.host, kubernetes, first)).stop();
    const { host, outputs } = machine();
    const before = host.clock.seconds();
    // The clock of the second machine is minutes ahead: the Lease looks old, and is not.
    const now = (): Date => new Date(host.clock.now().getTime() + 300_000);
    (await takeLock({ ...host, clock: { ...host.clock, now } }, kubernetes, second)).stop();
    expect(host.clock.seconds() - before).toBeGreaterThanOrEqual(60);
    expect(cluster.leases.get(key)?.holder).toBe('cpg-2');
    expect(outputs.lines.at(-1)).toContain(`warning: took over the cluster lock from run cpg-1 (${first.place})`);
  });

  test('is taken over from a dead holder whose Lease claims to last for years', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const { host } = machine();
    (await takeLock(host, kubernetes, first)).stop();
    const lease = cluster.leases.get(key);
    if (lease === undefined) throw new Error('the first run made a Lease');
    cluster.leases.set(key, { ...lease, durationSeconds: 1e9 });
    const before = host.clock.seconds();
    (await takeLock(host, kubernetes, second)).stop();
    expect(host.clock.seconds() - before).toBeLessThan(1300);
  });

  test("shows waiting runs that the holder's process is gone, or how long it has not renewed", async () => {
    const wait = async (place: string, ahead: number): Promise<string | undefined> => {
      const { kubernetes } = fakeKubernetes();
      const { host, outputs } = machine();
      (await takeLock(host, kubernetes, { id: 'cpg-1', place })).stop();
      const now = (): Date => new Date(host.clock.now().getTime() + ahead * 1000);
      const waiting = { ...host, clock: { ...host.clock, now } };
      (await takeLock(waiting, kubernetes, second)).stop();
      return outputs.lines[0];
    };
    // The largest pid that Linux gives is 2^22.
    expect(await wait('process 4194305 on here', 5)).toContain('its process is gone, so this run starts within 60 s');
    expect(await wait(`process ${process.pid} on here`, 5)).toContain('starts when that one ends');
    expect(await wait('process 4194305 on there', 5)).toContain('starts when that one ends');
    expect(await wait(first.place, 240)).toContain('it has not renewed its Lease for 240 s');
  });

  test("is taken over at once from yesterday's run", async () => {
    const { kubernetes } = fakeKubernetes();
    const { host } = machine();
    (await takeLock(host, kubernetes, first)).stop();
    const now = (): Date => new Date(host.clock.now().getTime() + 86_400_000);
    (await takeLock({ ...host, clock: { ...host.clock, now } }, kubernetes, second, startLimit(host.clock, 1))).stop();
    expect(host.clock.seconds()).toBe(0);
  });

  test('goes to one of two runs that take it over at the same time', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const gone = machine();
    (await takeLock(gone.host, kubernetes, first)).stop();
    const takers = await Promise.allSettled(['cpg-2', 'cpg-3'].map(id => takeWithin(70, kubernetes, id)));
    expect(takers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const taker of takers) if (taker.status === 'fulfilled') taker.value.stop();
    expect(cluster.leases.get(key)?.holder).toMatch(/cpg-[23]/);
  });

  test('goes to one of two runs that start at the same time', async () => {
    const { kubernetes } = fakeKubernetes();
    const takers = await Promise.allSettled(['cpg-1', 'cpg-2'].map(id => takeWithin(10, kubernetes, id)));
    expect(takers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = takers.flatMap(taker => (taker.status === 'rejected' ? [String(taker.reason)] : []));
    expect(refused).toMatch(/the cluster was still locked after 10 s by run cpg-[12]/);
  });

  test('is neither renewed nor released after another run took it over', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const { host } = machine();
    const lock = await takeLock(host, kubernetes, first);
    lock.stop();
    (await takeLock(machine().host, kubernetes, second)).stop();
    await lock.renew();
    expect(() => {
      lock.check();
    }).toThrow('this run lost the cluster lock: run cpg-2 (process 7) took it over');
    expect(() => {
      lock.check();
    }).not.toThrow(TransientError);
    expect(await releaseLock(host, kubernetes, 'cpg-1')).toBeUndefined();
    expect(cluster.leases.get(key)?.holder).toBe('cpg-2');
  });

  test('survives an outage of the API server of half a minute, but not a longer one', async () => {
    const { kubernetes } = fakeKubernetes();
    const { host } = machine();
    let gone = false;
    const flaky = {
      ...kubernetes,
      lease: (...of: Parameters<typeof kubernetes.lease>) =>
        gone ? Promise.reject(new Error('connection refused')) : kubernetes.lease(...of)
    };
    const lock = await takeLock(host, flaky, first);
    lock.stop();
    gone = true;
    await host.clock.sleep(30);
    await lock.renew();
    lock.check();
    await host.clock.sleep(31);
    expect(() => {
      lock.check();
    }).toThrow(
      new TransientError(
        'this run could not renew its Lease cilium-perf-gate/cluster-lock for 61 s, so another run may hold the cluster lock'
      )
    );
    expect(() => {
      lock.check();
    }).toThrow(TransientError);
    gone = false;
    await lock.renew();
    lock.check();
  });

  test('is waited for and taken despite short outages of the API server', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const { host, outputs } = machine();
    const moody = shaky(
      kubernetes,
      ['lease', 'createLease', 'replaceLease'],
      once(() => 'answer lost')
    );
    (await takeLock(host, moody, second)).stop();
    expect(cluster.leases.get(key)?.holder).toBe('cpg-2');
    expect(outputs.lines).toEqual(
      ['lease', 'createLease', 'replaceLease'].map(what => expect.stringContaining(`cannot ${what}: `))
    );
    const gone = { ...kubernetes, lease: () => Promise.reject(new TransientError('503')) };
    await expect(takeLock(host, gone, second)).rejects.toThrow('503');
  });

  test('is not taken from a run that could not renew it during an outage of the API server', async () => {
    const { kubernetes, cluster } = fakeKubernetes();
    const { host, outputs } = machine();
    const holding = await takeLock(host, kubernetes, first);
    holding.stop();
    let looks = 0;
    const outage = {
      ...kubernetes,
      lease: async (...of: Parameters<typeof kubernetes.lease>) => {
        looks += 1;
        if (looks === 2) await host.clock.sleep(70);
        const found = await kubernetes.lease(...of);
        if (looks === 3) await holding.renew();
        if (looks === 4) await releaseLock(host, kubernetes, 'cpg-1');
        return found;
      }
    };
    (await takeLock(host, outage, second)).stop();
    expect(cluster.leases.get(key)?.holder).toBe('cpg-2');
    expect(outputs.lines.filter(line => line.startsWith('warning'))).toEqual([]);
  });
});
