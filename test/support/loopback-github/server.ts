import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from './answers.ts';
import type { Answer } from './operation.ts';
import { control } from './control.ts';
import { loadContract, type Contract, type Json } from './contract.ts';
import { createResultsService, type ResultsService } from './results-service.ts';
import type { World } from './world.ts';

/** Something that goes wrong on purpose, as often as said. */
interface Fault {
  /** `GET /repos/...`: the beginning of method and path. */
  readonly of: string;
  /** `hang-up` cuts the connection instead of answering. */
  readonly answer: Answer | 'hang-up';
  times: number;
}

/** A GitHub of one repository on this machine. */
export interface LoopbackGitHub extends AsyncDisposable {
  /** `http://127.0.0.1:port`, for REST, GraphQL and the artifact service. */
  readonly url: string;
  readonly world: World;
  /** Method and path of everything that was asked, storage included. */
  readonly requests: string[];
  /** Requests and answers that GitHub's description does not know; ending the service with any is an error. */
  readonly violations: string[];
  /** Headers of what reached the storage, where a token has no business. */
  readonly storageHeaders: Readonly<Record<string, unknown>>[];
  fail(of: string, answer: Fault['answer'], times?: number): void;
}

interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

let contract: Promise<Contract> | undefined;

/** Starts the service; `port` 0 takes a free one. */
export async function startLoopbackGitHub(world: World, port = 0): Promise<LoopbackGitHub> {
  const description = await (contract ??= loadContract());
  const results = createResultsService(world);
  const faults: Fault[] = [];
  const [requests, violations]: [string[], string[]] = [[], []];
  const storageHeaders: Record<string, unknown>[] = [];
  const state = { world, results, description, violations, storageHeaders };
  const server = createServer((request, response) => {
    void readBody(request).then(body => {
      const url = new URL(request.url ?? '/', address());
      const method = request.method ?? 'GET';
      requests.push(`${method} ${url.pathname}`);
      const fault = faults.find(one => one.times > 0 && `${method} ${url.pathname}`.startsWith(one.of));
      if (fault === undefined) {
        reply(response, handle(state, { method, url, headers: request.headers, body }));
        return;
      }
      fault.times -= 1;
      if (fault.answer === 'hang-up') request.socket.destroy();
      else reply(response, fault.answer);
    });
  });
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  return {
    url: address(),
    world,
    requests,
    violations,
    storageHeaders,
    fail: (of, answer, times = Infinity) => void faults.push({ of, answer, times }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      if (violations.length > 0) throw new Error(`not as GitHub describes it:\n${violations.join('\n')}`);
    }
  };
}

interface State {
  readonly world: World;
  readonly results: ResultsService;
  readonly description: Contract;
  readonly violations: string[];
  readonly storageHeaders: Record<string, unknown>[];
}

function handle(state: State, exchange: Exchange): Answer | Uint8Array {
  const { method, url, body } = exchange;
  const [, first, name = ''] = url.pathname.split('/');
  if (first === 'storage') return readStorage(state, exchange, name);
  if (first === 'upload') {
    state.results.upload(decodeURIComponent(name), url.searchParams, body);
    return { status: 201 };
  }
  if (first === 'twirp') return state.results.call(url.pathname.split('/').at(-1) ?? '', parse(body), url.origin);
  if (first === 'world') return control(state.world, method, name, parse(body));
  if (exchange.headers.authorization === undefined)
    return { status: 401, body: { message: 'Requires authentication' } };
  if (url.pathname === '/graphql')
    return { status: 200, body: { data: { viewer: { login: state.world.viewer.login } } } };
  return handleRest(state, exchange, method);
}

function handleRest({ world, description, violations }: State, exchange: Exchange, method: string): Answer {
  const { url, headers, body } = exchange;
  const asked = description.request({
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: headers as Record<string, string>,
    body: body.length === 0 ? undefined : parse(body)
  });
  if ('complaint' in asked) {
    violations.push(asked.complaint);
    return { status: 404, body: { message: 'Not Found' } };
  }
  const operation = operations[asked.operation];
  if (operation === undefined) {
    violations.push(`nobody answers ${asked.operation}`);
    return { status: 501 };
  }
  const { owner, repo } = asked.parameters;
  if (owner !== world.repository.owner || repo !== world.repository.name) {
    return { status: 404, body: { message: 'Not Found' } };
  }
  const [scope, access] = operation.needs;
  const granted = world.permissions[scope];
  if (granted === 'none' || (access === 'write' && granted === 'read')) {
    return { status: 403, body: { message: 'Resource not accessible by integration', status: '403' } };
  }
  const parameters = Object.fromEntries(
    Object.entries(asked.parameters).map(([key, value]) => [key, decodeURIComponent(value)])
  );
  const answer = operation.answer({ parameters, query: url.searchParams, body: parse(body), url }, world, description);
  const wrong = answer.status < 300 ? description.response(asked.operation, answer.status, answer.body) : undefined;
  if (wrong !== undefined) violations.push(wrong);
  return answer;
}

function readStorage({ world, storageHeaders }: State, { headers }: Exchange, name: string): Answer | Uint8Array {
  storageHeaders.push(headers);
  const found = world.artifacts.find(one => String(one.id) === name);
  return found === undefined ? { status: 404 } : found.zip;
}

function reply(response: ServerResponse, answer: Answer | Uint8Array): void {
  if (answer instanceof Uint8Array) {
    // Without a length: a download must count for itself.
    response.writeHead(200, { 'content-type': 'application/zip' }).write(answer);
    response.end();
    return;
  }
  const { status, body, headers } = answer;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

function parse(body: Buffer): Json {
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    return null;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
