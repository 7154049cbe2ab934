import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lastErrorLine } from '../../src/cilium/permanent-failure.ts';
import { parseSections } from '../../src/kubernetes/readings.ts';
import { isPassingFailure } from '../../src/lib/passing-failure.ts';
import { withoutInvisible } from '../../src/lib/visible.ts';
import { cleanLine, foreignLine, foreignLog, foreignText } from '../../src/redaction/foreign.ts';
import { redactLine, redactText } from '../../src/redaction/redact.ts';
import { escapeMarkdown } from '../../src/report/markdown.ts';
import { readForeign } from '../../src/results/foreign.ts';

/**
 * Steps of a function over a text: characters that its calls of string methods and regular expressions pass over, and
 * the calls themselves. What a pattern does between two characters is not counted; eslint-plugin-regexp rules out
 * patterns whose time grows faster than the text.
 */
let steps = 0;
const originals: (() => void)[] = [];

afterEach(() => {
  for (const restore of originals.splice(0)) restore();
});

type Method = (this: unknown, ...args: unknown[]) => unknown;

function counted(
  prototype: object,
  name: string,
  cost: (self: unknown, args: unknown[], result: unknown) => number
): void {
  const original = Reflect.get(prototype, name) as Method;
  const replacement: Method = function (...args) {
    const result = original.apply(this, args);
    steps += 1 + cost(this, args, result);
    return result;
  };
  Object.defineProperty(prototype, name, { value: replacement, writable: true, configurable: true });
  originals.push(() => Object.defineProperty(prototype, name, { value: original, writable: true, configurable: true }));
}

const length = (text: unknown): number => (typeof text === 'string' ? text.length : 0);

function startCounting(): void {
  const text = String.prototype;
  for (const name of ['charAt', 'startsWith', 'endsWith', 'at', 'charCodeAt']) counted(text, name, () => 0);
  for (const name of ['slice', 'substring', 'trim', 'trimEnd', 'toLowerCase']) {
    counted(text, name, (_self, _args, result) => length(result));
  }
  for (const name of ['split', 'replaceAll', 'toWellFormed', 'repeat'])
    counted(text, name, self => String(self).length);
  counted(text, 'includes', (self, _args, found) => (found === true ? 1 : String(self).length));
  counted(text, 'indexOf', (self, [, from = 0], at) => (at === -1 ? String(self).length : Number(at)) - Number(from));
  counted(text, 'lastIndexOf', (self, [, from = String(self).length], at) => Number(from) - Math.max(Number(at), 0));
  const exec: (this: RegExp, subject: string) => RegExpExecArray | null = Reflect.get(RegExp.prototype, 'exec');
  RegExp.prototype.exec = function (this: RegExp, subject: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, subject);
    // A sticky pattern that does not match stops where it stands.
    steps += 1 + (match === null ? (this.sticky ? 0 : subject.length - from) : match.index + match[0].length - from);
    return match;
  };
  originals.push(() => {
    RegExp.prototype.exec = exec;
  });
}

function stepsOf(run: () => unknown): number {
  steps = 0;
  startCounting();
  try {
    run();
  } finally {
    for (const restore of originals.splice(0)) restore();
  }
  return steps;
}

const section = { name: 's', command: ['cat'], keep: ({ stdout }: { stdout: string }) => stdout };

/**
 * Everything that gets texts from outside first; most of the rest gets what these return. `jsonShape` is not among them:
 * its only loop visits each character once.
 */
const functions: Readonly<Record<string, (text: string) => unknown>> = {
  redactText,
  redactLine,
  foreignText,
  foreignLog,
  cleanLine,
  withoutInvisible,
  escapeMarkdown,
  lastErrorLine,
  isPassingFailure,
  parseSections: text => parseSections([section], `--- section s\n${text}`)
};

/** What patterns and loops of this program look for. */
const pieces = [
  ...['password', 'token: ', 'secret=', '--client-secret ', 'cookie: a=b; ', 'Bearer ', 'https://a:', '@', '/', 'eyJ'],
  ...[
    '-----BEGIN A-----',
    '-----END A-----',
    '{',
    '[',
    '}',
    ']',
    '"',
    "'",
    '\\"',
    '\\',
    '\n',
    '\n  ',
    '- ',
    ': ',
    '|\n'
  ],
  ...[
    'a',
    'A1',
    ' ',
    ',',
    '.',
    '-',
    '_',
    '=',
    '&sig=',
    '%3d',
    '<password>',
    'level=error ',
    '::',
    '##[',
    '\u200b',
    '0x'
  ],
  ...['deadbeef', 'name: x\n', 'kind: Secret\n', 'login -p ', ' -u a:', '[redacted 00000000]', 'hmac(', ')', '😀', '`']
];
const pattern = fc.record({
  start: fc.constantFrom('', ...pieces),
  unit: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }).map(parts => parts.join('')),
  end: fc.constantFrom('', 'x', '"', '\n', ...pieces)
});

const long = 100_000;

test.each(Object.entries(functions))(
  'the work of %s grows no faster than a text of repeated patterns',
  (_name, run) => {
    fc.assert(
      fc.property(pattern, ({ start, unit, end }) => {
        const text = (size: number): string => start + unit.repeat(Math.ceil(size / unit.length)) + end;
        const short = stepsOf(() => run(text(long / 4)));
        // Four times as long, and some more for what is done once.
        expect(stepsOf(() => run(text(long)))).toBeLessThan(5 * short + long);
      }),
      { numRuns: 12 }
    );
  },
  120_000
);

test('a loop that looks back to the beginning is found', () => {
  const quadratic = (text: string): void => {
    for (let at = 0; at < text.length; at += 100) text.slice(0, at).trim();
  };
  expect(
    stepsOf(() => {
      quadratic('a'.repeat(long));
    })
  ).toBeGreaterThan(
    5 *
      stepsOf(() => {
        quadratic('a'.repeat(long / 4));
      }) +
      long
  );
});

test('a text from outside is bounded, and cut between words', () => {
  const token = ['AKIA', 'ABCDEFGH23456789'].join('');
  for (const [clean, most] of [
    [foreignText, 4000],
    [foreignLine, 300]
  ] as const) {
    const text = clean(`${'word '.repeat(20_000)}${token}`);
    expect(text.length).toBeLessThanOrEqual(most + 3);
    expect(text).toMatch(/word\.\.\.$/);
  }
  // The token begins before the limit and ends behind it.
  expect(foreignText(`${'x'.repeat(3990)} ${token}`)).not.toContain('AKIA');
  expect(foreignText(`${'x '.repeat(31_996)}${token}`, 100_000)).not.toContain('AKIA');
});

test('a long line of a log does not push out the others', () => {
  const log = foreignLog(`first\n${'x '.repeat(100_000)}\nlevel=fatal msg=last\n`);
  expect(log).toMatch(/^first\nx x /);
  expect(log).toContain('\nlevel=fatal msg=last\n');
  expect(log.length).toBeLessThan(5000);
});

test('a document with an endless text is refused with its place', () => {
  const read = (length: number): unknown =>
    readForeign('the run', JSON.stringify({ a: [{ reason: 'x'.repeat(length) }] }), 1_000_000, document => document);
  expect(read(200_000)).toBeDefined();
  expect(() => read(200_001)).toThrow(
    'the run cannot be read: a[0].reason: a text of 200001 characters; at most 200000 are allowed'
  );
});
