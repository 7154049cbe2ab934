import { readAtMost } from '../lib/read-at-most.ts';
import type { GitHubErrorKind } from './errors.ts';

/** Limits of one answer. */
export interface AnswerLimits {
  /** For the whole answer, to its last byte. */
  readonly milliseconds: number;
  readonly bytes: number;
}

/** An answer that was not taken, and why. */
export class ReceiveError extends Error {
  override readonly name = 'ReceiveError';
  readonly kind: GitHubErrorKind;

  constructor(kind: GitHubErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The part of `fetch` that is used here. */
export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** An answer, to its last byte. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer<ArrayBuffer>;
}

const maxRedirects = 3;
const tooLong = (message: string): ReceiveError => new ReceiveError('unusable', message);

/**
 * Sends a request and receives its whole answer, within limits; the declared length is ignored. GitHub redirects reads,
 * for example after a repository was renamed. They are followed on the same host only, because the request has the
 * token. A write is never sent a second time. With `redirect: 'manual'`, the caller gets the redirect. Throws a
 * ReceiveError.
 */
export async function receive(
  connect: Fetch,
  url: string,
  options: RequestInit,
  limits: AnswerLimits
): Promise<Received> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    let at = url;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await connect(at, { ...options, redirect: 'manual', signal });
      const isRedirect = answer.status >= 300 && answer.status < 400 && answer.status !== 304;
      if (!isRedirect || options.redirect === 'manual') {
        const { status, headers } = answer;
        return { status, headers, body: await readAtMost(answer.body, limits.bytes, tooLong) };
      }
      await answer.body?.cancel();
      at = nextAddress(answer, at, options.method ?? 'GET', redirects);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new ReceiveError('unavailable', `no complete answer within ${limits.milliseconds / 1000} s`);
  }
}

function nextAddress({ status, headers }: Response, from: string, method: string, redirects: number): string {
  const refused = (why: string): ReceiveError =>
    new ReceiveError('refused', `GitHub answered ${status}, a redirect, which is not followed: ${why}`);
  if (method !== 'GET') throw refused('the request writes');
  if (redirects === maxRedirects) throw refused(`it is number ${redirects + 1} in a row`);
  const location = headers.get('location') ?? '';
  if (!URL.canParse(location, from)) throw refused('it names no address');
  const to = new URL(location, from);
  if (to.origin !== new URL(from).origin) throw refused('it leads to another host');
  return to.href;
}
