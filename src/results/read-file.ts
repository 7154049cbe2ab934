import { InputError } from '../errors.ts';
import type { Files } from '../host/ports.ts';
import { refuseUnproven } from './proven.ts';
import { parseRun } from './read.ts';
import type { Run } from './run.ts';

/** Reads a run.json, without the figures of what was not proven; throws an InputError that says what is wrong with it. */
export async function readRun(files: Files, path: string): Promise<Run> {
  const text = await files.read(path);
  try {
    return refuseUnproven(parseRun(text));
  } catch (error) {
    throw new InputError(`${path} is not a run`, { cause: error });
  }
}
