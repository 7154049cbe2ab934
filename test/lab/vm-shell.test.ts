import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { vmFolder } from '../../lab/folders.ts';
import { runInVm } from '../../lab/vm/shell.ts';

describe('a script in the VM', () => {
  let server: Server;

  beforeAll(async () => {
    process.env['LAB_STATE'] = join(mkdtempSync(join(tmpdir(), 'cilium-perf-gate-test-')), 'lab');
    mkdirSync(vmFolder());
    // Like the VM's serial port: a shell whose terminal repeats what it reads.
    server = createServer(socket => {
      const shell = spawn('bash', [], { stdio: ['pipe', 'pipe', 'ignore'] });
      socket.on('data', chunk => {
        socket.write(chunk.toString().replaceAll('\n', '\r\n'));
        shell.stdin.write(chunk);
      });
      shell.stdout.on('data', (chunk: Buffer) => socket.write(chunk.toString().replaceAll('\n', '\r\n')));
      socket.on('close', () => shell.kill());
    });
    await new Promise<void>(resolve => {
      server.listen(join(vmFolder(), 'shell.sock'), resolve);
    });
  });
  afterAll(() => {
    server.close();
    delete process.env['LAB_STATE'];
  });

  test('returns what it prints, without what the terminal repeats', async () => {
    await expect(runInVm(`echo 'one "two"'\necho three >&2`, 10)).resolves.toBe('one "two"\nthree\n');
  });

  test('fails with its output if one of its commands ends it', async () => {
    await expect(runInVm('echo reason; exit 4', 10)).rejects.toThrow(/exit code 4:\n[^]*reason/);
  });

  test('fails if it does not end in time', async () => {
    await expect(runInVm('sleep 1', 0.2)).rejects.toThrow('did not end within 0.2 s');
  });
});
