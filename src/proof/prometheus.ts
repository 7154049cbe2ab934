import { NoProof } from './draft.ts';

/** One sample of Prometheus' text format. */
export interface Series {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** The series whose names begin with `prefix`. @throws NoProof for a line of them that is not understood. */
export function parseSeries(text: string, prefix: string): readonly Series[] {
  return text
    .split('\n')
    .filter(line => line.startsWith(prefix))
    .map(line => {
      const found = sampleLine.exec(line);
      const value = Number(found?.[3]);
      if (found === null || !Number.isFinite(value))
        throw new NoProof(`a line of the metrics is not understood: ${line}`);
      const labels = [...(found[2] ?? '').matchAll(label)].map(([, name = '', quoted = '']): [string, string] => [
        name,
        unescape(quoted)
      ]);
      return { name: found[1] ?? '', labels: new Map(labels), value };
    });
}

function unescape(quoted: string): string {
  return quoted.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}
