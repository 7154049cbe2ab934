import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { connect } from '../../src/kubernetes/client.ts';
import { ExecError, type ExecResult, type Kubernetes } from '../../src/kubernetes/port.ts';
import { CanceledError } from '../../src/model/errors.ts';
import { endings, frame, hidden, noHttp, refusals, stdout, success, type Answer } from './streams.ts';

jest.setTimeout(60_000);

const target = { namespace: 'ns', pod: 'pod', container: 'c', image: 'test' } as const;
/** Far above what an answer takes, so that what ends by itself is told from what the limit ends. */
const patience = 50;

let server: Server;
let sockets: WebSocketServer;
let answer: Answer;
let refuse: ((request: IncomingMessage, raw: Socket) => void) | undefined;

beforeEach(async () => {
  [answer, refuse] = [() => undefined, undefined];
  sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v5.channel.k8s.io' });
  server = createServer(noHttp).on('upgrade', (request: IncomingMessage, raw: Socket, head: Buffer) => {
    raw.on('error', () => undefined);
    if (refuse !== undefined) refuse(request, raw);
    else
      sockets.handleUpgrade(request, raw, head, socket => {
        socket.on('error', () => undefined);
        answer(socket, raw);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  server.close();
});

function client(stop = new AbortController().signal): Kubernetes {
  const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-streams-')), 'kubeconfig');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = {
    clusters: [{ name: 'c', cluster: { server: url } }],
    users: [{ name: 'u', user: { token: 'a-token-that-stays-here' } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x'
  };
  writeFileSync(path, JSON.stringify(config));
  return connect(path, undefined, { environment: {}, stop });
}

const run = (seconds = patience): Promise<ExecResult> => client().exec(target, ['iperf3', '-s'], seconds);
const runScript = (seconds = patience): Promise<string> => client().openShell(target).run('cat /proc/stat', seconds);

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    value => ({ value }),
    (error: unknown) => error
  );
}

function expectClean(error: unknown, kind: ExecError['kind'], where: string): asserts error is ExecError {
  expect(error).toBeInstanceOf(ExecError);
  expect(error).toMatchObject({ kind });
  const { message, stderr } = error as ExecError;
  expect(message.startsWith(where)).toBe(true);
  expect(message.length).toBeLessThan(4200);
  for (const text of [...hidden, 'a-token-that-stays-here']) expect(message + stderr).not.toContain(text);
}

/** Answers a script by its end mark. */
function shell(printed: (end: string, count: number) => readonly (string | Buffer)[]): Answer {
  return socket => {
    let count = 0;
    socket.on('message', (data: Buffer) => {
      const end = /printf '\\n(--- end \S+)\\n'/.exec(data.toString('utf8'))?.[1] ?? '';
      count += 1;
      for (const each of printed(`\n${end}\n`, count)) socket.send(each);
    });
  };
}

/** Sends the same again until the client hangs up. */
function pour(socket: WebSocket, send: () => void): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  for (let count = 0; count < 100 && socket.bufferedAmount < 4_000_000; count += 1) send();
  setImmediate(() => {
    pour(socket, send);
  });
}

describe.each(endings)('%s', (_, how, sentence) => {
  test('ends a command and a shell, and is never success', async () => {
    answer = how;
    const exec = await failure(run());
    expectClean(exec, 'connection-lost', 'iperf3 in pod ns/pod: ');
    const script = await failure(runScript());
    expectClean(script, 'connection-lost', 'the shell in pod ns/pod: ');
    for (const { message } of [exec, script]) {
      // An exit code of a shell would be one of its scripts' errors.
      expect(message).toMatch(sentence);
      expect(message).not.toContain('\n');
    }
  });
});

describe.each(Object.entries(refusals))('a server that answers the request with %s', (_, how) => {
  test('starts nothing', async () => {
    refuse = how;
    expectClean(await failure(run()), 'connection-lost', 'iperf3 in pod ns/pod: it cannot start: ');
    expectClean(await failure(runScript()), 'connection-lost', 'the shell in pod ns/pod: it cannot start: ');
  });
});

test.each(['', 'channel.k8s.io', 'base64.channel.k8s.io', 'v6.channel.k8s.io'])(
  'a server that selects the protocol "%s" is not understood',
  async protocol => {
    sockets.options.handleProtocols = () => (protocol === '' ? false : protocol);
    expectClean(await failure(run()), 'connection-lost', 'iperf3 in pod ns/pod: it cannot start: ');
  }
);

describe('a server that never ends', () => {
  const endless: readonly (readonly [string, Answer])[] = [
    ['sends nothing', () => undefined],
    [
      'sends a byte now and then',
      socket => {
        const timer = setInterval(() => {
          socket.send(stdout('.'));
        }, 10);
        socket.on('close', () => {
          clearInterval(timer);
        });
      }
    ],
    [
      'sends frames without content',
      socket => {
        pour(socket, () => {
          socket.send(stdout(''));
        });
      }
    ],
    [
      'sends half a frame',
      (__, raw) => {
        raw.write(Buffer.from([0x82, 100, 1, 65]));
      }
    ],
    [
      'sends pings',
      socket => {
        const content = Buffer.alloc(125);
        pour(socket, () => {
          socket.ping(content);
        });
      }
    ]
  ];

  test.each(endless)('and %s ends with the limit', async (_, how) => {
    answer = how;
    const line = client().startExec(target, ['iperf3', '-s'], patience);
    const [exec, script, awaited] = await Promise.all(
      [run(0.2), runScript(0.2), line.line(/listening/, 0.2)].map(one => failure(one))
    );
    expectClean(exec, 'timeout', 'iperf3 in pod ns/pod did not end within 0.2 s');
    expectClean(script, 'timeout', 'the shell in pod ns/pod did not answer within 0.2 s');
    expectClean(awaited, 'timeout', 'iperf3 in pod ns/pod did not print /listening/ within 0.2 s');
    line.close();
    expectClean(await failure(line.result), 'connection-lost', 'iperf3 in pod ns/pod: its connection was closed');
  });

  test('and never answers the request leaves no connection open, which would keep the process alive', async () => {
    const open = promisify(server.getConnections.bind(server));
    let ended = 0;
    refuse = (_, raw) => {
      raw.on('end', () => {
        ended += 1;
        raw.destroy();
      });
    };
    expectClean(await failure(run(0.2)), 'timeout', 'iperf3 in pod ns/pod did not end');
    expectClean(await failure(runScript(0.2)), 'timeout', 'the shell in pod ns/pod did not answer');
    const closed = client().startExec(target, ['iperf3', '-s'], patience);
    closed.close();
    await failure(closed.result);
    while ((await open()) > 0) await new Promise(resolve => setTimeout(resolve, 5));
    expect(ended).toBeLessThanOrEqual(3);
  });

  test('printing is cut off before it fills the memory', async () => {
    const chunk = stdout(Buffer.alloc(1024 * 1024, 0x61));
    answer = socket => {
      pour(socket, () => {
        socket.send(chunk);
      });
    };
    const sentence = 'it printed more than 16777216 bytes';
    const exec = await failure(run());
    expectClean(exec, 'connection-lost', `iperf3 in pod ns/pod: ${sentence}`);
    expect(exec.stdout.length).toBeLessThanOrEqual(16 * 1024 * 1024);
    expectClean(await failure(runScript()), 'connection-lost', `the shell in pod ns/pod: ${sentence}`);
  });

  test('sending pings gets no answers that it does not read', async () => {
    const pongs = jest.spyOn(WebSocket.prototype, 'pong');
    answer = (socket, raw) => {
      raw.pause();
      const content = Buffer.alloc(125);
      for (let count = 0; count < 100_000; count += 1) socket.ping(content);
      socket.send(success);
    };
    const unread: number[] = [];
    pongs.mockImplementation(function (this: WebSocket) {
      unread.push(this.bufferedAmount);
      // As if the kernel took nothing more.
      Object.defineProperty(this, 'bufferedAmount', { value: unread.length * 131, configurable: true });
    });
    expect((await run()).exitCode).toBe(0);
    pongs.mockRestore();
    expect(unread.length).toBeGreaterThan(0);
    expect(unread.length).toBeLessThan(1000);
  });
});

describe('what a command prints', () => {
  const print = (...frames: readonly (string | Buffer)[]): void => {
    answer = socket => {
      for (const each of frames) socket.send(each);
    };
  };

  test('is whole if a frame ends within a character', async () => {
    const [start, end] = [Buffer.from('a😀').subarray(0, 3), Buffer.from('😀b').subarray(2)];
    print(stdout(start), frame(2, start), stdout(end), frame(2, end), success);
    expect(await run()).toMatchObject({ exitCode: 0, stdout: 'a😀b', stderr: 'a😀b' });
    answer = shell(mark => [stdout(start), stdout(end), stdout(mark)]);
    expect(await runScript()).toBe('a😀b');
  });

  test('and is no text has a mark for each byte that is none', async () => {
    print(stdout(Buffer.from([0, 0xff, 0xfe, 0x80])), success);
    expect((await run()).stdout).toBe('\0\ufffd\ufffd\ufffd');
  });

  test('in frames of one byte takes no more memory, and is not read again for each of them', async () => {
    const count = 10_000;
    const text = 'x'.repeat(count);
    const send: Answer = socket => {
      for (let at = 0; at < count; at += 1) socket.send(stdout('x'));
      socket.send(stdout('\nServer listening\n'));
      socket.send(success);
    };
    answer = send;
    let read = 0;
    const pattern = /Server listening/;
    const counting = Object.assign(new RegExp(pattern), {
      exec(subject: string) {
        read += subject.length;
        return pattern.exec(subject);
      }
    });
    const running = client().startExec(target, ['iperf3', '-s'], patience);
    expect(await running.line(counting, patience)).toBe('Server listening');
    expect((await running.result).stdout).toBe(`${text}\nServer listening\n`);
    // As one text it would be read 50,000,000 times.
    expect(read).toBeLessThan(count * 300);

    const find = jest.spyOn(Buffer.prototype, 'indexOf');
    answer = shell(end => [...Array.from({ length: count }, () => stdout('x')), stdout(end)]);
    expect(await runScript()).toBe(text);
    const searched = find.mock.contexts.map(
      (buffer, index) => (buffer as Buffer).length - Number(find.mock.calls[index]?.[1])
    );
    find.mockRestore();
    expect(searched.reduce((sum, each) => sum + each, 0)).toBeLessThan(count * 300);
  });

  test('after its status does not count, nor does a second status', async () => {
    const late = frame(3, '{"status":"Failure"}');
    print(stdout('a'), success, stdout('b'), late, frame(9, 'x'), stdout('c'));
    expect(await run()).toMatchObject({ exitCode: 0, stdout: 'a' });
  });

  test('is found across frames, even with the last one', async () => {
    print(stdout(`${'y'.repeat(1000)}Server lis`), frame(2, 'x'), stdout('tening'), success);
    const running = client().startExec(target, ['iperf3', '-s'], patience);
    expect(await running.line(/Server listening/, patience)).toBe('Server listening');
  });

  test('without the awaited line is quoted in a bounded, visible text', async () => {
    print(frame(2, `${hidden[0] ?? ''} \u001b[2J\u202e\0 `.repeat(5000)), frame(3, JSON.stringify(exit(7))));
    const running = client().startExec(target, ['iperf3', '-s'], patience);
    const error = await failure(running.line(/listening/, patience));
    expectClean(error, 'connection-lost', 'iperf3 in pod ns/pod ended with exit code 7: ');
    expect(await running.result).toMatchObject({ exitCode: 7 });
  });

  const exit = (code: number): unknown => ({
    status: 'Failure',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] }
  });
});

