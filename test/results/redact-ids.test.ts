import { expect, test } from '@jest/globals';
import { redactText } from '../../src/redaction/redact.ts';

const id = '4f9c2b7a'.repeat(8);
const commit = 'a970037c'.repeat(5);

test.each([
  `no running task found: task ${id} not found`,
  `cannot exec in a stopped container: container "${id}"`,
  `containerd://${id}`,
  `cannot read the commit ${commit}`
])('an id of a container or commit is not a secret: %s', text => {
  expect(redactText(text)).toBe(text);
});

test.each([`key ${id}`, id, `task of the key ${id}`, `task ${id}ab`, `task ${'4F9C2B7A'.repeat(8)}`])(
  'other long hexadecimal is: %s',
  text => {
    expect(redactText(text)).toContain('[redacted ');
  }
);
