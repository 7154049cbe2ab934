import { describe, expect, test } from '@jest/globals';
import { createExistingAks } from '../../../src/cluster/aks/existing.ts';
import { InputError } from '../../../src/model/errors.ts';
import type { ExistingAks } from '../../../src/model/options.ts';
import { fakeFiles, fakeHost } from '../../fakes/host.ts';
import { commandsOf, fakeAz } from './azure.ts';

const byocni = {
  name: 'perf',
  location: 'westeurope',
  provisioningState: 'Succeeded',
  networkProfile: { networkPlugin: 'none', serviceCidr: '10.0.0.0/16' }
};
const options: ExistingAks = {
  ...{ provider: 'aks', kind: 'existing', resourceGroup: 'lab', name: 'perf' },
  ...{ allowReconfigure: 'perf', transitEncryption: undefined, appliedInputs: [] }
};

async function obtain(changes: Partial<ExistingAks>, apply: boolean): Promise<{ error: unknown; asked: string[] }> {
  const processes = fakeAz({ 'aks show': byocni });
  const host = fakeHost({ processes, files: fakeFiles({ '/w/kubeconfig': 'users: []' }) });
  const found = createExistingAks(host, { ...options, ...changes }, '/w/kubeconfig', apply, () => Promise.resolve());
  const error: unknown = await found.obtain().then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  return { error, asked: commandsOf(processes).slice(2) };
}

describe("a user's AKS cluster whose Cilium is not managed by Azure", () => {
  test.each<[string, Partial<ExistingAks>, boolean, string]>([
    [
      'its name is not allowed',
      { allowReconfigure: undefined },
      true,
      'allow-reconfigure: missing; "perf" is a BYOCNI'
    ],
    ['Azure is to encrypt it', { transitEncryption: 'wireguard' }, true, 'aks-transit-encryption: "perf" is a BYOCNI']
  ])('is refused if %s, without fetching its credentials', async (_, changes, apply, words) => {
    const { error, asked } = await obtain(changes, apply);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain(words);
    expect(asked).toEqual(['aks show']);
  });

  test.each([
    ['its name is allowed', 'perf', true],
    ['it is not changed', undefined, false]
  ])('is entered if %s', async (_, allowReconfigure, apply) => {
    const { error, asked } = await obtain({ allowReconfigure }, apply);
    expect([error, asked]).toEqual([undefined, ['aks show', 'aks get-credentials']]);
  });
});
