import { describe, expect, test } from '@jest/globals';
import { readFirstYaml, readYaml } from '../../src/lib/yaml.ts';

const value = (text: string): unknown => {
  const document = readFirstYaml(text);
  if (!document.ok) throw new Error(document.problem);
  return document.value;
};

// Each result is what `helm template` prints for `{{ .Values | toJson }}` (3.22, which reads with Go's yaml.v2).
describe('YAML is read as Helm reads it', () => {
  test.each<[string, unknown]>([
    ['[yes, No, on, OFF, y, N, True, FALSE]', [true, false, true, false, true, false, true, false]],
    ['["yes", tRue, "on"]', ['yes', 'tRue', 'on']],
    ['[1_000, 0o17, -0o17, 017, 08, 0x1F, 0b101, 0x_1, -017]', [1000, 15, -15, 15, 8, 31, 5, 1, -15]],
    ['[1e3, .5, 1., +12, 1_000.5, 09.5, 1E+3]', [1000, 0.5, 1, 12, 1000.5, 9.5, 1000]],
    ['[1:30, 190:20:30, 2001-12-14, e1, 1.2.3, ., +]', ['1:30', '190:20:30', '2001-12-14', 'e1', '1.2.3', '.', '+']],
    ['[~, null, Null, NULL]', [null, null, null, null]],
    ['{yes: 1, 1: 2, 1.5: 3}', { true: 1, '1': 2, '1.5': 3 }],
    ['[!!str 1, !!int "7", !!float 3, !!bool "yes", !custom a]', ['1', 7, 3, true, 'a']],
    ['a: {b: 1}\na: {c: 2}', { a: { c: 2 } }],
    ['---\na: 1\n---\nb: [', { a: 1 }],
    ['---\n---\na: 1', null],
    ['', null],
    ['# nothing', null],
    ['x: &x {a: 1, b: 2}\nw:\n  <<: *x\n  a: 3', { x: { a: 1, b: 2 }, w: { a: 3, b: 2 } }],
    ['x: &x {a: 1}\nw:\n  a: 3\n  <<: *x', { x: { a: 1 }, w: { a: 1 } }],
    ['x: &x {a: 1}\nz: &z {a: 5, c: 1}\nw: {<<: [*x, *z]}', { x: { a: 1 }, z: { a: 5, c: 1 }, w: { a: 1, c: 1 } }],
    ['x: &x 1\nw: *x\nx: &x 2\nz: *x', { x: 2, w: 1, z: 2 }],
    ['%YAML 1.1\n---\na: yes', { a: true }]
  ])('%j', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a: 1\n\tb: 2', 'line 2, column 1: tabs are not allowed as indentation'],
    ['a: *b', 'line 1, column 4: this anchor is not defined before it is used'],
    ['a: &a\n  b: *a', 'line 2, column 6: this anchor contains itself'],
    ['a: 1\nb: {{ .Values.x }}', 'line 2, column 5: a key must be a text; if this is a template, render it first'],
    ['a: @x', 'line 1, column 4: plain value cannot start with reserved character @'],
    ['a: {<<: 1}', 'only mappings can be merged with <<'],
    ['%YAML 1.2\n---\na: yes', 'its directive %YAML 1.2 is not 1.1, which Helm reads']
  ])('%j cannot be read', (text, problem) => {
    expect(readFirstYaml(text)).toEqual({ ok: false, problem });
  });

  test('a problem never quotes the text', () => {
    const document = readFirstYaml('a: "x" hunter2 : "\n  hunter2: ]');
    expect(document.ok).toBe(false);
    expect(JSON.stringify(document)).not.toContain('hunter2');
  });

  test('an anchor may be used often, but not expand without bounds', () => {
    expect(value(`a: &a 1\nb: [${'*a, '.repeat(400)}]`)).toHaveProperty('b.399', 1);
    const bomb = ['a0: &a0 [1, 1]', ...[1, 2, 3, 4, 5].map(n => `a${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}]`)];
    expect(readFirstYaml(bomb.join('\n'))).toMatchObject({ ok: false });
  });

  test('later documents are read as well, each by itself', () => {
    expect(readYaml('a: 1\n---\nb: *c\n---\nd: on')).toEqual([
      { ok: true, value: { a: 1 } },
      { ok: false, problem: 'line 3, column 4: this anchor is not defined before it is used' },
      { ok: true, value: { d: true } }
    ]);
  });
});
