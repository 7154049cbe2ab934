import fc from 'fast-check';

/** Cases a function: few in CI; `FUZZ_CASES=10000` is the run by hand (docs/testing.md#fuzzing). */
export const cases = Number(process.env['FUZZ_CASES'] ?? 200);

/** What parsers trip over, alone and inside of real texts. */
const fragments: readonly string[] = [
  ...['', '\0', '\ufeff', '\u2028', '\ud800', '\u0085', '\r', '\n', '\t', ' '.repeat(50), '\u202e', '\u{e0041}'],
  ...[
    '"',
    "'",
    '`',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '[[[[[[[[',
    '{{',
    '}}',
    '<',
    '>',
    '&',
    '*',
    '#',
    '%',
    '@',
    '|',
    ':',
    ',',
    '-',
    '---'
  ],
  ...[
    '0',
    '-1',
    '1e999',
    '-1e999',
    '9007199254740993',
    '18446744073709551616',
    '0x',
    '1_0',
    'NaN',
    'Infinity',
    '1e-324',
    '٣'
  ],
  ...['null', 'true', 'undefined', '__proto__', 'constructor', 'toString', '<<', '!!binary', '*a', '&a', '%YAML 1.2'],
  ...['src ', 'dst ', 'spi 0x', '(bytes), ', 'eth0:', 'cilium_wg0:', 'Xfrm', '--- section ', '--- exit 0', '--- done'],
  ...['istio_tcp_', '# TYPE', 'peer: ', 'MIGRATED', 'error', '../', '/etc/passwd', 'a'.repeat(300), '::error::']
];

const fragment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...fragments) },
  fc.string({ unit: 'binary', maxLength: 12 })
);

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(60),
  kind: fc.constantFrom('insert', 'replace', 'cut', 'repeat', 'number' as const),
  text: fragment
});

/** A real text with a few changes, or one made of fragments. */
export function changed(...texts: readonly string[]): fc.Arbitrary<string> {
  const made = fc.array(fragment, { maxLength: 25 }).map(parts => parts.join(''));
  if (texts.length === 0) return made;
  const broken = fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([text, changes]) => changes.reduce(applyChange, text));
  return fc.oneof({ weight: 5, arbitrary: broken }, made);
}

function applyChange(
  text: string,
  { at, length, kind, text: more }: typeof change extends fc.Arbitrary<infer T> ? T : never
): string {
  const start = Math.floor(at * text.length);
  const [before, middle, after] = [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)];
  switch (kind) {
    case 'insert':
      return before + more + middle + after;
    case 'replace':
      return before + more + after;
    case 'cut':
      return length % 7 === 0 ? before : before + after;
    case 'repeat':
      return before + middle.repeat(3) + after;
    default:
      return before + (middle + after).replace(/\d+/, more);
  }
}

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e300, '', [], {}, [[[[]]]], '__proto__', 'x'.repeat(1000)),
  fc.jsonValue({ maxDepth: 3 }),
  fragment
);

/** A real JSON document of which a few values, anywhere in it, are others, missing or repeated. */
export function changedJson(document: unknown): fc.Arbitrary<string> {
  const step = fc.record({
    path: fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }),
    value: oddValue,
    kind: fc.nat(3)
  });
  const documents = fc.array(step, { minLength: 1, maxLength: 4 }).map(steps => {
    const copy: unknown = structuredClone(document);
    // Copied, because a later step may change a value inside an earlier one, or put it into itself.
    for (const { path, value, kind } of steps) changeAt(copy, path, structuredClone(value), kind);
    return JSON.stringify(copy);
  });
  return fc.oneof({ weight: 4, arbitrary: documents }, changed(JSON.stringify(document)));
}

function changeAt(at: unknown, [place = 0, ...rest]: readonly number[], value: unknown, kind: number): void {
  if (typeof at !== 'object' || at === null) return;
  const keys = Object.keys(at);
  const key = keys[place % Math.max(1, keys.length)];
  if (key === undefined) return;
  const below: unknown = Reflect.get(at, key);
  if (rest.length > 0 && typeof below === 'object' && below !== null) changeAt(below, rest, value, kind);
  else if (kind === 0 && !Array.isArray(at)) Reflect.deleteProperty(at, key);
  else if (kind === 1 && Array.isArray(at)) at.push(below, below);
  else Reflect.set(at, key, value);
}
