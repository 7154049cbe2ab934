import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { iperf3Server } from '../../src/suite/iperf3.ts';

test('a server ends its predecessor whose client never came', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cilium-perf-gate-iperf3-'));
  // Only the command line's effect is tested: it blocks until killed, as iperf3 does on its port.
  const stub = '#!/bin/sh\necho "Server listening on 5201 (test #1)"\nexec sleep 60\n';
  writeFileSync(join(folder, 'iperf3'), stub, { mode: 0o755 });
  const [command, ...args] = iperf3Server.command;
  const serve = async (): Promise<ChildProcess> => {
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, TMPDIR: folder };
    const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
    const [said] = (await once(server.stdout, 'data')) as [Buffer];
    expect(said.toString()).toMatch(iperf3Server.readyLine(1));
    return server;
  };

  const first = await serve();
  const firstEnded = once(first, 'exit');
  const second = await serve();
  expect(await firstEnded).toEqual([null, 'SIGTERM']);
  expect([second.exitCode, second.signalCode]).toEqual([null, null]);

  const secondEnded = once(second, 'exit');
  second.kill('SIGKILL');
  await secondEnded;
  const third = await serve();
  const thirdEnded = once(third, 'exit');
  third.kill('SIGKILL');
  await thirdEnded;
});
