import { foreignLine } from '../redaction/foreign.ts';

/** What went wrong with a request to GitHub, grouped by what can be done about it. */
export type GitHubErrorKind =
  'not-permitted' | 'not-found' | 'gone' | 'taken' | 'refused' | 'rate-limited' | 'unavailable' | 'unusable';

/** A failed request to GitHub. The message contains the request, the answer, and what to do. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly kind: GitHubErrorKind;
  /** Seconds after which the same request may succeed, if known. */
  readonly waitSeconds: number | undefined;

  constructor(kind: GitHubErrorKind, message: string, options: ErrorOptions & { waitSeconds?: number } = {}) {
    super(message, options);
    this.kind = kind;
    this.waitSeconds = options.waitSeconds;
  }
}

/** Details of a failed request. */
export interface Failure {
  /** The request, for people: `list the runs of perf.yml`. */
  readonly asked: string;
  /** The entry under `permissions:` that the request needs. */
  readonly needs: string;
  readonly status: number;
  /** GitHub's own words. */
  readonly said: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

const forkAdvice =
  'runs of forks and of Dependabot always have a read-only token; to comment on them, use the action report/ in a workflow_run job';

/** The error for an answer with status 400 or higher. */
export function refusedAnswer({ asked, needs, status, said, headers }: Failure, now: Date): GitHubError {
  const answer = `cannot ${asked}: GitHub answered ${status} (${quoted(said)})`;
  const waitSeconds = rateLimitWait(status, said, headers, now);
  if (waitSeconds !== undefined) {
    return new GitHubError('rate-limited', `${answer}; the rate limit is used up; try again in ${waitSeconds} s`, {
      waitSeconds
    });
  }
  switch (status) {
    case 401:
      return new GitHubError('not-permitted', `${answer}; set github-token to a valid token`);
    case 403: {
      const writing = needs === 'pull-requests: write' ? ` (${forkAdvice})` : '';
      return new GitHubError(
        'not-permitted',
        `${answer}; the line \`${needs}\` is missing under \`permissions\`${writing}`
      );
    }
    case 404:
      return new GitHubError(
        'not-found',
        `${answer}; it does not exist, or the line \`${needs}\` is missing under \`permissions\``
      );
    case 410:
      return new GitHubError('gone', `${answer}; it was deleted, has expired or is disabled`);
    case 422:
      return new GitHubError('refused', `${answer}; the request was rejected`);
    default:
      return status >= 500
        ? new GitHubError('unavailable', `${answer}; run the job again later`, { waitSeconds: 1 })
        : new GitHubError('refused', answer);
  }
}

/** The error for a request without an answer. */
export function brokenConnection(asked: string, cause: unknown): GitHubError {
  return new GitHubError('unavailable', `cannot ${asked}: the connection to GitHub broke`, { cause, waitSeconds: 1 });
}

/** GitHub signals rate limits with 429 or 403, with or without a time (docs: "Rate limits for the REST API"). */
function rateLimitWait(status: number, said: string, headers: Failure['headers'], now: Date): number | undefined {
  if (status !== 429 && status !== 403) return undefined;
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return Math.max(0, Math.ceil(after));
  if (String(headers['x-ratelimit-remaining']) === '0') {
    const reset = Number(headers['x-ratelimit-reset']);
    return Number.isFinite(reset) ? Math.max(0, Math.ceil(reset - now.getTime() / 1000)) : 60;
  }
  return status === 429 || /rate limit/i.test(said) ? 60 : undefined;
}

/** An answer may quote text chosen by others: keep one short line. */
export function quoted(text: string): string {
  return foreignLine(text, 200);
}
