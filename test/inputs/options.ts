import { parseOptions } from '../../src/inputs/parse.ts';
import type { InputFiles } from '../../src/inputs/missing-files.ts';
import type { RunOptions } from '../../src/model/options.ts';

/** A disk with these files; a name that ends in `/` is a folder. */
export function disk(...paths: readonly string[]): InputFiles {
  return {
    exists: path => paths.includes(path) || paths.includes(`${path}/`),
    isFolder: path => paths.includes(`${path}/`)
  };
}

/** Options from inputs, on a disk that holds what the tests name. */
export function parse(inputs: Record<string, string | undefined>): RunOptions {
  const files = disk(
    'values.yaml',
    'more.yaml',
    'kind.yaml',
    'config',
    'chart/',
    'chart/Chart.yaml',
    'empty/',
    'cilium.tgz'
  );
  return parseOptions(inputs, files);
}

/** The message of whatever is thrown, with the kind of error in front. */
export function errorOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return String(error);
  }
  return 'no error';
}
