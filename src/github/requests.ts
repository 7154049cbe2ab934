import { z } from 'zod';
import type { Host } from '../host/ports.ts';
import { CanceledError, canceledBy, errorMessage } from '../model/errors.ts';
import { brokenConnection, GitHubError, quoted, refusedAnswer } from './errors.ts';
import type { RequestCount } from './port.ts';
import { receive, ReceiveError, type AnswerLimits, type Fetch } from './receive.ts';

/** Where GitHub is, which repository to use, and the token. */
export interface GitHubAccess {
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Address of the REST API: `https://api.github.com`. */
  readonly apiUrl: string;
  readonly host: Pick<Host, 'clock' | 'stop'>;
  /** Length of a second in the client's waits; tests shorten it. */
  readonly secondMilliseconds?: number;
  /** Limits of one answer; tests lower them. */
  readonly limits?: AnswerLimits;
}

/** Describes a request for error messages. */
export interface Purpose {
  /** For people: `list the runs of perf.yml`. */
  readonly asked: string;
  /** The entry under `permissions:` that it needs. */
  readonly needs: string;
}

/**
 * GitHub gives up on its own answers after 10 s. A page of a hundred comments can have 26 MB, because a comment has up to
 * 262,144 bytes.
 */
const answerLimits: AnswerLimits = { milliseconds: 20_000, bytes: 32 * 1024 * 1024 };
/** How often a read is attempted. */
export const maxAttempts = 3;
/** Maximum wait for a rate limit. If it lasts longer, the run continues without the answer. */
export const maxWaitSeconds = 60;

/** After a signal the run has 5 s in all. */
const graceMilliseconds = 2000;

/** Parameter of a write, which is never repeated: its answer may be lost although GitHub executed it. */
export const once = { request: { retries: 0 } };

/**
 * The typed client. It repeats reads after 0.75 and 3 s if the failure may be temporary, or when a short rate limit
 * ends. It counts what it sends, and sends nothing beyond the limit of `requests`. Loads the SDK here, so that commands
 * without GitHub do not pay for it.
 */
export async function createClient({
  token,
  apiUrl,
  secondMilliseconds = 1000,
  limits = answerLimits
}: Omit<GitHubAccess, 'host'>) {
  const [{ getOctokit }, { defaults }, { retry }, { throttling }] = await Promise.all([
    import('@actions/github'),
    import('@actions/github/lib/utils'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling')
  ]);
  // The client's own fetch knows the runner's proxy.
  const connect = (defaults.request?.fetch ?? fetch) as Fetch;
  const requests: RequestCount = { sent: 0, limit: Infinity };
  const refuseBeyondLimit = (): void => {
    if (requests.sent < requests.limit) return;
    throw new ReceiveError('rate-limited', `this job has used up its limit of ${requests.limit} requests to GitHub`);
  };
  const mayWait = (seconds: number, { request }: { request: object }, _: unknown, retries: number): boolean =>
    !('retries' in request && request.retries === 0) && seconds <= maxWaitSeconds && retries < maxAttempts - 1;
  const client = getOctokit(
    token,
    {
      baseUrl: apiUrl,
      request: {
        fetch: async (url: string, options: RequestInit) => {
          refuseBeyondLimit();
          requests.sent += 1;
          const { status, headers, body } = await receive(connect, url, options, limits);
          // Some answers may not have a body.
          return new Response(body.length === 0 ? null : body, { status, headers: [...headers] });
        }
      },
      retry: {
        retries: maxAttempts - 1,
        // Rate limits are for the other plugin, which knows how long they last.
        doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451],
        retryAfterBaseValue: 0.75 * secondMilliseconds
      },
      throttle: {
        // Waits between writes are shared by all clients with the same id.
        id: apiUrl,
        onRateLimit: mayWait,
        onSecondaryRateLimit: mayWait,
        retryAfterBaseValue: secondMilliseconds
      }
    },
    retry,
    throttling
  );
  // Requests without parameters of their own share one object, in which the plugin counts the attempts.
  client.hook.before('request', options => {
    options.request = { ...options.request };
    // Here too, because the plugin would repeat it.
    refuseBeyondLimit();
  });
  return { client, connect, requests };
}

const failureSchema = z.looseObject({
  status: z.int(),
  response: z
    .looseObject({ headers: z.record(z.string(), z.union([z.string(), z.number(), z.undefined()])) })
    .optional()
});

/** Waits for an answer, but not long once the run is stopped; any other failure becomes a GitHubError. */
export async function answerOf<T>(
  { clock, stop }: GitHubAccess['host'],
  purpose: Purpose,
  answer: Promise<T>
): Promise<T> {
  try {
    return await unlessStopped(stop, answer);
  } catch (error) {
    if (error instanceof GitHubError || error instanceof CanceledError) throw error;
    // The client wraps what its `fetch` throws.
    const received = error instanceof Error && error.cause instanceof ReceiveError ? error.cause : error;
    if (received instanceof ReceiveError) {
      throw new GitHubError(received.kind, `cannot ${purpose.asked}: ${received.message}`);
    }
    const failure = failureSchema.safeParse(error).data;
    if (failure === undefined) throw unusableAnswer(purpose, errorMessage(error));
    // A request without an answer also has a status, because the client makes up a 500.
    const { status, response } = failure;
    if (response === undefined) throw brokenConnection(purpose.asked, error);
    throw refusedAnswer({ ...purpose, status, said: errorMessage(error), headers: response.headers }, clock.now());
  }
}

/** Validates an answer. */
export function checkAnswer<T>(purpose: Purpose, schema: z.ZodType<T>, answer: unknown): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw unusableAnswer(purpose, z.prettifyError(result.error));
}

function unusableAnswer({ asked }: Purpose, problem: string): GitHubError {
  return new GitHubError(
    'unusable',
    `cannot ${asked}: GitHub's answer is not in the documented form: ${quoted(problem)}`
  );
}

/**
 * The client's own waits do not end when the run is stopped. A request that is under way may still end, because a
 * comment that is cut off would be lost.
 */
function unlessStopped<T>(stop: AbortSignal, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const stopSoon = (): void => {
      timer = setTimeout(() => {
        reject(canceledBy(stop));
      }, graceMilliseconds);
    };
    if (stop.aborted) stopSoon();
    else stop.addEventListener('abort', stopSoon, { once: true });
    void answer.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      stop.removeEventListener('abort', stopSoon);
    });
  });
}
