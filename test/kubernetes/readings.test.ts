import { describe, expect, test } from '@jest/globals';
import { ExecError, type ExecResult, type ExecTarget } from '../../src/kubernetes/port.ts';
import { readByExec, readByShell } from '../../src/kubernetes/readings.ts';
import { createShells } from '../../src/kubernetes/shell.ts';
import type { Section } from '../../src/proof/contract.ts';
import { someText, wholeJson } from '../../src/proof/index.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';

const agent: ExecTarget = { namespace: 'kube-system', pod: 'cilium-a', container: 'cilium-agent', image: 'agent' };
const host: ExecTarget = { namespace: 'ns', pod: 'host', container: 'tools', image: 'test' };
const status: Section = { name: 'status', command: ['cilium-dbg', 'status', '-o', 'json'], keep: wholeJson };
const states: Section = { name: 'states', command: ['ip', 'xfrm', 'state'], keep: ({ stdout }) => stdout };
const stat: Section = { name: 'stat', command: ['cat', '/proc/stat'], keep: someText };

/** A cluster whose programs answer in turn, the last answer for good; it counts what was started. */
function answering(...answers: (Partial<ExecResult> | Error)[]) {
  const started: string[] = [];
  const { kubernetes } = fakeKubernetes({
    exec: (_, command) => {
      started.push(command.join(' '));
      const answer = answers[Math.min(started.length, answers.length) - 1] ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    }
  });
  return { kubernetes, started };
}

describe('a reading with its own exec', () => {
  test('needs no shell, and keeps standard error separate', async () => {
    const { kubernetes, started } = answering({ stdout: '{"a":1}', stderr: 'level=warn msg="slow"' });
    expect(await readByExec(kubernetes, agent, [status], 1)).toEqual({ status: { ok: true, text: '{"a":1}' } });
    expect(started).toEqual(['cilium-dbg status -o json']);
  });

  test.each<[string, Partial<ExecResult> | Error]>([
    ['prints nothing', { stdout: '' }],
    ['prints a warning before its JSON', { stdout: 'level=warn\n{"a":1}' }],
    ['ends half way', { stdout: '{"a":' }],
    ['fails', { exitCode: 1, stderr: 'dial unix: connection refused' }],
    ['loses its connection', new ExecError('connection-lost', 'the connection was cut', '', '')]
  ])('is retried once if the program %s', async (_, first) => {
    const { kubernetes, started } = answering(first, { stdout: '{"a":1}' });
    expect(await readByExec(kubernetes, agent, [status], 1)).toEqual({ status: { ok: true, text: '{"a":1}' } });
    expect(started).toHaveLength(2);
    const never = answering(first);
    expect((await readByExec(never.kubernetes, agent, [status], 1))['status']).toMatchObject({ ok: false });
    expect(never.started).toHaveLength(2);
  });

  test('of a missing program fails at once, and names the image that has it', async () => {
    const error = new ExecError(
      'connection-lost',
      'ip in pod kube-system/cilium-a was not run: OCI runtime exec failed: exec: "ip": executable file not found in $PATH',
      '',
      ''
    );
    const { kubernetes, started } = answering(error);
    const readings = await readByExec(kubernetes, agent, [states], 1);
    expect(readings['states']).toMatchObject({
      ok: false,
      why: 'the image of pod cilium-a has no ip; quay.io/cilium/cilium has it'
    });
    expect(started).toHaveLength(1);
  });

  test('that timed out is not retried', async () => {
    const { kubernetes, started } = answering(new ExecError('timeout', 'it did not end within 1 s', '', ''));
    expect((await readByExec(kubernetes, agent, [status], 1))['status']).toMatchObject({
      ok: false,
      why: 'it did not end within 1 s'
    });
    expect(started).toHaveLength(1);
  });
});

describe('a reading in a shell', () => {
  test('retries only what could not be read', async () => {
    const { kubernetes, started } = answering({ stdout: '' }, { stdout: 'x' });
    const other: Section = { name: 'net', command: ['cat', '/proc/net/dev'], keep: someText };
    const readings = await readByShell(createShells(kubernetes), host, 'uid/0', [stat, other], 1);
    expect(readings).toEqual({ stat: { ok: true, text: 'x' }, net: { ok: true, text: 'x' } });
    expect(started).toEqual(['cat /proc/stat', 'cat /proc/net/dev', 'cat /proc/stat']);
  });
});
