import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startLoopbackArm, type LoopbackArm } from '../test/support/loopback-arm/server.ts';
import { addGroup } from '../test/support/loopback-arm/world.ts';
import { az, logIn } from './azure/az.ts';
import { runCli, scratch } from './support.ts';

const tenant = '99999999-8888-7777-6666-555555555555';
const client = '00000000-0000-0000-0000-000000000002';
let arm: LoopbackArm;
let azure: Record<string, string>;

beforeAll(async () => {
  arm = await startLoopbackArm();
  azure = await logIn(arm);
});
afterAll(async () => {
  await arm[Symbol.asyncDispose]();
});

test('the real az with an expired OIDC login is logged in again with a new job token', async () => {
  const audiences: (string | null)[] = [];
  const runner = createServer((request, response) => {
    audiences.push(new URL(request.url ?? '', 'http://runner').searchParams.get('audience'));
    response.end(JSON.stringify({ value: 'header.second.signature' }));
  });
  runner.listen(0, '127.0.0.1');
  await once(runner, 'listening');

  arm.world.acceptedAssertion = 'header.first.signature';
  const how = ['--service-principal', '--username', client, '--tenant', tenant];
  await az(azure, ['login', ...how, '--federated-token', 'header.first.signature']);
  // The first token has expired; the ARM token had already expired when it was issued.
  arm.world.acceptedAssertion = 'header.second.signature';
  const over = 'cpg-0a1b2c3d';
  addGroup(arm.world, over, {
    tags: { 'cilium-perf-gate-run': over, 'cilium-perf-gate-expires': '2026-01-01T00:00:00.000Z' }
  });

  const environment = { ...azure, XDG_STATE_HOME: scratch() };
  const without = await runCli(['sweep'], environment);
  expect([without.code, without.output]).toEqual([
    3,
    expect.stringContaining('add id-token: write to the job permissions')
  ]);

  const url = `http://127.0.0.1:${(runner.address() as AddressInfo).port}/token?api-version=2.0`;
  const job = { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request' };
  const swept = await runCli(['sweep'], { ...environment, ...job });
  runner.closeAllConnections();
  runner.close();
  expect([swept.code, swept.output]).toEqual([
    0,
    expect.stringMatching(new RegExp(`${over}: expired .*; deletion accepted`))
  ]);
  expect(audiences).toEqual(['api://AzureADTokenExchange']);
  expect(swept.output).toContain('::add-mask::header.second.signature');
});
