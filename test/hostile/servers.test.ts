import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createGitHub } from '../../src/github/client.ts';
import { GitHubError } from '../../src/github/errors.ts';
import type { GitHub } from '../../src/github/port.ts';
import { connect } from '../../src/kubernetes/client.ts';
import type { Kubernetes } from '../../src/kubernetes/port.ts';
import { TransientError } from '../../src/model/errors.ts';
import { fakeClock } from '../fakes/host.ts';

jest.setTimeout(60_000);

const servers: Server[] = [];

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const json = { 'content-type': 'application/json' };
/** Answers that never end, each in its own way. */
const endless: Readonly<Record<string, RequestListener>> = {
  'never answers': () => undefined,
  'sends its headers and nothing else': (_, response) => {
    response.writeHead(200, json).flushHeaders();
  },
  'sends a byte now and then': (_, response) => {
    response.writeHead(200, json);
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => {
      clearInterval(timer);
    });
  }
};
/** Writes until the client hangs up. */
function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 0x20);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}
async function failure(answer: Promise<unknown>): Promise<Error> {
  const error: unknown = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  if (error instanceof Error) return error;
  throw new Error('the request succeeded');
}

describe('a GitHub', () => {
  /** Only answers that never end may meet the time limit: a busy machine must not. */
  const client = (apiUrl: string, milliseconds = 60_000): Promise<GitHub> =>
    createGitHub({
      ...{ token: 'ghs_secret', repository: 'example/cilium-config', apiUrl, secondMilliseconds: 1 },
      limits: { milliseconds, bytes: 100_000 },
      host: { clock: fakeClock(), stop: new AbortController().signal }
    });

  test.each(Object.entries(endless))('that %s costs three time limits', async (_, answer) => {
    let asked = 0;
    const github = await client(
      await serve((request, response) => {
        asked += 1;
        answer(request, response);
      }),
      200
    );
    const error = await failure(github.repository());
    expect(error).toMatchObject({ kind: 'unavailable' });
    expect(error.message).toBe('cannot read the repository: no complete answer within 0.2 s');
    expect(asked).toBe(3);
  });

  test.each(Object.entries(endless))('whose storage %s costs one time limit', async (_, answer) => {
    const storage = await serve(answer);
    const github = await client(
      await serve((__, response) => {
        response.writeHead(302, { location: `${storage}/zip` }).end();
      }),
      200
    );
    expect((await failure(github.download(1, 1000))).message).toBe(
      'cannot download artifact 1: no complete answer within 0.2 s'
    );
  });

  test('that never stops sending is cut off', async () => {
    const github = await client(
      await serve((_, response) => {
        response.writeHead(200, json);
        pour(response);
      })
    );
    const error = await failure(github.repository());
    expect([error instanceof GitHubError, error.message]).toEqual([
      true,
      expect.stringMatching(/^cannot read the repository: (the answer has more than 100000 bytes|no complete answer)/)
    ]);
  });

  test('whose list has no end is not asked for ever, and the list does not count as complete', async () => {
    let pages = 0;
    const comment = { id: 1, html_url: 'u', user: { login: 'x', type: 'User' }, body: '' };
    const github = await client(
      await serve((_, response) => {
        pages += 1;
        response.writeHead(200, json).end(JSON.stringify(Array.from({ length: 100 }, () => comment)));
      })
    );
    expect((await failure(github.comments(7, () => false))).message).toBe(
      'cannot list the comments of pull request 7: the list has 3000 entries or more'
    );
    expect(pages).toBe(30);
  });

  test('gets no request beyond the limit, and counts each repetition', async () => {
    let asked = 0;
    const github = await client(
      await serve((_, response) => {
        asked += 1;
        response.writeHead(500, json).end('{}');
      })
    );
    github.requests.limit = 4;
    await failure(github.repository());
    expect([asked, github.requests.sent]).toEqual([3, 3]);
    await failure(github.viewer());
    const error = await failure(github.repository());
    expect(error).toMatchObject({ kind: 'rate-limited', message: expect.stringContaining('its limit of 4 requests') });
    expect([asked, github.requests.sent]).toEqual([4, 4]);
  });

  describe('that redirects', () => {
    const seen: { method: string; authorization: string | undefined; body: string }[] = [];
    const noteAll = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      seen.push({ method: request.method ?? '', authorization: request.headers.authorization, body });
      response.writeHead(200, json).end(JSON.stringify({ id: 1, default_branch: 'main' }));
    };
    const other = (): Promise<string> => serve((request, response) => void noteAll(request, response));
    const redirecting = async (status: number, to: string): Promise<GitHub> =>
      client(
        await serve((request, response) => {
          if (request.url === '/moved') void noteAll(request, response);
          else response.writeHead(status, { location: to }).end();
        })
      );
    afterEach(() => {
      seen.length = 0;
    });

    test.each([301, 302, 303, 307, 308])('(%i) gets no comment a second time', async status => {
      for (const to of [await other(), '/moved']) {
        const github = await redirecting(status, to);
        for (const write of [() => github.createComment(7, 'text'), () => github.updateComment(7, 'text')]) {
          expect((await failure(write())).message).toMatch(
            new RegExp(`GitHub answered ${status}, a redirect, which is not followed: the request writes$`)
          );
        }
      }
      expect(seen).toEqual([]);
    });

    test.each([301, 302, 303, 307, 308])('(%i) to another host does not get the token there', async status => {
      const github = await redirecting(status, await other());
      expect((await failure(github.repository())).message).toMatch(/which is not followed: it leads to another host$/);
      expect(seen).toEqual([]);
    });

    test.each([301, 302, 307, 308])('(%i) on its own host is followed, as after a rename', async status => {
      const github = await redirecting(status, '/moved');
      expect(await github.repository()).toEqual({ id: 1, defaultBranch: 'main' });
      expect(seen).toEqual([{ method: 'GET', authorization: 'token ghs_secret', body: '' }]);
    });

    test('in a circle is left soon', async () => {
      const github = await redirecting(302, '/again');
      expect((await failure(github.repository())).message).toMatch(/it is number 4 in a row$/);
    });

    test('its storage to another place, which is not followed either', async () => {
      const elsewhere = await other();
      const storage = await serve((_, response) => {
        response.writeHead(307, { location: elsewhere }).end();
      });
      expect((await failure((await redirecting(302, storage)).download(1, 1000))).message).toContain('answered 307');
      expect(seen).toEqual([]);
    });
  });
});

