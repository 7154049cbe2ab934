import { describe, expect, test } from '@jest/globals';
import { waitForApiServer } from '../../src/kubernetes/patience.ts';
import { fakeClock } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

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
