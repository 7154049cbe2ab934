import { describe, expect, test } from '@jest/globals';
import { ClusterError, TransientError } from '../../src/model/errors.ts';
import { startLimit } from '../../src/host/limit.ts';
import { repeatRequests, waitForApiServer } from '../../src/kubernetes/patience.ts';
import { fakeClock, fakeHost, fakeOutputs } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { shaky } from '../support/shaky.ts';

/** A cluster whose requests fail `times` times each before they work; `calls` are all that were made. */
function failing(times: number) {
  const { kubernetes } = fakeKubernetes({ nodes: [{ metadata: { name: 'a' } }] });
  const calls: string[] = [];
  const outputs = fakeOutputs();
  const host = fakeHost({ outputs });
  const flaky = shaky(kubernetes, ['nodes', 'isAllowed', 'ensureNamespace', 'createPod'], name => {
    calls.push(name);
    return calls.filter(call => call === name).length > times ? undefined : 'not done';
  });
  const patient = repeatRequests(flaky, host, () => startLimit(host.clock, 120));
  return { patient, calls, host, lines: outputs.lines };
}

describe('a request that the API server does not answer for a moment', () => {
  test('is repeated, and returns its later answer', async () => {
    const { patient, calls, host } = failing(2);
    expect((await patient.nodes()).map(({ metadata }) => metadata?.name)).toEqual(['a']);
    await patient.ensureNamespace('cpg-1', {});
    expect(await patient.isAllowed({ group: '', resource: 'nodes', verb: 'list' })).toBe(true);
    expect(calls).toHaveLength(9);
    expect(host.clock.seconds()).toBe(45);
  });

  test('fails at its limit, with the last error', async () => {
    const { patient, host } = failing(99);
    await expect(patient.nodes()).rejects.toThrow(TransientError);
    expect(host.clock.seconds()).toBeGreaterThan(60);
    expect(host.clock.seconds()).toBeLessThanOrEqual(120);
  });

  test('is logged once per outage, however many requests wait', async () => {
    const { patient, calls, lines } = failing(1);
    await Promise.all([patient.nodes(), patient.nodes(), patient.nodes()]);
    expect(lines).toEqual([expect.stringContaining('  trying again in 5 s: cannot nodes: Client network')]);
    calls.length = 0;
    await patient.nodes();
    expect(lines).toHaveLength(2);
  });

  test('is not repeated if that could do something twice, or would not help', async () => {
    const { patient, calls } = failing(1);
    await expect(patient.createPod('cpg-1', {})).rejects.toThrow(TransientError);
    expect(calls).toEqual(['createPod']);
    let asked = 0;
    const nodes = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new ClusterError('nodes is forbidden'));
    };
    const host = fakeHost();
    const forbidden = repeatRequests({ ...patient, nodes }, host, () => startLimit(host.clock, 120));
    await expect(forbidden.nodes()).rejects.toThrow('nodes is forbidden');
    expect(asked).toBe(1);
  });
});

describe('waiting for the API server', () => {
  test('ends when it answers again', async () => {
    let calls = 0;
    const kubernetes = {
      ...fakeKubernetes().kubernetes,
      version: () => (++calls < 20 ? Promise.reject(new Error('ECONNREFUSED')) : Promise.resolve('v1.34.3'))
    };
    await waitForApiServer(kubernetes, fakeClock());
    expect(calls).toBe(20);
  });

  test('gives up with the last error if it does not come back', async () => {
    const kubernetes = { ...fakeKubernetes().kubernetes, version: () => Promise.reject(new Error('ECONNREFUSED')) };
    await expect(waitForApiServer(kubernetes, fakeClock())).rejects.toThrow(
      'the API server did not answer for more than 120 s: ECONNREFUSED'
    );
  });
});
