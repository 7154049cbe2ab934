import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { composeScript, parseSections } from '../../src/kubernetes/readings.ts';
import type { Section } from '../../src/proof/contract.ts';

const section = (name: string, ...command: string[]): Section => ({ name, command, keep: ({ stdout }) => stdout });

function run(...sections: Section[]): ReturnType<typeof parseSections> {
  return parseSections(sections, execFileSync('sh', ['-c', composeScript(sections)], { encoding: 'utf8' }));
}

describe('reading sections with one script', () => {
  test('returns the complete text of each, in any order', () => {
    const readings = run(
      section('one', 'sh', '-c', 'printf "a\\n\\nb\\n"'),
      section('two', 'sh', '-c', 'printf c'),
      section('none', 'sh', '-c', ':')
    );
    expect(readings).toEqual({
      one: { ok: true, text: 'a\n\nb\n' },
      two: { ok: true, text: 'c' },
      none: { ok: true, text: '' }
    });
  });

  test('takes every word literally', () => {
    const words = ["it's", '$HOME', '`id`', '; exit 1', '"', '\\', '*', '> /dev/full'];
    const { words: reading } = run(section('words', 'bash', '-c', 'printf "%s\\n" "$@"', 'bash', ...words));
    expect(reading).toEqual({ ok: true, text: `${words.join('\n')}\n` });
  });

  test('keeps standard error out of the text, and reports it if the command fails', () => {
    const readings = run(
      section('warned', 'sh', '-c', 'echo "{}"; echo beware >&2'),
      section('bad', 'sh', '-c', 'echo some; echo why >&2; exit 3'),
      section('gone', 'cat', '/no/such/file'),
      section('good', 'sh', '-c', 'echo x')
    );
    expect(readings['warned']).toEqual({ ok: true, text: '{}\n' });
    expect(readings['bad']).toEqual({ ok: false, why: 'exit code 3: why' });
    expect(readings['gone']).toEqual({ ok: false, why: expect.stringContaining('/no/such/file') });
    expect(readings['good']).toEqual({ ok: true, text: 'x\n' });
  });

  test('passes standard error to the check for complete output', () => {
    const interrupted: Section = {
      ...section('listing', 'sh', '-c', 'echo half; echo "Dump was interrupted" >&2'),
      keep: ({ stderr }) => {
        throw new Error(stderr);
      }
    };
    expect(run(interrupted)).toEqual({ listing: { ok: false, why: 'Dump was interrupted' } });
  });

  test('never accepts a truncated or missing section as a reading', () => {
    const sections = [section('one', 'cat', 'x'), section('two', 'cat', 'x')];
    expect(parseSections(sections, '--- section one\nhalf of')).toEqual({
      one: { ok: false, why: 'it was cut off' },
      two: { ok: false, why: 'it did not run' }
    });
  });
});
