import { createServer, connect, type Socket } from 'node:net';

/** A TCP proxy that can make an API server unreachable. */
export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** Drops all open connections. */
  cut(): void;
  /** Drops them and refuses new ones until `restore`. */
  vanish(): void;
  restore(): void;
}

/** Starts a proxy from the loopback interface to a port. */
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
