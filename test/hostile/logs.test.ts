import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { createHelm } from '../../src/cilium/helm.ts';
import { ensureSecrets } from '../../src/cilium/secrets.ts';
import { createAz } from '../../src/cluster/aks/az.ts';
import { withExitCode } from '../../src/entries/exit.ts';
import { quoted } from '../../src/github/errors.ts';
import { createWorkflowOutputs } from '../../src/host/outputs.ts';
import { createProcesses } from '../../src/host/processes.ts';
import { createTerminal } from '../../src/host/terminal.ts';
import type { ProcessResult } from '../../src/host/ports.ts';
import { connect } from '../../src/kubernetes/client.ts';
import { ExecError, type Kubernetes } from '../../src/kubernetes/port.ts';
import { toReading } from '../../src/kubernetes/readings.ts';
import { errorMessage } from '../../src/model/errors.ts';
import { foreignLine } from '../../src/redaction/foreign.ts';
import { describeIssues } from '../../src/results/read.ts';
import { quote } from '../../src/suite/checks.ts';
import { fakeHost, fakeProcesses } from '../fakes/host.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { planted, survivors } from './secrets.ts';

/** An API server that answers every request with the same text or object. */
let server: Server;
let answer: { readonly status: number; readonly body: string; readonly type: string };
let kubernetes: Kubernetes;
const kubeconfigToken = 'token of the kubeconfig 42';

beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-logs-')), 'kubeconfig');
  const config = {
    clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: { token: kubeconfigToken } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x'
  };
  writeFileSync(path, JSON.stringify(config));
  kubernetes = connect(path, undefined, { environment: {}, stop: new AbortController().signal });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function answerJson(body: object, status = 200): void {
  answer = { status, body: JSON.stringify(body), type: 'application/json' };
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(String, errorMessage);
}

const target = { context: 'x', namespace: 'kube-system', release: 'cilium', kubeconfig: undefined };
const failing = (result: Partial<ProcessResult>): ReturnType<typeof fakeProcesses> =>
  fakeProcesses(() => ({ exitCode: 1, ...result }));
const pod = { metadata: { name: 'p' }, spec: { containers: [] } };

/** Every way in for words from outside, and what the program then has in its hands. */
const waysIn: Readonly<Record<string, (text: string) => Promise<string> | string>> = {
  "helm's standard error": text => messageOf(createHelm(failing({ stderr: text }), target).rollback(1)),
  "helm's standard output": text => messageOf(createHelm(failing({ stdout: text }), target).rollback(1)),
  "az's standard error": text =>
    messageOf(createAz(fakeHost({ processes: failing({ stderr: text }) }), 's').run(['aks', 'show'])),
  'a line of a running command': async text => {
    const lines: string[] = [];
    await fakeProcesses(() => ({ stdout: text })).run('kind', [], { onLine: line => lines.push(line) });
    return lines.join('\n');
  },
  'an error of the API server': text => {
    answerJson({ message: text }, 403);
    return messageOf(kubernetes.nodes());
  },
  'an event': async text => {
    answerJson({ items: [{ reason: 'Failed', message: text, metadata: { name: 'e' }, involvedObject: {} }] });
    return (await kubernetes.warnings('n', 'o')).join('\n');
  },
  "a container's log": text => {
    answer = { status: 200, body: text, type: 'text/plain' };
    return kubernetes.logs({ namespace: 'n', pod: 'p', container: 'c' }, { previous: false, lines: 9 });
  },
  "messages in a pod's status": async text => {
    const waiting = { reason: 'CreateContainerError', message: text };
    const status = { message: text, containerStatuses: [{ name: 'c', state: { waiting } }], conditions: [] };
    answerJson({ ...pod, status });
    const read = await kubernetes.pod('n', 'p');
    answerJson({ items: [{ ...pod, status }] });
    const listed = await kubernetes.pods('n');
    return [read?.status, listed[0]?.status]
      .map(each => `${each?.message ?? ''}\n${each?.containerStatuses?.[0]?.state?.waiting?.message ?? ''}`)
      .join('\n');
  },
  'a command in a pod, on standard error': async text => {
    const { kubernetes: fake } = fakeKubernetes({ exec: () => ({ exitCode: 1, stderr: text }) });
    const where = { namespace: 'n', pod: 'p', container: 'c', image: 'agent' } as const;
    return (await fake.exec(where, ['cilium-dbg', 'status'], 1)).stderr;
  },
  'a failed reading': text => {
    const section = { name: 's', command: ['cat'], keep: () => '' };
    const reading = toReading(section, { exitCode: 1, stdout: '', stderr: text });
    return reading.ok ? '' : reading.why;
  },
  'a connection that broke': text => new ExecError('timeout', text, '', text).message,
  'an error of a library, as a cause': text => errorMessage(new Error('x', { cause: new Error(text) })),
  'something thrown that is no error': text => errorMessage(text),
  'an unexpected error, with its stack': async text => {
    const shown: string[] = [];
    await withExitCode(
      message => shown.push(message),
      () => Promise.reject(new TypeError(text))
    );
    process.exitCode = 0;
    return shown.join('\n');
  },
  "GitHub's words": quoted,
  "a tool's words": quote,
  'names in a document': text => describeIssues(z.strictObject({}).safeParse({ [text]: 1 }).error ?? new z.ZodError([]))
};

