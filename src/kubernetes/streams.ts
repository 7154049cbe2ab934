import type { KubeConfig } from '@kubernetes/client-node';
import WebSocket from 'ws';
import { z } from 'zod';
import { safeJson } from '../lib/json.ts';
import { errorMessage } from '../model/errors.ts';
import { foreignLine } from '../redaction/foreign.ts';
import { outputLimitBytes, pingMilliseconds } from './connection.ts';
import type { ExecTarget } from './port.ts';

/** How a command ended: its exit code, or why that is unknown, as a sentence about `it`. */
type Ending = { readonly exitCode: number } | { readonly why: string };

/** Receives what a command prints and, once, how it ended. */
export interface Listener {
  printed(channel: 'stdout' | 'stderr', chunk: Buffer): void;
  ended(ending: Ending): void;
}

/** The streams of a command in a pod. */
export interface Streams {
  /** Writes to standard input, as soon as the connection is open. */
  write(text: string): void;
  /** Ends the connection, even while it is being opened. The listener hears nothing more. */
  close(): void;
}

/** Both have the status as JSON. The API server has the first since Kubernetes 1.29. */
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const channels = { stdin: 0, stdout: 1, stderr: 2, status: 3 } as const;

/** A status is a few hundred bytes. */
const maxStatusBytes = 256 * 1024;
/** A container runtime's reason names the whole command. */
const reasonLength = 1200;
/** Answers to pings that the server has not read yet; it can send pings without end. */
const maxUnreadBytes = 64 * 1024;

/**
 * Starts a command in a pod over its own WebSocket. client-node has an Exec, but it throws in its event listener, which
 * ends the process, if a frame is empty, has an unknown channel or is no JSON, and one frame can close this process's own
 * standard output.
 */
export function openStreams(
  config: KubeConfig,
  { namespace, pod, container }: ExecTarget,
  command: readonly string[],
  hasInput: boolean,
  listener: Listener
): Streams {
  let socket: WebSocket | undefined;
  let isOver = false;
  let unsent: string[] = [];

  const close = (): void => {
    isOver = true;
    clearInterval(ping);
    socket?.terminate();
  };
  const end = (ending: Ending): void => {
    if (isOver) return;
    close();
    listener.ended(ending);
  };
  const isOpen = (): boolean => socket?.readyState === WebSocket.OPEN;
  const send = (text: string): void => {
    socket?.send(Buffer.concat([Buffer.from([channels.stdin]), Buffer.from(text)]));
  };
  const ping = setInterval(() => {
    if (isOpen()) socket?.ping();
  }, pingMilliseconds);

  const receive = (frame: Buffer): void => {
    const chunk = frame.subarray(1);
    // The API server opens each channel with a frame without content.
    if (isOver || chunk.length === 0) return;
    switch (frame[0]) {
      case channels.stdout:
        listener.printed('stdout', chunk);
        return;
      case channels.stderr:
        listener.printed('stderr', chunk);
        return;
      case channels.status:
        end(endingOf(chunk));
        return;
      default:
        end({ why: `the API server sent a frame for channel ${frame[0] ?? ''}, which does not exist` });
    }
  };
  const open = async (): Promise<void> => {
    const options: WebSocket.ClientOptions = {
      autoPong: false,
      maxPayload: outputLimitBytes,
      perMessageDeflate: false
    };
    await config.applyToHTTPSOptions(options);
    if (isOver) return;
    const server = config.getCurrentCluster()?.server ?? '';
    const opened = new WebSocket(execUrl(server, namespace, pod, { container, command, hasInput }), protocols, options);
    socket = opened;
    let hasOpened = false;
    opened.on('open', () => {
      hasOpened = true;
      for (const text of unsent) send(text);
      unsent = [];
    });
    opened.on('message', (data, isBinary) => {
      if (isBinary && Buffer.isBuffer(data)) receive(data);
      else end({ why: 'the API server sent a frame of text instead of bytes' });
    });
    opened.on('ping', data => {
      if (opened.bufferedAmount < maxUnreadBytes) opened.pong(data);
    });
    opened.on('close', code => {
      end({ why: `its connection closed early (WebSocket code ${code})` });
    });
    opened.on('error', error => {
      end({ why: `${hasOpened ? 'its connection failed' : 'it cannot start'}: ${errorMessage(error)}` });
    });
  };
  open().catch((error: unknown) => {
    end({ why: `it cannot start: ${errorMessage(error)}` });
  });

  return {
    write(text) {
      if (isOpen()) send(text);
      else unsent.push(text);
    },
    close
  };
}

interface Started {
  readonly container: string;
  readonly command: readonly string[];
  readonly hasInput: boolean;
}

function execUrl(server: string, namespace: string, pod: string, { container, command, hasInput }: Started): string {
  const query = new URLSearchParams({
    container,
    stdin: String(hasInput),
    stdout: 'true',
    stderr: 'true',
    tty: 'false'
  });
  for (const word of command) query.append('command', word);
  const path = `namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec`;
  return `${server.replace(/^http/, 'ws')}/api/v1/${path}?${query.toString()}`;
}

const statusSchema = z.object({
  status: z.string(),
  message: z.string().nullish(),
  details: z
    .object({ causes: z.array(z.object({ reason: z.string().nullish(), message: z.string().nullish() })).nullish() })
    .nullish()
});

/** 0 for Success, else the code in the cause ExitCode. A status without it is about a command that never ran. */
function endingOf(frame: Buffer): Ending {
  const text = frame.length > maxStatusBytes ? '' : frame.toString('utf8');
  const status = statusSchema.safeParse(safeJson(text)).data;
  if (status === undefined) return { why: 'the API server sent a status that is not one' };
  if (status.status === 'Success') return { exitCode: 0 };
  const code = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message ?? '';
  if (/^[1-9]\d{0,9}$/.test(code)) return { exitCode: Number(code) };
  return { why: `it did not run: ${foreignLine(status.message ?? 'the API server gave no reason', reasonLength)}` };
}
