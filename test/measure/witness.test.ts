import { describe, expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { TransientError } from '../../src/model/errors.ts';
import { createWitness } from '../../src/measure/witness.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes, type FakeCluster } from '../fakes/kubernetes.ts';
import { path } from '../proof/world.ts';

const spec = {
  namespace: 'run-control',
  clientNode: 'a',
  serverNode: 'b',
  image: 'witness:1',
  tolerations: []
};

/** A cluster in which each pod runs at once, and what was started in it. */
function cluster(exec?: FakeCluster['exec']) {
  const started: string[] = [];
  const said = (captured: number): string =>
    `${captured} packets captured\n${captured} packets received by filter\n0 packets dropped by kernel`;
  const { kubernetes, cluster: state } = fakeKubernetes({
    exec: async (target, command) => {
      started.push(`${target.pod} ${command[0] ?? ''}`);
      if (exec !== undefined) return exec(target, command);
      if (command[0] === 'cat') return { stdout: '1\n9\n' };
      if (command[0] !== 'tcpdump') return {};
      const sealed = command.includes('10');
      return { stdout: 'listening on any', stderr: said(sealed ? 10 : 0) };
    }
  });
  const running = (pod: V1Pod): V1Pod => ({ ...pod, status: { phase: 'Running', podIP: '10.0.0.1' } });
  const create = kubernetes.createPod.bind(kubernetes);
  kubernetes.createPod = (namespace, pod) => create(namespace, running(pod));
  return { kubernetes, started, state };
}

describe('the second witness', () => {
  test('reports at once why its captures cannot be stopped', async () => {
    const { kubernetes } = cluster((_, [program]) => {
      if (program === 'cat') return { stdout: '1\n9\n' };
      if (program === 'killall') return { exitCode: 127, stderr: 'killall: applet not found\n' };
      return { stdout: 'listening on any' };
    });
    const watch = await createWitness(kubernetes, fakeClock(), spec).watch(path, 10);
    const why = 'cannot stop tcpdump: killall: applet not found';
    expect(await watch.stop()).toEqual({ client: { ok: false, why }, server: { ok: false, why } });
  });

  test('has no pods until it is used, then one on each node with its own image', async () => {
    const { kubernetes, started, state } = cluster();
    const witness = createWitness(kubernetes, fakeClock(), spec);
    expect(witness.called).toBe(false);
    expect(state.pods.size).toBe(0);
    witness.call();
    expect(witness.called).toBe(true);
    const watch = await witness.watch(path, 10);
    expect(started.filter(line => line.endsWith('tcpdump')).length).toBeGreaterThanOrEqual(4);
    expect(started.some(line => line.endsWith('killall'))).toBe(false);
    expect(await watch.stop()).toEqual({
      client: { ok: true, clear: 0, first: 'listening on any', sealed: 10 },
      server: { ok: true, clear: 0, first: 'listening on any', sealed: 10 }
    });
    expect(started.filter(line => line.endsWith('killall'))).toEqual([
      'perf-witness-client killall',
      'perf-witness-server killall'
    ]);
    const pods = [...state.pods.values()].map(({ spec: pod }) => [
      pod?.containers[0]?.image,
      pod?.hostNetwork,
      pod?.containers[0]?.command,
      pod?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms[0]
        ?.matchFields?.[0]?.values
    ]);
    expect(pods).toEqual(['a', 'b'].map(node => ['witness:1', true, ['sleep', 'infinity'], [node]]));
    await witness.release();
    expect(state.pods.size).toBe(0);
  });

  test('returns the reason if it cannot listen', async () => {
    const { kubernetes } = cluster((_, command) => {
      if (command[0] === 'tcpdump') throw new Error('exec: "tcpdump": executable file not found in $PATH');
      return { stdout: '1\n' };
    });
    const watch = await createWitness(kubernetes, fakeClock(), spec).watch(path, 10);
    const why = 'exec: "tcpdump": executable file not found in $PATH';
    expect(await watch.stop()).toEqual({ client: { ok: false, why }, server: { ok: false, why } });
  });

  test('is not waited for again if its pod cannot be created', async () => {
    const { kubernetes } = cluster();
    let tries = 0;
    kubernetes.createPod = () => {
      tries += 1;
      return Promise.reject(new Error('violates PodSecurity "restricted"'));
    };
    const witness = createWitness(kubernetes, fakeClock(), spec);
    for (const watch of [await witness.watch(path, 10), await witness.watch(path, 10)])
      expect((await watch.stop()).client).toEqual({ ok: false, why: 'violates PodSecurity "restricted"' });
    expect(tries).toBe(2);
  });

  test('is retried after a temporary failure, and removed in any case', async () => {
    const { kubernetes, state } = cluster();
    const create = kubernetes.createPod.bind(kubernetes);
    let busy = true;
    kubernetes.createPod = (namespace, pod) =>
      busy && pod.metadata?.name === 'perf-witness-server'
        ? Promise.reject(new TransientError('503 the server is currently unable to handle the request'))
        : create(namespace, pod);
    const witness = createWitness(kubernetes, fakeClock(), spec);
    const first = await witness.watch(path, 10);
    expect((await first.stop()).client).toMatchObject({ ok: false, why: expect.stringContaining('503') as unknown });
    await witness.release();
    expect(state.pods.size).toBe(0);
    busy = false;
    const second = await witness.watch(path, 10);
    expect(await second.stop()).toMatchObject({ client: { ok: true }, server: { ok: true } });
  });

  test('ends an attempt only when both of its pods are done, so that the next one meets none of them', async () => {
    const { kubernetes } = cluster();
    const create = kubernetes.createPod.bind(kubernetes);
    const slow = Promise.withResolvers<undefined>();
    kubernetes.createPod = async (namespace, pod) => {
      if (pod.metadata?.name === 'perf-witness-server') throw new TransientError('503 busy');
      await slow.promise;
      return create(namespace, pod);
    };
    let ended = false;
    const watch = createWitness(kubernetes, fakeClock(), spec)
      .watch(path, 10)
      .finally(() => {
        ended = true;
      });
    await new Promise(resolve => setImmediate(resolve));
    expect(ended).toBe(false);
    slow.resolve(undefined);
    expect((await (await watch).stop()).server).toEqual({ ok: false, why: '503 busy' });
  });
});