describe('an API server', () => {
  const client = (server: string): Kubernetes => {
    const path = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-servers-')), 'kubeconfig');
    const config = {
      clusters: [{ name: 'c', cluster: { server } }],
      users: [{ name: 'u', user: {} }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x'
    };
    writeFileSync(path, JSON.stringify(config));
    return connect(path, undefined, { environment: {}, stop: new AbortController().signal });
  };

  test.each(Object.entries(endless))('that %s ends a request after its time limit', async (_, answer) => {
    const error = await failure(client(await serve(answer)).proxyGet('ns', 'pod', 1, 'metrics', 0.2));
    expect([error instanceof TransientError, error.message]).toEqual([
      true,
      'Kubernetes: cannot read metrics of pod ns/pod: no complete answer within 0.2 s'
    ]);
  });

  test.each<[string, (kubernetes: Kubernetes) => Promise<unknown>, number]>([
    ['read', kubernetes => kubernetes.pod('ns', 'pod'), 75],
    ['write', kubernetes => kubernetes.deletePod('ns', 'pod'), 75],
    ['list', kubernetes => kubernetes.nodes(), 150]
  ])('has a time limit for every %s, without being asked', async (_, ask, seconds) => {
    const started = jest.spyOn(globalThis, 'setTimeout');
    const kubernetes = client(
      await serve((__, response) => {
        response.writeHead(200, json).end('{"items":[],"metadata":{"name":"pod"}}');
      })
    );
    await ask(kubernetes);
    expect(started.mock.calls.map(([, milliseconds]) => milliseconds)).toContain(seconds * 1000);
    started.mockRestore();
  });

  test('that never stops sending is cut off', async () => {
    const kubernetes = client(
      await serve((_, response) => {
        response.writeHead(200, json);
        pour(response);
      })
    );
    expect((await failure(kubernetes.pod('ns', 'pod'))).message).toBe(
      'Kubernetes: cannot read pod ns/pod: the answer has more than 16777216 bytes'
    );
  });

  test('whose list has no end is not asked for ever', async () => {
    let pages = 0;
    const kubernetes = client(
      await serve((_, response) => {
        pages += 1;
        response.writeHead(200, json).end('{"items":[],"metadata":{"continue":"more"}}');
      })
    );
    expect((await failure(kubernetes.nodes())).message).toBe(
      'Kubernetes: cannot list the nodes: the list has more than 100 pages of 100 objects'
    );
    expect(pages).toBe(100);
  });

  test('whose pages are large together is cut off before they fill the memory', async () => {
    let pages = 0;
    const page = JSON.stringify({
      items: [{ metadata: { name: 'x'.repeat(15_000_000) } }],
      metadata: { continue: 'x' }
    });
    const kubernetes = client(
      await serve((_, response) => {
        pages += 1;
        response.writeHead(200, json).end(page);
      })
    );
    expect((await failure(kubernetes.nodes())).message).toMatch(/the answer has more than \d+ bytes$/);
    expect(pages).toBe(9);
  });
});
