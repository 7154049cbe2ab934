import { expect, test } from '@jest/globals';
import { lastErrorLine } from '../../src/cilium/permanent-failure.ts';

// An agent on a kernel without WireGuard (Cilium 1.20.2).
const wireguard = 'time=1 level=error msg="Start hook failed" error="WireGuard not supported by the Linux kernel"';

// A ztunnel that cannot reach SPIRE.
const rustError = `Error: transport error

Caused by:
    0: error trying to connect
    1: Connection refused (os error 111)`;

test.each([
  ['the last error', `level=info msg=a\n${wireguard}\nlevel=info msg=stopped\n`, wireguard],
  [
    'a fatal line before a later error',
    'level=fatal msg="unable to run agent"\nlevel=error msg=b',
    'level=fatal msg="unable to run agent"'
  ],
  ['the last line when none is an error', 'hello\nworld\n\n', 'world'],
  [
    'the error of a Rust program with its causes',
    `2026-11-28T06:00:00Z\tinfo\tztunnel\tversion\n${rustError}\n`,
    'Error: transport error Caused by: 0: error trying to connect 1: Connection refused (os error 111)'
  ],
  [
    'the panic of a Rust program without the hint that follows',
    "thread 'main' (1) panicked at src/identity/manager.rs:727:14:\nunable to connect: NotFound\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
    "thread 'main' (1) panicked at src/identity/manager.rs:727:14: unable to connect: NotFound"
  ],
  ['nothing of an empty log', '\n', undefined]
])('a log shows why a component ended: %s', (_, log, line) => {
  expect(lastErrorLine(log)).toBe(line);
});