describe('a shell', () => {
  test('does not take what a program prints for the end of its script', async () => {
    const forged = '\n--- end 1\n--- end 2\n\n--- end \n';
    answer = shell((end, count) => [stdout(forged), stdout(`${count}`), stdout(end.slice(0, 9)), stdout(end.slice(9))]);
    const opened = client().openShell(target);
    expect(await opened.run('cat /proc/stat', patience)).toBe(`${forged}1`);
    expect(await opened.run('cat /proc/stat', patience)).toBe(`${forged}2`);
    opened.close();
  });

  test('never has the same end mark twice, so that one script does not know the end of the next', async () => {
    const ends: string[] = [];
    answer = shell(end => {
      ends.push(end);
      return [stdout(end)];
    });
    for (let opened = 0; opened < 2; opened += 1) {
      const one = client().openShell(target);
      await one.run('cat /proc/stat', patience);
      await one.run('cat /proc/stat', patience);
      one.close();
    }
    expect(new Set(ends).size).toBe(4);
  });

  test('gives no script what came after another', async () => {
    answer = shell((end, count) => [stdout(`${count}${end}late`), stdout('later'), frame(2, 'and later')]);
    const opened = client().openShell(target);
    expect(await opened.run('cat /proc/stat', patience)).toBe('1');
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(await opened.run('cat /proc/stat', patience)).toBe('2');
    opened.close();
  });

  test.each([0, 7])('that ends by itself with exit code %i is dead', async code => {
    answer = socket => {
      const cause = { reason: 'ExitCode', message: String(code) };
      socket.send(code === 0 ? success : frame(3, JSON.stringify({ status: 'Failure', details: { causes: [cause] } })));
    };
    const opened = client().openShell(target);
    const error = await failure(opened.run('cat /proc/stat', patience));
    expectClean(error, 'connection-lost', `the shell in pod ns/pod: it ended with exit code ${code}`);
    expect(opened.dead).toBe(true);
    expect(await failure(opened.run('cat /proc/stat', patience))).toBe(error);
  });
});

test('a signal ends a command and a shell that nobody answers, before and while they run', async () => {
  const stop = new AbortController();
  const kubernetes = client(stop.signal);
  const running = [
    kubernetes.exec(target, ['iperf3', '-s'], patience),
    kubernetes.openShell(target).run('cat /a', patience)
  ];
  stop.abort('SIGINT');
  for (const one of running) expect(await failure(one)).toBeInstanceOf(CanceledError);
  for (const one of [kubernetes.exec(target, ['iperf3', '-s'], 9), kubernetes.openShell(target).run('cat /a', 9)]) {
    expect(await failure(one)).toBeInstanceOf(CanceledError);
  }
});
