import { describe, expect, jest, test } from '@jest/globals';
import type { Outputs } from '../../src/host/ports.ts';
import { createTerminal } from '../../src/host/terminal.ts';

const progress = { title: 'Round 2 of 4: vxlan', elapsedSeconds: 60, leftSeconds: 180 };
const erase = '\r\x1b[2K';

/** What the outputs write to a stream; a terminal by default. */
function written(use: (outputs: Outputs) => void, { isTTY = true, environment = {}, columns = 100 } = {}): string {
  let text = '';
  const stream = {
    ...{ isTTY, columns, hasColors: () => true },
    write: (piece: string) => {
      text += piece;
    }
  };
  const outputs = createTerminal(stream, environment);
  use(outputs);
  outputs.progress(undefined);
  return text;
}

const everything = (outputs: Outputs): void => {
  outputs.progress(progress);
  outputs.info('measured');
  outputs.warning('careful');
  void outputs.group('Prepare', () => Promise.resolve());
};

describe('on a terminal', () => {
  test('a last line has a bar and the time left, below everything else', () => {
    const bar = `${'█'.repeat(5)}${'░'.repeat(15)}  25 %  about 3:00 min left  Round 2 of 4: vxlan`;
    expect(
      written(outputs => {
        outputs.progress(progress);
        outputs.info('measured');
      })
    ).toBe(`${erase}${bar}${erase}measured\n${erase}${bar}${erase}`);
  });

  test('the last line counts down between two measurements, and fits the columns', () => {
    jest.useFakeTimers();
    try {
      const text = written(
        outputs => {
          outputs.progress(progress);
          jest.advanceTimersByTime(2000);
        },
        { columns: 48 }
      );
      const lines = text.split(erase).filter(Boolean);
      expect(lines.map(line => /about (\S+) min/.exec(line)?.[1])).toEqual(['3:00', '2:59', '2:58']);
      expect(lines.map(line => line.length)).toEqual([47, 47, 47]);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  test('warnings and headings have colors, unless NO_COLOR is set', () => {
    expect(written(everything)).toContain('\x1b[33mwarning:\x1b[39m careful\n');
    expect(written(everything)).toContain('\x1b[1m== Prepare\x1b[22m\n');
    const plain = written(everything, { environment: { NO_COLOR: '1' } });
    expect(plain).toContain('warning: careful\n');
    expect(plain).toContain('25 %');
    expect(plain).not.toContain('\x1b[33m');
  });
});

describe('elsewhere', () => {
  test.each([
    ['in a file', { isTTY: false }],
    ['in CI', { environment: { CI: 'true' } }],
    ['on a terminal that cannot erase', { environment: { TERM: 'dumb' } }]
  ])('there are only plain lines: %s', (_, stream) => {
    expect(written(everything, stream)).toBe('measured\nwarning: careful\n== Prepare\n');
  });
});
