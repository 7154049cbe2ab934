import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createAz } from '../../../src/cluster/aks/az.ts';
import { fetchCredentials } from '../../../src/cluster/aks/credentials.ts';
import { warnAboutLogin } from '../../../src/cluster/aks/login.ts';
import type { Host, ProcessResult } from '../../../src/host/ports.ts';
import { fakeFiles, fakeHost, fakeOutputs, fakeProcesses } from '../../fakes/host.ts';
import { parse } from '../../inputs/options.ts';

const clientId = '00000000-0000-0000-0000-000000000002';
const account = { id: 'sub', name: 'lab', tenantId: 'tenant', user: { name: clientId, type: 'servicePrincipal' } };
const expired = 'ERROR: AADSTS700024: Client assertion is not within its valid time range.';

/** An az whose login is over until it logs in again, in a job that gives numbered tokens; and what it was told. */
function expiredAz({ user = account.user, refuses }: { user?: object; refuses?: string } = {}) {
  let loggedIn = false;
  let tokens = 0;
  const audiences: string[] = [];
  const outputs = fakeOutputs();
  const processes = fakeProcesses((command, args): Partial<ProcessResult> => {
    if (command === 'kubelogin') return {};
    if (args[0] === 'account') return { stdout: JSON.stringify({ ...account, user }) };
    if (args[0] === 'login') {
      loggedIn = refuses === undefined;
      return refuses === undefined ? {} : { exitCode: 1, stderr: refuses };
    }
    return loggedIn ? { stdout: '{}' } : { exitCode: 1, stderr: expired };
  });
  const idToken: Host['idToken'] = audience => {
    audiences.push(audience);
    return Promise.resolve(`token-${++tokens}`);
  };
  return { host: fakeHost({ processes, outputs, idToken }), processes, outputs, audiences };
}

const deletion = ['group', 'delete', '--name', 'x'];
const renewal = [
  ...['az', 'login', '--service-principal', '--username', clientId, '--tenant', 'tenant'],
  ...['--federated-token', 'token-1', '--output', 'none', '--only-show-errors']
];

describe('a login that has expired', () => {
  test('is renewed with a new token of the job, and the command is repeated', async () => {
    const { host, processes, audiences, outputs } = expiredAz();
    await createAz(host, 'sub').run(deletion);
    expect(processes.calls.map(call => call.slice(0, 3).join(' '))).toEqual([
      'az group delete',
      'az account show',
      'az login --service-principal',
      'az group delete'
    ]);
    expect(processes.calls[2]).toEqual(renewal);
    expect(audiences).toEqual(['api://AzureADTokenExchange']);
    expect(outputs.lines.join('\n')).not.toContain('token-1');
  });

  test.each<[string, object]>([
    ['of a person', { name: 'me@example.com', type: 'user' }],
    ['of a managed identity', { name: 'systemAssignedIdentity', type: 'servicePrincipal' }]
  ])('%s is left alone', async (_, user) => {
    const { host, processes, audiences } = expiredAz({ user });
    await expect(createAz(host, 'sub').run(deletion)).rejects.toThrow('the login has expired; log in again');
    expect([processes.calls.length, audiences]).toEqual([2, []]);
  });

  test('is left alone if the job may not have a token', async () => {
    const { host, processes } = expiredAz();
    await expect(createAz({ ...host, idToken: undefined }, 'sub').run(deletion)).rejects.toThrow(
      'add id-token: write to the job permissions'
    );
    expect(processes.calls).toHaveLength(1);
  });

  test("that Azure refuses to renew is reported with Azure's message, and the first error is thrown", async () => {
    const { host, outputs } = expiredAz({
      refuses: 'ERROR: AADSTS70021: No matching federated identity record found.'
    });
    await expect(createAz(host, 'sub').run(deletion)).rejects.toThrow(/^az group delete failed: AADSTS700024/);
    expect(outputs.lines).toEqual([
      'warning: cannot renew the login to Azure: ERROR: AADSTS70021: No matching federated identity record found.'
    ]);
  });

  test('is not renewed if something else fails', async () => {
    const { host, processes } = expiredAz();
    const broken = fakeProcesses(() => ({ exitCode: 1, stderr: 'ERROR: (QuotaExceeded) No.' }));
    await expect(createAz({ ...host, processes: broken }, 'sub').run(deletion)).rejects.toThrow('QuotaExceeded');
    expect([broken.calls.length, processes.calls.length]).toEqual([1, 0]);
  });
});

describe('the login behind kubelogin', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  const kubeconfig = 'users: [{user: {exec: {command: kubelogin}}}]';

  test('is renewed before it is used, and every four minutes until the run is stopped', async () => {
    jest.useFakeTimers();
    const stop = new AbortController();
    const { host, processes } = expiredAz();
    const files = { ...fakeFiles(), read: () => Promise.resolve(kubeconfig), write: () => Promise.resolve() };
    await fetchCredentials(
      { ...host, files, stop: stop.signal },
      createAz(host, 'sub'),
      { resourceGroup: 'g', name: 'n' },
      'kc'
    );
    const logins = (): number => processes.calls.filter(([, word]) => word === 'login').length;
    const before = logins();
    expect(processes.calls.at(-1)?.[0]).toBe('kubelogin');
    expect(processes.calls.at(-2)?.slice(0, 2)).toEqual(['az', 'login']);
    await jest.advanceTimersByTimeAsync(481_000);
    expect(logins()).toBe(before + 2);
    stop.abort();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(logins()).toBe(before + 2);
  });
});

describe('the plan', () => {
  const made = parse({ cluster: 'aks', 'aks-location': 'westeurope' }).cluster;
  const existing = parse({
    cluster: 'aks',
    'aks-resource-group': 'g',
    'aks-name': 'n',
    'allow-reconfigure': 'n'
  }).cluster;
  const said = (cluster: typeof made, minutes: number, parts: Partial<Host> = {}): readonly string[] => {
    const outputs = fakeOutputs();
    warnAboutLogin(fakeHost({ outputs, environment: { GITHUB_ACTIONS: 'true' }, ...parts }), cluster, minutes * 60);
    return outputs.lines;
  };
  const warning =
    "warning: this run takes about 55:00 min, but an OIDC login to Azure lasts about an hour; add id-token: write to the job's permissions so that the login is renewed. Otherwise the run cannot clean up";

  test('warns when the login will expire during the run', () => {
    expect(said(made, 40)).toEqual([warning]);
    expect(said(existing, 55)).toEqual([warning]);
    expect(said(existing, 40)).toEqual([]);
  });

  test('reports that the login is renewed where possible', () => {
    expect(said(made, 40, { idToken: () => Promise.resolve('') })).toEqual([
      '  Azure: the OIDC login expires before the run ends, so it is renewed with new tokens of the job'
    ]);
  });

  test('reports nothing outside of a workflow, or for other clusters', () => {
    expect(said(made, 90, { environment: {} })).toEqual([]);
    expect(said(parse({}).cluster, 90)).toEqual([]);
  });
});
