import { GitHubError } from '../github/errors.ts';
import type { Host } from '../host/ports.ts';
import { errorMessage } from '../model/errors.ts';

/** The result, or `undefined` with a warning if GitHub fails: after measuring, that must not hide the results. */
export async function attempt<T>({ outputs }: Pick<Host, 'outputs'>, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    outputs.warning(errorMessage(error));
    return undefined;
  }
}
