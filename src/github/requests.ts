import type { getOctokit } from '@actions/github';
import { z } from 'zod';
import { errorMessage } from '../model/errors.ts';
import type { Clock } from '../host/ports.ts';
import { brokenConnection, GitHubError, refusedAnswer } from './errors.ts';

/** The client's low-level request function; answers are validated here instead of trusting its types. */
export type Send = ReturnType<typeof getOctokit>['request'];

/** Describes a request for error messages. */
export interface Purpose {
  /** For people: `list the runs of perf.yml`. */
  readonly asked: string;
  /** The entry under `permissions:` that it needs. */
  readonly needs: string;
}

const timeoutMilliseconds = 30_000;
const maxAttempts = 3;
/** Maximum wait for a rate limit. If it lasts longer, the run continues without the answer. */
const maxWaitSeconds = 60;

const failureSchema = z.looseObject({
  status: z.int(),
  response: z.looseObject({ headers: z.record(z.string(), z.union([z.string(), z.number(), z.undefined()])) })
});

/** Retries a read while the failure may be temporary: after 1 and 3 s, or as the rate limit states. */
export async function withRetries<T>(clock: Pick<Clock, 'sleep'>, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      const wait = error instanceof GitHubError ? error.waitSeconds : undefined;
      if (wait === undefined || wait > maxWaitSeconds || attempt === maxAttempts) throw error;
      await clock.sleep(Math.max(wait, 2 * attempt - 1));
    }
  }
}

/** Sends one request and returns its answer; any failure becomes a GitHubError. */
export async function sendOnce(
  send: Send,
  clock: Pick<Clock, 'now'>,
  purpose: Purpose,
  route: string,
  parameters: Readonly<Record<string, unknown>>
): Promise<Awaited<ReturnType<Send>>> {
  const { request, ...rest } = parameters;
  const options = { signal: AbortSignal.timeout(timeoutMilliseconds), ...(request as object | undefined) };
  try {
    return await send(route, { ...rest, request: options });
  } catch (error) {
    // A request without an answer also has a status, because the client makes up a 500.
    const failure = failureSchema.safeParse(error);
    if (!failure.success) throw brokenConnection(purpose.asked, error);
    const { status, response } = failure.data;
    throw refusedAnswer({ ...purpose, status, said: errorMessage(error), headers: response.headers }, clock.now());
  }
}

/** Validates an answer. */
export function checkAnswer<T>(purpose: Purpose, schema: z.ZodType<T>, answer: unknown): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new GitHubError(
    'unusable',
    `cannot ${purpose.asked}: GitHub's answer is not in the documented form: ${z.prettifyError(result.error)}`
  );
}
