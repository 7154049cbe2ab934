import { expect, test } from '@jest/globals';
import { lastErrorLine } from '../../src/cilium/permanent-failure.ts';

// An agent on a kernel without WireGuard (Cilium 1.20.2).
const wireguard = 'time=1 level=error msg="Start hook failed" error="WireGuard not supported by the Linux kernel"';

test.each([
  ['the last error', `level=info msg=a\n${wireguard}\nlevel=info msg=stopped\n`, wireguard],
  [
    'a fatal line before a later error',
    'level=fatal msg="unable to run agent"\nlevel=error msg=b',
    'level=fatal msg="unable to run agent"'
  ],
  ['the last line when none is an error', 'hello\nworld\n\n', 'world'],
  ['nothing of an empty log', '\n', undefined]
])('a log shows why a component ended: %s', (_, log, line) => {
  expect(lastErrorLine(log)).toBe(line);
});
