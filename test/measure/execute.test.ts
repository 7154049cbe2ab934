import { describe, expect, test } from '@jest/globals';
import { ExecError } from '../../src/kubernetes/port.ts';
import { prepareTest, type Execution } from '../../src/measure/execute.ts';
import { tests } from '../../src/suite/index.ts';
import { fakeKubernetes } from '../fakes/kubernetes.ts';
import { asked, recorded } from '../suite/recording.ts';

const end = (pod: string) => ({
  ...{ pod, node: 'a', ip: '10.0.0.1', nodeIp: '172.18.0.2', imageId: 'i', identity: 'i' },
  target: { namespace: 'test', pod, container: 'perf', image: 'test' as const }
});
const pair = { client: end('perf-client'), server: end('perf-server') };
const good = recorded('iperf3-3.12-tcp.json');

/** Runs three bursts against a server that listens for the first `listens` of them. */
async function run(client: (burst: number) => typeof good, listens = 3): Promise<Execution> {
  let clients = 0;
  const lines = Array.from({ length: listens }, (_, test) => `Server listening on 5201 (test #${test + 1})\n`);
  const { kubernetes } = fakeKubernetes({
    exec: (_, [program]) => Promise.resolve(program === 'iperf3' ? client(++clients) : { stdout: lines.join('') })
  });
  return prepareTest(kubernetes, pair, tests['tcp-throughput'], asked, 3).run();
}

describe('the bursts of a sample', () => {
  test('are runs of the client, and one result', async () => {
    const { parsed, outputs } = await run(() => good);
    const single = tests['tcp-throughput'].parse(good, asked);
    if (!single.ok) throw new Error(single.reason.message);
    expect(outputs).toHaveLength(3);
    expect(parsed).toMatchObject({ ok: true, receivedBytes: 3 * single.receivedBytes });
  });

  test('end with the first that fails, which the reason names', async () => {
    const { parsed, outputs } = await run(burst => (burst === 2 ? { ...good, exitCode: 1, stdout: '{}' } : good));
    expect(parsed).toMatchObject({ ok: false, reason: { kind: 'tool-error' } });
    expect(parsed.ok ? '' : parsed.reason.message).toMatch(/^burst 2 of 3: iperf3 exited with 1/);
    expect(outputs).toHaveLength(2);
  });

  test('keep what a client wrote before its connection was lost', async () => {
    const lost = (): never => {
      throw new ExecError('connection-lost', 'the connection closed early', 'half', '');
    };
    const { parsed, outputs } = await run(burst => (burst === 3 ? lost() : good));
    expect(parsed).toEqual({
      ok: false,
      reason: { kind: 'connection-lost', message: 'burst 3 of 3: the connection closed early' }
    });
    expect(outputs.at(-1)).toEqual({ exitCode: undefined, stdout: 'half', stderr: '' });
  });

  test('each wait until the server listens again', async () => {
    await expect(run(() => good, 2)).rejects.toThrow('no such line');
  });
});
