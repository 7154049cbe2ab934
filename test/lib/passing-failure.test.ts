import { expect, test } from '@jest/globals';
import { isPassingFailure } from '../../src/lib/passing-failure.ts';

test.each([
  'request to https://1.2.3.4/api failed, reason: Client network socket disconnected before secure TLS connection was established',
  'connect EHOSTUNREACH 1.2.3.4:6443',
  'connect ENETUNREACH 1.2.3.4:443',
  'read ECONNRESET',
  'Invalid response body while trying to fetch https://1.2.3.4/api/v1/nodes: Premature close',
  'fetch failed: Connect Timeout Error (attempted address: 127.0.0.1:32811, timeout: 10000ms)',
  'fetch failed: Headers Timeout Error',
  'fetch failed: other side closed',
  'dial tcp 1.2.3.4:443: connect: no route to host',
  'dial tcp: lookup example.com on 10.0.0.10:53: server misbehaving',
  'dial tcp: lookup example.com: Temporary failure in name resolution',
  'http2: client connection force closed via ClientConn.Close',
  'write tcp 10.0.0.1:5000->10.0.0.2:6443: use of closed network connection'
])('"%s" is a temporary failure', text => {
  expect(isPassingFailure(text)).toBe(true);
});

test.each([
  'secrets is forbidden',
  'x509: certificate signed by unknown authority',
  'no such host',
  'manifest unknown'
])('"%s" is not', text => {
  expect(isPassingFailure(text)).toBe(false);
});
