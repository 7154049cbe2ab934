import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** What an API server does with a connection for a command. */
export type Answer = (socket: WebSocket, raw: Socket) => void;

export const frame = (channel: number, content: string | Buffer = ''): Buffer =>
  Buffer.concat([Buffer.from([channel]), Buffer.from(content)]);
export const success = frame(3, '{"status":"Success"}');
export const stdout = (content: string | Buffer): Buffer => frame(1, content);

const frames =
  (...all: readonly (string | Buffer)[]): Answer =>
  socket => {
    for (const each of all) socket.send(each);
  };
const hangUp =
  (each: Buffer): Answer =>
  socket => {
    socket.send(each);
    socket.close();
  };
const status = (content: unknown): Answer =>
  frames(stdout('half'), frame(3, typeof content === 'string' ? content : JSON.stringify(content)));
const causes = (...all: readonly unknown[]): Answer => status({ status: 'Failure', details: { causes: all } });
const exitCode = (message: unknown): Answer => causes({ reason: 'ExitCode', message });
const bytes =
  (...all: readonly number[]): Answer =>
  (_, raw) => {
    raw.write(Buffer.from(all));
  };

/** Words that no message may repeat. */
export const hidden = ['ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'hunter2-hunter2', '\u001b', '\u202e', '\u0000'];
const ugly = `\u001b[2J\u001b]0;x\u0007\u202e\u0000password=${hidden[1] ?? ''} ${hidden[0] ?? ''}\n::error::x`;

const notStatus = /the API server sent a status that is not one$/;
const noReason = /it did not run: the API server gave no reason$/;
const noChannel = /the API server sent a frame for channel \d+, which does not exist$/;
const closed = /its connection closed early \(WebSocket code \d+\)$/;
const failed = /its connection failed: /;

/** Connections that end without an exit code, and the end of the sentence about each. */
export const endings: readonly (readonly [string, Answer, RegExp])[] = [
  // A frame without content says nothing, so the server has to hang up.
  ['no status, but a frame for it', hangUp(frame(3)), closed],
  ...['oops', '{', '{"status":"Success"', "{'status':'Success'}", '"Success"', 'null', '7', '[]', 'true'].map(
    (text): readonly [string, Answer, RegExp] => [`the status ${text}`, status(text), notStatus]
  ),
  ['a status that is not UTF-8', frames(frame(3, Buffer.from([0xff, 0xfe, 0x7b]))), notStatus],
  ['a status without fields', status({}), notStatus],
  ['a number as the status', status({ status: 0 }), notStatus],
  ['a list as the status', status({ status: ['Success'] }), notStatus],
  ['__proto__ as the status', status('{"__proto__":{"status":"Success"}}'), notStatus],
  ['a message that is a number', status({ status: 'Failure', message: 7 }), notStatus],
  ['a message that is an object', status({ status: 'Failure', message: { toString: 'x' } }), notStatus],
  ['details that are a text', status({ status: 'Failure', details: 'x' }), notStatus],
  ['causes that are an object', status({ status: 'Failure', details: { causes: {} } }), notStatus],
  ['a cause that is null', causes(null), notStatus],
  ['a cause that is a number', causes(7), notStatus],
  ['an exit code that is a number', exitCode(0), notStatus],
  ['nested lists', status(`{"status":"Failure","details":${'['.repeat(100_000)}`), notStatus],
  ['nested lists that end', status(`{"status":"Failure","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), noReason],
  ['a status of 300 kB', status({ status: 'Success', message: 'x'.repeat(300_000) }), notStatus],
  ['a status in other letters', status({ status: 'success' }), noReason],
  ['a failure without a reason', status({ status: 'Failure' }), noReason],
  ['a failure with nulls', status({ status: 'Failure', message: null, details: { causes: null } }), noReason],
  ['no exit code', causes({ reason: 'ExitCode' }), noReason],
  ...['', '0', '-1', '1.5', '0x1', ' 1', '1e3', 'NaN', 'Infinity', '9'.repeat(400), '1\n', '١'].map(
    (code): readonly [string, Answer, RegExp] => [
      `the exit code ${JSON.stringify(code.slice(0, 20))}`,
      exitCode(code),
      noReason
    ]
  ),
  ['secrets and escapes in a reason', status({ status: 'Failure', message: ugly }), /it did not run: /],
  ['a reason of 200 kB', status({ status: 'Failure', message: `${ugly} `.repeat(1500) }), /it did not run: /],

  ...[0, 4, 5, 7, 128, 255].map((channel): readonly [string, Answer, RegExp] => [
    `a frame for channel ${channel}`,
    frames(frame(channel, 'x')),
    noChannel
  ]),
  // client-node's own client would close the standard output of this process.
  ['a frame that closes standard output', frames(Buffer.from([255, 1])), noChannel],
  ['a frame of text', frames('hello'), /the API server sent a frame of text instead of bytes$/],
  ['a frame of text for the status', frames('\u0003{"status":"Success"}'), /a frame of text instead of bytes$/],
  ['no text', frames(''), /a frame of text instead of bytes$/],

  ...[1000, 1001, 1002, 1007, 1011, 1013, 3000, 4999].map((code): readonly [string, Answer, RegExp] => [
    `the close code ${code}`,
    socket => {
      socket.send(stdout('half'));
      socket.close(code, ugly.slice(0, 100));
    },
    closed
  ]),
  ['a close without a code', hangUp(stdout('half')), closed],
  [
    'a cut connection',
    socket => {
      socket.send(stdout('half'), () => {
        socket.terminate();
      });
    },
    closed
  ],
  [
    'half a frame, and a cut connection',
    (_, raw) => {
      raw.end(Buffer.from([0x82, 100, 1, 65]));
    },
    closed
  ],

  ['a frame that claims 2^62 bytes', bytes(0x82, 127, 0x40, 0, 0, 0, 0, 0, 0, 0), failed],
  ['a frame that claims 17 MB', bytes(0x82, 127, 0, 0, 0, 0, 1, 16, 0, 0), failed],
  ['a masked frame', bytes(0x82, 0x82, 1, 2, 3, 4, 0, 0), failed],
  ['a frame with reserved bits', bytes(0xf2, 2, 1, 65), failed],
  ['an unknown operation', bytes(0x83, 2, 1, 65), failed],
  ['a continuation of nothing', bytes(0x80, 2, 1, 65), failed],
  ['a fragmented ping', bytes(0x09, 1, 65), failed],
  ['a long ping', bytes(0x89, 126, 1, 0), failed],
  ['text that is not UTF-8', bytes(0x81, 2, 0xc3, 0x28), failed],
  ['a close frame of one byte', bytes(0x88, 1, 3), failed],
  ['the close code 1005', bytes(0x88, 2, 0x03, 0xed), failed],
  ['HTTP instead of frames', (_, raw) => raw.write('HTTP/1.1 200 OK\r\n\r\n'), failed]
];

/** Answers to the request for a WebSocket that is none. */
export const refusals: Readonly<Record<string, (request: IncomingMessage, raw: Socket) => void>> = {
  ...Object.fromEntries(
    ['200 OK', '401 Unauthorized', '403 Forbidden', '404 Not Found', '500 x', '302 Found', '307 x', '101 x'].map(
      line => [
        line,
        (_: IncomingMessage, raw: Socket): void => {
          raw.end(`HTTP/1.1 ${line}\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 9\r\n\r\n{"a":"b"}`);
        }
      ]
    )
  ),
  'no HTTP': (_, raw) => raw.end(`${ugly}\r\n\r\n`),
  nothing: (_, raw) => raw.destroy(),
  'headers without end': (_, raw) => {
    const more = (): void => {
      while (!raw.destroyed && raw.write(`x-${'a'.repeat(1000)}: b\r\n`));
    };
    raw.on('drain', more).on('error', () => undefined);
    raw.write('HTTP/1.1 101 x\r\n');
    more();
  }
};

/** Refuses every request that is not for a WebSocket. */
export function noHttp(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(400).end();
}
