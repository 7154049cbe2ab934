import { createServer, connect, type Socket } from 'node:net';

/** A TCP proxy in front of an API server, which can take it away. */
export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** Cuts all connections that are open. */
  cut(): void;
  /** Cuts them, and refuses new ones until `restore`. */
  vanish(): void;
  restore(): void;
}

/** Starts a proxy on the loopback to a port of it. */
export async function startProxy(target: number): Promise<Proxy> {
  const open = new Set<Socket>();
  let gone = false;
  const server = createServer(client => {
    if (gone) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client]
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const cut = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut,
    vanish: () => {
      gone = true;
      cut();
    },
    restore: () => {
      gone = false;
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise(resolve => server.close(resolve));
    }
  };
}
