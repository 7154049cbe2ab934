import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, jest, test } from '@jest/globals';
import { createIdToken } from '../../src/host/host.ts';

const before = process.env;
afterEach(() => {
  process.env = before;
  jest.restoreAllMocks();
});

test('a token is asked of the runner for the audience, and masked', async () => {
  const asked: (string | undefined)[][] = [];
  const runner = createServer((request, response) => {
    asked.push([request.url, request.headers.authorization]);
    response.end('{"value":"header.claims.signature"}');
  });
  runner.listen(0, '127.0.0.1');
  await once(runner, 'listening');
  const { port } = runner.address() as AddressInfo;
  process.env = {
    ...before,
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token'
  };
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation(chunk => written.push(String(chunk)) > 0);
  const token = await createIdToken(process.env)?.('api://AzureADTokenExchange');
  runner.closeAllConnections();
  runner.close();
  expect(token).toBe('header.claims.signature');
  expect(asked).toEqual([['/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange', 'Bearer request-token']]);
  expect(written.join('')).toContain('::add-mask::header.claims.signature');
});

test.each([
  {},
  { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x' },
  { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' }
])('there is none to be had without the permission: %j', environment => {
  expect(createIdToken(environment)).toBeUndefined();
});
