import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { createKubeconfigCluster } from '../../src/cluster/kubeconfig.ts';
import { InputError } from '../../src/model/errors.ts';
import { inCluster, readKubeconfig, selectContext } from '../../src/kubernetes/kubeconfig.ts';
import { fakeFiles } from '../fakes/host.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-kubeconfig-'));
});

/** A kubeconfig with one context, whose parts have the same name. */
function config(name: string, server = `https://${name}.example`, user: object = {}, current: string | null = name) {
  return {
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    ...(current === null ? {} : { 'current-context': current })
  };
}

function write(path: string, document: unknown): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof document === 'string' ? document : stringify(document));
  return file;
}

function several(...files: readonly string[]) {
  return { KUBECONFIG: files.join(delimiter), HOME: folder };
}

describe('the files of KUBECONFIG', () => {
  test('are merged: missing ones are skipped, and the first entry of a name and the first current context win', () => {
    const merged = readKubeconfig(
      undefined,
      several(
        join(folder, 'missing'),
        write('a', config('lab', 'https://first.example', { token: 'first' }, null)),
        write('empty', ''),
        write('b', { ...config('lab', 'https://second.example', { token: 'second' }), 'current-context': 'lab' }),
        write('c', config('prod'))
      )
    );
    expect(merged.contexts.map(({ name }) => name)).toEqual(['lab', 'prod']);
    expect(selectContext(merged, undefined)).toMatchObject({
      'current-context': 'lab',
      clusters: [{ cluster: { server: 'https://first.example' } }],
      users: [{ user: { token: 'first' } }]
    });
    expect(selectContext(merged, 'prod').clusters).toMatchObject([{ cluster: { server: 'https://prod.example' } }]);
  });

  test('come before ~/.kube/config, and the input before both', () => {
    write('.kube/config', config('home'));
    const other = write('other', config('other'));
    const named = write('named', config('named'));
    const current = (path: string | undefined, environment: Record<string, string>): unknown =>
      readKubeconfig(path, environment)['current-context'];
    expect(current(undefined, { HOME: folder })).toBe('home');
    expect(current(undefined, { HOME: folder, KUBECONFIG: '' })).toBe('home');
    expect(current(undefined, several(other))).toBe('other');
    expect(current(named, several(other))).toBe('named');
  });

  test('are named if none of them exists', () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    expect(() => readKubeconfig(undefined, several(one, two))).toThrow(
      new InputError(
        `kubeconfig: missing; ${one} and ${two} (from KUBECONFIG) not found; write the path of a kubeconfig`
      )
    );
  });
});

test('paths in a kubeconfig are relative to its file, but a bare command is searched for on the PATH', () => {
  const user = (exec: string): object => ({
    'client-certificate': 'tls/crt',
    'client-key': '/abs/key',
    tokenFile: 'token',
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command: exec, args: ['./not-a-path'] }
  });
  const file = write('deep/config', {
    ...config('lab', undefined, user('./bin/plugin')),
    clusters: [{ name: 'lab', cluster: { server: 'https://x', 'certificate-authority': '../ca.crt' } }]
  });
  const { clusters, users } = readKubeconfig(file, {});
  expect(clusters[0]?.cluster['certificate-authority']).toBe(join(folder, 'ca.crt'));
  expect(users[0]?.user).toMatchObject({
    'client-certificate': join(folder, 'deep/tls/crt'),
    'client-key': '/abs/key',
    tokenFile: join(folder, 'deep/token'),
    exec: { command: join(folder, 'deep/bin/plugin'), args: ['./not-a-path'] }
  });
  const bare = readKubeconfig(write('deep/bare', config('lab', undefined, user('kubelogin'))), {});
  expect(bare.users[0]?.user.exec?.command).toBe('kubelogin');
});

