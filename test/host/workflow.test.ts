import { afterEach, expect, jest, test } from '@jest/globals';
import { createWorkflowOutputs } from '../../src/host/outputs.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

/** What .NET's TrimStart removes (Char.IsWhiteSpace). */
const whiteSpace = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000];
for (let code = 0x2000; code <= 0x200a; code += 1) whiteSpace.push(code);
const blank = `[${whiteSpace.map(code => String.fromCodePoint(code)).join('')}]`;
/** What the runner would take for a command (actions/runner, ActionCommand.TryParseV2 and TryParse). */
const command = new RegExp(`(?:^|[\\n\\r])${blank}*::|##\\[`);

test.each([
  '::error::stop',
  'branch\n  ::add-mask::x',
  'a\r\n::set-output name=verdict::pass',
  'title ##[error]stop',
  '::::warning::x',
  ...whiteSpace.map(code => `x\n${String.fromCodePoint(code)}::error::x`)
])('a line with %j gives the runner no command', text => {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation(chunk => written.push(String(chunk)) > 0);
  const outputs = createWorkflowOutputs();
  outputs.info(`  ${text}`);
  expect(written.join('')).not.toMatch(command);
  written.length = 0;
  outputs.warning(text);
  outputs.error(text);
  // Annotations are one command each, whatever is in them.
  expect(written.join('').trim().split('\n')).toEqual([
    expect.stringMatching(/^::warning::/),
    expect.stringMatching(/^::error::/)
  ]);
});

test('a line contains no token, whatever its source', () => {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation(chunk => written.push(String(chunk)) > 0);
  const outputs = createWorkflowOutputs();
  const token = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
  for (const say of [outputs.info, outputs.warning, outputs.error]) say(`chart: 403 for ${token}`);
  expect(written.join('')).not.toContain(token);
  written.length = 0;
  const own = [
    'delete secret kube-system/cilium-ca: done',
    `cannot read the commit ${'0a1b2c3d4e'.repeat(4)}: GitHub answered 403`,
    'restore --output /home/Anna/projects/perf2026/results/ofTheLastRun/7'
  ];
  for (const line of own) outputs.info(line);
  expect(written.join('')).toBe(own.map(line => `${line}\n`).join(''));
});

test('a line without commands is written unchanged', () => {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation(chunk => written.push(String(chunk)) > 0);
  createWorkflowOutputs().info('Geneve: a::b, fe80::1, # ## [x]');
  expect(written.join('')).toBe('Geneve: a::b, fe80::1, # ## [x]\n');
});
