import { brokenConnection, GitHubError, refusedAnswer } from './errors.ts';
import type { Purpose } from './requests.ts';

/** The part of `fetch` that a download needs. */
export type Fetch = (
  url: string,
  options: { readonly signal: AbortSignal }
) => Promise<{
  readonly status: number;
  readonly body: AsyncIterable<Uint8Array> | null;
}>;

const timeoutMilliseconds = 300_000;

/**
 * Reads what lies behind an address that GitHub handed out, without the token, and stops as soon as it is more than
 * `limit` bytes; what an answer says of its own length is not asked.
 */
export async function downloadBounded(
  fetch: Fetch,
  address: string,
  limit: number,
  purpose: Purpose,
  now: Date
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMilliseconds)]);
  try {
    const { status, body } = await fetch(address, { signal });
    if (status !== 200 || body === null) {
      // The storage says 403 and 404 for what has expired; no permission of ours would help.
      const gone = status === 403 || status === 404 ? 410 : status;
      throw refusedAnswer({ ...purpose, status: gone, said: 'by its storage', headers: {} }, now);
    }
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > limit) {
        throw new GitHubError('unusable', `cannot ${purpose.asked}: it has more than ${String(limit)} bytes`);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof GitHubError ? error : brokenConnection(purpose.asked, error);
  } finally {
    stop.abort();
  }
  return Buffer.concat(chunks);
}