/** These get one line at a time, so a secret of several lines is not seen as a whole. */
const lineByLine = ['a line of a running command', 'names in a document'];

test.each(Object.entries(waysIn))(
  'no planted secret enters through %s',
  async (way, enter) => {
    const survived: string[] = [];
    for (const each of planted) {
      if (lineByLine.includes(way) && each.text.includes('\n')) continue;
      survived.push(...survivors(each, await enter(each.text)));
    }
    expect(survived).toEqual([]);
  },
  60_000
);

test('a real command has clean words, and its output for programs is as it was', async () => {
  const print = 'process.stdout.write(process.argv[1]); process.stderr.write(process.argv[1])';
  const text = '{"password":"hunter2-x"}';
  const result = await createProcesses(new AbortController().signal).run(process.execPath, ['-e', print, text]);
  expect(result.stdout).toBe(text);
  expect(result.stderr).toMatch(/^\{"password":"\[redacted [0-9a-f]{8}\]"\}$/);
});

describe('the log', () => {
  const ipsecKeys: string[] = [];

  /** What each way out writes for a text. */
  async function written(text: string): Promise<string> {
    const chunks: string[] = [];
    const collect = (chunk: unknown): boolean => chunks.push(String(chunk)) > 0;
    const spies = [process.stdout, process.stderr].map(stream =>
      jest.spyOn(stream, 'write').mockImplementation(collect)
    );
    for (const outputs of [createWorkflowOutputs(), createTerminal()]) {
      for (const say of [outputs.info, outputs.warning, outputs.error]) say(text);
      await outputs.group(text, () => Promise.resolve());
    }
    await withExitCode(
      message => void collect(message),
      () => Promise.reject(new Error(text))
    );
    process.exitCode = 0;
    for (const spy of spies) spy.mockRestore();
    return chunks.join('');
  }

  test('never shows a token, whatever a line is about', async () => {
    const kinds = ['issued tokens', 'URLs', 'cookies', 'JSON web tokens'];
    const known = planted.filter(({ kind, text }) => kinds.includes(kind) && !/token(?:=|%3D)|^HTTPS/.test(text));
    expect(known.length).toBeGreaterThan(80);
    for (const each of known) expect(survivors(each, await written(`chart: 403 for ${each.text}`))).toEqual([]);
  });

  test('never shows what the process holds: tokens of its environment, of a kubeconfig, keys that it made', async () => {
    process.env['INPUT_GITHUB-TOKEN'] = 'plain words of a token';
    process.env['ARM_CLIENT_SECRET'] = 'another, quite plain';
    await ensureSecrets(
      {
        secret: () => Promise.resolve(undefined),
        createSecret: (_namespace, _name, content) => Promise.resolve(void ipsecKeys.push(...Object.values(content)))
      },
      'kube-system',
      'ipsec',
      { ipsecKeyAlgorithm: 'rfc4106-gcm-aes' } as Parameters<typeof ensureSecrets>[3],
      {},
      () => Promise.resolve()
    );
    const key = ipsecKeys[0]?.split(' ')[2] ?? '';
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    const held = ['plain words of a token', 'another, quite plain', kubeconfigToken, key];
    for (const secret of held) {
      for (const form of [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)]) {
        const log = await written(`it said ${form} twice`);
        expect(log).not.toContain(form);
        expect(log).toContain('it said [redacted ');
      }
    }
    delete process.env['INPUT_GITHUB-TOKEN'];
    delete process.env['ARM_CLIENT_SECRET'];
  });

  test.each([
    ['a job', createWorkflowOutputs],
    ['a terminal', createTerminal]
  ])('of %s knows the secrets of the environment that it starts in', (where, create) => {
    process.env['REGISTRY_PASSWORD'] = `plain words for ${where}`;
    create();
    expect(foreignLine(`it said plain words for ${where} twice`)).toMatch(/^it said \[redacted \w{8}\] twice$/);
    delete process.env['REGISTRY_PASSWORD'];
  });

  test('names inputs, Secrets and files as before', async () => {
    process.env['INPUT_IMAGE-PULL-SECRET'] = 'kube-system/regcred';
    process.env['SHORT_TOKEN'] = 'main';
    process.env['AZURE_FEDERATED_TOKEN_FILE'] = '/var/run/secrets/azure/tokens/azure-identity';
    const log = await written('image-pull-secret: kube-system/regcred was not found on main');
    expect(log).toContain('kube-system/regcred was not found on main');
    for (const place of [process.env['PWD'] ?? process.cwd(), '/var/run/secrets/azure/tokens/azure-identity']) {
      expect(await written(`${place}/results: no such file`)).toContain(`${place}/results: no such file`);
    }
    delete process.env['INPUT_IMAGE-PULL-SECRET'];
    delete process.env['SHORT_TOKEN'];
    delete process.env['AZURE_FEDERATED_TOKEN_FILE'];
  });
});