describe('a context is refused with a list of the existing ones', () => {
  const two = { ...config('lab', undefined, {}, null), contexts: [] as object[] };
  two.contexts = ['lab', 'prod', 'broken'].map(name => ({
    name,
    context: { cluster: name === 'broken' ? 'gone' : 'lab', user: name === 'prod' ? 'nobody' : 'lab' }
  }));

  test.each<[string, object, string | undefined, string]>([
    [
      'no current one',
      two,
      undefined,
      'context: missing; the kubeconfig has no current context; write one; it has: lab, prod, broken'
    ],
    [
      'an empty current one',
      { ...two, 'current-context': '' },
      undefined,
      'context: missing; the kubeconfig has no current context; write one; it has: lab, prod, broken'
    ],
    [
      'a current one that is gone',
      { ...two, 'current-context': 'old' },
      undefined,
      'context: the kubeconfig has no context "old", its current context; it has: lab, prod, broken'
    ],
    ['another', two, 'prd', 'context: the kubeconfig has no context "prd"; it has: lab, prod, broken'],
    [
      'one without its user',
      two,
      'prod',
      'context: "prod" refers to the user "nobody", which the kubeconfig does not define'
    ],
    [
      'one without its cluster',
      two,
      'broken',
      'context: "broken" refers to the cluster "gone", which the kubeconfig does not define'
    ]
  ])('%s', (_, document, wanted, sentence) => {
    const read = readKubeconfig(write('config', document), {});
    expect(() => selectContext(read, wanted)).toThrow(new InputError(sentence));
  });

  test.each([
    ['no YAML', '{', /cannot read .*config: /],
    ['no kubeconfig', 'contexts: 7', /config is not a valid kubeconfig: .*contexts/s],
    [
      'a server that is no address',
      stringify(config('lab', 'nonsense')),
      /the server of "lab" must be a URL, not "nonsense"/
    ]
  ])('a file that is %s is refused by its name', (_, text, sentence) => {
    const file = write('config', text);
    expect(() => selectContext(readKubeconfig(file, {}), undefined)).toThrow(sentence);
    expect(() => selectContext(readKubeconfig(file, {}), undefined)).toThrow(InputError);
  });
});

describe('the service account of a pod', () => {
  const pod = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };

  test('is its own context, whose token and certificate are read from files', () => {
    write('token', 'secret');
    expect(inCluster(pod, folder)).toEqual({
      clusters: [
        {
          name: 'in-cluster',
          cluster: { server: 'https://[fd00::1]:443', 'certificate-authority': join(folder, 'ca.crt') }
        }
      ],
      users: [{ name: 'in-cluster', user: { tokenFile: join(folder, 'token') } }],
      contexts: [{ name: 'in-cluster', context: { cluster: 'in-cluster', user: 'in-cluster' } }],
      'current-context': 'in-cluster'
    });
    expect(inCluster({}, folder)).toBeUndefined();
    expect(inCluster(pod, join(folder, 'nothing'))).toBeUndefined();
  });

  test('is written as a kubeconfig for helm; any other kubeconfig is used in place', async () => {
    const files = fakeFiles();
    const inPod = write('pod', config('in-cluster'));
    const options = {
      provider: 'kubeconfig',
      kubeconfig: undefined,
      context: undefined,
      allowReconfigure: undefined
    } as const;
    const own = createKubeconfigCluster({ files, environment: several(inPod) }, options, '/run/kubeconfig');
    expect(await own.obtain()).toMatchObject({ kubeconfig: '/run/kubeconfig', context: 'in-cluster', ours: false });
    expect(JSON.parse(String(files.content.get('/run/kubeconfig')))).toMatchObject({ 'current-context': 'in-cluster' });

    const lab = { files: fakeFiles(), environment: several(write('lab', config('lab'))) };
    const ready = await createKubeconfigCluster(lab, options, '/run/kubeconfig').obtain();
    expect(ready).toMatchObject({ kubeconfig: undefined, context: 'lab', name: 'lab' });
    expect(lab.files.content.size).toBe(0);
  });
});
