/** What went wrong between here and GitHub, by what can be done about it. */
export type GitHubErrorKind =
  'not-permitted' | 'not-found' | 'gone' | 'refused' | 'rate-limited' | 'unavailable' | 'unusable';

/** A request that GitHub did not answer as hoped; the message says what was asked, the answer, and what to do. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly kind: GitHubErrorKind;
  /** After how many seconds the same request may succeed, where that can be known. */
  readonly waitSeconds: number | undefined;

  constructor(kind: GitHubErrorKind, message: string, options: ErrorOptions & { waitSeconds?: number } = {}) {
    super(message, options);
    this.kind = kind;
    this.waitSeconds = options.waitSeconds;
  }
}

/** What a failed request left behind. */
export interface Failure {
  /** What was asked, for people: `list the runs of perf.yml`. */
  readonly asked: string;
  /** The line under `permissions:` that the request needs. */
  readonly needs: string;
  readonly status: number;
  /** GitHub's own words. */
  readonly said: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

const forkAdvice =
  'runs of forks and of Dependabot have a read-only token whatever the workflow says, a second stage reports for them';

/** The error for an answer with a status of 400 and above. */
export function refusedAnswer({ asked, needs, status, said, headers }: Failure, now: Date): GitHubError {
  const answer = `cannot ${asked}: GitHub answered ${status} (${quoted(said)})`;
  const waitSeconds = rateLimitWait(status, said, headers, now);
  if (waitSeconds !== undefined) {
    return new GitHubError(
      'rate-limited',
      `${answer}; the rate limit is used up, the next request may be made in ${waitSeconds} s`,
      { waitSeconds }
    );
  }
  switch (status) {
    case 401:
      return new GitHubError('not-permitted', `${answer}; give the job a token that is valid: github-token`);
    case 403: {
      const writing = needs.endsWith('write') ? ` (${forkAdvice})` : '';
      return new GitHubError(
        'not-permitted',
        `${answer}; the line \`${needs}\` is missing under \`permissions\`${writing}`
      );
    }
    case 404:
      return new GitHubError(
        'not-found',
        `${answer}; it is not there, or the line \`${needs}\` is missing under \`permissions\``
      );
    case 410:
      return new GitHubError('gone', `${answer}; it was deleted or has expired`);
    case 422:
      return new GitHubError('refused', `${answer}; the request was understood and refused`);
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

/** GitHub says "too often" by 429 and by 403, with a time or without (docs: "Rate limits for the REST API"). */
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

/** An answer's words may quote what somebody chose: one short line without control characters. */
function quoted(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}...` : line;
}
