import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { composeScript, parseSections, unreachable } from '../../src/kubernetes/sections.ts';

function run(sections: { name: string; command: string }[]): ReturnType<typeof parseSections> {
  return parseSections(sections, execFileSync('sh', ['-c', composeScript(sections)], { encoding: 'utf8' }));
}

describe('reading a place by sections', () => {
  test('gives each its own text, whole and in any order', () => {
    const readings = run([
      { name: 'one', command: 'printf "a\\n\\nb\\n"' },
      { name: 'two', command: 'printf c' }
    ]);
    expect(readings).toEqual({ one: { ok: true, text: 'a\n\nb\n' }, two: { ok: true, text: 'c' } });
  });

  test('makes a command that fails a failed reading with its words, and goes on', () => {
    const readings = run([
      { name: 'bad', command: 'echo some; echo why >&2; exit 3' },
      { name: 'missing', command: 'no-such-program' },
      { name: 'good', command: 'echo x' }
    ]);
    expect(readings['bad']).toEqual({ ok: false, why: 'exit code 3: some\nwhy' });
    expect(readings['missing']).toMatchObject({ ok: false });
    expect(readings['good']).toEqual({ ok: true, text: 'x\n' });
  });

  test('takes an empty text for what was read and not for a failure', () => {
    expect(run([{ name: 'empty', command: 'true' }])).toEqual({ empty: { ok: true, text: '' } });
  });

  test('never takes a cut or missing section for a reading', () => {
    const sections = [
      { name: 'one', command: 'x' },
      { name: 'two', command: 'x' }
    ];
    expect(parseSections(sections, '--- section one\nhalf of')).toEqual({
      one: { ok: false, why: 'it was cut off' },
      two: { ok: false, why: 'it was not run' }
    });
    expect(unreachable(sections, 'id', 'gone')).toEqual({
      identity: 'id',
      sections: { one: { ok: false, why: 'gone' }, two: { ok: false, why: 'gone' } }
    });
  });
});
